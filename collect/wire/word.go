package wire

import (
	"html"
	"slices"
	"strings"

	"rung/internal/country"
	"rung/internal/job"
)

// Line reads a field of one line: entities undone, white space closed up.
func Line(t Text) string { return strings.Join(strings.Fields(html.UnescapeString(string(t))), " ") }

// Split cuts a field that holds a list at its commas.
func Split(t Text) []string {
	var out []string
	for part := range strings.SplitSeq(string(t), ",") {
		if part = Line(Text(part)); part != "" {
			out = append(out, part)
		}
	}
	return out
}

// Countries returns the codes of a list of places that names nothing but countries and scopes, and nil
// when one of them is something else: half a list would shut out the other half.
func Countries(places []string) []string {
	var out []string
	for _, p := range places {
		code := country.Code(p)
		if code == "" {
			return nil
		}
		if !slices.Contains(out, code) {
			out = append(out, code)
		}
	}
	return out
}

// contracts maps words for kinds of contract, the more telling ones first, as they stand at the
// beginning of a word. They are English and German.
var contracts = []struct {
	word string
	is   job.Employment
}{
	{"internship", job.Internship},
	{"intern ", job.Internship},
	{"praktik", job.Internship},
	{"trainee", job.Internship},
	{"part time", job.PartTime},
	{"parttime", job.PartTime},
	{"teilzeit", job.PartTime},
	{"working student", job.PartTime},
	{"freelance", job.Freelance},
	{"freiberuf", job.Freelance},
	{"temp", job.Temporary},
	{"fixed term", job.Temporary},
	{"seasonal", job.Temporary},
	{"befristet", job.Temporary},
	{"contract", job.Contract},
	{"1099", job.Contract}, // the American tax form of the self-employed
	{"full time", job.FullTime},
	{"fulltime", job.FullTime},
	{"vollzeit", job.FullTime},
	{"regular", job.FullTime},
	{"permanent", job.FullTime},
	{"festanstellung", job.FullTime},
}

// Employment reads kinds of contract, one from each word. What it does not know, such as "other", is
// left out.
func Employment(words ...string) []job.Employment {
	var out []job.Employment
	for _, w := range words {
		w = " " + strings.ToLower(strings.NewReplacer("-", " ", "_", " ").Replace(strings.TrimSpace(w))) + " "
		for _, c := range contracts {
			if strings.Contains(w, " "+c.word) {
				if !slices.Contains(out, c.is) {
					out = append(out, c.is)
				}
				break
			}
		}
	}
	return out
}

var periods = map[string]job.Period{
	"hour": job.Hour, "hourly": job.Hour, "day": job.Day, "daily": job.Day, "week": job.Week, "weekly": job.Week,
	"biweekly": job.TwoWeeks, "month": job.Month, "monthly": job.Month,
	"year": job.Year, "yearly": job.Year, "annual": job.Year, "annually": job.Year,
}

// Period reads the name of a span of pay; one that it does not know stays unknown.
func Period(word Text) job.Period { return periods[strings.ToLower(strings.TrimSpace(string(word)))] }

// Stated returns the offer of an employer who filled in a range, nil when neither end is there. Rule
// names the field.
func Stated(low, high Float, currency Text, period job.Period, rule string) []job.Pay {
	if low <= 0 && high <= 0 {
		return nil
	}
	code := strings.ToUpper(strings.TrimSpace(string(currency)))
	if len(code) != 3 {
		code = ""
	}
	return []job.Pay{{
		Min: max(0, float64(low)), Max: max(0, float64(high)), Currency: code, Period: period, Basis: job.Stated,
		Evidence: job.Evidence{Field: job.FieldSource, Rule: rule},
	}}
}
