package skill

import (
	"cmp"
	"slices"
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
			if strings.Trim(f.text[end:to], ":*#_!?. \r\t") == "" || to-from <= maxHeading && endsWithColon(f.text[from:to]) {
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

// sectionAt returns what the heading over position i says. Sections follow each other.
func (f *finder) sectionAt(i int32) (cue, bool) {
	k, found := slices.BinarySearchFunc(f.sections, i, func(s section, i int32) int { return cmp.Compare(s.start, i) })
	if !found {
		k--
	}
	if k < 0 || i >= f.sections[k].end {
		return 0, false
	}
	return f.sections[k].kind, true
}

// findOwnNames finds the names of the advertiser. A skill whose name alone opens a header line
// ("Stripe | Engineer | Remote"), stands behind "About" on a line, or hires ("Stripe is hiring"), does
// not count anywhere in the text. One inside a longer name ("Desktop Metal | Engineer") does not count
// there.
func (f *finder) findOwnNames() {
	name := headerName(f.text)
	for i := range f.hits {
		h := &f.hits[i]
		switch {
		case h.state != accepted:
		case f.ownName(h):
			f.addOwn(h)
		case int(h.end) <= name:
			h.state = rejected
			if strings.TrimSpace(f.text[:h.start])+strings.TrimSpace(f.text[h.end:name]) == "" {
				f.addOwn(h)
			}
		}
	}
}

func (f *finder) addOwn(h *hit) {
	if s := f.t.aliases[h.alias].skill; !slices.Contains(f.own, s) {
		f.own = append(f.own, s)
	}
}

// headerName returns where the name in front of the first bar of a header line ends, 0 when the text
// has none. A role in front of the bar is no name.
func headerName(text string) int {
	const longest = 60
	line, _, _ := strings.Cut(text[:min(len(text), 200)], "\n")
	name, _, ok := strings.Cut(line, "|")
	if !ok {
		return 0
	}
	name, _, _ = strings.Cut(name, "(")
	words := strings.Fields(name)
	if len(name) > longest || len(words) > 5 {
		return 0
	}
	for _, w := range words {
		if r, _ := utf8.DecodeRuneInString(w); roleWords[strings.ToLower(strings.Trim(w, ",.&/"))] || unicode.IsLower(r) && w != "of" && w != "the" {
			return 0
		}
	}
	return len(strings.TrimRight(name, " "))
}

// roleWords are words of a job title that no firm's name has in common use.
var roleWords = map[string]bool{
	"developer": true, "developers": true, "engineer": true, "engineers": true, "programmer": true, "dev": true,
	"designer": true, "architect": true, "manager": true, "lead": true, "senior": true, "sr": true, "junior": true,
	"remote": true, "hiring": true, "wanted": true, "intern": true, "freelance": true, "contract": true, "/": true,
	"stack": true, "full-stack": true, "fullstack": true, "backend": true, "frontend": true, "consultant": true,
	"specialist": true, "expert": true, "scientist": true, "analyst": true, "seeking": true,
}

// ownName reports whether the words around a hit say that it is the advertiser.
func (f *finder) ownName(h *hit) bool {
	before, after := f.text[:h.start], f.text[h.end:]
	tail, next := strings.ToLower(before[max(0, len(before)-12):]), after[:min(len(after), 16)]
	for _, lead := range []string{"about ", "propos de ", "über ", "join ", "why ", "meet "} {
		if strings.HasSuffix(tail, lead) {
			ends := strings.TrimLeft(next, " :?!*#")
			return ends == "" || ends[0] == '\n'
		}
	}
	if strings.HasSuffix(tail, "at ") {
		for _, s := range []string{", we", ", our", " we ", ", you", " you"} {
			if strings.HasPrefix(next, s) {
				return true
			}
		}
	}
	opens := len(before) == 0 || before[len(before)-1] == '\n'
	return isOwner(next) || strings.HasPrefix(next, " is hiring") || opens && introduces(next)
}

// introduces reports whether what stands behind the first name of a paragraph presents a firm.
func introduces(next string) bool {
	for _, s := range []string{
		" is building", " is on a mission", " is the world", " is the lead", " is a leading", " is a global", " is a fast-g", " was founded",
		" is redefining", " is transform", " is revolution", " helps ", " empowers ", " is changing", " is reinvent", " is a company",
	} {
		if strings.HasPrefix(next, s[:min(len(s), 16)]) {
			return true
		}
	}
	return false
}

// isOwner reports whether what stands behind a name says that it belongs to the advertiser, as in
// "Stripe's compensation package".
func isOwner(next string) bool {
	for _, s := range []string{"'s ", "’s "} {
		rest, ok := strings.CutPrefix(next, s)
		if !ok {
			continue
		}
		for _, w := range []string{"mission", "compens", "culture", "benefit", "team ", "values", "hiring", "employ", "commit"} {
			if n := min(len(rest), len(w)); n > 3 && rest[:n] == w[:n] {
				return true
			}
		}
	}
	return false
}
