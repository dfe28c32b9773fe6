package place

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// hit is a name found in a text.
type hit struct {
	*entry
	start, end int
}

// hits returns the names in s that are written as names are.
func (g *gazetteer) hits(s string) []hit {
	relaxed := !strings.ContainsFunc(s, unicode.IsUpper)
	var out []hit
	for _, m := range g.table.All(s) {
		e := &g.entries[m.ID]
		if writtenAsName(s[m.Start:m.End], e, relaxed) && !insideWord(s, m.Start, m.End) {
			out = append(out, hit{e, m.Start, m.End})
		}
	}
	return g.withIdeographs(s, out)
}

// withIdeographs adds names in scripts without blanks, which stand inside of longer words.
func (g *gazetteer) withIdeographs(s string, out []hit) []hit {
	if !strings.ContainsFunc(s, func(r rune) bool { return r >= 0x3000 && r < 0xE000 }) {
		return out
	}
	for _, n := range g.ideographs {
		i := strings.Index(s, n)
		if i >= 0 && !slices.ContainsFunc(out, func(h hit) bool { return h.start < i+len(n) && i < h.end }) {
			out = append(out, hit{g.byName[n], i, i + len(n)})
		}
	}
	slices.SortFunc(out, func(a, b hit) int { return a.start - b.start })
	return out
}

// writtenAsName checks the capitals of a name.
func writtenAsName(s string, e *entry, relaxed bool) bool {
	first, _ := utf8.DecodeRuneInString(s)
	switch {
	case e.capitals:
		return strings.ToUpper(s) == s
	case e.anyCase, relaxed && !e.guarded:
		return true
	}
	return !unicode.IsLower(first)
}

// insideWord reports whether a name is a part of an address or a name with signs: "london.io", "@berlin".
func insideWord(s string, start, end int) bool {
	if start > 0 && strings.IndexByte("@_#", s[start-1]) >= 0 {
		return true
	}
	if start > 1 && s[start-1] == '.' && s[start-2] != ' ' && s[start-2] != '.' && end-start > 3 {
		return true
	}
	if end+1 < len(s) && (s[end] == '.' || s[end] == '@') {
		r := s[end+1]
		return 'a' <= r && r <= 'z'
	}
	return end < len(s) && s[end] == '_'
}

// standsAlone reports whether s[start:end] is all that stands between two signs.
func standsAlone(s string, start, end int) bool { return startsPart(s, start) && endsPart(s, end) }

// startsPart reports whether at begins the text or follows a sign that divides.
func startsPart(s string, at int) bool {
	before := strings.TrimRight(s[:at], " ")
	return before == "" || strings.ContainsRune(",;|/([&-–—:\n•", lastRune(before))
}

// endsPart reports whether at ends the text or a sign that divides follows.
func endsPart(s string, at int) bool {
	after := strings.TrimLeft(s[at:], " ")
	return after == "" || strings.ContainsRune(",;|/)]&-–—:\n•", firstRune(after))
}

func firstRune(s string) rune { r, _ := utf8.DecodeRuneInString(s); return r }
func lastRune(s string) rune  { r, _ := utf8.DecodeLastRuneInString(s); return r }
