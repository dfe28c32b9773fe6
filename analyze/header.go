package analyze

import (
	"fmt"
	"slices"
	"strings"
)

// header is the comment at the top of an .sql file, as key and value in order.
//
//	-- key: value
//	--   a continuation is indented
type header []field

type field struct{ key, value string }

// readHeader reads the leading comment lines of an .sql file.
func readHeader(text string) (header, error) {
	var h header
	for line := range strings.Lines(text) {
		rest, isComment := strings.CutPrefix(strings.TrimRight(line, "\r\n"), "--")
		if !isComment {
			break
		}
		switch key, value, found := strings.Cut(rest, ":"); {
		case strings.TrimSpace(rest) == "":
		case strings.HasPrefix(rest, "   ") && len(h) > 0:
			h[len(h)-1].value += " " + strings.TrimSpace(rest)
		case found && !strings.Contains(strings.TrimSpace(key), " "):
			h = append(h, field{strings.TrimSpace(key), strings.TrimSpace(value)})
		default:
			return nil, fmt.Errorf("header line %q is neither a field nor an indented continuation", rest)
		}
	}
	return h, nil
}

// one returns the single value of a key, "" when it is absent.
func (h header) one(key string) string {
	for _, f := range h {
		if f.key == key {
			return f.value
		}
	}
	return ""
}

// all returns the values of a key that may be repeated.
func (h header) all(key string) []string {
	var values []string
	for _, f := range h {
		if f.key == key {
			values = append(values, f.value)
		}
	}
	return values
}

// unknown returns the first key that is not among those allowed.
func (h header) unknown(allowed ...string) string {
	for _, f := range h {
		if !slices.Contains(allowed, f.key) {
			return f.key
		}
	}
	return ""
}
