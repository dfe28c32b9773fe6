package title

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"rung/internal/job"
)

// addSentences adds the roles that follow "looking for" and the like. Where the advert has listed its
// roles, a sentence tells the rung of one of them or adds another: "we also need a designer".
func (l *roleList) addSentences(from int, cues []cue) {
	listed := len(l.roles)
	for _, c := range cues {
		if c.kind != hire || c.end > from+maxBody {
			continue
		}
		start, end := c.end, sentenceEnd(l.text, c.end)
		if listed > 0 && !l.isOne(start, end) {
			continue
		}
		found := &roleList{text: l.text, field: l.field}
		found.addSought(start, end)
		for i, r := range found.roles {
			if listed == 0 || l.has(found.keys[i]) || found.keys[i] != anyEngineer && !l.hasFamily(r.Family, listed) {
				l.put(r, found.keys[i])
			}
		}
	}
}

// anyEngineer is the key of "engineer", which names no role beside others.
const anyEngineer = "engineer " + string(general)

func (l *roleList) has(key string) bool { return slices.Contains(l.keys, key) }

// hasFamily reports whether one of the first n roles is of a family.
func (l *roleList) hasFamily(f job.Family, n int) bool {
	return slices.ContainsFunc(l.roles[:min(n, len(l.roles))], func(r job.Role) bool { return r.Family == f })
}

// isOne reports whether a sentence goes on with an article, as "we are also looking for a designer" does.
// Where an advert has listed its roles, plurals are talk about people.
func (l *roleList) isOne(start, end int) bool {
	s := strings.TrimLeft(l.text[start:end], " :")
	return strings.HasPrefix(s, "a ") || strings.HasPrefix(s, "an ")
}

// sought returns where the list of those sought ends: at "to", "who" and the like.
func sought(s string, start, end int) int {
	for i := start; i < end; i++ {
		if s[i] != ' ' {
			continue
		}
		for _, w := range []string{" to ", " who ", " that ", " with ", " for ", " in ", " at ", " on ", " from ", " http", " will ", " who'", " as ", " is ", " are ", " - ", " (http"} {
			if strings.HasPrefix(s[i:], w) && i > start+3 {
				return i
			}
		}
	}
	return end
}

// addSought adds the roles of a sentence, which dashes may divide: "a data engineer - two designers - a writer".
func (l *roleList) addSought(start, end int) {
	if strings.Count(l.text[start:end], " - ") < 2 {
		l.addPraised(start, sought(l.text, start, end))
		return
	}
	for start < end {
		stop := end
		if i := strings.Index(l.text[start:end], " - "); i >= 0 {
			stop = start + i
		}
		l.addPraised(start, sought(l.text, start, stop))
		start = stop + len(" - ")
	}
}

// addPraised adds roles. Praise before them is cut off: "an exceptional Go developer".
func (l *roleList) addPraised(start, end int) {
	cs := l.chunks(start, end)
	if len(cs) == 0 {
		return
	}
	var last chunk
	ok := false
	for _, c := range cs {
		if d, has := c.doer(); has && c.names() && (len(c.items) > 1 || d.entry.Title != "" || !isPlural(l.text[d.start:d.end])) {
			last, ok = c, true
		}
	}
	if !ok {
		if len(l.roles) == 0 {
			l.addSoughtFields(cs)
		}
		return
	}
	d, _ := last.doer()
	from := start
	if first := firstItem(cs); first > from {
		from = first
		for from > start && capitalBefore(l.text, start, from) {
			from = strings.LastIndexAny(strings.TrimRight(l.text[start:from], " "), " \n(") + 1 + start
		}
	}
	l.addPart(from, d.end, "role.sentence")
}

// addSoughtFields adds the roles of a sentence that lists fields: "roles across backend, mobile and DevOps".
func (l *roleList) addSoughtFields(cs []chunk) {
	var fields []chunk
	for _, c := range cs {
		if len(c.items) == 0 || c.onlyRungs() {
			continue
		}
		c.start, c.end = c.items[0].start, c.items[len(c.items)-1].end
		if f := strongest(c.items, "", c.end); f.rank >= 2 && covers(c, 80) {
			fields = append(fields, c)
		}
	}
	if len(fields) >= 2 && len(fields)*2 > len(cs) {
		l.addFields(fields, "role.sentence")
	}
}

func firstItem(cs []chunk) int {
	for _, c := range cs {
		if len(c.items) > 0 {
			return c.items[0].start
		}
	}
	return 0
}

// capitalBefore reports whether the word before text[at:] is written with a capital, as "OpenZFS developer".
func capitalBefore(s string, start, at int) bool {
	before := strings.TrimRight(s[start:at], " ")
	if len(before) == len(s[start:at]) {
		return false
	}
	word := before[strings.LastIndexAny(before, " \n(")+1:]
	r, _ := utf8.DecodeRuneInString(word)
	switch strings.ToLower(word) {
	case "as", "i'm", "i’m", "i", "we're", "the", "a", "an", "our", "we", "you", "this":
		return false
	}
	return unicode.IsUpper(r) && !strings.ContainsAny(word, ".,:;!?")
}
