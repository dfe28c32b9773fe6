package headline

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxProse is how far into an advert sentences are searched for the employer's name.
const maxProse = 1200

// afterAt returns the name in "Engineer at Acme" or "hiring @ Acme".
func afterAt(s string) string {
	for _, cue := range []string{" at ", " @ ", " @", " with ", " bei ", " chez "} {
		if i := strings.LastIndex(s, cue); i > 0 {
			if name := nameAt(s[i+len(cue):]); isName(name) && kindOf(name) == Other {
				return name
			}
		}
	}
	return ""
}

// presented returns the name that prose introduces: "Acme is a ...", "At Acme we ...", "join Acme".
func presented(text string, body int) string {
	if name := opening(text[:min(len(text), 400)]); name != "" {
		return name
	}
	prose := text[min(body, len(text)):]
	prose = prose[:min(len(prose), maxProse)]
	for line := range strings.Lines(prose) {
		if name := opening(strings.TrimSpace(line)); name != "" {
			return name
		}
	}
	for _, cue := range naming {
		for from := 0; from < len(prose); {
			i := strings.Index(prose[from:], cue)
			if i < 0 {
				break
			}
			from += i + len(cue)
			if i := from - len(cue); i > 0 && isLetter(prose[i-1]) {
				continue
			}
			if name := nameAt(prose[from:]); believable(name) {
				return name
			}
		}
	}
	return ""
}

// naming are words after which prose names its employer.
var naming = []string{
	"At ", "Join ", "join ", "About ", "We at ", "Here at ", "here at ", "work at ", "working at ", "hiring at ", "team at ", "engineer at ",
	"founder of ", "CTO of ", "CEO of ", "founder at ", "CTO at ", "CEO at ", "founder of ", "work for ", "We are ", "We're ", "we are ", "COMPANY: ", "Company: ",
}

// opening returns the name that a sentence begins with when it goes on "is hiring", "builds" and the like.
func opening(s string) string {
	s = strings.TrimLeft(s, " \t\n*-_#>")
	at := -1
	head := s[:min(len(s), 90)]
	for _, cue := range presenting {
		if i := indexFold(head, cue); i > 1 && (at < 0 || i < at) {
			at = i
		}
	}
	if at < 0 {
		return ""
	}
	if name := employerName(s[:at]); believable(name) && isProper(name) || host(name) != "" {
		return name
	}
	return ""
}

// isProper reports whether every word of a name but links has a capital or a digit.
func isProper(name string) bool {
	for f := range strings.FieldsSeq(name) {
		r, _ := utf8.DecodeRuneInString(f)
		if !unicode.IsUpper(r) && !unicode.IsDigit(r) && !isLink(f) || strings.ContainsAny(f, ",.") {
			return false
		}
	}
	return true
}

// believable reports whether a name found in prose can be an employer's: neither a word that begins a
// sentence nor a place or role.
func believable(name string) bool {
	if !isName(name) || kindOf(name) != Other || isStack(name) {
		return false
	}
	first, _, _ := strings.Cut(strings.ToLower(name), " ")
	switch strings.Trim(first, "'’") {
	case "the", "our", "we", "this", "that", "it", "he", "she", "they", "there", "you", "your", "a", "an", "i", "my", "what", "who", "us", "one", "here",
		"if", "as", "in", "on", "for", "all", "some", "anyone", "everyone", "role", "location", "position", "series", "python", "please", "work", "team",
		"company", "currently", "ideal", "candidate", "candidates", "experience", "each", "these", "email", "phd", "least", "scale", "software", "fun", "technology", "interview", "no", "actively", "applied", "go", "currently,", "very", "part", "full", "other", "salary", "benefits",
		"pay", "compensation", "stack", "tech", "requirements", "responsibilities", "title", "job", "description", "visa", "apply", "contact", "website", "not", "also", "now", "today", "founded":
		return false
	}
	return true
}

// nameAt returns the run of capitalised words that s begins with.
func nameAt(s string) string {
	end := 0
	for n := range 4 {
		word := s[end:]
		pad := len(word) - len(strings.TrimLeft(word, " "))
		word = word[pad:]
		stop := strings.IndexFunc(word, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",;:()[]!?|\"", r) })
		if stop < 0 {
			stop = len(word)
		}
		r, _ := utf8.DecodeRuneInString(word)
		if stop == 0 || pad > 1 || !(unicode.IsUpper(r) || n > 0 && word[:stop] == "&" || host(word[:stop]) != "") {
			break
		}
		end += pad + stop
		if end < len(s) && s[end] != ' ' || strings.HasSuffix(word[:stop], ".") && stop > 4 {
			break
		}
	}
	name := strings.TrimRight(s[:end], " .'’-&")
	for _, suffix := range []string{"'s", "’s"} {
		name = strings.TrimSuffix(name, suffix)
	}
	if len(name) > maxName || len(name) < 2 {
		return ""
	}
	return name
}

// fromAddress returns the name in the first address that is no board's: "acme" of jobs@acme.io.
func fromAddress(text string) string {
	name := ""
	eachToken(text[:min(len(text), 6000)], func(start, end int) {
		if name != "" || end-start < 5 || end-start > 200 {
			return
		}
		if h := host(text[start:end]); h != "" && !isBoard(h) {
			name = siteName(h)
		}
	})
	return name
}

// siteName returns the telling label of a host: "acme" of "jobs.acme.co.uk".
func siteName(h string) string {
	labels := strings.Split(h, ".")
	i := len(labels) - 2
	if i > 0 && len(labels[i]) <= 3 && len(labels[i+1]) == 2 {
		i--
	}
	return labels[max(i, 0)]
}

// firstHost returns the first host in s, or "".
func firstHost(s string) (first string) {
	eachToken(s, func(start, end int) {
		if first == "" {
			first = host(s[start:end])
		}
	})
	return first
}
