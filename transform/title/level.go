package title

import (
	"strings"

	"rung/internal/job"
	"rung/transform/title/lexicon"
)

// rungs orders the levels, lowest first.
var rungs = map[job.Seniority]int{
	job.Intern: 1, job.Junior: 2, job.Mid: 3, job.Senior: 4, job.Lead: 5, job.Principal: 6, job.Manager: 7, job.Director: 8, job.Executive: 9,
}

// mark is a place in a title that names a rung.
type mark struct {
	start, end int
	seg        int
	rung       job.Seniority
	rule       string
}

// leveled is the rung of a title and whether beginners are meant.
type leveled struct {
	rung     job.Seniority
	why      job.Evidence
	mixed    bool
	entry    bool
	entryWhy job.Evidence
}

// level decides the rung. Of several the highest wins ("Senior Staff Engineer"), unless they are
// alternatives ("Junior to Mid"): then the title says none.
func (s *scanned) level(marks []mark, family job.Family) leveled {
	out := s.pick(marks, family)
	for _, m := range marks {
		low := m.rung == job.Intern || m.rung == job.Junior
		if low && (out.mixed || out.rung == m.rung) && !out.entry {
			out.entry, out.entryWhy = true, evidence(m.start, m.end, "entry.title")
		}
	}
	for _, it := range s.items {
		if it.entry.Entry && !out.entry && rungs[out.rung] <= rungs[job.Junior] {
			out.entry, out.entryWhy = true, evidence(it.start, it.end, "entry.title")
		}
	}
	return out
}

func (s *scanned) pick(marks []mark, family job.Family) leveled {
	for i := 1; i < len(marks); i++ {
		a, b := marks[i-1], marks[i]
		if a.rung != b.rung && isAlternative(s.text[a.end:b.start]) && (a.seg == s.head || b.seg == s.head || s.head < 0 || s.segs[a.seg].open == bracket) {
			return leveled{mixed: true, why: evidence(a.start, b.end, "seniority.mixed")}
		}
	}
	best := s.best(marks, family, func(m mark) bool { return m.seg == s.head })
	if best.rung == "" {
		best = s.best(marks, family, func(m mark) bool {
			return s.segs[m.seg].open != after && !s.hasRole(m.seg)
		})
	}
	if best.rung == "" {
		return leveled{}
	}
	return leveled{rung: best.rung, why: evidence(best.start, best.end, best.rule)}
}

// best returns the mark that counts among those that are fit.
func (s *scanned) best(marks []mark, family job.Family, fit func(mark) bool) mark {
	var best, modifier mark
	for _, m := range marks {
		if !fit(m) {
			continue
		}
		if m.rung == job.Intern {
			return m
		}
		if rungs[m.rung] > rungs[best.rung] {
			best = m
		}
		if m.rung == job.Junior || m.rung == job.Mid || m.rung == job.Senior {
			modifier = m
		}
	}
	// "Senior Marketing Manager": outside engineering manager is what the job is called.
	if best.rung == job.Manager && modifier.rung != "" && family != "engineering_management" && family != "data_leadership" {
		return modifier
	}
	return best
}

// hasRole reports whether a segment names a role of its own.
func (s *scanned) hasRole(seg int) bool {
	for _, it := range s.in(seg) {
		if it.isDoer() && !it.entry.Helper() {
			return true
		}
	}
	return false
}

// marks finds the rungs that the title names, from left to right.
func (s *scanned) marks() []mark {
	var out []mark
	for i, it := range s.items {
		if it.entry.Level != "" && !it.entry.Shield && !s.isVerb(it) && !s.isProgram(i) && !s.isGroup(it) {
			out = append(out, s.halves(it)...)
		}
		if it.isDoer() && !it.entry.Shield {
			out = s.numerals(out, it)
		}
		if m, ok := s.associate(i); ok {
			out = append(out, m)
		}
	}
	if len(out) == 0 {
		out = s.grades(out)
	}
	return out
}

// halves returns the rungs of one phrase: two when a slash stands in it, "Senior/Staff".
func (s *scanned) halves(it item) []mark {
	text := s.text[it.start:it.end]
	whole := []mark{{it.start, it.end, it.seg, it.entry.Level, "seniority.title"}}
	slash := strings.IndexByte(text, '/')
	if slash < 0 {
		return whole
	}
	var out []mark
	lex := lexicon.Load()
	for _, half := range [][2]int{{0, slash}, {slash + 1, len(text)}} {
		for _, m := range lex.Table.All(text[half[0]:half[1]]) {
			if e := lex.Entries[m.ID]; e.Level != "" {
				out = append(out, mark{it.start + half[0] + m.Start, it.start + half[0] + m.End, it.seg, e.Level, "seniority.title"})
			}
		}
	}
	if len(out) < 2 {
		return whole
	}
	return out
}

// isGroup reports whether "staff" means people: "Member of Accounting Staff".
func (s *scanned) isGroup(it item) bool {
	return it.entry.Level == job.Principal && strings.Contains(s.text[s.segs[it.seg].start:it.start], " of ")
}

// isVerb reports whether "lead" asks somebody to lead: "Lead the frontend team".
func (s *scanned) isVerb(it item) bool {
	rest := strings.TrimLeft(s.text[it.end:], " ")
	return it.entry.Level == job.Lead && (strings.HasPrefix(rest, "the ") || strings.HasPrefix(rest, "our ") || strings.HasPrefix(rest, "a "))
}

// isProgram reports whether the interns or graduates of item i are whom the work is about: "Internship
// Program Manager".
func (s *scanned) isProgram(i int) bool {
	it := s.items[i]
	if it.entry.Level != job.Intern && it.entry.Level != job.Junior || i+1 >= len(s.items) {
		return false
	}
	next := s.items[i+1]
	rest := strings.ToLower(s.text[it.end:min(it.end+9, len(s.text))])
	return next.seg == it.seg && (strings.HasPrefix(rest, " program") && it.entry.Level == job.Intern && next.isDoer() ||
		strings.HasPrefix(rest, " recruit") && it.entry.Level == job.Junior)
}

// associate reads "Associate" before what somebody builds or finds out as a beginner's rung. After a noun
// it is one itself: "Research Associate".
func (s *scanned) associate(i int) (mark, bool) {
	it := s.items[i]
	if !strings.EqualFold(s.text[it.start:it.end], "associate") {
		return mark{}, false
	}
	for _, next := range s.items[i+1:] {
		if next.seg != it.seg {
			break
		}
		if !next.isDoer() {
			continue
		}
		if next.entry.Level != "" {
			break
		}
		switch e := next.entry; {
		case e.Title == "product", e.Title == "data_science", technical[e.Title], e.Title == "design", e.Title == "project_management",
			e.Title == "" && !e.Helper():
			return mark{it.start, it.end, it.seg, job.Junior, "seniority.associate"}, true
		}
		break
	}
	return mark{}, false
}

// isAlternative reports whether a gap between two rungs offers both: "Junior/Mid", "Mid to Senior".
func isAlternative(gap string) bool {
	if len(gap) > 12 {
		return false
	}
	switch strings.ToLower(strings.Trim(gap, " ().-")) {
	case "/", "or", "to", "–", "—", "and", "&", ",", "+", "|", "bis", "and/or", "oder", "or a", "o", "ou", "level to", "level or", "level and", "level /", "..", "/ ":
		return true
	case "":
		return strings.Contains(gap, "-") || strings.Contains(gap, "..")
	}
	return false
}
