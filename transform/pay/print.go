package pay

import (
	"strconv"
	"strings"

	"rung/internal/job"
)

// Print writes an offer so that Read gives it back: "80000-95000 EUR per year", "from 60 USD per hour".
// Label, flags, basis and inferred periods are left out.
func Print(p job.Pay) string {
	amount := func(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
	var b strings.Builder
	switch {
	case p.Min == p.Max:
		b.WriteString(amount(p.Min))
	case p.Max == 0:
		b.WriteString("from " + amount(p.Min))
	case p.Min == 0:
		b.WriteString("up to " + amount(p.Max))
	default:
		b.WriteString(amount(p.Min) + "-" + amount(p.Max))
	}
	if p.Currency != "" {
		b.WriteString(" " + p.Currency)
	}
	if p.Gross != "" {
		b.WriteString(" " + p.Gross)
	}
	switch p.Period {
	case job.PeriodNone:
	case job.TwoWeeks:
		b.WriteString(" every two weeks")
	case job.Unit:
		b.WriteString(" per " + p.Unit)
	default:
		b.WriteString(" per " + string(p.Period))
	}
	return b.String()
}
