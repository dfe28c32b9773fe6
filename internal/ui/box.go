package ui

import (
	"bufio"
	"fmt"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
)

// maxCell bounds a cell of a table on a terminal of unknown width.
const maxCell = 60

// writeBox draws a table for people.
func writeBox(w *bufio.Writer, columns []string, rows Rows, o Options) (int64, error) {
	t := table.NewWriter()
	t.SetStyle(table.StyleLight)
	t.Style().Format.Header = text.FormatDefault
	if o.Colour {
		t.Style().Color.Header = text.Colors{text.Bold}
	}
	head := make(table.Row, len(columns))
	for i, c := range columns {
		head[i] = Safe(c)
	}
	if !o.NoHeader {
		t.AppendHeader(head)
	}
	right := make([]bool, len(columns))
	var shown int
	n, err := each(rows, func(row []any) error {
		if o.MaxRows > 0 && shown >= o.MaxRows {
			return nil
		}
		shown++
		cells := make(table.Row, len(row))
		for i, v := range row {
			cells[i] = Safe(Text(v))
			right[i] = right[i] || isNumber(v)
		}
		t.AppendRow(cells)
		return nil
	})
	if err != nil {
		return n, err
	}
	t.SetColumnConfigs(layout(right, o.Width))
	_, err = fmt.Fprintln(w, t.Render())
	if int64(shown) < n && err == nil {
		_, err = fmt.Fprintf(w, "%d of %d rows shown\n", shown, n)
	}
	return n, err
}

// layout aligns numbers to the right and bounds the width of the other columns.
func layout(right []bool, width int) []table.ColumnConfig {
	limit := maxCell
	if width > 0 && len(right) > 0 {
		limit = min(max(width/len(right)*2, 12), maxCell)
	}
	configs := make([]table.ColumnConfig, len(right))
	for i := range right {
		configs[i] = table.ColumnConfig{Number: i + 1, WidthMax: limit, WidthMaxEnforcer: text.Trim}
		if right[i] {
			configs[i].Align, configs[i].AlignHeader = text.AlignRight, text.AlignRight
		}
	}
	return configs
}
