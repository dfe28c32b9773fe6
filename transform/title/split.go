package title

import (
	"strings"

	"rung/internal/job"
	"rung/transform/headline"
	"rung/transform/title/lexicon"
)

// maxRoles is the number of roles kept of one advert.
const maxRoles = 30

// roleList gathers the roles of one text. Equal roles are kept once.
type roleList struct {
	text  string
	field job.Field
	roles []job.Role
	keys  []string
	// lines holds, for each role, the line of the text that is about it alone; empty for the others.
	lines []headline.Line
}

// chunk is a piece of a list of roles: "Frontend" of "Frontend and Backend Engineers".
type chunk struct {
	start, end int
	items      []item
	// by is the sign before the chunk: ',' '/' '&' or 0 for the first.
	by byte
}

// doer returns the last item of the chunk that says what somebody does.
func (c chunk) doer() (item, bool) {
	for i := len(c.items) - 1; i >= 0; i-- {
		if it := c.items[i]; it.isDoer() && !(it.entry.Level != "" && it.entry.Title == "" && it.entry.Class != lexicon.Manage) {
			return it, true
		}
	}
	return item{}, false
}

// names reports whether the chunk names a role by itself: by a noun that does not need a field, or one
// that has a field or rung beside it.
func (c chunk) names() bool {
	d, ok := c.doer()
	return ok && (!d.entry.Helper() || d.entry.Title != "" || len(c.items) > 1 && !c.onlyRungs())
}

// hasField reports whether a field of work is in the chunk.
func (c chunk) hasField() bool {
	for _, it := range c.items {
		if it.entry.Field != nil {
			return true
		}
	}
	return false
}

// onlyRungs reports whether every item of the chunk is a rung: "Senior or Lead".
func (c chunk) onlyRungs() bool {
	for _, it := range c.items {
		if it.entry.Level == "" {
			return false
		}
	}
	return true
}

// chunks cuts text[start:end] at commas, slashes, ampersands and "and" outside brackets.
func (l *roleList) chunks(start, end int) []chunk {
	text := l.text[start:end]
	lex := lexicon.Load()
	found := lex.Table.All(text)
	var out []chunk
	cur := chunk{start: 0}
	depth, next := 0, 0
	flush := func(at, size int, by byte) {
		cur.end = at
		if cur.start < cur.end {
			out = append(out, cur)
		}
		cur = chunk{start: at + size, by: by}
	}
	for i := 0; i < len(text); {
		if next < len(found) && i == found[next].Start {
			m := found[next]
			if depth == 0 && (m.End-m.Start > 2 || !isLower(text[m.Start:m.End])) {
				cur.items = append(cur.items, item{found[next].Start, found[next].End, 0, &lex.Entries[found[next].ID]})
			}
			i = found[next].End
			next++
			continue
		}
		switch text[i] {
		case '(', '[':
			depth++
		case ')', ']':
			depth = max(depth-1, 0)
		}
		if size, by := listSign(text, i); size > 0 && depth == 0 {
			flush(i, size, by)
			i += size
			// Words of the sign itself are no phrases of the chunk.
			for next < len(found) && found[next].Start < i {
				next++
			}
			continue
		}
		i++
	}
	flush(len(text), 0, 0)
	for i := range out {
		out[i].start += start
		out[i].end += start
		for j := range out[i].items {
			out[i].items[j].start += start
			out[i].items[j].end += start
		}
	}
	return out
}

// isLower reports whether s has no capital: in prose "hr" is an hour and "it" no department.
func isLower(s string) bool { return strings.ToLower(s) == s }

// listSign returns the length of the sign between two roles at s[i:], and its kind.
func listSign(s string, i int) (int, byte) {
	switch s[i] {
	case ',', ';', '\n':
		return 1, ','
	case '/', '&', '+':
		if s[i] == '+' && (i == 0 || s[i-1] != ' ') {
			return 0, 0
		}
		return 1, s[i]
	case ' ':
		for _, w := range []string{" and/or ", " and ", " or ", " und ", " et ", " y ", " as well as ", " plus "} {
			if strings.HasPrefix(s[i:], w) {
				return len(w), '&'
			}
		}
	}
	return 0, 0
}

// addPart adds the roles that text[start:end] lists.
func (l *roleList) addPart(start, end int, rule string) {
	cs := l.chunks(start, end)
	for i := 0; i < len(cs); {
		j := i
		for j < len(cs) && !cs[j].names() {
			j++
		}
		if j == len(cs) {
			l.addFields(cs[i:], rule)
			return
		}
		to := j + 1
		// Fields after a role narrow it down: "Software Engineer, Infrastructure".
		for to < len(cs) && !cs[to].names() && l.narrows(cs[j], cs[to], to > j+1) && !laterNoun(cs[to:]) && !isPlural(l.text[cs[j].start:cs[j].end]) && cs[to].hasField() {
			to++
		}
		l.addGroup(cs[i:j], cs[j], cs[to-1].end, rule)
		i = to
	}
}

// narrows reports whether c says more about the role before it: after a comma, or after a slash when the
// role has a field of its own behind a dash, "Engineer - Web / Video".
func (l *roleList) narrows(role, c chunk, more bool) bool {
	return c.by == ',' || c.by == '/' && (more || strings.Contains(l.text[role.start:role.end], " - "))
}

// laterNoun reports whether a noun follows that the chunks before it may share: "iOS, Android Engineers".
func laterNoun(cs []chunk) bool {
	for _, c := range cs {
		if c.names() {
			d, _ := c.doer()
			return d.entry.Title == ""
		}
	}
	return false
}

// addGroup adds the role of a chunk and those that share its noun: "Frontend, Backend and Data Engineers".
// Rungs before the first count for all: "Mid/Senior iOS and Android Engineers".
func (l *roleList) addGroup(before []chunk, last chunk, end int, rule string) {
	d, _ := last.doer()
	noun := l.text[d.start:d.end]
	noun = noun[strings.LastIndexByte(noun, ' ')+1:]
	split := len(before) >= 2 && !before[0].onlyRungs() || isPlural(noun)
	rungs := l.leadingRungs(append(before[:len(before):len(before)], last))
	start := last.start
	for i, c := range before {
		switch {
		case len(c.items) == 0 && i == 0 && last.by == ',':
			continue
		case c.onlyRungs() || !split || !c.hasField(), last.by == '/' && !l.differs(c, last):
			start = min(start, c.start)
			continue
		}
		l.add(l.withRungs(rungs, c, c.end)+" "+noun, c.start, c.end, rule)
		start = last.start
	}
	if start < last.start {
		l.add(strings.TrimSpace(l.text[start:end]), start, end, rule)
		return
	}
	l.add(l.withRungs(rungs, last, end), start, end, rule)
}

// leadingRungs returns the words of rungs that chunks begin with, signs between them included.
func (l *roleList) leadingRungs(cs []chunk) string {
	from, to := -1, 0
	for _, c := range cs {
		for _, it := range c.items {
			if it.entry.Level == "" || it.entry.Class == lexicon.Manage {
				if from < 0 {
					return ""
				}
				return l.text[from:to]
			}
			if from < 0 {
				from = it.start
			}
			to = it.end
		}
	}
	return ""
}

// withRungs returns the text from a chunk to end with the rungs in place of its own.
func (l *roleList) withRungs(rungs string, c chunk, end int) string {
	from := c.start
	for _, it := range c.items {
		if it.entry.Level == "" || it.entry.Class == lexicon.Manage {
			break
		}
		if rungs == "" || !strings.HasSuffix(rungs, l.text[it.start:it.end]) {
			rungs = ""
			break
		}
		from = it.end
	}
	return strings.TrimSpace(rungs + " " + strings.TrimLeft(l.text[from:end], " .-"))
}

// differs reports whether two chunks joined by a slash are two fields and not two names of one:
// "Back-end/Front-end" as against "Python/Django".
func (l *roleList) differs(a, b chunk) bool {
	fa, fb := strongest(a.items, lexicon.Build, a.start), strongest(b.items, lexicon.Build, b.start)
	return fa.rank == 3 && fb.rank == 3 && fa.family != fb.family
}

// addFields adds roles that are named by fields alone: "Backend, DevOps".
func (l *roleList) addFields(cs []chunk, rule string) {
	for _, c := range cs {
		f := strongest(c.items, "", c.end)
		if f.rank >= 2 && !c.onlyRungs() && (c.by != '/' || len(cs) == 1) && covers(c, 60) {
			l.add(strings.TrimSpace(l.text[c.start:c.end]), c.start, c.end, rule)
		}
	}
}

// covers reports whether phrases of the lexicon cover at least percent of the chunk.
func covers(c chunk, percent int) bool {
	n := 0
	for _, it := range c.items {
		n += it.end - it.start
	}
	return n*100 >= (c.end-c.start-2)*percent
}

// isPlural reports whether the last word of s is an English plural.
func isPlural(s string) bool {
	s = strings.TrimRight(s, " )")
	return len(s) > 3 && s[len(s)-1] == 's' && s[len(s)-2] != 's'
}

// add reads one role and keeps it unless the list has it.
func (l *roleList) add(name string, start, end int, rule string) {
	start, end = trimSpan(l.text, start, end)
	if len(l.roles) >= maxRoles || start >= end || len(name) > maxTitle {
		return
	}
	r := Read(name)
	key := roleKey(r.Key, r.Family)
	if r.Family == "" || key == "" {
		return
	}
	role := job.Role{Title: roleTitle(r), Family: r.Family, Seniority: r.Seniority, EntryLevel: r.EntryLevel}
	role.Evidence = job.Evidence{Field: l.field, Start: start, End: end, Rule: rule}
	l.put(role, key)
}

// put keeps a role unless the list has it.
func (l *roleList) put(role job.Role, key string) {
	if len(l.roles) >= maxRoles {
		return
	}
	for i, k := range l.keys {
		if k != key {
			continue
		}
		// One list may offer a role on two rungs. Elsewhere the same role is the same opening.
		old := &l.roles[i]
		if old.Seniority != role.Seniority && old.Rule == role.Rule {
			continue
		}
		if old.Seniority == "" && role.Seniority != "" {
			old.Seniority, old.EntryLevel = role.Seniority, role.EntryLevel
		}
		return
	}
	l.roles = append(l.roles, role)
	l.keys = append(l.keys, key)
	l.lines = append(l.lines, headline.Line{})
}

// roleTitle returns the title of one role as shown: its core in the singular, without an article.
func roleTitle(r Reading) string {
	core := strings.TrimLeft(r.Core, "0123456789x ")
	for _, article := range []string{"a ", "an ", "A ", "An ", "the ", "The ", "our "} {
		core = strings.TrimPrefix(core, article)
	}
	last := core[strings.LastIndexByte(core, ' ')+1:]
	return core[:len(core)-len(last)] + singular(last)
}

var sameRole = strings.NewReplacer(
	"software ", "", "developer", "engineer", "back end", "backend", "front end", "frontend", "full stack", "fullstack")

// roleKey tells roles apart: by family and by the words of the title that make it another role. A backend
// software engineer is a backend engineer, and so is "Backend" in a list of openings.
func roleKey(key string, family job.Family) string {
	key = sameRole.Replace(key)
	switch {
	case key == "":
		return ""
	case technical[family] && !strings.Contains(key, " ") && key != "engineer":
		key += " engineer"
	}
	return key + " " + string(family)
}

func trimSpan(s string, start, end int) (int, int) {
	for start < end && strings.IndexByte(" \t\n*-_•|:,", s[start]) >= 0 {
		start++
	}
	for end > start && strings.IndexByte(" \t\n*-_|:,", s[end-1]) >= 0 {
		end--
	}
	return start, end
}
