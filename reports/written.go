package reports

import (
	"strings"

	"rung/analyze"
)

// byUnit says how figures are written, byColumn where a column is written otherwise than its unit says: with a sign where
// it is a change or a difference. What is in neither is a count.
var (
	byUnit = map[string]func(float64) string{
		"share": percent, "USD": dollars, "ratio": times, "index": fixed, "log": fixed, "points": fixed, "ranks": arrow,
	}
	byColumn = map[string]func(float64) string{
		"growth_raw": signed, "growth_mix": signed, "raw": signed, "adjusted": signed, "change": signed, "pay_change": signed, "difference": points,
		"premium": signed, "beside_premium": signed, "neighbour_premium": signed, "range_premium": signed,
		"same_title": signed, "same_employer": signed, "shrunk": signed,
		"index": decimal, "hire_rate": fixed,
	}
)

// Written is the value of a column of a question as the report writes it, such as 9.3% for a share of 0.0933; empty for
// what has no unit and for what is no number.
func Written(c analyze.Column, v any) string {
	if c.Unit == "" || c.Unit == "number" {
		return ""
	}
	show := byUnit[c.Unit]
	if of := byColumn[strings.TrimSuffix(strings.TrimSuffix(c.Name, "_low"), "_high")]; of != nil {
		show = of
	}
	switch v := v.(type) {
	case int64:
		if show == nil {
			return whole(v)
		}
		return show(float64(v))
	case float64:
		if show == nil {
			return decimal(v)
		}
		return show(v)
	}
	return ""
}
