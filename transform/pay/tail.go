package pay

import (
	"strings"

	"rung/internal/job"
)

// tail is what follows an amount and belongs to it: gross or net, and the period.
type tail struct {
	period job.Period
	unit   string
	gross  string
	// other is true for a price per user, per token and the like, which is no pay.
	other bool
	// end is the offset behind the period, or the offset given when there is none.
	end int
}

const (
	// maxTail is how far behind an amount its period may stand, maxTailWords how many words lie between.
	maxTail      = 48
	maxTailWords = 7
)

// tailAfter reads what follows an amount that ends at start.
func tailAfter(s string, start int) tail {
	t := tail{end: start}
	p := start
	for range maxTailWords {
		q := skip(s, p)
		if q >= len(s) || q > start+maxTail {
			break
		}
		switch s[q] {
		case '/', '\\':
			if s[q] == '/' && t.unitAt(s, q+1) {
				return t
			}
			if end := wordEnd(s, skip(s, q+1)); !isNeutral(s, skip(s, q+1), end) {
				return t
			}
			p = q + 1
		case '(', ')', '+', ',', '.', '[', ']', '|':
			if s[q] == '.' && p != q || s[q] == ',' && q > start || s[q] == '|' {
				return t
			}
			p = q + 1
		case '-':
			if q != p || !isLetter(s, q+1) || q == start {
				return t
			}
			p = q + 1
		default:
			end, done := t.word(s, start, q)
			if done {
				return t
			}
			p = end
		}
	}
	return t
}

// word reads the word at q as part of the tail; done is true when the tail ends there.
func (t *tail) word(s string, start, q int) (end int, done bool) {
	end = wordEnd(s, q)
	if end == q {
		return q, true
	}
	if p, stop := abbreviation(s, q, end); p != job.PeriodNone {
		t.period, t.end = p, stop
		return stop, true
	}
	m := lookUp(s[q:end])
	switch {
	case isOneOf(s[q:end], "bi") && end < len(s) && (s[end] == '-' || s[end] == ' ') && isOneOf(s[end+1:wordEnd(s, end+1)], "weekly"):
		t.period, t.end = job.TwoWeeks, wordEnd(s, end+1)
		return t.end, true
	case m.adverb != "":
		t.period, t.end = m.adverb, end
		if next := skip(s, end); m.adverb == job.Project && isOneOf(s[next:wordEnd(s, next)], "fee", "price", "rate", "budget") {
			t.end = wordEnd(s, next)
		}
		return t.end, true
	case m.is(perWord) && t.unitAt(s, afterPer(s, end)):
		return t.end, true
	case m.unit != "" && m.unit != job.Unit && m.unit != job.Project && isSigned(s, start) &&
		(q == start || !m.is(countWord) && q == skip(s, start) && end-q > 1):
		// "$40hr", "$25 hour".
		t.period, t.end = m.unit, end
		return end, true
	}
	if m.is(grossWord) {
		t.gross = "gross"
	} else if m.is(netWord) {
		t.gross = "net"
	}
	return end, !m.is(neutral | baseWord | grossWord | netWord | perWord)
}

// isSigned reports whether the amount that ends at i has a currency or touches what follows, so that a
// unit behind it is its period: "$25 hour" and not "Grade 4 Year 4".
func isSigned(s string, i int) bool {
	if isLetter(s, i) {
		return true
	}
	j := i
	for j > 0 && i-j < maxTail && s[j-1] != '\n' && s[j-1] != ',' && s[j-1] != '(' && (j == i || s[j-1] != ' ' || !isDigit(s[j])) {
		j--
	}
	_, _, before := currencyBefore(s, firstDigit(s, j, i))
	return before || i > 0 && !isDigit(s[i-1])
}

func firstDigit(s string, i, end int) int {
	for i < end && !isDigit(s[i]) {
		i++
	}
	return i
}

func isNeutral(s string, from, to int) bool {
	return to > from && lookUp(s[from:to]).is(neutral|grossWord|netWord)
}

// abbreviation reads p.a., p/a, p.m., p/h, p. d. and p/hr.
func abbreviation(s string, q, end int) (job.Period, int) {
	if end-q != 1 || s[q]|0x20 != 'p' || end+1 >= len(s) || s[end] != '.' && s[end] != '/' {
		return job.PeriodNone, 0
	}
	from := skip(s, end+1)
	to := wordEnd(s, from)
	p := job.PeriodNone
	switch {
	case isOneOf(s[from:to], "a", "annum", "y", "yr"):
		p = job.Year
	case isOneOf(s[from:to], "m", "mo", "c"):
		p = job.Month
	case isOneOf(s[from:to], "w", "wk"):
		p = job.Week
	case isOneOf(s[from:to], "d", "day"):
		p = job.Day
	case isOneOf(s[from:to], "h", "hr", "hour"):
		p = job.Hour
	}
	if to < len(s) && s[to] == '.' {
		to++
	}
	return p, to
}

// afterPer steps over what may stand between "per" and the unit: "pr. år", "per-hour", "l'heure".
func afterPer(s string, i int) int {
	for i < len(s) && (s[i] == '.' || s[i] == '-' || s[i] == '\'') {
		i++
	}
	if strings.HasPrefix(s[i:], "’") {
		i += len("’")
	}
	return i
}

// unitAt reads the unit of work at p, such as "hour", "two weeks" or "1000 words", and sets period, unit
// and end when there is one.
func (t *tail) unitAt(s string, p int) bool {
	p = skip(s, p)
	count := 0.0
	if p < len(s) && isDigit(s[p]) {
		n := scanNumber(s, p)
		sc, end := scaleAt(s, n.end)
		count, p = n.value*max(1, sc.factor), skip(s, end)
	}
	end := wordEnd(s, p)
	if end == p {
		return false
	}
	if isOneOf(s[p:end], "two", "other", "second") {
		count, p = 2, skip(s, end)
		end = wordEnd(s, p)
	}
	m := lookUp(s[p:end])
	if m.unit == "" {
		if t.afterAdjective(s, p, end) {
			return true
		}
		t.other = count == 0 && isPriced(s[p:end])
		return false
	}
	t.period, t.end = m.unit, end
	switch {
	case count == 2 && m.unit == job.Week:
		t.period = job.TwoWeeks
	case m.unit == job.Unit:
		t.unit = unitName(s[p:end], count)
	case count > 1:
		t.period, t.end = job.PeriodNone, p
		return false
	}
	if end < len(s) && s[end] == '.' && end+1 < len(s) && s[end+1] != '\n' && !isDigit(s[end+1]) && isShort(m.unit, end-p) {
		t.end = end + 1
	}
	return true
}

// afterAdjective reads "per published article", "pro geleisteter Stunde".
func (t *tail) afterAdjective(s string, p, end int) bool {
	q := skip(s, end)
	to := wordEnd(s, q)
	if q == end || to == q || lookUp(s[p:end]).sense != 0 || isPriced(s[p:end]) {
		return false
	}
	m := lookUp(s[q:to])
	if m.unit == "" {
		return false
	}
	if t.period, t.end = m.unit, to; m.unit == job.Unit {
		t.unit = unitName(s[q:to], 0)
	}
	return true
}

// isPriced reports whether a price per this thing is a price of a product.
func isPriced(w string) bool {
	return isOneOf(w, "user", "users", "customer", "token", "tokens", "seat", "seats", "employee", "person", "head", "member",
		"share", "gb", "tb", "kwh", "transaction", "order", "request", "license", "licence", "patient", "student", "claim", "night",
		"child", "family", "household", "ticket", "download", "install", "watt", "ton", "tonne", "mile", "square", "sqft", "meal")
}

// isShort reports whether a word of n bytes is an abbreviation that may end in a point.
func isShort(unit job.Period, n int) bool { return unit != job.Unit && unit != job.Project && n <= 5 }

// unitName is the singular of a unit with its count: "1000words" for more than one.
func unitName(w string, count float64) string {
	w = strings.ToLower(w)
	if count > 1 && count < 1e6 {
		return itoa(int(count)) + strings.TrimSuffix(w, "s") + "s"
	}
	switch w {
	case "min", "mins":
		return "minute"
	case "class", "sales":
		return w
	}
	return strings.TrimSuffix(w, "s")
}
