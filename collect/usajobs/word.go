package usajobs

import (
	"slices"
	"strconv"
	"strings"

	"rung/collect/wire"
	"rung/internal/job"
)

// rates are the codes of RateIntervalCode and, for older answers and announcements, their names. Without
// compensation, by fee and by the piece are no spans of time.
var rates = map[string]job.Period{
	"PA": job.Year, "PER YEAR": job.Year, "PH": job.Hour, "PER HOUR": job.Hour, "PD": job.Day, "PER DAY": job.Day,
	"BW": job.TwoWeeks, "BI-WEEKLY": job.TwoWeeks, "PM": job.Month, "PER MONTH": job.Month,
}

// addPay reads a statutory band. It is stated, but a band of the law rather than an offer made for the
// one position, which its flag says.
func addPay(l *job.Listing, field string, low, high, rate wire.Text, label string) error {
	from, err := amount(low)
	if err != nil {
		return &wire.FieldError{Field: field, Reason: "not an amount: " + string(low)}
	}
	to, err := amount(high)
	if err != nil {
		return &wire.FieldError{Field: field, Reason: "not an amount: " + string(high)}
	}
	code := strings.ToUpper(strings.TrimSpace(string(rate)))
	if code == "WC" || code == "WITHOUT COMPENSATION" {
		return nil
	}
	pay := wire.Stated(from, to, "USD", rates[code], "usajobs.remuneration")
	for i := range pay {
		pay[i].Label, pay[i].Flags = label, []string{"statutory_band"}
	}
	l.Given.Pay = append(l.Given.Pay, pay...)
	return nil
}

// amount reads a number that may have commas.
func amount(t wire.Text) (wire.Float, error) {
	s := strings.ReplaceAll(strings.TrimSpace(string(t)), ",", "")
	if s == "" {
		return 0, nil
	}
	f, err := strconv.ParseFloat(s, 64)
	if err != nil || f-f != 0 {
		return 0, strconv.ErrSyntax
	}
	return wire.Float(f), nil
}

// grade writes the grades of a pay plan, such as "GS 12-13".
func grade(plan string, low, high wire.Text) string {
	span := strings.TrimSpace(string(low))
	if h := strings.TrimSpace(string(high)); h != "" && h != span {
		span = strings.Trim(span+"-"+h, "-")
	}
	return strings.TrimSpace(strings.TrimSpace(plan) + " " + span)
}

// addEmployment reads a schedule, an offering type or an appointment type. "Permanent" says nothing
// about hours.
func addEmployment(l *job.Listing, word wire.Text) {
	w := strings.ToLower(strings.ReplaceAll(wire.Line(word), "-", " "))
	var is job.Employment
	switch {
	case strings.HasPrefix(w, "full time"):
		is = job.FullTime
	case strings.HasPrefix(w, "part time"), strings.HasPrefix(w, "intermittent"), strings.HasPrefix(w, "job shar"):
		is = job.PartTime
	case strings.HasPrefix(w, "intern"), strings.HasPrefix(w, "student"):
		is = job.Internship
	case strings.HasPrefix(w, "temporary"), strings.HasPrefix(w, "term"), strings.HasPrefix(w, "seasonal"), strings.HasPrefix(w, "summer"):
		is = job.Temporary
	default:
		return
	}
	if !slices.Contains(l.Given.Employment, is) {
		l.Given.Employment = append(l.Given.Employment, is)
	}
}
