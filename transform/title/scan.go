package title

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"rung/transform/phrase"
	"rung/transform/title/lexicon"
)

// item is one phrase of the lexicon in a title.
type item struct {
	start, end int
	// seg is the index of the segment that holds the item.
	seg   int
	entry *lexicon.Entry
}

// isDoer reports whether the item says what somebody does.
func (i item) isDoer() bool {
	return i.entry.Title != "" || i.entry.Class != "" && !i.entry.Activity
}

// opening says what begins a segment.
type opening int

const (
	plain opening = iota
	bracket
	// after: a word such as "for" or "at"; what follows is about the work, not the role.
	after
)

type segment struct {
	start, end int
	open       opening
	// resumed segments follow a bracket directly: "Full-Stack (React) Developer".
	resumed bool
}

// scanned is a title with its phrases and segments.
type scanned struct {
	text  string
	items []item
	segs  []segment
	// head is the segment that names the role, or -1.
	head int
}

func scan(t string) *scanned {
	lex := lexicon.Load()
	s := &scanned{text: t, head: -1}
	lex.Table.Scan(t, func(m phrase.Match) bool {
		if isPlainWord(t[m.Start:m.End]) {
			return true
		}
		s.items = append(s.items, item{m.Start, m.End, 0, &lex.Entries[m.ID]})
		return true
	})
	s.segment()
	s.head = s.findHead()
	return s
}

// isPlainWord reports whether a short phrase of the lexicon is written as the common word that it also is.
func isPlainWord(s string) bool {
	switch s {
	case "it", "It", "be", "Be", "us", "va", "em", "so":
		return true
	}
	return false
}

// segment cuts the title where its parts end and tells each item its segment.
func (s *scanned) segment() {
	var (
		open  = plain
		start = 0
		next  = 0 // the next item
		acts  = false
		works = false
		shut  = func(end int, with opening, from int) {
			resumed := start > 0 && strings.IndexByte(")]}", s.text[start-1]) >= 0
			s.segs = append(s.segs, segment{start, end, open, resumed})
			start, open, acts, works = from, with, false, false
		}
	)
	for i := 0; i < len(s.text); {
		if next < len(s.items) && i == s.items[next].start {
			it := &s.items[next]
			it.seg = len(s.segs)
			// A rung alone is no role yet: "Principal/Senior Engineer" is one.
			acts = acts || it.entry.Title != "" || it.entry.Class != "" && it.entry.Level == ""
			works = works || acts || it.entry.Field != nil
			i = it.end
			next++
			continue
		}
		size, with := s.cutAt(i, open, acts, works, next)
		if size == 0 {
			_, n := utf8.DecodeRuneInString(s.text[i:])
			i += n
			continue
		}
		shut(i, with, i+size)
		i += size
	}
	shut(len(s.text), plain, len(s.text))
}

// cutAt returns the length of the separator at text[i:] and what it opens; 0 when there is none. acts is
// true when the segment so far has a word for what somebody does, works when it has that or a field; next is the number of the item after i.
func (s *scanned) cutAt(i int, open opening, acts, works bool, next int) (int, opening) {
	rest := s.text[i:]
	switch rest[0] {
	case '(', '[', '{':
		return 1, bracket
	case ')', ']', '}':
		return 1, plain
	case '|', ';', '\n', '\t', ',', '@':
		return 1, open
	case ':':
		if i+1 < len(s.text) && s.text[i+1] == ' ' {
			return 1, plain
		}
	case '/', '&', '+':
		if acts && s.doerFollows(next) {
			return 1, open
		}
	case '-':
		if blankAt(s.text, i+1) || blankAt(s.text, i-1) && strings.HasPrefix(rest, "--") {
			return 1, open
		}
	}
	r, n := utf8.DecodeRuneInString(rest)
	switch r {
	case '–', '—', '•', '·', '｜', '、':
		return n, open
	}
	if word := wordAt(s.text, i); word != "" && works {
		switch {
		case cutters[word]:
			return len(word), after
		case acts && (word == "and" || word == "or") && s.doerFollows(next):
			return len(word), open
		}
	}
	return 0, plain
}

// cutters are words after which a title goes on about the work.
var cutters = map[string]bool{
	"for": true, "with": true, "at": true, "in": true, "to": true, "who": true, "that": true, "using": true, "from": true, "needed": true,
	"wanted": true, "required": true, "on": true, "für": true, "mit": true, "bei": true, "para": true, "con": true, "com": true, "pour": true,
	"chez": true, "avec": true, "per": true, "um": true, "im": true, "your": true, "our": true,
}

// doerFollows reports whether a later item names what somebody does before the next comma or bracket.
func (s *scanned) doerFollows(next int) bool {
	for i := next; i < len(s.items); i++ {
		if i > next && strings.ContainsAny(s.text[s.items[i-1].end:s.items[i].start], ",()[]|;") {
			return false
		}
		if s.items[i].isDoer() {
			return true
		}
	}
	return false
}

// wordAt returns the word of small letters that begins at s[i], or "".
func wordAt(s string, i int) string {
	if !blankAt(s, i-1) {
		return ""
	}
	for j, r := range s[i:] {
		if j > 12 {
			return ""
		}
		if !unicode.IsLower(r) {
			if r == ' ' || r == ',' {
				return s[i : i+j]
			}
			return ""
		}
	}
	if len(s)-i > 12 {
		return ""
	}
	return s[i:]
}

// blankAt reports whether a blank stands at s[i] or i is outside s.
func blankAt(s string, i int) bool {
	return i < 0 || i >= len(s) || s[i] == ' ' || s[i] == '\t'
}

// findHead returns the first of the segments that name the role best: by a noun for a person, by a noun
// such as "specialist", by a word for the work, or by a field alone.
func (s *scanned) findHead() int {
	best, rank := -1, 0
	for _, it := range s.items {
		r := 0
		switch e := it.entry; {
		case it.isDoer() && (!e.Helper() || e.Class == lexicon.Manage || e.Title != ""):
			r = 4
		case it.isDoer():
			r = 3
		case e.Activity:
			r = 2
		case e.Field != nil:
			r = 1
		}
		if s.segs[it.seg].open != plain {
			r = min(r, 1)
		}
		if r > rank {
			best, rank = it.seg, r
		}
	}
	return best
}

// doers returns how many nouns for people the title has.
func (s *scanned) doers() (n int) {
	for _, it := range s.items {
		if it.isDoer() {
			n++
		}
	}
	return n
}

// in returns the items of a segment.
func (s *scanned) in(seg int) []item {
	from := 0
	for from < len(s.items) && s.items[from].seg < seg {
		from++
	}
	to := from
	for to < len(s.items) && s.items[to].seg == seg {
		to++
	}
	return s.items[from:to]
}
