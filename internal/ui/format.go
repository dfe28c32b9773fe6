package ui

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"
)

// Format is a way to write rows.
type Format string

const (
	Box      Format = "table"
	CSV      Format = "csv"
	TSV      Format = "tsv"
	JSON     Format = "json"
	JSONL    Format = "jsonl"
	Markdown Format = "markdown"
	// Line and List are modes of the SQL shell: one value a line, and values between bars.
	Line Format = "line"
	List Format = "list"
)

// Formats lists the formats that answers are asked for in. [Write] knows Line and List too.
func Formats() []Format { return []Format{Box, CSV, TSV, JSON, JSONL, Markdown} }

// ParseFormat returns the format of that name, or an error that lists what there is.
func ParseFormat(name string) (Format, error) {
	if f := Format(name); slices.Contains(Formats(), f) {
		return f, nil
	}
	return "", fmt.Errorf("there is no format %q: use table, csv, tsv, json, jsonl or markdown", name)
}

// Options say how rows are written.
type Options struct {
	// MaxRows bounds the rows of a table; 0 means all. What is left out is counted below the table.
	MaxRows int
	// Width bounds the width of a table in columns of the terminal; 0 means none.
	Width int
	// Told is set where columns that tell most come first: then the last ones are left out of a table that is too wide,
	// and not those of the middle. More says below it how to see them.
	Told bool
	More string
	// NoHeader leaves the header line out.
	NoHeader bool
	// Colour allows colour in tables.
	Colour bool
}

// Rows are values by row, as a database gives them: texts, numbers, booleans, times, lists and nil.
type Rows = iter.Seq2[[]any, error]

// Slice returns rows that are in memory.
func Slice(rows [][]any) Rows {
	return func(yield func([]any, error) bool) {
		for _, r := range rows {
			if !yield(r, nil) {
				return
			}
		}
	}
}

// Write writes rows in a format and returns how many there were. Rows are written as they come, except
// in a table, whose columns need all of them first.
func Write(w io.Writer, f Format, columns []string, rows Rows, o Options) (int64, error) {
	buf := bufio.NewWriterSize(w, 64<<10)
	n, err := write(buf, f, columns, rows, o)
	return n, errors.Join(err, buf.Flush())
}

func write(w *bufio.Writer, f Format, columns []string, rows Rows, o Options) (int64, error) {
	switch f {
	case Box:
		return writeBox(w, columns, rows, o)
	case CSV, TSV:
		return writeCSV(w, f, columns, rows, o)
	case JSON, JSONL:
		return writeJSON(w, f, columns, rows)
	case Markdown:
		return writeMarkdown(w, columns, rows)
	case Line:
		return writeLine(w, columns, rows)
	case List:
		return writeList(w, columns, rows, o)
	}
	return 0, fmt.Errorf("there is no format %q", f)
}

// each calls put for every row and stops at the first error.
func each(rows Rows, put func([]any) error) (n int64, err error) {
	for row, err := range rows {
		if err != nil {
			return n, err
		}
		if err := put(row); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}

func writeCSV(w *bufio.Writer, f Format, columns []string, rows Rows, o Options) (int64, error) {
	out := csv.NewWriter(w)
	if f == TSV {
		out.Comma = '\t'
	}
	if !o.NoHeader {
		if err := out.Write(columns); err != nil {
			return 0, err
		}
	}
	record := make([]string, len(columns))
	n, err := each(rows, func(row []any) error {
		for i, v := range row {
			record[i] = Text(v)
			if isText(v) {
				record[i] = cell(record[i])
			}
		}
		return out.Write(record)
	})
	out.Flush()
	return n, errors.Join(err, out.Error())
}

func writeJSON(w *bufio.Writer, f Format, columns []string, rows Rows) (int64, error) {
	names := make([][]byte, len(columns))
	for i, c := range columns {
		name, err := json.Marshal(c)
		if err != nil {
			return 0, err
		}
		names[i] = name
	}
	first, open, between, end := true, "", "\n", "\n"
	if f == JSON {
		open, between, end = "[", ",\n ", "]\n"
	}
	_, _ = w.WriteString(open)
	n, err := each(rows, func(row []any) error {
		if !first {
			_, _ = w.WriteString(between)
		}
		first = false
		return writeObject(w, names, row)
	})
	if err == nil && (f == JSON || n > 0) {
		_, err = w.WriteString(end)
	}
	return n, err
}

// writeObject writes the columns in their order, which a map would lose.
func writeObject(w *bufio.Writer, names [][]byte, row []any) error {
	_ = w.WriteByte('{')
	for i, v := range row {
		if i > 0 {
			_ = w.WriteByte(',')
		}
		_, _ = w.Write(names[i])
		_ = w.WriteByte(':')
		data, err := json.Marshal(plain(v))
		if err != nil {
			return fmt.Errorf("write column %s: %w", names[i], err)
		}
		_, _ = w.Write(data)
	}
	return w.WriteByte('}')
}

func writeMarkdown(w *bufio.Writer, columns []string, rows Rows) (int64, error) {
	line := func(cells []string) error {
		_, err := fmt.Fprintf(w, "| %s |\n", strings.Join(cells, " | "))
		return err
	}
	head, rule := make([]string, len(columns)), make([]string, len(columns))
	for i, c := range columns {
		head[i], rule[i] = markdown(c), "---"
	}
	if err := errors.Join(line(head), line(rule)); err != nil {
		return 0, err
	}
	cells := make([]string, len(columns))
	return each(rows, func(row []any) error {
		for i, v := range row {
			cells[i] = markdown(Text(v))
		}
		return line(cells)
	})
}
