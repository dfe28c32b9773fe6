package reports

import (
	"bytes"
	"fmt"
	"slices"

	"rung/internal/ui"
)

// csv writes an answer; with a notice, each row carries it in a last column.
func (r *Report) csv(a *answer) ([]byte, error) {
	columns, rows := make([]string, len(a.Columns)), a.Rows
	for i, c := range a.Columns {
		columns[i] = c.Name
	}
	if r.meta.Notice != "" {
		columns = append(columns, "notice")
		rows = make([][]any, len(a.Rows))
		for i, v := range a.Rows {
			rows[i] = append(slices.Clip(v), r.meta.Notice)
		}
	}
	safe := func(yield func([]any, error) bool) {
		for _, row := range rows {
			if !yield(harmless(row), nil) {
				return
			}
		}
	}
	var b bytes.Buffer
	if _, err := ui.Write(&b, ui.CSV, columns, safe, ui.Options{}); err != nil {
		return nil, fmt.Errorf("write %s.csv: %w", a.ask.key, err)
	}
	return b.Bytes(), nil
}

// harmless is a row whose texts hold nothing that a terminal would obey.
func harmless(row []any) []any {
	out := make([]any, len(row))
	for i, v := range row {
		switch v := v.(type) {
		case string:
			out[i] = ui.Safe(v)
		case []any:
			out[i] = ui.Safe(ui.Text(v))
		default:
			out[i] = v
		}
	}
	return out
}
