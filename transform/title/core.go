package title

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"rung/transform/clean"
	"rung/transform/phrase"
)

// noise are words of a title that say nothing about the role: where, how long, how urgent.
var noise = phrase.NewTable([]string{
	"remote", "remotely", "hybrid", "onsite", "on site", "full time", "fulltime", "part time", "parttime", "freelance", "contract", "permanent", "urgent", "urgently",
	"hiring", "now hiring", "we are hiring", "needed", "wanted", "required", "asap", "m w d", "w m d", "m f d", "f m d", "m w x", "f m x", "m f x", "h f", "f h", "gn", "all genders",
	"100", "vollzeit", "teilzeit", "home office", "job title", "title", "looking for", "seeking", "immediate start", "multiple", "various", "several", "many", "positions", "position", "roles", "role", "openings", "opening", "opportunities", "opportunity", "vacancy",
	"as a", "as an", "i m", "we re", "talented", "experienced", "expert level",
})

// core returns the title without what does not belong to the role, and its normal form.
func (s *scanned) core(marks []mark) (core, key string) {
	var parts []string
	for i, seg := range s.segs {
		items := s.in(i)
		switch {
		case seg.open != plain, len(items) == 0 && s.head >= 0:
			continue
		}
		text := tidy(strip(s.text[seg.start:seg.end]))
		switch {
		case text == "":
		case len(parts) > 0 && seg.resumed:
			parts[len(parts)-1] += " " + text
		default:
			parts = append(parts, text)
		}
	}
	core = strings.Join(parts, ", ")
	if core == "" {
		core = tidy(s.text)
	}
	if s.head >= 0 {
		key = s.key(s.segs[s.head], marks)
	}
	if key == "" {
		key = clean.Key(core)
	}
	return core, key
}

// strip blanks out noise.
func strip(text string) string {
	found := noise.All(text)
	if len(found) == 0 {
		return text
	}
	b := []byte(text)
	for _, m := range found {
		for i := m.Start; i < m.End; i++ {
			b[i] = ' '
		}
	}
	return string(b)
}

// tidy keeps letters, digits and the signs that belong to words, and single blanks.
func tidy(text string) string {
	b := make([]byte, 0, len(text))
	gap := false
	for _, r := range text {
		if !keeps(r) {
			gap = true
			continue
		}
		if gap && len(b) > 0 {
			b = append(b, ' ')
		}
		gap = false
		b = utf8.AppendRune(b, r)
	}
	return strings.Trim(string(b), " /&.-+'’")
}

func keeps(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r|0x20 && r|0x20 <= 'z' || '0' <= r && r <= '9' || strings.IndexByte("+#&/.'-", byte(r)) >= 0
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r) || r == '’'
}

// key returns the words of the head segment without rungs, in small letters and the singular. Of
// technologies joined by a slash the first stands for all.
func (s *scanned) key(seg segment, marks []mark) string {
	text := []byte(strip(s.text[seg.start:seg.end]))
	head, _ := s.headItem(s.in(s.head))
	for _, m := range marks {
		if m.seg == s.head && (m.start < head.start || m.start >= head.end) && m.rule != "seniority.associate" {
			blank(text, m.start-seg.start, m.end-seg.start)
		}
	}
	for _, it := range s.in(s.head) {
		if it.start > seg.start && s.text[it.start-1] == '/' && !it.isDoer() {
			blank(text, it.start-seg.start-1, it.end-seg.start)
		}
	}
	words := strings.Fields(clean.Key(tidy(string(text))))
	for i, w := range words {
		words[i] = singular(strings.Trim(w, ".,"))
	}
	for len(words) > 1 && isFiller(words[0]) {
		words = words[1:]
	}
	return strings.Join(words, " ")
}

func isFiller(w string) bool {
	switch w {
	case "a", "an", "the", "or", "and", "to", "our", "level", "/", "&":
		return true
	}
	return false
}

// blank overwrites b[from:to], as far as b goes: a rung such as "I/II" may reach beyond its segment.
func blank(b []byte, from, to int) {
	for i := from; i < min(to, len(b)); i++ {
		b[i] = ' '
	}
}

// singular spells a word of a key in one way.
func singular(w string) string {
	switch w {
	case "dev", "devs", "coder":
		return "developer"
	case "eng", "engs":
		return "engineer"
	}
	for _, ending := range []string{"ers", "ists", "ors", "ects", "ants", "ysts", "ives", "ians", "eads"} {
		if strings.HasSuffix(w, ending) {
			return w[:len(w)-1]
		}
	}
	return w
}
