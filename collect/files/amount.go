package files

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"

	"rung/internal/job"
)

// offer is the pay of a row while its parts are being read.
type offer struct{ job.Pay }

var amounts = regexp.MustCompile(`\d[\d,]*(?:\.\d+)?\s?[kK]?\b`)

// readRange reads the one or two amounts of a text such as "Hourly: $25.00 - $35.00", written as in the
// United States. A text without any gives none.
func (o *offer) readRange(s string) error {
	found := amounts.FindAllString(s, 3)
	if len(found) > 2 {
		return fmt.Errorf("more than two amounts in %.60q", s)
	}
	var got []float64
	for _, f := range found {
		v, err := amount(f)
		if err != nil {
			return err
		}
		got = append(got, v)
	}
	if len(got) == 0 {
		return nil
	}
	o.Min, o.Max = got[0], got[len(got)-1]
	if o.Max < o.Min {
		return fmt.Errorf("the range ends below its beginning: %.60q", s)
	}
	o.Text = s
	return nil
}

// amount reads a number with commas between thousands, a currency sign before it and "k" behind it.
func amount(s string) (float64, error) {
	t := strings.ReplaceAll(strings.TrimLeft(strings.TrimSpace(s), "$€£ "), ",", "")
	scale := 1.0
	if cut := strings.TrimRight(t, "kK"); len(cut) == len(t)-1 {
		t, scale = strings.TrimSpace(cut), 1000
	}
	v, err := strconv.ParseFloat(strings.TrimSpace(t), 64)
	if err != nil || math.IsNaN(v) || v < 0 || v > 1e12 {
		return 0, fmt.Errorf("not an amount: %.40q", s)
	}
	return v * scale, nil
}

func isZero(s string) bool {
	v, err := amount(s)
	return err == nil && v == 0
}

func (o *offer) readCurrency(s string) error {
	code := strings.ToUpper(s)
	if len(code) != 3 || strings.Trim(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
		return fmt.Errorf("not an ISO 4217 code: %.40q", s)
	}
	o.Currency = code
	return nil
}

// readPeriod reads the period out of words; what follows a colon is the amount.
func (o *offer) readPeriod(s string) error {
	word, _, _ := strings.Cut(strings.ToLower(s), ":")
	for _, p := range []struct {
		word string
		is   job.Period
	}{
		{"hour", job.Hour},
		{"2weeks", job.TwoWeeks},
		{"day", job.Day},
		{"daily", job.Day},
		{"week", job.Week},
		{"month", job.Month},
		{"year", job.Year},
		{"annual", job.Year},
		{"fixed", job.Project},
		{"project", job.Project},
	} {
		if strings.Contains(word, p.word) {
			o.Period = p.is
			return nil
		}
	}
	return fmt.Errorf("not a period: %.40q", s)
}

func (o *offer) readBasis(s string) error {
	switch b := job.Basis(strings.ToLower(s)); b {
	case job.Stated, job.BudgetBand, job.Estimate, job.Ceiling, job.BoardFigure:
		o.Basis = b
		return nil
	}
	return fmt.Errorf("not one of stated, budget_band, estimate, ceiling, board: %.40q", s)
}

// pay returns the offer where it has an amount.
func (o *offer) pay() []job.Pay {
	if o.Min == 0 && o.Max == 0 {
		return nil
	}
	p := o.Pay
	if p.Basis == "" {
		p.Basis = job.Stated
	}
	p.Evidence = job.Evidence{Field: job.FieldSource, Rule: "files.pay"}
	return []job.Pay{p}
}

var applicantForms = regexp.MustCompile(`^(?:(less than|fewer than|up to)\s?(\d+)|(\d+)\s?(?:to|-|–)\s?(\d+)|(\d+)\s?(?:\+|plus|or more)|(\d+))$`)

// setApplicants reads how many have applied: "7", "Less than 5", "5 to 10", "20to50", "50+", "50Plus".
func setApplicants(d *draft, v []string) error {
	s := strings.ReplaceAll(strings.ToLower(v[0]), "lessthan", "less than")
	m := applicantForms.FindStringSubmatch(s)
	if m == nil {
		return fmt.Errorf("not a number of applicants: %.40q", v[0])
	}
	n := make([]int, len(m))
	for i := range m {
		n[i], _ = strconv.Atoi(m[i]) // empty groups are 0, and a number too large is none
	}
	c := &d.comp
	switch {
	case m[1] == "up to":
		c.ApplicantsMax = n[2]
	case m[1] != "":
		c.ApplicantsMax = max(0, n[2]-1)
	case m[3] != "":
		c.ApplicantsMin, c.ApplicantsMax = n[3], n[4]
	case m[5] != "":
		c.ApplicantsMin = n[5]
	default:
		c.ApplicantsMin, c.ApplicantsMax = n[6], n[6]
	}
	return nil
}
