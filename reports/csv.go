package reports

import (
	"bytes"
	"fmt"
	"slices"

	"rung/analyze"

	"rung/internal/ui"
)

// noticed returns the columns and rows of an answer; with a notice, each row carries it in a last column.
func (r *Report) noticed(a *answer) ([]analyze.Column, [][]any) {
	if r.meta.Notice == "" {
		return a.Columns, a.Rows
	}
	rows := make([][]any, len(a.Rows))
	for i, v := range a.Rows {
		rows[i] = append(slices.Clip(v), r.meta.Notice)
	}
	return append(slices.Clip(a.Columns), analyze.Column{Name: "notice", Type: "text"}), rows
}

// parquet writes an answer with its types; lists hold texts.
func (r *Report) parquet(a *answer) ([]byte, error) {
	columns, rows := r.noticed(a)
	clean := make([][]any, len(rows))
	for i, row := range rows {
		clean[i] = slices.Clone(row)
		for k, v := range row {
			switch v := v.(type) {
			case string:
				clean[i][k] = ui.Safe(v)
			case []any:
				list := make([]any, len(v))
				for j, one := range v {
					list[j] = ui.Safe(ui.Text(one))
				}
				clean[i][k] = list
			}
		}
	}
	data, err := r.meta.Parquet(columns, clean)
	if err != nil {
		return nil, fmt.Errorf("write %s.parquet: %w", a.ask.key, err)
	}
	return data, nil
}

// csv writes an answer.
func (r *Report) csv(a *answer) ([]byte, error) {
	described, rows := r.noticed(a)
	columns := make([]string, len(described))
	for i, c := range described {
		columns[i] = c.Name
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
