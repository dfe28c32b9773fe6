package place

import (
	"strings"
	"unicode"
)

// holds reports whether a cue found in running text is about the role: "remote" and "on site" stand
// before many things there.
func (c modeCue) holds(text, language string) bool {
	before, after := clause(text, c.start, c.end)
	switch {
	case c.fieldOnly, c.atHome && language == "en":
		// A home office is remote work in German; in English it is a room with a desk.
		return false
	case c.bare && c.class == saysRemote:
		return remoteRole(before, after)
	case c.class == saysOnsite && c.rule == "remote.word":
		return onsiteRole(before, after)
	}
	return true
}

// remoteNouns are the words that may follow "remote" where the role itself is meant.
var remoteNouns = words(`role roles position positions job jobs work working basis setting environment opportunity
	opportunities freelance freelancer contract contractor contractors developer developers engineer engineers designer
	designers writer talent candidate candidates applicants employee or and in within from for with but only is ok okay option options
	flexible full part anywhere across possible considered preferred available welcome to if as based team teams members at
	during work culture tutor assistant gig project task within setup arrangement status if while throughout inside on hire hires internship intern`)

// remoteRole reports whether the word behind "remote" leaves it a statement about the role.
func remoteRole(before, after string) bool {
	trimmed := strings.TrimLeft(after, " ")
	if trimmed == "" {
		return true
	}
	first := firstRune(trimmed)
	if !unicode.IsLetter(first) {
		// "across remote, cross-functional teams" speaks of the others.
		return !strings.HasSuffix(strings.TrimRight(before, " "), "across")
	}
	if unicode.IsUpper(first) {
		return true
	}
	next := firstWords(trimmed, 1)
	return len(next) == 0 || remoteNouns[next[0]]
}

// onsiteBefore and onsiteAfter are the words beside "on site" and "in person" that speak of the role.
var (
	onsiteBefore = words(`work working works worked role roles position positions job is be are re fully primarily full time
		collaborate collaborating collaboration based team being strictly mostly only required type location arrangement commitment
		mainly permanent entirely currently together policy an`)
	onsiteAfter = words(`role roles position positions job jobs only team work working required requirement full time culture
		environment company basis presence opportunity startup monday mandatory preferred attendance policy schedule`)
)

// onsiteRole reports whether the words beside a cue for work on site speak of the role.
func onsiteRole(before, after string) bool {
	if b := strings.TrimRight(before, " *"); b == "" || strings.HasSuffix(b, ":") {
		rest := strings.TrimLeft(after, " *")
		return rest == "" || !unicode.IsLower(firstRune(rest)) || onsiteAfter[firstOf(rest)]
	}
	if onsiteAfter[firstOf(after)] {
		return true
	}
	for _, place := range []string{"at our", "in our", "from our", "out of our", "across our", "at the", "days a week", "days per week", "days/week"} {
		if strings.Contains(after, place) {
			return true
		}
	}
	if rest := strings.TrimLeft(after, " "); rest != "" && unicode.IsLower(firstRune(rest)) && !joiners[firstOf(rest)] {
		return false
	}
	last := lastWords(before, 2)
	for _, w := range last {
		if onsiteBefore[w] {
			return true
		}
	}
	return false
}

func firstOf(s string) string {
	if w := firstWords(s, 1); len(w) > 0 {
		return w[0]
	}
	return ""
}

// words makes a set of the words in s.
func words(s string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(s) {
		set[w] = true
	}
	return set
}

// othersBefore are the words before "based in" that make it speak of the company or of others.
var othersBefore = words(`company startup start-up firm founded headquartered customers customer clients client vendors partners investors
	users employees people members offices organization organisation agency studio business platform colleagues provider hubs`)

// aboutOthers reports whether the words before a place cue speak of the company or its customers.
func aboutOthers(text string, start int) bool {
	before, _ := clause(text, start, start)
	for _, w := range lastWords(before, 4) {
		if othersBefore[w] {
			return true
		}
	}
	return false
}
