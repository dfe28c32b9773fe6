package contact

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// ordinaries are words that stand before "at" or "@" in prose, where no address follows.
var ordinaries = set(`a about account accounts all also an and apply applying are article arrive as available be been being best better blog browse
	build building business candidates career careers check click code come company contributed cto ceo coo cfo data day days developed developer
	developers directly down due each employed employees engineer engineering engineers even event events every everyone experience find first
	folks found founder founders free from full further go good great grow growing hard head here high hire hired hiring home if in information interested intern is it
	its join just kept leader leaders learn least leave left lead life like link listed live living located location locations look looked looking made manage manager managers
	meet members more most much not now of offer on online only open opening openings or our out over overview page people pm position positions post posted posting postings present
	process product products profile program project projects read roles role salary scale see seen service services site sites so software solution solutions spend start started starting stay still
	stop stuff super teams tech technologies technology than that the them then there these things think this those thrive time times to today together trading up
	us value visit vp was we web website well were what when where which while who will with work worked working works world year years you your yours
	details application applications pioneered`)

func set(s string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(s) {
		m[w] = true
	}
	return m
}

// ordinary reports whether a word is a common one.
func ordinary(w string) bool { return ordinaries[strings.ToLower(strings.Trim(w, ".-_"))] }

// lower reports whether s has no capitals.
func lower(s string) bool { return !strings.ContainsFunc(s, unicode.IsUpper) }

// asks are words that ask the reader to write to someone.
var asks = []string{
	"mail", "contact", "reach", "ping", "write", "resume", "résumé", "cv", "send", "drop", "message", "apply", "touch", "question",
	"talk", "chat", "kontakt", "bewerb", "escrib", "correo", "interested", "forward", "note", "directly", "profile",
}

// asked reports whether such a word stands before start, in the last few words.
func asked(s string, start int) bool {
	before := strings.ToLower(s[max(0, start-70):start])
	for _, w := range asks {
		if strings.Contains(before, w) {
			return true
		}
	}
	return false
}

// mailed reports whether the words before start speak of mail.
func mailed(s string, start int) bool {
	return strings.Contains(strings.ToLower(s[max(0, start-40):start]), "mail")
}

// withPrefix takes "mailto:" and a bracket of quoted names along.
func withPrefix(s string, start, last int) int {
	const prefix = "mailto:"
	if start-len(prefix) >= last && hasFold(s[start-len(prefix):], prefix) {
		return start - len(prefix)
	}
	return start
}

// withQuery takes the subject of a mailto address along.
func withQuery(s string, start, end int) int {
	if !hasFold(s[start:], "mailto:") || end >= len(s) || s[end] != '?' {
		return end
	}
	for n := 0; n < 300 && end < len(s) && !isBlank(s[end]) && strings.IndexByte(")>\"]", s[end]) < 0; n++ {
		end++
	}
	return end
}

// withName moves start back over the name of a person that leads to the address: "contact Jane Doe at",
// "Jane Doe <". A name counts behind a word that asks to write, or before an angle bracket.
func withName(s string, start, last int) int {
	from := max(last, start-60)
	for from < start && !utf8.RuneStart(s[from]) {
		from++
	}
	before := s[from:start]
	trimmed := strings.TrimRight(before, " (<[:-–")
	angle := strings.HasSuffix(strings.TrimRight(before, " "), "<")
	for _, w := range []string{" at", " @", " via", " on", " by email", " by mail", " under"} {
		trimmed = strings.TrimSuffix(trimmed, w)
	}
	name := lastName(trimmed)
	if name == "" {
		return start
	}
	lead := strings.ToLower(strings.TrimRight(trimmed[:len(trimmed)-len(name)], " "))
	for _, w := range []string{"contact", "contact:", "email", "e-mail", "mail", "ping", "message", "write to", "reach out to", "reach", "ask for", "talk to", "speak to", "send to", "attn", "attn:", "kontakt", "kontakt:", "recruiter", "cc"} {
		if strings.HasSuffix(lead, w) || angle && strings.Count(name, " ") > 0 {
			return from + len(trimmed) - len(name)
		}
	}
	return start
}

// lastName returns the last one to three words of s if they begin with capitals and go on in small
// letters, as names do.
func lastName(s string) string {
	at := len(s)
	for range 3 {
		i := strings.LastIndexByte(s[:max(0, at-1)], ' ') + 1
		if at == 0 || i >= at || !nameWord(strings.TrimRight(s[i:at], " ")) || ordinary(strings.TrimRight(s[i:at], " ")) {
			break
		}
		at = i
	}
	return s[at:]
}

func nameWord(w string) bool {
	first, n := utf8.DecodeRuneInString(w)
	if !unicode.IsUpper(first) || len(w) < 2 {
		return false
	}
	rest := w[n:]
	return !strings.ContainsFunc(rest, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' && r != '\'' && r != '.' }) &&
		strings.ContainsFunc(rest, unicode.IsLower) && !isAsk(w)
}

func isAsk(w string) bool {
	switch strings.ToLower(w) {
	case "contact", "email", "e-mail", "mail", "ping", "message", "reach", "write", "send", "kontakt", "apply", "please", "recruiter":
		return true
	}
	return false
}
