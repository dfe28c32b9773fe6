package skill

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// gap says how two hits stand to each other.
type gap uint8

const (
	apart gap = iota
	// blank is white space alone, as in a list of tags without commas.
	blank
	// line is a line break, with or without a bullet.
	line
	// joined is a comma, a slash, "and" or the like.
	joined
)

// lists believes pending hits that stand among skills, from left to right and back until nothing
// changes: in "Nest, Next and Nuxt" only the last is sure.
func (f *finder) lists() {
	for round, changed := 0, true; changed && round < 8; round++ {
		changed = false
		for i := range f.hits {
			changed = f.listed(i) || changed
		}
		for i := range slices.Backward(f.hits) {
			changed = f.listed(i) || changed
		}
	}
}

// listed believes hit i if its neighbours prove it.
func (f *finder) listed(i int) bool {
	h := &f.hits[i]
	if h.state != pending {
		return false
	}
	left, right := apart, apart
	if i > 0 && f.proves(i-1) {
		left = f.gapBetween(i-1, i)
	}
	if i+1 < len(f.hits) && f.proves(i+1) {
		right = f.gapBetween(i, i+1)
	}
	if !f.proven(i, left, right) {
		return false
	}
	h.state = accepted
	return true
}

// proves reports whether hit i is a believed technology: a concept beside a word says little about it.
func (f *finder) proves(i int) bool { return f.hits[i].state == accepted && !f.isConcept(i) }

func (f *finder) proven(i int, left, right gap) bool {
	h := &f.hits[i]
	if h.exact {
		if left == joined || right == joined || left == blank && right == blank {
			return true
		}
		if f.t.aliases[h.alias].class == Cased && !verbFollows(f.text[h.end:]) && f.strongWithin(h) {
			return true
		}
	}
	left, right = f.sureBlank(i, left, -1), f.sureBlank(i, right, 1)
	if left == apart && right == apart {
		return false
	}
	return (left != apart || freeLeft(f.text, int(h.start))) && (right != apart || freeRight(f.text, int(h.end)))
}

// sureBlank weakens a blank between hit i and its neighbour in direction step to apart, unless two named
// technologies stand there in a row: words follow each other in any sentence.
func (f *finder) sureBlank(i int, g gap, step int) gap {
	if g != blank {
		return g
	}
	near, far := i+step, i+2*step
	if far < 0 || far >= len(f.hits) || f.hits[far].state != accepted || f.isConcept(near) || f.isConcept(far) {
		return apart
	}
	a, b := min(near, far), max(near, far)
	if f.gapBetween(a, b) == apart {
		return apart
	}
	return blank
}

func (f *finder) isConcept(i int) bool {
	return f.t.skills[f.t.aliases[f.hits[i].alias].skill].Concept
}

// verbFollows reports whether a small word of some length follows directly, as behind the verb of "Go
// watch this"; a name is followed by a sign, a noun of its field or a form of "to be".
func verbFollows(s string) bool {
	rest, ok := strings.CutPrefix(s, " ")
	if !ok || rest == "" || rest[0] < 'a' || rest[0] > 'z' {
		return false
	}
	switch rest[:wordLen(rest)] {
	case "and", "or", "is", "are", "as", "for", "with", "on", "in", "at", "experience", "skills", "code", "developer", "developers",
		"engineer", "engineers", "knowledge", "services", "programming", "expertise", "preferred", "required", "a":
		return false
	}
	return true
}

// strongWithin reports whether a sure hit stands within 40 bytes in the same
// sentence.
func (f *finder) strongWithin(h *hit) bool {
	const reach = 40
	from, to := sentenceStart(f.text, int(h.start), reach), sentenceEnd(f.text, int(h.end), reach)
	for i := range f.hits {
		o := &f.hits[i]
		if int(o.end) >= from && int(o.start) <= to && o.strong && o.state == accepted {
			return true
		}
		if int(o.start) > to {
			break
		}
	}
	return false
}

// gapBetween classes the text between hits a and b, of which a stands first. A technology inside a
// concept's alias has no gap to it.
func (f *finder) gapBetween(a, b int) gap {
	from, to := f.hits[a].end, f.hits[b].start
	if from > to {
		return apart
	}
	return gapOf(f.text[from:to])
}

// gapOf classes the text between two hits.
func gapOf(s string) gap {
	const widest = 16
	if len(s) > widest {
		return apart
	}
	out := blank
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == '\n':
			out = max(out, line)
		case r == ' ', r == '\t', r == '\r', r == 0x00A0, r == '"', r == ')', r == '\'', r == '`':
		case r == ',', r == '/', r == ';', r == '|', r == '&', r == '+', r == 0x2022, r == 0x00B7, r == '(', r == 0x3001, r == '\\', r == 0x2192, r == '>':
			out = joined
		case r == '-', r == '*', r == 0x2013, r == 0x2014:
			if strings.Contains(s[:i], "\n") {
				out = max(out, line)
			} else if out = joined; r != '*' && (i == 0 || s[i-1] != ' ') {
				return apart
			}
		case isDigit(s[i]), r == '.' && i+1 < len(s) && isDigit(s[i+1]):
		default:
			w := wordLen(s[i:])
			switch strings.ToLower(s[i : i+w]) {
			case "and", "or", "und", "oder", "y", "et", "ou", "x", "и", "或", "和":
				out = joined
			default:
				return apart
			}
			n = w
		}
		i += n
	}
	return out
}

// wordLen returns the length of the word at the start of s, at least one rune.
func wordLen(s string) int {
	_, end := wideWord(s, 0)
	if end == 0 {
		_, end = utf8.DecodeRuneInString(s)
	}
	return end
}

// freeLeft reports whether nothing but a separator or the start of the line stands before i.
func freeLeft(text string, i int) bool {
	s := strings.TrimRight(text[max(0, i-8):i], " \t")
	if s == "" {
		return i <= 8
	}
	r, _ := utf8.DecodeLastRuneInString(s)
	switch r {
	case '\n', ',', '/', ';', '|', '&', '+', '(', ':', 0x2022, 0x00B7, '*', '-', '[', '>', 0x3001:
		return true
	}
	s = strings.ToLower(s)
	return strings.HasSuffix(s, " and") || strings.HasSuffix(s, " or")
}

// freeRight reports whether nothing but a separator or the end of the sentence stands at i.
func freeRight(text string, i int) bool {
	s := strings.TrimLeft(text[i:min(len(text), i+8)], " \t")
	if s == "" {
		return len(text)-i < 8
	}
	r, _ := utf8.DecodeRuneInString(s)
	switch r {
	case '\n', '\r', ',', '/', ';', '|', '&', '+', ')', ':', 0x2022, 0x00B7, ']', 0x3001, 0x3002, '(':
		return true
	case '.', '!', '?':
		return len(s) == 1 || s[1] == ' ' || s[1] == '\n'
	}
	s = strings.ToLower(s)
	return strings.HasPrefix(s, "and ") || strings.HasPrefix(s, "or ") || strings.HasPrefix(s, "etc")
}
