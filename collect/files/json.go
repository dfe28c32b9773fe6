package files

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
)

type opener func() (io.ReadCloser, error)

// objects makes an input of a reader of JSON objects. Their columns are only known after all of them.
func objects(open opener, read func(in io.Reader, yield func(row, error) bool)) input {
	rows := func(context.Context) iter.Seq2[row, error] {
		return func(yield func(row, error) bool) {
			in, err := open()
			if err != nil {
				yield(nil, err)
				return
			}
			defer in.Close()
			read(in, yield)
		}
	}
	return input{rows: rows, columns: func(ctx context.Context) ([]string, error) {
		seen := map[string]bool{}
		for r, err := range rows(ctx) {
			if err == nil {
				err = ctx.Err()
			}
			if err != nil {
				return nil, err
			}
			if _, bad := r[rowError]; !bad {
				names(r, "", seen)
			}
			if len(seen) > maxColumns {
				return nil, fmt.Errorf("more than %d columns are too many", maxColumns)
			}
		}
		if len(seen) == 0 {
			return nil, errors.New("the file holds no object")
		}
		var out []string
		for name := range seen {
			out = append(out, name)
		}
		slices.Sort(out)
		return out, nil
	}}
}

// names collects the names of a row's values; those of an inner object are joined by dots.
func names(v map[string]any, prefix string, seen map[string]bool) {
	for name, value := range v {
		seen[prefix+name] = true
		if inner, ok := value.(map[string]any); ok && len(prefix) < 200 && len(seen) <= maxColumns {
			names(inner, prefix+name+".", seen)
		}
	}
}

// jsonLines reads one object a line. A line that is none is a row that cannot be read, not the end.
func jsonLines(in io.Reader, yield func(row, error) bool) {
	lines := bufio.NewScanner(in)
	lines.Buffer(make([]byte, 64<<10), pageSize)
	for n := 1; lines.Scan(); n++ {
		line := bytes.TrimSpace(lines.Bytes())
		if len(line) == 0 {
			continue
		}
		r, err := decodeRow(line)
		if err != nil {
			r = row{rowError: fmt.Sprintf("line %d: %v", n, err)}
		}
		if !yield(r, nil) {
			return
		}
	}
	if err := lines.Err(); err != nil {
		if errors.Is(err, bufio.ErrTooLong) {
			err = fmt.Errorf("a line is larger than %d MiB", pageSize>>20)
		}
		yield(nil, err)
	}
}

func decodeRow(line []byte) (row, error) {
	d := json.NewDecoder(bytes.NewReader(line))
	d.UseNumber()
	var r row
	if err := d.Decode(&r); err != nil {
		return nil, err
	}
	if r == nil {
		return nil, errors.New("null where an object was expected")
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("more than one value")
	}
	return r, nil
}

// jsonArray reads an array of objects, or the first array in an object.
func jsonArray(in io.Reader, yield func(row, error) bool) {
	g := &guard{r: in}
	g.next()
	d := json.NewDecoder(g)
	d.UseNumber()
	if err := enterArray(d, g); err != nil {
		yield(nil, err)
		return
	}
	for d.More() {
		g.next()
		var r row
		err := d.Decode(&r)
		var wrong *json.UnmarshalTypeError
		switch {
		case errors.As(err, &wrong):
			r = row{rowError: "a " + wrong.Value + " where an object was expected"}
		case err != nil:
			yield(nil, fmt.Errorf("read a row: %w", err))
			return
		case r == nil:
			r = row{rowError: "null where an object was expected"}
		}
		if !yield(r, nil) {
			return
		}
	}
	if _, err := d.Token(); err != nil {
		yield(nil, fmt.Errorf("read the end of the array: %w", err))
	}
}

// enterArray moves d behind the bracket that opens the array of rows.
func enterArray(d *json.Decoder, g *guard) error {
	for depth := 0; ; {
		token, err := d.Token()
		switch {
		case errors.Is(err, io.EOF):
			return errors.New("the file holds no array")
		case err != nil:
			return fmt.Errorf("look for the array of rows: %w", err)
		}
		switch token {
		case json.Delim('['):
			return nil
		case json.Delim('{'):
			depth++
		case json.Delim('}'):
			depth--
		}
		if depth == 0 {
			return errors.New("the file holds no array")
		}
		g.next()
	}
}
