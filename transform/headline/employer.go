package headline

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"rung/transform/phrase"
	"rung/transform/title/lexicon"
)

// maxName is the length in bytes of the longest name that is believed to be an employer's.
const maxName = 60

// settle marks the part that names the employer. Custom puts it first; when the first part is plainly
// something else, it is the first part that looks like a name.
func settle(parts []Part) {
	if len(parts) == 0 || hasKind(parts, Employer) {
		return
	}
	first, rest := &parts[0], parts[1:]
	named := firstName(rest)
	var is bool
	switch first.Kind {
	case Other:
		is = employerName(first.Text) != ""
	case URL:
		is = !isBoard(firstHost(first.Text)) && (named == nil || !strings.Contains(first.Text, "//"))
	case Role:
		// "Data Theorem | Python Backend Engineer": a name may read like a role, two roles seldom do.
		doer, unknown := endsInDoer(first.Text), hasUnknown(first.Text)
		is = named == nil && afterAt(first.Text) == "" && (hasKind(rest, Role) && (unknown || !doer) || unknown && !doer)
	default:
		// "Mobile | Backend Engineer | Remote": known words may be names where another part has the same kind.
		is = named == nil && hasKind(rest, first.Kind) && (hasKind(rest, Role) || hasUnknown(first.Text)) ||
			named == nil && beforePlace(first.Text) != first.Text && hasUnknown(beforePlace(first.Text))
	}
	switch {
	case is && employerName(first.Text) != "":
		first.Kind = Employer
	case named != nil:
		named.Kind = Employer
	}
}

func hasKind(parts []Part, k Kind) bool {
	for _, p := range parts {
		if p.Kind == k {
			return true
		}
	}
	return false
}

// firstName returns the first part of no known kind that looks like a name.
func firstName(parts []Part) *Part {
	for i := range parts {
		p := &parts[i]
		if p.Kind != Other || len(p.Text) > maxName {
			continue
		}
		name := employerName(p.Text)
		if isName(name) && kindOf(name) == Other && count(p.Text).other == 0 && !isStack(name) && !strings.Contains(name, ", ") {
			return p
		}
	}
	return nil
}

// hasUnknown reports whether s has a word with a capital that no table knows, as names do.
func hasUnknown(s string) bool {
	known := make([]bool, len(s)+1)
	for _, t := range []*phrase.Table{lexicon.Load().Table, load().table} {
		t.Scan(s, func(m phrase.Match) bool {
			known[m.Start] = true
			for i := m.Start; i < m.End; i++ {
				known[i] = true
			}
			return true
		})
	}
	for pos := 0; ; {
		w, ok := phrase.Next(s, pos)
		if !ok {
			return false
		}
		if pos = w.End; !known[w.Start] && strings.IndexFunc(s[w.Start:w.End], unicode.IsUpper) >= 0 {
			return true
		}
	}
}

// endsInDoer reports whether the last word of s says what somebody does.
func endsInDoer(s string) bool {
	lex := lexicon.Load()
	end, ok := 0, false
	for _, m := range lex.Table.All(s) {
		e := &lex.Entries[m.ID]
		end, ok = m.End, e.Title != "" || e.Class != "" && !e.Activity
	}
	return ok && len(s)-end <= 2
}

// isStack reports whether s names technologies or fields only: "Python, Django".
func isStack(s string) bool {
	return coverage(s, func(e *lexicon.Entry) bool { return e.Field != nil }) >= 60
}

// coverage returns how many percent of s are phrases of the lexicon that are fit.
func coverage(s string, fit func(*lexicon.Entry) bool) int {
	lex := lexicon.Load()
	covered := 0
	lex.Table.Scan(s, func(m phrase.Match) bool {
		if fit(&lex.Entries[m.ID]) {
			covered += m.End - m.Start
		}
		return true
	})
	return covered * 100 / max(len(s), 1)
}

// employer returns the employer's name: from the header, a sentence that presents it, or an address.
func employer(text string, parts []Part, body int) string {
	for _, p := range parts {
		if p.Kind == Employer {
			if name := employerName(p.Text); name != "" {
				return name
			}
		}
	}
	for _, p := range parts {
		if p.Kind == Role || p.Kind == Other {
			if name := afterAt(p.Text); name != "" {
				return name
			}
		}
	}
	if name := presented(text, body); name != "" {
		return name
	}
	if name := fromAddress(text); name != "" {
		return name
	}
	if len(parts) > 1 && hasUnknown(parts[0].Text) {
		return employerName(parts[0].Text)
	}
	return ""
}

// confirm marks the first part as the employer's where prose gave the same name: "Snowplow Analytics".
func confirm(parts []Part, name string) {
	if len(parts) > 1 && name != "" && !hasKind(parts, Employer) && parts[0].Kind == Role && strings.EqualFold(employerName(parts[0].Text), name) {
		parts[0].Kind = Employer
	}
}

// employerName cuts notes off a part that names an employer: "Acme (YC W20) - rockets for all".
func employerName(s string) string {
	for _, label := range []string{"company:", "employer:", "company name:", "hiring:"} {
		if len(s) > len(label) && strings.EqualFold(s[:len(label)], label) {
			s = s[len(label):]
		}
	}
	s = presentedName(s)
	for _, sign := range []string{" (", "(", " [", "[", " http", " www.", " -- ", " - ", " – ", " — ", ": ", " / ", "! ", "; ", "| "} {
		if i := strings.Index(s, sign); i > 0 {
			s = s[:i]
		}
	}
	s = beforePlace(s)
	s = strings.Trim(s, " \t\u00a0*_\"“”,;:|-–—!~`'>•")
	if h := host(s); h != "" && strings.ContainsAny(s, "/@") {
		s = siteName(h)
	}
	if len(s) > maxName || !hasLetter(s) || isSentence(s) {
		return ""
	}
	return s
}

// presentedName cuts "is hiring", "is looking for" and what follows from the sentence that a part may be.
func presentedName(s string) string {
	for _, cue := range presenting {
		if i := indexFold(s, cue); i > 1 {
			s = s[:i]
		}
	}
	return s
}

var presenting = []string{
	" is hiring", " are hiring", " is looking", " are looking", " is seeking", " are seeking", " is building", " is growing", " is searching",
	" is expanding", " is recruiting", " is on a mission", " is a ", " is an ", " is the ", " is one ", " - we", " – we", " — we", " seeks ", " wants ",
	" needs ", " is in ", " hiring ", " helps ", " makes ", " builds ", " provides ", " develops ", " has ", " was ", " seeking ", " looking for ", " offers ",
	" is developing", " is creating", " is currently", " is transforming", " is reinventing", " is changing", " is making",
}

// beforePlace cuts a place off a name: "Acme, London, UK".
func beforePlace(s string) string {
	i := strings.Index(s, ", ")
	if i <= 0 {
		return s
	}
	switch kindOf(s[i+2:]) {
	case Place, Mode, Employment, Role:
		return s[:i]
	}
	return s
}

// isSentence reports whether s reads like prose and not like a name.
func isSentence(s string) bool {
	fields := strings.Fields(s)
	if len(fields) > 7 {
		return true
	}
	low := 0
	for _, f := range fields {
		r, _ := utf8.DecodeRuneInString(f)
		if unicode.IsLower(r) && !isLink(f) {
			low++
		}
	}
	first := strings.ToLower(strings.Trim(fields[0], "'’,:"))
	switch first {
	case "hello", "hi", "hey":
		return len(fields) != 2 || low > 0 || strings.ContainsAny(s, ",!") || strings.EqualFold(fields[1], "HN")
	case "you", "my", "now", "any", "this", "can", "it", "who", "come", "they":
		return !isProper(s)
	case "we", "i", "our", "looking", "seeking", "we're", "we’re", "i'm", "i’m", "are", "is", "do", "does", "what", "why", "how",
		"if", "these", "want", "hiring", "please", "there", "it's", "anyone", "when":
		return true
	}
	return low >= 3 && low*2 > len(fields)
}

// isLink reports whether a word in small letters belongs inside names.
func isLink(s string) bool {
	switch s {
	case "of", "the", "and", "for", "by", "de", "at", "in", "van", "von", "und", "&":
		return true
	}
	return false
}

// isName reports whether s looks like a name beyond doubt: short, with a capital or an address in it.
func isName(s string) bool {
	if s == "" || len(strings.Fields(s)) > 4 || strings.Contains(s, "%") {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r) || unicode.IsDigit(r) && hasLetter(s) || host(s) != ""
}

func hasLetter(s string) bool { return strings.IndexFunc(s, unicode.IsLetter) >= 0 }

// indexFold is strings.Index for an ASCII needle in small letters, whatever the case of s.
func indexFold(s, needle string) int {
	for i := 0; i+len(needle) <= len(s); i++ {
		if s[i]|0x20 == needle[0]|0x20 && strings.EqualFold(s[i:i+len(needle)], needle) {
			return i
		}
	}
	return -1
}
