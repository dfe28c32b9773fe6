package pay

import "rung/internal/job"

// look is what the words on one side of an amount say about it.
type look struct {
	// pay is true when a noun such as salary is near; near when nothing but a few words lies between.
	pay, near bool
	verb      bool
	// notPay, extra and perk: the amount is the business's, comes beside pay, or is a benefit.
	notPay, extra, perk bool
	// perkNear is a perk right beside the amount.
	perkNear         bool
	count            bool
	base, ote, total bool
	budget, ctc      bool
	period           job.Period
}

// gap is what lies between two words.
type gap uint8

const (
	gapComma gap = 1 << iota
	gapStop
	gapLine
	gapNumber
	gapBracket
	gapPlus
	gapColon
	// gapBar is a stop that divides parts of a header or whole sentences.
	gapBar
)

// lookBytes and lookWords bound how far is looked around an amount.
const (
	lookBytes  = 110
	lookWords  = 14
	aheadBytes = 64
	aheadWords = 6
)

func gapOf(s string, i int) gap {
	switch s[i] {
	case ',':
		return gapComma
	case '.', '!', '?', ';':
		if i+1 >= len(s) || s[i+1] == ' ' || s[i+1] == '\n' || s[i+1] == 0xC2 {
			if s[i] == ';' {
				return gapStop
			}
			return gapStop | gapBar
		}
	case '|':
		return gapStop | gapBar
	case '\n':
		return gapLine
	case '(', ')', '[', ']':
		return gapBracket
	case '+', '&':
		return gapPlus
	case ':':
		return gapColon
	case '-':
		if i > 0 && i+1 < len(s) && s[i-1] == ' ' && s[i+1] == ' ' {
			return gapStop
		}
	case 0xE2:
		// • and the long dashes between blanks.
		if i+3 < len(s) && (s[i:i+3] == "•" || i > 0 && s[i-1] == ' ' && (s[i:i+3] == "–" || s[i:i+3] == "—")) {
			return gapStop
		}
	case 0xC2:
		if i+1 < len(s) && s[i+1] == 0xB7 {
			return gapStop
		}
	default:
		if isDigit(s[i]) {
			return gapNumber
		}
	}
	return 0
}

// prevWord returns the bounds of the word before i and what lies between; start equals end when there is
// none after limit.
func prevWord(s string, i, limit int) (start, end int, g gap) {
	for j := i; j > limit; j-- {
		if isLetterBefore(s, j) {
			return wordStart(s, j), j, g
		}
		g |= gapOf(s, j-1)
	}
	return i, i, g
}

// nextWord returns the bounds of the word at or behind i.
func nextWord(s string, i, limit int) (start, end int, g gap) {
	for j := i; j < limit; j++ {
		if isLetter(s, j) {
			return j, wordEnd(s, j), g
		}
		g |= gapOf(s, j)
	}
	return i, i, g
}

// lookBack reads the words before an amount that begins at start, the nearest first.
func lookBack(s string, start int) look {
	var l look
	var g gap
	limit := max(0, start-lookBytes)
	var right meaning
	i, lines, found := start, 0, 0
	for n := range lookWords {
		from, to, between := prevWord(s, i, limit)
		if from == to {
			break
		}
		if g |= between; between&gapLine != 0 {
			if lines++; lines > 1 {
				break
			}
		}
		m := lookUp(s[from:to])
		if l.pay {
			found++
		}
		if l.takeBefore(s, from, to, m, right, g, n) || found > 4 {
			break
		}
		right, i = m, from
	}
	return l
}

// takeBefore takes in one word before an amount and reports whether the search is over.
func (l *look) takeBefore(s string, from, to int, m, right meaning, g gap, n int) (done bool) {
	clean := g&^gapColon == 0
	if !l.pay && clean && l.refuses(m, n) {
		return true
	}
	if !l.pay && g&(gapLine|gapNumber|gapBar) == 0 && n < 4 && m.is(perkWord) {
		l.perk = true
		l.perkNear = l.perkNear || n < 2
	}
	if g&gapNumber == 0 {
		l.base = l.base || m.is(baseWord) && g&gapStop == 0
		l.ote = l.ote || (m.is(oteWord) || isOneOf(s[from:to], "target") && right.is(payNoun)) && g&gapStop == 0
		l.total = l.total || m.is(totalWord) && !l.pay || m.is(totalWord) && right.is(payNoun)
		l.ctc = l.ctc || m.is(ctcWord)
		if p := periodOf(m, right); p != "" && l.period == "" && g&(gapStop|gapLine) == 0 {
			l.period = p
		}
	}
	if m.is(payNoun) && isOneOf(s[from:to], "pay") && !isNoun(s, from, to) {
		m.sense = payVerb
	}
	if m.is(payNoun) && !l.pay && !shareOf(s, from) {
		l.pay = true
		l.near = g&(gapStop|gapLine|gapNumber) == 0
		l.budget = m.is(budgetWord)
		if l.budget && modified(s, from, perkWord|notPay) || isOneOf(s[from:to], "package") && modified(s, from, notPay) {
			l.pay, l.notPay = false, true
			return true
		}
	}
	l.verb = l.verb || m.is(payVerb) && g&(gapStop|gapLine|gapNumber) == 0
	return false
}

// refuses reports whether a word before an amount says that it is no pay.
func (l *look) refuses(m meaning, n int) bool {
	switch {
	case m.is(notPay), m.is(thirdWord) && n == 0:
		l.notPay = true
	case m.is(extraWord) && n < 3:
		l.extra = true
	default:
		return false
	}
	return true
}

// isNoun reports whether the word pay is the noun: "Pay: $20", "US Pay Range", not "we pay you $20".
func isNoun(s string, from, to int) bool {
	if i := skip(s, to); i >= len(s) || s[i] == ':' || s[i] == '\n' || s[i] == '-' || s[i] == '(' {
		return true
	}
	next, end, _ := nextWord(s, to, min(len(s), to+16))
	if isOneOf(s[next:end], "range", "ranges", "rate", "rates", "is", "of", "scale", "band", "starts", "will", "package", "by", "in", "target") {
		return true
	}
	before, end, _ := prevWord(s, from, max(0, from-16))
	return isOneOf(s[before:end], "base", "annual", "starting", "hourly", "monthly", "weekly", "daily", "total", "the", "gross", "net", "day")
}

// shareOf reports whether the word of pay that begins at i is the reader's own, of which a benefit is a
// share or a multiple: "4% of your salary", "2 times your salary".
func shareOf(s string, i int) bool {
	from, to, g := prevWord(s, i, max(0, i-24))
	if from == to || g != 0 || !isOneOf(s[from:to], "your", "annual", "base") {
		return false
	}
	before, end, _ := prevWord(s, from, max(0, from-24))
	return isOneOf(s[before:end], "of", "times", "x")
}

// periodOf returns the period that a word before an amount states with the word to its right, which is
// empty for the amount itself: "annual salary", "day rate", "monthly: 500".
func periodOf(m, right meaning) job.Period {
	switch {
	case m.adverb != "" && (right.sense == 0 || right.is(payNoun|payVerb|baseWord|neutral)):
		return m.adverb
	case (m.unit == job.Day || m.unit == job.Hour) && right.is(payNoun):
		return m.unit
	}
	return job.PeriodNone
}

// modified reports whether one of the two words before i has one of the senses, as in "ad budget" and
// "relocation package".
func modified(s string, i int, senses sense) bool {
	j := i
	for range 2 {
		from, to, g := prevWord(s, j, max(0, i-40))
		if from == to || g != 0 {
			return false
		}
		if m := lookUp(s[from:to]); m.is(senses) {
			return true
		}
		j = from
	}
	return false
}

// lookAhead reads the words behind an amount that ends at end, up to where its phrase is over.
func lookAhead(s string, end int) look {
	var l look
	limit := min(len(s), end+aheadBytes)
	i, bracket := end, false
	for n := range aheadWords {
		from, to, g := nextWord(s, i, limit)
		if from == to || g&(gapComma|gapStop|gapLine|gapNumber|gapPlus) != 0 {
			break
		}
		bracket = bracket || g&gapBracket != 0
		word := s[from:to]
		m := lookUp(word)
		if isOneOf(word, "plus", "and", "with", "depending", "dependent", "based", "or", "if", "when", "commensurate", "but", "as", "through",
			"excluding", "including", "incl", "excl", "inclusive") {
			break
		}
		if m.is(baseWord|oteWord|totalWord) && ofNext(s, to) {
			break
		}
		if l.takeAhead(m, n, bracket) {
			break
		}
		i = to
	}
	return l
}

// ofNext reports whether the word that ends at i says what the amount behind it is, not the one before.
func ofNext(s string, i int) bool {
	i = skip(s, i)
	if i < len(s) && s[i] == ':' {
		i = skip(s, i+1)
	}
	if i >= len(s) || isDigit(s[i]) {
		return i < len(s)
	}
	_, _, ok := currencyAt(s, i, false)
	return ok || i+1 < len(s) && !isASCIILetter(s[i]) && isDigit(s[min(len(s)-1, i+runeLen(s[i]))])
}

// runeLen is the length of the rune that begins with the byte c.
func runeLen(c byte) int {
	switch {
	case c < 0xC0:
		return 1
	case c < 0xE0:
		return 2
	case c < 0xF0:
		return 3
	}
	return 4
}

// takeAhead takes in one word behind an amount and reports whether the search is over.
func (l *look) takeAhead(m meaning, n int, bracket bool) (done bool) {
	l.base = l.base || m.is(baseWord)
	l.ote = l.ote || m.is(oteWord)
	l.total = l.total || m.is(totalWord)
	l.ctc = l.ctc || m.is(ctcWord)
	switch {
	case m.is(countWord) && n == 0 && !bracket:
		l.count = true
	case m.is(budgetWord):
		l.budget, l.pay, l.notPay = n == 0, n == 0, n > 0
	case m.is(payNoun):
		l.pay = true
	case m.is(notPay) && !bracket:
		l.notPay = true
	case m.is(extraWord) && !bracket:
		l.extra = true
	case m.is(perkWord) && !bracket:
		l.perk = true
		return false
	default:
		return false
	}
	return true
}
