package greenhouse

import (
	"strings"

	"rung/collect/wire"
	"rung/internal/job"
)

// payRange is one of the ranges that the answer for a single job shows, one for each region or level.
type payRange struct {
	Min      wire.Float `json:"min_cents"`
	Max      wire.Float `json:"max_cents"`
	Currency wire.Text  `json:"currency_type"`
	Title    wire.Text  `json:"title"`
	Blurb    wire.Text  `json:"blurb"`
}

// offers turns cents into units. The ranges carry no period: it is a year unless the words beside them
// say otherwise.
func offers(ranges []payRange) []job.Pay {
	var out []job.Pay
	for _, r := range ranges {
		if r.Min <= 0 && r.Max <= 0 {
			continue
		}
		out = append(out, job.Pay{
			Min: max(0, float64(r.Min)/100), Max: max(0, float64(r.Max)/100),
			Currency: strings.ToUpper(string(r.Currency)), Period: period(string(r.Title) + " " + string(r.Blurb)),
			Basis: job.Stated, Label: strings.TrimSpace(string(r.Title)),
			Evidence: job.Evidence{Field: job.FieldSource, Rule: "greenhouse.pay_input_ranges"},
		})
	}
	return out
}

func period(words string) job.Period {
	words = strings.ToLower(words)
	for _, p := range []struct {
		word string
		is   job.Period
	}{
		{"hourly", job.Hour},
		{"per hour", job.Hour},
		{"/hr", job.Hour},
		{"/hour", job.Hour},
		{"daily", job.Day},
		{"per day", job.Day},
		{"weekly", job.Week},
		{"per week", job.Week},
		{"monthly", job.Month},
		{"per month", job.Month},
	} {
		if strings.Contains(words, p.word) {
			return p.is
		}
	}
	return job.Year
}
