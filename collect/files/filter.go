package files

import (
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"rung/internal/near"
)

// filter changes the values of a field before they are read.
type filter func([]string) ([]string, error)

// parseFilter reads one of: map, split, list, excel, unix, unixms, date. What html says is no filter of
// values; parseSource reads it.
func parseFilter(text string) (filter, error) {
	name, rest, _ := strings.Cut(text, " ")
	rest = strings.TrimSpace(rest)
	switch name {
	case "map":
		return parseMap(rest)
	case "split":
		if rest == "" {
			return nil, fmt.Errorf("filter split: say at what, such as %q", "split ;")
		}
		return splitAt(rest), nil
	case "list":
		return each(readList), nil
	case "excel":
		return dates(excelDay), nil
	case "unix":
		return dates(unixTime(1)), nil
	case "unixms":
		return dates(unixTime(1000)), nil
	case "date":
		return dates(func(s string) (time.Time, error) { return time.Parse(rest, s) }), nil
	}
	names := []string{"map", "split", "list", "html", "excel", "unix", "unixms", "date"}
	return nil, fmt.Errorf("there is no filter %q%s", name, near.Hint(name, names))
}

// parseMap reads "A=x, B=y, *=z". A value that is not named becomes nothing, or what * says.
func parseMap(text string) (filter, error) {
	words := map[string]string{}
	for pair := range strings.SplitSeq(text, ",") {
		from, to, ok := strings.Cut(pair, "=")
		if !ok {
			return nil, fmt.Errorf("filter map: %q is not of the form A=x", strings.TrimSpace(pair))
		}
		words[strings.ToLower(strings.TrimSpace(from))] = strings.TrimSpace(to)
	}
	return func(in []string) ([]string, error) {
		var out []string
		for _, v := range in {
			to, ok := words[strings.ToLower(v)]
			if !ok {
				to = words["*"]
			}
			if to != "" {
				out = append(out, to)
			}
		}
		return out, nil
	}, nil
}

func each(f func(string) []string) filter {
	return func(in []string) ([]string, error) {
		var out []string
		for _, v := range in {
			for _, part := range f(v) {
				if part = strings.TrimSpace(part); !isNull(part) {
					out = append(out, part)
				}
			}
		}
		return out, nil
	}
}

func splitAt(sep string) filter {
	return each(func(s string) []string { return strings.Split(s, sep) })
}

// readList reads a list written as in JSON or Python: ['sql', "r"]. What is no list is one value.
func readList(s string) []string {
	s = strings.TrimSpace(s)
	if len(s) < 2 || s[0] != '[' || s[len(s)-1] != ']' {
		return []string{s}
	}
	var values []any
	if json.Unmarshal([]byte(s), &values) == nil {
		return texts(values, nil)
	}
	var out []string
	var item strings.Builder
	quote := byte(0)
	for i := 1; i < len(s)-1; i++ {
		c := s[i]
		switch {
		case c == '\\' && quote != 0 && i+1 < len(s)-1:
			i++
			item.WriteByte(s[i])
		case c == quote:
			quote = 0
		case quote == 0 && (c == '\'' || c == '"'):
			quote = c
		case quote == 0 && c == ',':
			out = append(out, item.String())
			item.Reset()
		default:
			item.WriteByte(c)
		}
	}
	return append(out, item.String())
}

// dates rewrites values as RFC 3339.
func dates(read func(string) (time.Time, error)) filter {
	return func(in []string) ([]string, error) {
		out := make([]string, 0, len(in))
		for _, v := range in {
			t, err := read(v)
			if err != nil {
				return nil, fmt.Errorf("not such a date: %.40q", v)
			}
			out = append(out, t.UTC().Format(time.RFC3339Nano))
		}
		return out, nil
	}
}

// excelDay reads the serial day of a spreadsheet: whole and parts of days since 1899-12-30, in UTC.
func excelDay(s string) (time.Time, error) {
	days, err := strconv.ParseFloat(s, 64)
	if err != nil || !(days >= 1 && days < 110_000) {
		return time.Time{}, fmt.Errorf("no serial day: %q", s)
	}
	seconds := int64(math.Round(days * 24 * 60 * 60))
	return time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).Add(time.Duration(seconds) * time.Second), nil
}

func unixTime(perSecond float64) func(string) (time.Time, error) {
	return func(s string) (time.Time, error) {
		v, err := strconv.ParseFloat(s, 64)
		if err != nil || !(math.Abs(v) < 1e14) {
			return time.Time{}, fmt.Errorf("no count of seconds: %q", s)
		}
		return time.UnixMilli(int64(v / perSecond * 1000)), nil
	}
}
