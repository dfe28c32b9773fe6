package skill

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// section is a part of an advert: what its heading says counts from start to end.
type section struct {
	start, end int32
	kind       cue
}

// Headings are short lines. A longer line that begins with a heading's words and a colon is a section
// of its own.
const maxHeading = 80

// findSections splits the text at its headings.
func (f *finder) findSections() {
	open, next := -1, 0
	for from := 0; from < len(f.text); {
		to := len(f.text)
		if n := strings.IndexByte(f.text[from:], '\n'); n >= 0 {
			to = from + n
		}
		for next < len(f.marks) && int(f.marks[next].start) < from {
			next++
		}
		kind, end, ok := f.heading(from, to, next)
		if ok || to-from <= maxHeading && endsWithColon(f.text[from:to]) {
			if open >= 0 {
				f.sections[open].end = int32(from)
				open = -1
			}
		}
		if ok {
			f.sections = append(f.sections, section{int32(end), int32(to), kind})
			if strings.TrimSpace(strings.Trim(f.text[end:to], ":*#_ ")) == "" || to-from <= maxHeading && endsWithColon(f.text[from:to]) {
				open = len(f.sections) - 1
				f.sections[open].end = int32(len(f.text))
			}
		}
		from = to + 1
	}
}

func endsWithColon(line string) bool {
	line = strings.TrimRight(line, " \t\r*_")
	return strings.HasSuffix(line, ":")
}

// heading reports whether the line text[from:to] begins with a heading's words, and what they say.
// next is the first mark at or behind from.
func (f *finder) heading(from, to, next int) (kind cue, end int, ok bool) {
	for i := next; i < len(f.marks) && int(f.marks[i].start) < min(to, from+48); i++ {
		m := f.marks[i]
		set := f.t.cueSets[m.phrase] & heads
		if set == 0 || !headLead(f.text[from:m.start]) {
			continue
		}
		rest := f.text[min(int(m.end), to):to]
		colon := strings.IndexByte(rest[:min(len(rest), 40)], ':')
		short := to-from <= 60 && !strings.ContainsAny(rest, ".,;")
		if colon < 0 && (!short || len(strings.Fields(rest)) > 4) {
			continue
		}
		end = int(m.end)
		if colon >= 0 {
			end += colon + 1
		}
		for kind = headRequired; kind < headOther && !set.has(kind); kind++ {
		}
		if end > to {
			end = to
		}
		return kind, end, true
	}
	return 0, 0, false
}

// headLead reports whether s may stand on a line before a heading: signs, or up to two short words.
func headLead(s string) bool {
	words := 0
	inside := false
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		i += n
		word := unicode.IsLetter(r)
		if word && !inside {
			words++
		}
		inside = word || r == '\'' || r == 0x2019
		if r == '.' || r == ',' || r == ':' {
			return false
		}
	}
	return words <= 2
}

// sectionAt returns what the heading over position i says.
func (f *finder) sectionAt(i int32) (cue, bool) {
	for k := len(f.sections) - 1; k >= 0; k-- {
		if s := f.sections[k]; s.start <= i && i < s.end {
			return s.kind, true
		}
	}
	return 0, false
}

// findOwnNames notes skills whose name is the advertiser's own: the first part of a header line
// ("Stripe | Engineer | Remote"), "About Stripe" alone on a line, and "At Stripe, we".
func (f *finder) findOwnNames() {
	for i := range f.hits {
		h := &f.hits[i]
		if h.state == accepted && f.ownName(h) {
			f.own = append(f.own, f.t.aliases[h.alias].skill)
		}
	}
}

func (f *finder) ownName(h *hit) bool {
	before, after := f.text[:h.start], f.text[h.end:]
	if strings.TrimSpace(before[max(0, len(before)-200):]) == "" && len(before) < 200 {
		rest := strings.TrimLeft(after, " ")
		if strings.HasPrefix(rest, "(") {
			if n := strings.IndexByte(rest[:min(len(rest), 100)], ')'); n > 0 {
				rest = strings.TrimLeft(rest[n+1:], " ")
			}
		}
		if strings.HasPrefix(rest, "|") {
			return true
		}
	}
	tail := before[max(0, len(before)-12):]
	next := after[:min(len(after), 8)]
	switch {
	case strings.HasSuffix(tail, "About "), strings.HasSuffix(tail, "propos de "), strings.HasSuffix(tail, "Über "):
		ends := strings.TrimLeft(next, " :?*#")
		return ends == "" || ends[0] == '\n'
	case strings.HasSuffix(tail, "At "):
		return strings.HasPrefix(next, ", we") || strings.HasPrefix(next, ", our") || strings.HasPrefix(next, " we ")
	}
	return strings.HasPrefix(next, " is hiri")
}
