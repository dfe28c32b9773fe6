package lake

import (
	"database/sql"
	"strings"
)

// explained returns the statement inside EXPLAIN, which itself may be one.
func explained(conn *sql.Conn, query string) (string, error) {
	rest, ok := cutWord(query, "explain")
	if !ok {
		return "", &RefusedError{"this form of explain is not allowed"}
	}
	// EXPLAIN (ANALYZE, FORMAT json) SELECT ..., but also EXPLAIN (SELECT ...).
	if _, err := kindOf(conn, rest); err == nil {
		return rest, nil
	}
	for _, word := range []string{"analyze", "analyse"} {
		if cut, ok := cutWord(rest, word); ok {
			rest = cut
		}
	}
	if inside, ok := strings.CutPrefix(rest, "("); ok {
		if _, err := kindOf(conn, rest); err != nil {
			_, after, found := strings.Cut(inside, ")")
			if !found {
				return "", err
			}
			rest = after
		}
	}
	return rest, nil
}

// cutWord takes a word off the beginning, and the space and comments around it.
func cutWord(query, word string) (rest string, ok bool) {
	query = trimSpace(query)
	if len(query) < len(word) || !strings.EqualFold(query[:len(word)], word) {
		return query, false
	}
	return trimSpace(query[len(word):]), true
}

// trimSpace takes space and comments off the beginning.
func trimSpace(query string) string {
	for {
		query = strings.TrimLeft(query, " \t\r\n\v\f")
		switch {
		case strings.HasPrefix(query, "--"):
			_, query, _ = strings.Cut(query, "\n")
		case strings.HasPrefix(query, "/*"):
			end := strings.Index(query[2:], "*/")
			if end < 0 {
				return ""
			}
			query = query[2+end+2:]
		default:
			return query
		}
	}
}
