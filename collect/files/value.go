package files

import (
	"encoding/json"
	"slices"
	"strings"
)

// null are the words that exports write where there is nothing.
var null = []string{"", "na", "n/a", "null", "none", "nan", "-"}

func isNull(s string) bool {
	if len(s) > 4 {
		return false
	}
	s = strings.ToLower(strings.TrimSpace(s))
	return slices.Contains(null, s)
}

// eval returns the values that a source has in a row. empty says which values count as none, beside
// the usual words for it.
func (s source) eval(r row, empty func(string) bool) ([]string, error) {
	if s.columns == nil {
		return []string{s.constant}, nil
	}
	var out []string
	for _, c := range s.columns {
		got := texts(lookup(r, c), nil)
		kept := got[:0]
		for _, v := range got {
			if v = strings.TrimSpace(v); !isNull(v) && (empty == nil || !empty(v)) {
				kept = append(kept, v)
			}
		}
		out = append(out, kept...)
		if len(out) > 0 && !s.joined {
			break
		}
	}
	for _, f := range s.filters {
		var err error
		if out, err = f(out); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// lookup finds a column, or a value in inner objects by a name with dots.
func lookup(r row, column string) any {
	if v, ok := r[column]; ok {
		return v
	}
	var at any = map[string]any(r)
	for part := range strings.SplitSeq(column, ".") {
		inner, ok := at.(map[string]any)
		if !ok {
			return nil
		}
		at = inner[part]
	}
	return at
}

// texts flattens a value of JSON into texts. Inner objects have no text.
func texts(v any, out []string) []string {
	switch v := v.(type) {
	case string:
		return append(out, v)
	case json.Number:
		return append(out, v.String())
	case bool:
		if v {
			return append(out, "true")
		}
		return append(out, "false")
	case []any:
		for _, e := range v {
			out = texts(e, out)
		}
	}
	return out
}
