package place

import (
	"strings"
	"sync"
	"unicode"

	"rung/internal/job"
	"rung/transform/phrase"
)

// weight says how much a way to name a place in running text tells about the role.
type weight uint8

const (
	// weak: the company's office or seat.
	weak weight = iota + 1
	// fair: where the team or the role is based.
	fair
	// strong: a label, a permit to work, a limit on who may apply.
	strong
)

// placeCue leads to a place behind it, or in front of it where back is set.
type placeCue struct {
	text string
	weight
	back bool
	// binds cues tie the role to the place.
	binds bool
	// label cues count only before a colon or at the end of a heading.
	label bool
}

// placeCues are the words that tie a place to the role.
var placeCues = []placeCue{
	{text: "location", weight: strong, label: true}, {text: "locations", weight: strong, label: true}, {text: "work location", weight: strong, label: true},
	{text: "working arrangement", weight: strong, label: true}, {text: "work arrangement", weight: strong, label: true}, {text: "where", weight: strong, label: true},
	{text: "job location", weight: strong, label: true}, {text: "office location", weight: strong, label: true}, {text: "based", weight: strong, label: true},
	{text: "standort", weight: strong, label: true}, {text: "arbeitsort", weight: strong, label: true}, {text: "einsatzort", weight: strong, label: true},
	{text: "lieu", weight: strong, label: true}, {text: "localisation", weight: strong, label: true}, {text: "ubicacion", weight: strong, label: true},
	{text: "lugar", weight: strong, label: true}, {text: "localizacao", weight: strong, label: true}, {text: "local", weight: strong, label: true}, {text: "sede", weight: strong, label: true},
	{text: "locatie", weight: strong, label: true}, {text: "lokalizacja", weight: strong, label: true}, {text: "место работы", weight: strong, label: true}, {text: "локация", weight: strong, label: true}, {text: "город", weight: strong, label: true},
	{text: "authorized to work in", weight: strong}, {text: "authorised to work in", weight: strong}, {text: "authorization to work in", weight: strong}, {text: "eligible to work in", weight: strong},
	{text: "eligibility to work in", weight: strong}, {text: "right to work in", weight: strong}, {text: "permitted to work in", weight: strong}, {text: "work authorization in", weight: strong}, {text: "legally work in", weight: strong},
	{text: "reside in", weight: strong}, {text: "residing in", weight: strong}, {text: "live in", weight: strong}, {text: "living in", weight: strong}, {text: "resident in", weight: strong}, {text: "residents of", weight: strong},
	{text: "candidates in", weight: strong}, {text: "candidates from", weight: strong}, {text: "applicants in", weight: strong}, {text: "applicants from", weight: strong}, {text: "candidates based in", weight: strong}, {text: "hiring in", weight: strong},
	{text: "anywhere in", weight: strong}, {text: "anywhere within", weight: strong}, {text: "remote in", weight: strong}, {text: "remote within", weight: strong}, {text: "remote from", weight: strong}, {text: "remotely in", weight: strong}, {text: "remotely from", weight: strong}, {text: "remotely within", weight: strong}, {text: "work from anywhere in", weight: strong},
	{text: "role is based in", weight: strong, binds: true}, {text: "role based in", weight: strong}, {text: "position is based in", weight: strong, binds: true}, {text: "someone in", weight: strong}, {text: "someone based in", weight: strong}, {text: "be based in", weight: strong, binds: true}, {text: "be located in", weight: strong, binds: true},
	{text: "developers in", weight: strong}, {text: "developer in", weight: strong}, {text: "freelancers from", weight: strong}, {text: "freelancers in", weight: strong}, {text: "based anywhere in", weight: strong},
	{text: "based in", weight: fair}, {text: "based out of", weight: fair}, {text: "located in", weight: fair}, {text: "located at", weight: fair}, {text: "situated in", weight: fair}, {text: "relocate to", weight: fair, binds: true}, {text: "relocation to", weight: fair, binds: true},
	{text: "relocating to", weight: fair, binds: true}, {text: "moving to", weight: fair, binds: true}, {text: "move to", weight: fair, binds: true}, {text: "office in", weight: weak}, {text: "offices in", weight: weak}, {text: "in person in", weight: fair}, {text: "onsite in", weight: fair}, {text: "on site in", weight: fair}, {text: "hybrid in", weight: fair},
	{text: "team in", weight: fair}, {text: "work out of our", weight: fair}, {text: "basee a", weight: fair}, {text: "base a", weight: fair}, {text: "situe a", weight: fair}, {text: "bureaux a", weight: weak}, {text: "basado en", weight: fair}, {text: "ubicado en", weight: fair}, {text: "con sede en", weight: fair},
	{text: "baseado em", weight: fair}, {text: "buro in", weight: fair}, {text: "sitz in", weight: weak}, {text: "am standort", weight: fair}, {text: "headquartered in", weight: weak}, {text: "hq in", weight: weak}, {text: "headquarters in", weight: weak}, {text: "coeur bat toujours a", weight: weak},
	{text: "only", weight: strong, back: true}, {text: "residents", weight: strong, back: true}, {text: "resident", weight: strong, back: true}, {text: "citizens", weight: strong, back: true}, {text: "citizen", weight: strong, back: true}, {text: "candidates", weight: strong, back: true},
	{text: "applicants", weight: strong, back: true}, {text: "work authorization", weight: strong, back: true}, {text: "full time employees", weight: strong, back: true}, {text: "employees only", weight: strong, back: true}, {text: "citizenship", weight: strong, back: true}, {text: "based only", weight: strong, back: true}, {text: "based candidates", weight: strong, back: true}, {text: "based full time employees", weight: strong, back: true}, {text: "based employees", weight: strong, back: true}, {text: "persons", weight: strong, back: true}, {text: "nationals", weight: strong, back: true},
	{text: "preferably from", weight: strong}, {text: "preferably in", weight: strong}, {text: "preferably based in", weight: strong}, {text: "ideally in", weight: strong}, {text: "ideally based in", weight: strong}, {text: "restricted to", weight: strong}, {text: "open to candidates in", weight: strong}, {text: "available in", weight: weak}, {text: "distance of our", weight: fair, binds: true}, {text: "distance to our", weight: fair, binds: true}, {text: "based applicants", weight: strong, back: true},
	{text: "office", weight: fair, back: true}, {text: "offices", weight: fair, back: true}, {text: "hq", weight: fair, back: true}, {text: "headquarters", weight: fair, back: true}, {text: "based", weight: weak, back: true}, {text: "location", weight: fair, back: true}, {text: "area", weight: fair, back: true},
}

// placeTable finds the phrases of placeCues. A phrase may stand there twice, before and behind places.
type placeTable struct {
	table *phrase.Table
	cues  [][]placeCue
}

// placeWords returns the table of placeCues, which is built once.
var placeWords = sync.OnceValue(func() *placeTable {
	t := &placeTable{}
	index := map[string]int{}
	var texts []string
	for _, c := range placeCues {
		key := foldKey(c.text)
		i, ok := index[key]
		if !ok {
			i = len(texts)
			index[key] = i
			texts = append(texts, c.text)
			t.cues = append(t.cues, nil)
		}
		t.cues[i] = append(t.cues[i], c)
	}
	t.table = phrase.NewTable(texts)
	return t
})

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
		if !c.fieldOnly {
			b.cues = append(b.cues, c)
		}
	}
	if len(b.reader.found) > 0 && len(b.fields) > 0 {
		return // the fields decide
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

// firstLines reads lines at the beginning of the text that name places and nothing else.
func (b *bodyReader) firstLines() {
	at := 0
	for range 5 {
		end := strings.IndexByte(b.text[at:], '\n')
		if end < 0 {
			return
		}
		line := b.text[at : at+end]
		if len(line) > 2 && len(line) < 70 {
			hits := b.gaz.hits(line)
			if len(hits) > 0 && placesOnly(line, Span{End: len(line)}, hits) {
				for _, p := range b.gaz.resolve(line, nil) {
					b.put(strong, p, at)
				}
			}
		}
		at += end + 1
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
	last := 0
	for _, p := range b.gaz.resolve(part, nil) {
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
	places := b.gaz.resolve(part, nil)
	end := len(part)
	for i := len(places) - 1; i >= 0; i-- {
		gap := part[places[i].end:end]
		if i == len(places)-1 && strings.Trim(gap, " -.(,") != "" || i < len(places)-1 && !onlyJoiners(gap) {
			return
		}
		end = places[i].start
		b.put(w, places[i], from)
	}
}

// beside reads the places right beside a word for the way of working: "Remote (US)", "Taiwan (hybrid)".
func (b *bodyReader) beside(c modeCue) {
	if before := strings.TrimRight(b.text[max(0, c.start-3):c.start], " "); strings.HasSuffix(before, "(") {
		b.backward(strong, c.start)
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
