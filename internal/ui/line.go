package ui

import (
	"bufio"
	"fmt"
	"strings"
	"unicode/utf8"
)

// writeLine writes one value a line, with its name, and an empty line between rows. It suits rows that are
// too wide for a table.
func writeLine(w *bufio.Writer, columns []string, rows Rows) (int64, error) {
	wide := 0
	for _, c := range columns {
		wide = max(wide, utf8.RuneCountInString(Safe(c)))
	}
	first := true
	return each(rows, func(row []any) error {
		if !first {
			_ = w.WriteByte('\n')
		}
		first = false
		for i, v := range row {
			if _, err := fmt.Fprintf(w, "%*s = %s\n", wide, Safe(columns[i]), Safe(Text(v))); err != nil {
				return err
			}
		}
		return nil
	})
}

// writeList writes the values of a row with bars between them.
func writeList(w *bufio.Writer, columns []string, rows Rows, o Options) (int64, error) {
	line := func(cells []string) error {
		_, err := fmt.Fprintln(w, strings.Join(cells, "|"))
		return err
	}
	cells := make([]string, len(columns))
	if !o.NoHeader {
		for i, c := range columns {
			cells[i] = Safe(c)
		}
		if err := line(cells); err != nil {
			return 0, err
		}
	}
	return each(rows, func(row []any) error {
		for i, v := range row {
			cells[i] = Safe(Text(v))
		}
		return line(cells)
	})
}
