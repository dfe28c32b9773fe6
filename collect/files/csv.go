package files

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"iter"
	"strconv"
	"unicode/utf8"
)

// maxColumns bounds the columns of a table.
const maxColumns = 10_000

// delimited reads CSV or TSV with a line of column names.
func delimited(open opener, comma rune) input {
	return input{
		columns: func(context.Context) ([]string, error) {
			in, err := open()
			if err != nil {
				return nil, err
			}
			defer in.Close()
			g := &guard{r: in}
			return header(newCSV(g, comma), g)
		},
		rows: func(context.Context) iter.Seq2[row, error] {
			return func(yield func(row, error) bool) {
				in, err := open()
				if err != nil {
					yield(nil, err)
					return
				}
				defer in.Close()
				csvRows(in, comma, yield)
			}
		},
	}
}

func newCSV(r io.Reader, comma rune) *csv.Reader {
	c := csv.NewReader(r)
	c.Comma, c.LazyQuotes, c.FieldsPerRecord, c.ReuseRecord = comma, true, -1, true
	return c
}

// header reads the names of the columns. A name that comes again gets a number.
func header(c *csv.Reader, g *guard) ([]string, error) {
	g.next()
	record, err := c.Read()
	switch {
	case errors.Is(err, io.EOF):
		return nil, errors.New("the file is empty")
	case err != nil:
		return nil, fmt.Errorf("read the column names: %w", err)
	case len(record) > maxColumns:
		return nil, fmt.Errorf("%d columns are too many", len(record))
	}
	names := make([]string, 0, len(record))
	seen := map[string]int{}
	for _, name := range record {
		if !utf8.ValidString(name) {
			return nil, notUTF8(1)
		}
		if seen[name]++; seen[name] > 1 {
			name += " " + strconv.Itoa(seen[name])
		}
		names = append(names, name)
	}
	return names, nil
}

func notUTF8(line int) error {
	return fmt.Errorf("line %d is not UTF-8: name the file's encoding, such as windows-1252", line)
}

func csvRows(in io.Reader, comma rune, yield func(row, error) bool) {
	g := &guard{r: in}
	c := newCSV(g, comma)
	names, err := header(c, g)
	if err != nil {
		yield(nil, err)
		return
	}
	for {
		g.next()
		record, err := c.Read()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			yield(nil, fmt.Errorf("read a row: %w", err))
			return
		}
		line, _ := c.FieldPos(0)
		out := make(row, len(names))
		switch {
		case len(record) != len(names):
			out[rowError] = fmt.Sprintf("line %d: %d fields where there are %d columns", line, len(record), len(names))
		default:
			for i, v := range record {
				if !utf8.ValidString(v) {
					yield(nil, notUTF8(line))
					return
				}
				out[names[i]] = v
			}
		}
		if !yield(out, nil) {
			return
		}
	}
}
