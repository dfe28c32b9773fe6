package title

import (
	"strings"

	"rung/internal/job"
	"rung/transform/phrase"
)

// cueKind says what a phrase of the text tells.
type cueKind int

const (
	// hire: roles follow, "we are looking for".
	hire cueKind = iota
	// welcome: beginners are meant.
	welcome
	// states a rung for the whole advert.
	states
)

// cue is a phrase found in a text.
type cue struct {
	kind       cueKind
	rung       job.Seniority
	start, end int
}

// cueWords are the phrases of each kind, with the rung for those that state one.
var cueWords = []struct {
	kind  cueKind
	rung  job.Seniority
	words []string
}{
	{hire, "", []string{
		"looking for", "looking to hire", "looking to add", "looking to bring on", "hiring", "hiring for", "seeking", "seek", "searching for", "in search of", "we need", "recruiting",
		"recruiting for", "to hire", "open positions", "open roles", "openings", "open position", "positions open", "positions available", "current openings", "current open positions", "roles", "positions", "want to hire", "wanted", "in need of",
		"positions include", "roles include", "opportunities for", "expand our team with", "positions for", "roles for", "opening for", "openings for", "spot open for", "spots open for", "open spot for", "position open for", "role open for", "opportunity for", "position as", "as a", "as an", "as our", "are you a", "are you an", "role of", "position of", "join us as", "suchen", "recherchons", "buscamos", "need",
	}},
	{welcome, "", []string{
		"entry level", "new grad", "new grads", "new graduates", "recent grads", "recent graduate", "recent graduates", "graduates welcome", "fresh graduates",
		"juniors welcome", "junior welcome", "interns welcome", "interns", "internships", "internship", "intern", "no experience required", "no experience necessary", "no experience needed",
		"no prior experience", "from jr", "jr to", "junior to", "from junior", "juniors", "junior developers", "junior engineers", "junior level", "junior positions", "junior roles", "beginners welcome",
		"college grads", "fresh out of college", "fresh out of school", "first job", "just graduated", "junior candidates", "junior devs", "early career", "berufseinsteiger", "werkstudenten", "werkstudent", "praktikanten",
	}},
	{states, job.Senior, []string{"senior role", "senior position", "senior level", "senior hires", "senior people", "senior roles", "senior only", "senior level role", "senior level position", "very senior", "positions are senior", "position is senior", "role is senior", "roles are senior"}},
	{states, job.Mid, []string{"mid level role", "mid level position", "intermediate level", "medior role", "mid level"}},
	{states, job.Junior, []string{"junior role", "junior position", "entry level role", "entry level position"}},
	{states, job.Principal, []string{"staff level role", "principal level", "staff level position"}},
}

var cueTable, cueList = func() (*phrase.Table, []cue) {
	var names []string
	var list []cue
	for _, c := range cueWords {
		for _, w := range c.words {
			names = append(names, w)
			list = append(list, cue{kind: c.kind, rung: c.rung})
		}
	}
	return phrase.NewTable(names), list
}()

// maxCues bounds the cues of a text.
const maxCues = 200

// findCues returns the cues of a text from left to right.
func findCues(text string) []cue {
	var out []cue
	cueTable.Scan(text, func(m phrase.Match) bool {
		c := cueList[m.ID]
		c.start, c.end = m.Start, m.End
		if c.kind == states && c.rung == job.Junior {
			out = append(out, cue{welcome, "", c.start, c.end})
		}
		out = append(out, c)
		return len(out) < maxCues
	})
	return out
}

// shy are words near a beginner's word that turn it around or make it about others: "mentor juniors",
// "no juniors", "your internship".
var shy = []string{
	"mentor", "not ", "no ", "n't ", "coach", "train ", "guide", "guidance", "manage", "lead ", "leading", "support ", "teach", "other", "previous", "prior", "your internship", "supervis",
	"experience as", "after", "beyond", "oversee", "review", "help ", "former", "onboard", "an internship", "internship or", "through internship", "including internship", "excluding", "besides", "grow ", "hire and",
}

// welcomes reports whether a beginner's word is about the role itself.
func welcomes(text string, c cue) bool {
	from := max(c.start-60, 0)
	if i := strings.LastIndexAny(text[from:c.start], ".!?\n;|"); i >= 0 {
		from += i + 1
	}
	before := strings.ToLower(text[from:c.start])
	for _, s := range shy {
		if strings.Contains(before, s) {
			return false
		}
	}
	after := strings.ToLower(text[c.end:min(c.end+30, len(text))])
	word := strings.ToLower(text[c.start:c.end])
	if strings.HasPrefix(word, "intern") {
		return welcomesInterns(before, after, word)
	}
	return !strings.HasPrefix(after, " experience") && !strings.HasPrefix(after, " or internship")
}

// welcomesInterns reports whether interns are sought, as against had, paid or mentored.
func welcomesInterns(before, after, word string) bool {
	for _, s := range []string{"hiring", "looking for", "seeking", "want", "open to", "accept", "welcome", "full-time", "full time", "fulltime", "and ", "also", "&", "/", "positions", "summer", "available"} {
		if strings.Contains(before, s) || strings.HasPrefix(strings.TrimLeft(after, " "), s) {
			return true
		}
	}
	return strings.TrimSpace(before) == "" && word != "internship"
}

// isSole reports whether a stated rung is the only one that its sentence names: "mid-level and seniors" are two.
func isSole(text string, c cue) bool {
	near := strings.ToLower(text[max(c.start-30, 0):c.start] + " " + text[c.end:min(c.end+30, len(text))])
	for _, other := range []string{"senior", "junior", "mid-", "mid ", "principal", "staff", "all level", "entry"} {
		if strings.Contains(near, other) {
			return false
		}
	}
	return true
}

// sentenceEnd returns where the sentence at text[from:] ends, at most 300 bytes on.
func sentenceEnd(text string, from int) int {
	limit := min(from+300, len(text))
	for i := from; i < limit; i++ {
		switch text[i] {
		case '\n':
			return i
		case '.', '!', '?':
			if i+1 >= len(text) || text[i+1] == ' ' || text[i+1] == '\n' {
				return i
			}
		}
	}
	for limit > from && limit < len(text) && text[limit]&0xC0 == 0x80 {
		limit--
	}
	return limit
}
