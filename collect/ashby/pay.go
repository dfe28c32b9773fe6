package ashby

import (
	"strings"

	"rung/collect/wire"
	"rung/internal/job"
)

// compensation is what an employer filled in. A tier is a level or a region; its components are salary,
// equity, bonus and commission, of which only salary is an amount that can be compared.
type compensation struct {
	Summary wire.Text `json:"compensationTierSummary"`
	Tiers   []struct {
		Title      wire.Text   `json:"title"`
		Components []component `json:"components"`
	} `json:"compensationTiers"`
	Components []component `json:"summaryComponents"`
}

type component struct {
	Type     wire.Text  `json:"compensationType"`
	Interval wire.Text  `json:"interval"`
	Currency wire.Text  `json:"currencyCode"`
	Min      wire.Float `json:"minValue"`
	Max      wire.Float `json:"maxValue"`
	Summary  wire.Text  `json:"summary"`
}

// periods are the intervals that name a span. "1 TIME" and "NONE" do not, so the period stays unknown.
var periods = map[string]job.Period{
	"1 HOUR": job.Hour, "1 DAY": job.Day, "1 WEEK": job.Week, "2 WEEK": job.TwoWeeks,
	"1 MONTH": job.Month, "1 YEAR": job.Year,
}

// offers returns the salary of each tier, labelled by its title, or the salary of the summary where no
// tier has one.
func (c compensation) offers() []job.Pay {
	var out []job.Pay
	for _, t := range c.Tiers {
		out = appendSalaries(out, t.Components, string(t.Title))
	}
	if out == nil {
		out = appendSalaries(nil, c.Components, "")
	}
	return out
}

func appendSalaries(out []job.Pay, components []component, label string) []job.Pay {
	for _, c := range components {
		if c.Type != "Salary" || c.Min <= 0 && c.Max <= 0 {
			continue
		}
		out = append(out, job.Pay{
			Min: max(0, float64(c.Min)), Max: max(0, float64(c.Max)),
			Currency: strings.ToUpper(string(c.Currency)), Period: periods[strings.ToUpper(string(c.Interval))],
			Basis: job.Stated, Label: strings.TrimSpace(label), Text: string(c.Summary),
			Evidence: job.Evidence{Field: job.FieldSource, Rule: "ashby.compensation"},
		})
	}
	return out
}
