package cli

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"rung/analyze"
	"rung/internal/ui"
)

// compact makes an answer fit a terminal: an interval stands in the cell of its figure, shares are in
// hundredths, ids whose name stands beside them are left out, and so are columns without any value. The
// columns that tell most come first.
// Nothing is lost to programs: every other format has all columns. Columns to keep stay in any case.
func compact(t *analyze.Table, keep []string) (columns []string, rows [][]any) {
	var parts []cellParts
	for i, c := range t.Columns {
		stem := strings.TrimSuffix(c.Name, "_share")
		p := cellParts{
			at: i, low: column(t, c.Name+"_low", stem+"_low"), high: column(t, c.Name+"_high", stem+"_high"),
			share: c.Unit == "share" || strings.HasSuffix(c.Name, "share"),
		}
		leaves := isBound(t, c.Name) || column(t, c.Name+"_name") >= 0 || !someValue(t, p)
		if leaves && !slices.Contains(keep, c.Name) {
			continue
		}
		p.name = strings.TrimSuffix(c.Name, "_name")
		parts = append(parts, p)
	}
	slices.SortStableFunc(parts, func(a, b cellParts) int { return place(a.name) - place(b.name) })
	for _, p := range parts {
		columns = append(columns, p.name)
	}
	for _, row := range t.Rows {
		cells := make([]any, len(parts))
		for i, p := range parts {
			cells[i] = p.cell(row)
		}
		rows = append(rows, cells)
	}
	return columns, rows
}

// telling are the columns that come first, since a narrow terminal has no room for all.
var telling = []string{
	"rank", "rung", "band", "month", "source", "kind", "skill", "a", "b", "period", "employment", "country", "role_family", "place", "dimension", "value", "employer",
	"ads", "n", "level", "middle", "floor", "ceiling", "share", "difference", "verdict", "growth", "index", "year_ratio", "score", "opened", "near", "entry_share",
	"premium", "log_odds", "lift", "npmi", "examples",
}

// place is the place of a column among the others of its answer.
func place(name string) int {
	if i := slices.Index(telling, name); i >= 0 {
		return i
	}
	return len(telling)
}

// cellParts are the columns that one cell is made of; low and high are -1 where there is no interval.
type cellParts struct {
	name          string
	at, low, high int
	share         bool
}

// column finds the first of some names among the columns, or -1.
func column(t *analyze.Table, names ...string) int {
	for _, name := range names {
		if i := slices.IndexFunc(t.Columns, func(c analyze.Column) bool { return c.Name == name }); i >= 0 {
			return i
		}
	}
	return -1
}

// isBound reports whether a column is the end of another column's interval.
func isBound(t *analyze.Table, name string) bool {
	for _, end := range []string{"_low", "_high"} {
		if base, ok := strings.CutSuffix(name, end); ok && column(t, base, base+"_share") >= 0 {
			return true
		}
	}
	return false
}

func someValue(t *analyze.Table, p cellParts) bool {
	return len(t.Rows) == 0 || slices.ContainsFunc(t.Rows, func(row []any) bool { return row[p.at] != nil })
}

// cell is a figure with its interval, or a value as it is.
func (p cellParts) cell(row []any) any {
	v := row[p.at]
	f, ok := v.(float64)
	if !ok {
		return v
	}
	text := p.number(f)
	if p.share {
		text += " %"
	}
	if p.low >= 0 && p.high >= 0 {
		low, okLow := row[p.low].(float64)
		high, okHigh := row[p.high].(float64)
		if okLow && okHigh {
			text += fmt.Sprintf(" (%s–%s)", p.number(low), p.number(high))
		}
	}
	return text
}

func (p cellParts) number(f float64) string {
	switch {
	case p.share:
		return strconv.FormatFloat(f*100, 'f', 1, 64)
	case f >= 1000 || f <= -1000:
		return strconv.FormatFloat(f, 'f', 0, 64)
	}
	return ui.Text(threeDigits(f))
}

// threeDigits keeps the first three digits of a number.
func threeDigits(f float64) float64 {
	r, err := strconv.ParseFloat(strconv.FormatFloat(f, 'g', 3, 64), 64)
	if err != nil {
		return f
	}
	return r
}
