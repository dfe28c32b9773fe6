package title

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"rung/internal/job"
	"rung/transform/headline"
	"rung/transform/title/lexicon"
)

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
	if n := announced(l.text[start:end]); n > 0 {
		start, listed = start+n, true
	}
	limit := maxLabel
	if strings.Count(l.text[start:min(end, start+maxList)], ",") >= 2 {
		limit = maxList
	}
	label := labelEnd(l.text, start, min(end, start+limit+1))
	if label-start < 3 || label-start > limit {
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

// announced returns the length of a word such as "Position:" that a line begins with.
func announced(line string) int {
	word, _, ok := strings.Cut(line[:min(len(line), 20)], ":")
	if !ok {
		return 0
	}
	switch strings.ToLower(word) {
	case "position", "positions", "role", "roles", "title", "job", "job title", "opening", "openings", "what":
		rest := line[len(word)+1:]
		return len(line) - len(strings.TrimLeft(rest, " \u00a0"))
	}
	return 0
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
		"good", "great", "build", "building", "develop", "developing", "design", "create", "manage", "managing", "you", "your", "we", "our", "if", "no", "previous", "prior", "helping", "help", "about", "we're", "we’re", "i'm", "i’m", "i", "you'll", "you’ll", "join":
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
