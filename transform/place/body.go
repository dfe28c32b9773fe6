package place

import (
	"slices"
	"strings"
	"unicode"

	"rung/internal/job"
	"rung/transform/phrase"
)

// bodyReader reads the running text of an advert.
type bodyReader struct {
	*reader
	text  string
	cues  []modeCue
	found [strong + 1][]foundPlace
	// bound is set when the text ties the role to a place: "relocate to Berlin".
	bound bool
}

// read finds the ways of working and the places of the text.
func (b *bodyReader) read() {
	for _, c := range b.reader.cues.find(b.text, job.FieldText, 0, len(b.text)) {
		if c.holds(b.text, b.in.Language) {
			b.cues = append(b.cues, c)
		}
	}
	if len(b.reader.found) > 0 && len(b.fields) > 0 {
		return // the fields decide
	}
	if b.in.Title == "" {
		b.opening()
	}
	b.firstLines()
	t := placeWords()
	t.table.Scan(b.text, func(m phrase.Match) bool {
		for _, c := range t.cues[m.ID] {
			b.at(c, m.Start, m.End)
		}
		return true
	})
	for _, c := range b.cues {
		b.beside(c)
	}
}

// places returns the places that tell most about the role. For a remote role the offices of the company
// do not count.
func (b *bodyReader) places(mode job.RemoteMode) []foundPlace {
	least := weak
	if mode == job.Remote {
		least = fair
	}
	for w := strong; w >= least; w-- {
		if len(b.found[w]) > 0 {
			return b.found[w]
		}
	}
	return nil
}

// opening reads the first line of a comment for places that signs set apart, as in
// "Example Labs (Lyon, France) is looking for ...".
func (b *bodyReader) opening() {
	line := cut(b.text, 250)
	if i := strings.IndexByte(line, '\n'); i >= 0 {
		line = line[:i]
	}
	for _, p := range b.gaz.resolve(line) {
		if startsPart(line, p.start) && (p.qualified || endsPart(line, p.end)) || opensBracket(line, p.start) {
			b.put(strong, p, 0)
		}
	}
}

// opensBracket reports whether a bracket opens right before at.
func opensBracket(s string, at int) bool { return at > 0 && s[at-1] == '(' }

// firstLines reads lines at the beginning of the text that name places and nothing else.
func (b *bodyReader) firstLines() {
	at := 0
	for range 5 {
		end := strings.IndexByte(b.text[at:], '\n')
		if end < 0 {
			end = len(b.text) - at
		}
		line := b.text[at : at+end]
		if len(line) > 2 && len(line) < 70 {
			hits := b.gaz.hits(line)
			if len(hits) > 0 && placesOnly(line, Span{End: len(line)}, hits) {
				for _, p := range b.gaz.resolve(line) {
					b.put(strong, p, at)
				}
			}
		}
		if at += end + 1; at >= len(b.text) {
			return
		}
	}
}

// at reads the place that a cue leads to.
func (b *bodyReader) at(c placeCue, start, end int) {
	if c.back {
		b.backward(c.weight, start)
		return
	}
	rest := b.text[end:min(len(b.text), end+120)]
	if c.label {
		trimmed := strings.TrimLeft(rest, " *")
		if trimmed == "" || strings.IndexByte(":\n", trimmed[0]) < 0 && !strings.HasPrefix(trimmed, "- ") && !strings.HasPrefix(trimmed, "–") || !b.lineStart(start) {
			return
		}
		skip := len(rest) - len(strings.TrimLeft(trimmed[1:], " \n*-–"))
		b.forward(c.weight, end+skip, "\n", 80)
		return
	}
	if c.weight == fair && aboutOthers(b.text, start) {
		c.weight = weak
	}
	before := len(b.found[c.weight])
	b.forward(c.weight, end, "\n.;!?", 60)
	b.bound = b.bound || c.binds && len(b.found[c.weight]) > before
}

// lineStart reports whether at most two words and signs stand before start on its line.
func (b *bodyReader) lineStart(start int) bool {
	line := b.text[max(0, start-24):start]
	if i := strings.LastIndexByte(line, '\n'); i >= 0 || start <= 24 {
		return strings.Count(strings.TrimSpace(line[i+1:]), " ") < 2
	}
	return false
}

// forward reads the places that begin within a few words of at, up to a sign that ends them.
func (b *bodyReader) forward(w weight, at int, stop string, reach int) {
	part := cut(b.text[at:], reach)
	if i := strings.IndexAny(strings.ReplaceAll(part, "D.C.", "DxCx"), stop); i >= 0 && !abbreviation(part, i) {
		part = part[:i]
	}
	if p, ok := b.gaz.stateCodes(part); ok {
		b.put(w, p, at)
		return
	}
	last := 0
	for _, p := range b.gaz.resolve(part) {
		if !onlyJoiners(part[last:p.start]) {
			break
		}
		last = p.end
		b.put(w, p, at)
	}
}

// abbreviation reports whether the full stop at i belongs to one: "U.S.", "St.".
func abbreviation(s string, i int) bool {
	return s[i] == '.' && i > 0 && unicode.IsUpper(rune(s[i-1])) && (i < 2 || s[i-2] == '.' || s[i-2] == ' ')
}

// backward reads the places that end right before start: "US only", "our Berlin and Paris offices".
func (b *bodyReader) backward(w weight, start int) {
	from := max(0, start-50)
	for from < start && b.text[from]&0xC0 == 0x80 {
		from++
	}
	part := b.text[from:start]
	if i := strings.LastIndexAny(part, "\n;!?|"); i >= 0 {
		from, part = from+i+1, part[i+1:]
	}
	places := b.gaz.resolve(part)
	end := len(part)
	for i, place := range slices.Backward(places) {
		gap := part[place.end:end]
		if i == len(places)-1 && strings.Trim(gap, " -.(,") != "" || i < len(places)-1 && !onlyJoiners(gap) {
			return
		}
		end = place.start
		b.put(w, place, from)
	}
}

// beside reads the places right beside a word for the way of working: "Remote (US)", "Taiwan (hybrid)".
func (b *bodyReader) beside(c modeCue) {
	if before := strings.TrimRight(b.text[max(0, c.start-3):c.start], " "); strings.HasSuffix(before, "(") {
		b.backward(strong, c.start)
	} else if or := strings.TrimSuffix(b.text[max(0, c.start-4):c.start], " or "); len(or) < 4 && c.start >= 4 {
		b.backward(strong, c.start-4) // "Lyon or remote"
	}
	rest := cut(b.text[c.end:], 60)
	trimmed := strings.TrimLeft(rest, " -–—:,/(|")
	if len(trimmed) == len(rest) || strings.HasPrefix(rest, "\n") {
		return
	}
	b.forward(strong, c.end+len(rest)-len(trimmed), "\n.;!?)", 50)
}

func (b *bodyReader) put(w weight, p place, base int) {
	why := job.Evidence{Field: job.FieldText, Start: base + p.start, End: base + p.end, Rule: "place.body"}
	b.found[w] = append(b.found[w], foundPlace{p, why})
}

// joiners are words that may stand between places, or between a cue and the first.
var joiners = map[string]bool{
	"and": true, "or": true, "the": true, "our": true, "either": true, "a": true, "of": true, "heart": true, "in": true, "und": true, "et": true,
	"y": true, "e": true, "o": true, "oder": true, "ou": true, "beautiful": true, "downtown": true, "both": true, "hiring": true, "office": true, "city": true, "area": true,
	"sunny": true, "greater": true, "center": true, "state": true, "one": true, "states": true, "following": true, "remote": true, "hybrid": true, "onsite": true, "on": true, "site": true, "any": true, "anywhere": true, "within": true,
	"at": true, "from": true, "de": true, "la": true, "le": true, "der": true, "east": true, "coast": true, "west": true, "central": true, "this": true, "role": true, "could": true, "fit": true, "someone": true, "based": true,
}

// onlyJoiners reports whether nothing but such words and light signs stands in s.
func onlyJoiners(s string) bool {
	for w := range strings.FieldsFuncSeq(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) }) {
		if !joiners[w] {
			return false
		}
	}
	return true
}
