package analyze_test

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"rung/analyze"
)

// writeMarkdown writes an answer as a table, of all columns or of those to show.
func writeMarkdown(w io.Writer, t *analyze.Table, show []string) {
	var keep []int
	var names []string
	for i, c := range t.Columns {
		if show == nil || slices.Contains(show, c.Name) {
			keep, names = append(keep, i), append(names, c.Name)
		}
	}
	fmt.Fprintf(w, "| %s |\n|%s\n", strings.Join(names, " | "), strings.Repeat("--|", len(names)))
	for _, row := range t.Rows {
		cells := make([]string, len(keep))
		for i, k := range keep {
			cells[i] = cell(row[k])
		}
		fmt.Fprintf(w, "| %s |\n", strings.Join(cells, " | "))
	}
}

// cell shows numbers to four digits after the point, so that hand-computed values can be compared.
func cell(v any) string {
	switch v := v.(type) {
	case nil:
		return "-"
	case float64:
		s := strconv.FormatFloat(v, 'f', 4, 64)
		return strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
	case time.Time:
		return v.Format(time.DateOnly)
	default:
		return fmt.Sprint(v)
	}
}
