package jsonld

import (
	"regexp"
	"strconv"
	"strings"

	"rung/internal/job"
)

// offers reads baseSalary in the forms that are met: a MonetaryAmount whose value is a QuantitativeValue,
// a number or a text; a bare amount with salaryCurrency beside it, as in schema.org's own example; a
// PriceSpecification. What is no number is returned as text for the step that reads pay. The
// estimatedSalary of search engines is no offer and not read.
func (g *graph) offers(posting object) (out []job.Pay, text string) {
	beside := currency(g.words(field(posting, "salaryCurrency")))
	for _, v := range many(field(posting, "baseSalary")) {
		var p job.Pay
		var rest string
		if o := g.thing(v); o != nil {
			p, rest = g.amount(o)
		} else {
			p.Max, rest = number(scalar(v))
			p.Min = p.Max
		}
		if p.Currency == "" {
			p.Currency = beside
		}
		switch {
		case rest != "" && text == "":
			text = strings.TrimSpace(rest + " " + strings.Trim(p.Currency, " ") + " " + per[p.Period])
		case p.Min > 0 || p.Max > 0:
			p.Basis, p.Evidence = job.Stated, job.Evidence{Field: job.FieldSource, Rule: "jsonld.baseSalary"}
			out = append(out, p)
		}
	}
	return out, text
}

// per says a period in words, for amounts that are left to be read as text.
var per = map[job.Period]string{job.Hour: "per hour", job.Day: "per day", job.Week: "per week", job.Month: "per month", job.Year: "per year"}

// amount reads a MonetaryAmount, or a PriceSpecification.
func (g *graph) amount(o object) (p job.Pay, rest string) {
	p.Currency = currency(g.first(o, "currency", "priceCurrency"))
	at := o
	if inner := g.thing(field(o, "value")); inner != nil {
		at = inner
		if p.Currency == "" {
			p.Currency = currency(g.first(inner, "currency", "unitCode"))
		}
	}
	for _, in := range []object{at, o} {
		if p.Period == "" {
			p.Period = period(g.first(in, "unitText", "unitCode"))
		}
	}
	p.Min, _ = number(g.first(at, "minValue", "minPrice"))
	p.Max, _ = number(g.first(at, "maxValue", "maxPrice"))
	if p.Min == 0 && p.Max == 0 {
		p.Min, rest = number(g.first(at, "value", "price"))
		p.Max = p.Min
	}
	if p.Max > 0 && p.Min > p.Max {
		p.Min, p.Max = p.Max, p.Min
	}
	return p, rest
}

// first returns the first of some properties that says something.
func (g *graph) first(o object, names ...string) string {
	for _, n := range names {
		if s := g.words(field(o, n)); s != "" {
			return s
		}
	}
	return ""
}

func currency(s string) string {
	s = strings.ToUpper(strings.TrimSpace(s))
	if len(s) != 3 || strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" || period(s) != "" {
		return ""
	}
	return s
}

var periods = map[string]job.Period{
	"HOUR": job.Hour, "HOURLY": job.Hour, "HR": job.Hour, "HUR": job.Hour,
	"DAY": job.Day, "DAILY": job.Day, "WEEK": job.Week, "WEEKLY": job.Week, "WEE": job.Week,
	"BIWEEKLY": job.TwoWeeks, "MONTH": job.Month, "MONTHLY": job.Month, "MON": job.Month,
	"YEAR": job.Year, "YEARLY": job.Year, "ANNUAL": job.Year, "ANNUALLY": job.Year, "ANNUM": job.Year, "ANN": job.Year, "YR": job.Year,
}

// period reads unitText, or unitCode with its codes of UN/CEFACT.
func period(s string) job.Period {
	s = strings.ToUpper(strings.NewReplacer("-", "", "_", "", ".", "").Replace(strings.TrimSpace(s)))
	s = strings.TrimSpace(strings.TrimPrefix(s, "PER "))
	return periods[strings.TrimSuffix(s, "S")]
}

// figure is one amount and nothing else: a sign of a currency, digits in groups, a k.
var figure = regexp.MustCompile(`^(?:[A-Z]{3}|[A-Z]{0,2}[$€£¥₹])?\s?(\d[\d., '’]*)(?:\s?([kK]))?\s?(?:[A-Z]{3}|[$€£¥₹])?$`)

// number reads an amount. A text that holds more than one figure is returned as the rest.
func number(s string) (v float64, rest string) {
	s = strings.TrimSpace(s)
	if v, err := strconv.ParseFloat(s, 64); err == nil {
		if v > 0 && v < 1e12 {
			return v, ""
		}
		return 0, ""
	}
	m := figure.FindStringSubmatch(s)
	if m == nil {
		return 0, cut(s, 200)
	}
	v, err := strconv.ParseFloat(plain(m[1]), 64)
	if err != nil || v >= 1e12 {
		return 0, cut(s, 200)
	}
	if m[2] != "" {
		v *= 1000
	}
	return v, ""
}

// plain writes a number with groups as Go reads it. The last of its marks is the decimal point unless
// three digits follow it.
func plain(s string) string {
	s = strings.NewReplacer(" ", "", "'", "", "’", "").Replace(s)
	i := strings.LastIndexAny(s, ".,")
	if i < 0 {
		return s
	}
	whole, part := s[:i], s[i+1:]
	whole = strings.NewReplacer(".", "", ",", "").Replace(whole)
	if len(part) == 3 {
		return whole + part
	}
	return whole + "." + part
}
