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
	if l.verb && n < 5 && clean && isOneOf(s[from:to], "customers", "customer", "users", "user", "clients", "subscribers", "patients", "people") {
		// What customers pay.
		l.notPay = true
		return true
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
