package place

import (
	"strconv"
	"strings"

	"rung/transform/phrase"
)

// settle looks at the words around a cue: a negation turns it round, a number of days a week beside
// the office makes it hybrid.
func settle(text string, c modeCue) modeCue {
	c.rule = "remote.word"
	before, after := clause(text, c.start, c.end)
	switch c.class {
	case saysRemote, saysTrait:
		if perk(after) || interview(before) || interview(after) {
			c.class = saysNothing
			return c
		}
		if denied(before) || deniedBehind(after) {
			c.class, c.rule = saysNotRemote, "remote.denied"
			return c
		}
		if n, ok := daysAway(before, after); ok && n < 5 {
			c.class, c.rule = saysHybrid, "remote.days"
		}
	case saysHybrid:
		if denied(before) {
			c.class = saysNothing
		}
		// "Hybrid/Remote" offers both.
		if word := strings.ToLower(text[c.start:c.end]); strings.Contains(word, "/") && strings.Contains(word, "remote") {
			c.class = saysRemote
		}
	case saysOnsite:
		if denied(before) || interview(before) || interview(after) {
			c.class = saysNothing
			return c
		}
		if n, ok := days(before, after); ok {
			c.rule = "remote.days"
			if n < 5 {
				c.class = saysHybrid
			}
		}
	case office:
		c.class, c.rule = officeDays(before, after)
	}
	return c
}

// interview reports whether the words beside a cue speak of the way to be hired.
func interview(clause string) bool {
	low := strings.ToLower(clause)
	return strings.Contains(low, "interview") || strings.Contains(low, "schedule an") || strings.Contains(low, "final round") || strings.Contains(low, "/2 day") || strings.Contains(low, "half day") || strings.Contains(low, "half-day")
}

// officeDays tells what the word "office" says: a number of days in it makes the role hybrid or on site.
func officeDays(before, after string) (class, string) {
	switch n, ok := days(before, after); {
	case !ok || !inside(before):
		return saysNothing, ""
	case n < 5:
		return saysHybrid, "remote.days"
	}
	return saysOnsite, "remote.days"
}

// perk reports whether the words behind a cue make it a benefit: "home office budget".
func perk(after string) bool {
	for _, w := range firstWords(after, 5) {
		switch w {
		case "stipend", "stipends", "reimbursement", "allowance", "budget", "setup":
			return true
		case "and", "with", "or", "plus":
			return false
		}
	}
	return false
}

// inside reports whether the words before "office" lead into it: "in our London office".
func inside(before string) bool {
	words := phrase.Words(nil, before)
	for i := len(words) - 1; i >= max(0, len(words)-5); i-- {
		switch strings.ToLower(before[words[i].Start:words[i].End]) {
		case "in", "at", "from", "into", "im", "en", "au", "to", "of":
			return true
		}
	}
	return false
}

// reach is how far a clause is followed on either side of a cue, in bytes.
const reach = 60

// clause returns what stands before and behind text[start:end] in the same clause.
func clause(text string, start, end int) (before, after string) {
	from := max(0, start-reach)
	before = text[from:start]
	if i := strings.LastIndexAny(before, ".;!?|\n()[]•"); i >= 0 {
		before = before[i+1:]
	}
	after = text[end:min(len(text), end+reach)]
	if i := strings.IndexAny(after, ".;!?|\n)•"); i >= 0 {
		after = after[:i]
	}
	return before, after
}

// denied reports whether the last few words before a cue deny it.
func denied(before string) bool {
	if i := strings.LastIndexAny(before, ",/:"); i >= 0 {
		before = before[i+1:]
	}
	words := phrase.Words(nil, before)
	for i := len(words) - 1; i >= max(0, len(words)-4); i-- {
		switch strings.ToLower(before[words[i].Start:words[i].End]) {
		case "only", "just", "matter", "whether", "if", "or", "and", "but", "necessarily", "problem", "limited", "longer", "need":
			return false
		case "no", "not", "non", "never", "cannot", "isn", "aren", "won", "don", "doesn", "didn", "can't", "without", "unable", "nor",
			"kein", "keine", "nicht", "sin", "нет", "не", "nie", "não":
			return true
		}
	}
	return false
}

// deniedBehind reports whether the words behind a cue deny it: "is not possible", ": no".
func deniedBehind(after string) bool {
	if rest := strings.TrimLeft(after, " :=(-"); len(rest) < len(after) {
		low := strings.ToLower(rest)
		if strings.ContainsAny(after[:len(after)-len(rest)], ":=(") && (low == "no" || strings.HasPrefix(low, "no ") || strings.HasPrefix(low, "no,") || strings.HasPrefix(low, "not ")) {
			return true
		}
	}
	words := phrase.Words(nil, after)
	negated := false
	for _, w := range words[:min(len(words), 7)] {
		switch strings.ToLower(after[w.Start:w.End]) {
		case "and", "but", "or", "if", "required", "necessary", "only", "just":
			return false
		case "not", "isn", "cannot", "aren", "impossible", "unavailable":
			negated = true
		case "possible", "available", "option", "considered", "allowed", "supported", "offered", "accepted", "eligible", "position", "role", "an":
			if negated {
				return true
			}
		}
	}
	return false
}

// days returns the number of days a week that the words around a cue name.
func days(before, after string) (int, bool) {
	if !speaksOfDays(before) && !speaksOfDays(after) {
		return 0, false
	}
	if n, ok := countDays(lastWords(before, 9)); ok {
		return n, true
	}
	return countDays(firstWords(after, 9))
}

// speaksOfDays is a quick look for a word that countDays may count.
func speaksOfDays(s string) bool {
	for _, part := range []string{"da", "week", "Da", "WEEK", "DA", "Tag", "tag", "jour", "dia", "giorni", "dni", "times", "дн"} {
		if strings.Contains(s, part) {
			return true
		}
	}
	return false
}

// daysAway returns the number of days a week right beside a word for remote work: "remote 2 days",
// "2 days a week remote". A week of four days is another thing.
func daysAway(before, after string) (int, bool) {
	if !speaksOfDays(before) && !speaksOfDays(after) {
		return 0, false
	}
	if n, ok := countDays(lastWords(before, 5)); ok && !strings.HasSuffix(strings.TrimRight(before, " "), ",") {
		return n, true
	}
	if strings.HasPrefix(after, ",") || strings.HasPrefix(after, "-") {
		return 0, false
	}
	return countDays(firstWords(after, 3))
}

// countDays finds "3 days", "2-3 days", "one day a week", "Tuesday to Thursday".
func countDays(words []string) (int, bool) {
	n, weekdays := 0, 0
	for i, w := range words {
		switch w {
		case "day", "days", "d", "tage", "tagen", "tag", "jours", "jour", "dias", "dia", "giorni", "dagen", "dni", "x", "times", "дня", "дней":
			if n > 0 && (w != "d" && w != "x" || i+1 < len(words) && (words[i+1] == "week" || words[i+1] == "a" || words[i+1] == "per")) {
				return n, true
			}
		case "monday", "tuesday", "wednesday", "thursday", "friday", "mondays", "tuesdays", "wednesdays", "thursdays", "fridays":
			weekdays++
		}
		if v, ok := small(w); ok {
			n = v
		} else if w != "to" && w != "or" && w != "full" && w != "work" && w != "office" && w != "bis" && w != "a" {
			n = 0
		}
	}
	if weekdays > 0 {
		return min(weekdays, 4), true
	}
	return 0, false
}

// numbers are the words for one to seven.
var numbers = map[string]int{
	"one": 1, "once": 1, "ein": 1, "two": 2, "twice": 2, "zwei": 2, "deux": 2, "dos": 2, "three": 3, "drei": 3, "trois": 3, "tres": 3,
	"four": 4, "vier": 4, "quatre": 4, "five": 5, "six": 6, "seven": 7,
}

// small reads a number from one to seven, such as "three", "3", "3x" or "3+".
func small(w string) (int, bool) {
	if n, ok := numbers[w]; ok {
		return n, true
	}
	if w[0] < '1' || w[0] > '7' {
		return 0, false
	}
	n, err := strconv.Atoi(strings.TrimRight(w, "x+"))
	return n, err == nil && n <= 7
}

func lastWords(s string, n int) []string {
	words := wordsOf(s)
	return words[max(0, len(words)-n):]
}

func firstWords(s string, n int) []string {
	words := wordsOf(s)
	return words[:min(n, len(words))]
}

func wordsOf(s string) []string {
	var out []string
	for _, w := range phrase.Words(nil, s) {
		out = append(out, strings.ToLower(s[w.Start:w.End]))
	}
	return out
}
