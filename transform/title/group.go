package title

import (
	"slices"
	"strings"

	"rung/transform/title/lexicon"
)

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
	rungs := l.leadingRungs(append(slices.Clip(before), last))
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
