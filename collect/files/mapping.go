package files

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"rung/collect"
	"rung/internal/near"
)

// mapping says for each field of a listing where its value comes from.
type mapping []entry

type entry struct {
	field field
	from  source
}

// source is the right side of an entry: a constant, or columns and filters.
type source struct {
	constant string
	// columns are alternatives, or all taken together when joined is set.
	columns []string
	joined  bool
	filters []filter
	// html says that the text is HTML.
	html bool
}

// parseMapping reads the mapping of an import. Errors name what is wrong and what may have been meant.
func parseMapping(columns map[string]string) (mapping, error) {
	var m mapping
	var errs []error
	for _, f := range fields {
		text, ok := columns[f.name]
		if !ok {
			continue
		}
		from, err := parseSource(text)
		if err == nil {
			err = from.suits(f)
		}
		if err != nil {
			errs = append(errs, &collect.ColumnError{Field: f.name, Err: fmt.Errorf("%s: %w", f.name, err)})
			continue
		}
		m = append(m, entry{field: f, from: from})
	}
	var names []string
	for _, f := range fields {
		names = append(names, f.name)
	}
	for name := range columns {
		if !slices.Contains(names, name) {
			errs = append(errs, &collect.ColumnError{Field: name, Err: fmt.Errorf("there is no field %q%s", name, near.Hint(name, names))})
		}
	}
	if columns["title"] == "" && columns["text"] == "" {
		errs = append(errs, errors.New("columns: neither title nor text has a column"))
	}
	return m, errors.Join(errs...)
}

// suits says whether a source can be the value of a field. A constant is tried on the field at once.
func (s source) suits(f field) error {
	switch {
	case s.html && f.name != "text":
		return errors.New("only the text may be html")
	case s.columns == nil && s.constant == "":
		return errors.New("the constant is empty")
	case s.columns == nil:
		return f.set(&draft{}, []string{s.constant})
	}
	return nil
}

// parseSource reads "=constant", or columns joined by " ?? " or " + " with filters behind " | ". A name
// in backquotes is taken as it is.
func parseSource(text string) (source, error) {
	if constant, ok := strings.CutPrefix(text, "="); ok {
		return source{constant: strings.TrimSpace(constant)}, nil
	}
	parts := splitOutside(text, " | ")
	var s source
	var err error
	for _, f := range parts[1:] {
		if f = strings.TrimSpace(f); f == "html" {
			s.html = true
			continue
		}
		one, ferr := parseFilter(f)
		err = errors.Join(err, ferr)
		s.filters = append(s.filters, one)
	}
	columns := splitOutside(parts[0], " ?? ")
	if len(columns) == 1 {
		columns = splitOutside(parts[0], " + ")
		s.joined = len(columns) > 1
	}
	for _, c := range columns {
		c = strings.TrimSpace(c)
		if len(c) >= 2 && c[0] == '`' && c[len(c)-1] == '`' {
			c = c[1 : len(c)-1]
		} else if c == "" {
			err = errors.Join(err, errors.New("a column without a name; write `` for the column whose name is empty"))
		}
		s.columns = append(s.columns, c)
	}
	return s, err
}

// splitOutside cuts text at sep where it is not in backquotes.
func splitOutside(text, sep string) []string {
	var out []string
	quoted, from := false, 0
	for i := 0; i < len(text); i++ {
		switch {
		case text[i] == '`':
			quoted = !quoted
		case !quoted && strings.HasPrefix(text[i:], sep):
			out = append(out, text[from:i])
			from = i + len(sep)
			i = from - 1
		}
	}
	return append(out, text[from:])
}

// check makes sure that every column of the mapping is one of the file's.
func (m mapping) check(columns []string) error {
	var errs []error
	for _, e := range m {
		for _, c := range e.from.columns {
			if !slices.Contains(columns, c) {
				errs = append(errs, fmt.Errorf("columns: %s: the file has no column %q%s",
					e.field.name, c, near.Hint(c, columns)))
			}
		}
	}
	return errors.Join(errs...)
}
