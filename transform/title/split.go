package title

import (
	"slices"
	"strings"

	"rung/transform/title/lexicon"
)

// chunk is a piece of a list of roles: "Frontend" of "Frontend and Backend Engineers".
type chunk struct {
	start, end int
	items      []item
	// by is the sign before the chunk: ',' '/' '&' or 0 for the first.
	by byte
}

// doer returns the last item of the chunk that says what somebody does.
func (c chunk) doer() (item, bool) {
	for _, v := range slices.Backward(c.items) {
		if it := v; it.isDoer() && !(it.entry.Level != "" && it.entry.Title == "" && it.entry.Class != lexicon.Manage) {
			return it, true
		}
	}
	return item{}, false
}

// names reports whether the chunk names a role by itself: by a noun that does not need a field, or one
// that has a field or rung beside it.
func (c chunk) names() bool {
	d, ok := c.doer()
	return ok && (!d.entry.Helper() || d.entry.Title != "" || len(c.items) > 1 && !c.onlyRungs())
}

// hasField reports whether a field of work is in the chunk.
func (c chunk) hasField() bool {
	for _, it := range c.items {
		if it.entry.Field != nil {
			return true
		}
	}
	return false
}

// onlyRungs reports whether every item of the chunk is a rung: "Senior or Lead".
func (c chunk) onlyRungs() bool {
	for _, it := range c.items {
		if it.entry.Level == "" {
			return false
		}
	}
	return true
}

// chunks cuts text[start:end] at commas, slashes, ampersands and "and" outside brackets.
func (l *roleList) chunks(start, end int) []chunk {
	text := l.text[start:end]
	lex := lexicon.Load()
	found := lex.Table.All(text)
	var out []chunk
	cur := chunk{start: 0}
	depth, next := 0, 0
	flush := func(at, size int, by byte) {
		cur.end = at
		if cur.start < cur.end {
			out = append(out, cur)
		}
		cur = chunk{start: at + size, by: by}
	}
	for i := 0; i < len(text); {
		if next < len(found) && i == found[next].Start {
			m := found[next]
			if depth == 0 && (m.End-m.Start > 2 || !isLower(text[m.Start:m.End])) {
				cur.items = append(cur.items, item{found[next].Start, found[next].End, 0, &lex.Entries[found[next].ID]})
			}
			i = found[next].End
			next++
			continue
		}
		depth = nested(text[i], depth)
		if size, by := listSign(text, i); size > 0 && depth == 0 {
			flush(i, size, by)
			i += size
			// Words of the sign itself are no phrases of the chunk.
			for next < len(found) && found[next].Start < i {
				next++
			}
			continue
		}
		i++
	}
	flush(len(text), 0, 0)
	shift(out, start)
	return out
}

// nested returns the depth of brackets after the byte c.
func nested(c byte, depth int) int {
	switch c {
	case '(', '[':
		return depth + 1
	case ')', ']':
		return max(depth-1, 0)
	}
	return depth
}

// shift moves chunks from the part that was cut to the whole text.
func shift(cs []chunk, by int) {
	for i := range cs {
		cs[i].start += by
		cs[i].end += by
		for j := range cs[i].items {
			cs[i].items[j].start += by
			cs[i].items[j].end += by
		}
	}
}

// isLower reports whether s has no capital: in prose "hr" is an hour and "it" no department.
func isLower(s string) bool { return strings.ToLower(s) == s }

// listSign returns the length of the sign between two roles at s[i:], and its kind.
func listSign(s string, i int) (int, byte) {
	switch s[i] {
	case ',', ';', '\n':
		return 1, ','
	case '/', '&', '+':
		if s[i] == '+' && (i == 0 || s[i-1] != ' ') {
			return 0, 0
		}
		return 1, s[i]
	case ' ':
		for _, w := range []string{" and/or ", " and ", " or ", " und ", " et ", " y ", " as well as ", " plus "} {
			if strings.HasPrefix(s[i:], w) {
				return len(w), '&'
			}
		}
	}
	return 0, 0
}
