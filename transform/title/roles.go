package title

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"rung/internal/job"
	"rung/transform/headline"
	"rung/transform/title/lexicon"
)

const (
	// maxBody is how far into an advert roles are searched for.
	maxBody = 8000
	// maxLabel is the length of the longest line start that can name a role.
	maxLabel = 80
)

// findRoles finds the openings of an advert without a title: in the parts of its header, in lines of the
// body that are labels, and in sentences that say who is sought.
func findRoles(in Input, cues []cue) *roleList {
	l := &roleList{text: in.Text, field: job.FieldText}
	var fields []headline.Part
	for _, p := range in.Headline.Parts {
		if p.Kind != headline.Role {
			continue
		}
		if l.namesDoer(p.Start, p.End) {
			l.addPart(p.Start, p.End, "role.header")
		} else {
			fields = append(fields, p)
		}
	}
	header := len(l.roles)
	l.addLabels(in.Headline.Body)
	l.dropGeneral(header)
	l.addSentences(in.Headline.Body, cues)
	// "Machine Learning" in a header may be the stack. It is a role where no other is named.
	for _, p := range fields {
		if len(l.roles) == 0 || l.roles[len(l.roles)-1].Rule == "role.field" || l.known(p.Text) {
			l.addPart(p.Start, p.End, "role.field")
		}
	}
	return l
}

// namesDoer reports whether text[start:end] has a noun for a person.
func (l *roleList) namesDoer(start, end int) bool {
	for _, c := range l.chunks(start, end) {
		if c.names() {
			return true
		}
	}
	return false
}

// known reports whether the list has the role that a field alone stands for.
func (l *roleList) known(text string) bool {
	r := Read(text)
	key := roleKey(r.Key, r.Family)
	for _, k := range l.keys {
		if k == key {
			return true
		}
	}
	return false
}

// dropGeneral drops a header's "Software Engineers" where the body lists at least two roles by name.
func (l *roleList) dropGeneral(header int) {
	if header != 1 || len(l.roles) < 3 || l.roles[0].Family != general {
		return
	}
	builders := 0
	for _, r := range l.roles[1:] {
		if technical[r.Family] {
			builders++
		}
	}
	if builders >= 2 {
		l.roles, l.keys, l.lines = l.roles[1:], l.keys[1:], l.lines[1:]
	}
}

// addLabels adds the roles of lines that begin with one: "* Data Engineer: you will ...".
func (l *roleList) addLabels(from int) {
	end := min(len(l.text), from+maxBody)
	for pos := from; pos < end; {
		stop := strings.IndexByte(l.text[pos:], '\n')
		if stop < 0 {
			stop = len(l.text) - pos
		}
		l.addLabel(pos, pos+stop)
		pos += stop + 1
	}
}

// addLabel adds the role that the line begins with, if it is one.
func (l *roleList) addLabel(start, end int) {
	listed := false
	for start < end {
		r, n := utf8.DecodeRuneInString(l.text[start:end])
		if unicode.IsLetter(r) || r == '(' {
			break
		}
		listed = listed || !unicode.IsSpace(r)
		start += n
	}
	label := labelEnd(l.text, start, min(end, start+maxLabel+1))
	if label-start < 3 || label-start > maxLabel {
		return
	}
	r, _ := utf8.DecodeRuneInString(l.text[start:])
	if !listed && unicode.IsLower(r) || !l.isRole(start, label) {
		return
	}
	if !listed && isSignature(l.text[start:label]) {
		return
	}
	before := len(l.roles)
	l.addPart(start, label, "role.line")
	for i := before; i < len(l.roles); i++ {
		l.roles[i].Remote = modeOf(l.text[start:end])
		l.lines[i] = headline.Line{Start: start, End: end}
	}
}

// isSignature reports whether a line names the one who writes: "Jo Doe / CTO".
func isSignature(label string) bool {
	r := Read(label)
	return r.Seniority == job.Executive && r.SeniorityWhy.Start > 0
}

// modeOf returns where the work of one line's role is done, where the line says it with one word.
func modeOf(line string) job.RemoteMode {
	line = strings.ToLower(line[:min(len(line), 200)])
	if strings.Contains(line, "no remote") || strings.Contains(line, "not remote") {
		return job.Onsite
	}
	remote := strings.Contains(line, "remote")
	onsite := strings.Contains(line, "onsite") || strings.Contains(line, "on-site")
	switch {
	case strings.Contains(line, "hybrid"):
		return job.Hybrid
	case remote:
		return job.Remote
	case onsite:
		return job.Onsite
	}
	return ""
}

// labelEnd returns where the label at the start of a line ends.
func labelEnd(s string, start, end int) int {
	for i := start; i < end; i++ {
		switch s[i] {
		case ':', '|', '@', '\n', '[':
			return i
		case '.':
			if i > start+3 && (i+1 >= len(s) || s[i+1] == ' ') {
				return i
			}
		case ' ', '(':
			sign := dividing(s[i:end])
			if sign == "" || i <= start+1 {
				continue
			}
			if n := qualifier(s[i+len(sign):end], sign); n > 0 {
				i += len(sign) + n - 1
				continue
			}
			return i
		}
	}
	return end
}

// dividing returns the sign or word at the start of s that ends a label, or "".
func dividing(s string) string {
	for _, sign := range []string{" - ", " -- ", " – ", " — ", " (", "(", " -> ", " => ", " http", " at ", " in ", " with ", " for ", " to ", " who "} {
		if strings.HasPrefix(s, sign) {
			return sign
		}
	}
	return ""
}

// qualifier returns the length of the fields at the start of s that narrow a role down after a dash or in
// brackets, 0 when something else stands there: "Engineer - Backend", "Engineer (iOS)".
func qualifier(s, sign string) int {
	stop := len(s)
	if strings.HasSuffix(sign, "(") {
		stop = strings.IndexByte(s, ')')
	} else if !strings.ContainsAny(sign, "-–—") || sign == " -> " {
		return 0
	} else if i := strings.IndexAny(s, "(:|\n"); i >= 0 {
		stop = i
	}
	if stop <= 0 || stop > 40 || lowerWords(s[:stop]) > 0 {
		return 0
	}
	covered := 0
	lex := lexicon.Load()
	for _, m := range lex.Table.All(s[:stop]) {
		if e := lex.Entries[m.ID]; e.Field != nil && e.Field.Rank > 0 {
			covered += m.End - m.Start
		}
	}
	if covered*10 < stop*6 {
		return 0
	}
	if strings.HasSuffix(sign, "(") {
		stop++
	}
	return stop
}

// isRole reports whether text[start:end] is a list of roles and nothing else: its words are known to the
// lexicon or written with a capital, and a noun stands at its end.
func (l *roleList) isRole(start, end int) bool {
	text := l.text[start:end]
	lex := lexicon.Load()
	found := lex.Table.All(text)
	if len(found) == 0 || asksFor(text) {
		return false
	}
	named, last, strange := false, 0, 0
	for i, m := range found {
		e := &lex.Entries[m.ID]
		strange += lowerWords(text[last:m.Start])
		last = m.End
		it := item{entry: e}
		if !it.isDoer() {
			continue
		}
		if e.Title != "" && e.Field != nil && !technical[e.Title] {
			continue // "Logistics", "Billing": a heading, not somebody.
		}
		if !e.Helper() || e.Title != "" || i > 0 {
			named = len(found) > 1 || e.Title != "" || !isPlural(text[m.Start:m.End]) && m.Start > 0 || lex.Entries[m.ID].Phrase != singular(strings.ToLower(text[m.Start:m.End]))
		}
	}
	strange += lowerWords(text[last:])
	tail := strings.TrimSpace(text[last:])
	return named && strange == 0 && len(tail) <= 24
}

// asksFor reports whether a line begins like one about what somebody must bring or will do.
func asksFor(s string) bool {
	word, _, _ := strings.Cut(strings.ToLower(s), " ")
	switch word {
	case "experience", "experienced", "knowledge", "understanding", "familiarity", "ability", "work", "working", "strong", "excellent", "proven", "solid",
		"good", "great", "build", "building", "develop", "developing", "design", "create", "manage", "managing", "you", "your", "we", "our", "if", "no", "previous", "prior", "helping", "help", "about":
		return true
	}
	return false
}

// lowerWords counts the words in small letters that no list of roles has.
func lowerWords(s string) int {
	n := 0
	for f := range strings.FieldsSeq(s) {
		f = strings.Trim(f, ",/&()+;.-'’")
		switch f {
		case "", "and", "or", "of", "a", "an", "our", "experienced", "talented", "various", "multiple", "x", "s", "remote", "full-time", "und", "et", "de", "focused", "first", "based":
			continue
		}
		if r, _ := utf8.DecodeRuneInString(f); unicode.IsLower(r) {
			n++
		}
	}
	return n
}

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
