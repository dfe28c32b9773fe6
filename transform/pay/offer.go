package pay

import (
	"strconv"
	"strings"

	"rung/internal/job"
)

func itoa(n int) string { return strconv.Itoa(n) }

// offer is one sum or range with what belongs to it, before it is known whether it is pay.
type offer struct {
	first amount
	// min and max are 0 where not stated.
	min, max   float64
	start, end int
	// sign is the currency as read, not yet settled by country.
	sign    string
	scale   float64
	isRange bool
	grouped bool
	tail    tail
	flags   []string
	back    look
	ahead   look
	rule    string
}

// offerAt reads the offer that begins with the amount a.
func offerAt(s string, a amount) offer {
	o := offer{first: a, start: a.start, end: a.end, sign: a.money.code, min: a.total(), max: a.total(),
		scale: a.scale.factor, grouped: a.grouped}
	o.tail = tailAfter(s, a.end)
	if a.scale.flag != "" {
		o.flag(a.scale.flag)
	}
	if a.scale.period != "" && o.tail.period == "" {
		o.tail.period = a.scale.period
	}
	p := o.end
	if o.tail.period != "" {
		p = o.tail.end
	}
	if b, ok := rangeEnd(s, a, p); ok {
		o.join(a, b)
		first := o.tail
		end := o.plusCurrency(s, b.end)
		if o.tail = tailAfter(s, end); o.tail.period == "" {
			o.tail.period, o.tail.unit = first.period, first.unit
		}
		if b.scale.period != "" && o.tail.period == "" {
			o.tail.period = b.scale.period
		}
	}
	o.end = max(o.end, o.tail.end)
	return o
}

func (o *offer) flag(f string) {
	for _, have := range o.flags {
		if have == f {
			return
		}
	}
	o.flags = append(o.flags, f)
}

// join makes a range of two amounts: a scale on one side counts for both where that keeps them in order.
func (o *offer) join(a, b amount) {
	lo, hi := a.total(), b.total()
	fa, fb := a.scale.factor, b.scale.factor
	switch {
	case fa == 0 && fb > 0 && a.value <= b.value:
		lo = a.value * fb
		o.flag("k_spread")
	case fb == 0 && fa > 0 && hi < lo && b.value*fa >= lo:
		hi = b.value * fa
		o.flag("k_spread")
	case fa == 0 && fb == 0 && lo*1000 <= hi && hi < lo*2000:
		lo *= 1000
		o.flag("k_implied")
	}
	if lo > hi {
		lo, hi = hi, lo
		o.flag("reversed")
	}
	if b.scale.flag != "" {
		o.flag(b.scale.flag)
	}
	o.min, o.max, o.isRange, o.end = lo, hi, true, b.end
	o.scale, o.grouped = max(fa, fb), a.grouped || b.grouped
	if o.sign == "" || b.money.word || o.sign != b.money.code && b.money.code != "" && !a.money.word {
		if b.money.code != "" {
			o.sign = b.money.code
		}
	}
}

// dashes are the signs that stand between the ends of a range.
var dashes = [...]string{"-", "–", "—", "‒", "―", "−", "‐", "‑", "~", "～", "〜", "_", "…", "...", "..", "→", "->"}

// rangeEnd reads the second amount of a range whose first one, a, ends at p.
func rangeEnd(s string, a amount, p int) (amount, bool) {
	if p < len(s) && s[p] == '+' {
		p++
	}
	q, slash, ok := joinerAt(s, a, skip(s, p))
	if !ok {
		return amount{}, false
	}
	b, ok := nextAmount(s, q)
	if !ok || b.isYear() && b.bare() && a.isYear() {
		return amount{}, false
	}
	if slash && (a.scale.factor != 0 || b.scale.factor == 0 || a.value > b.value) {
		return amount{}, false
	}
	if a.money.code != "" && b.money.code != "" && a.money.code != b.money.code &&
		!(isDollar(a.money) && isDollar(b.money)) && !sameSign(a.money, b.money) {
		return amount{}, false
	}
	if b.bare() && isLoad(s, b.end) {
		return amount{}, false
	}
	if b.total() == 0 || b.bare() && b.digits > 1 && s[b.at] == '0' {
		return amount{}, false
	}
	return b, true
}

// isDollar reports whether a code may be what a bare $ on the other side of a range means.
func isDollar(t tender) bool {
	switch t.code {
	case "$", "USD", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD", "MXN", "BRL", "CLP", "COP", "ARS":
		return true
	}
	return false
}

func sameSign(a, b tender) bool {
	for _, t := range [...]string{a.code + b.code, b.code + a.code} {
		switch t {
		case "¥JPY", "¥CNY", "krSEK", "krNOK", "krDKK", "krISK":
			return true
		}
	}
	return false
}

// isLoad reports whether a number that ends at i counts hours, years or people and not money.
func isLoad(s string, i int) bool {
	q := skip(s, i)
	if q < len(s) && s[q] == '+' {
		q = skip(s, q+1)
	}
	end := wordEnd(s, q)
	if end == q {
		return false
	}
	m := lookUp(s[q:end])
	if m.is(countWord) {
		return true
	}
	return m.unit != "" && end < len(s) && (s[end] == '/' || s[end] == '-')
}

// joinerAt steps over what joins the ends of a range at q.
func joinerAt(s string, a amount, q int) (next int, slash, ok bool) {
	if q >= len(s) {
		return 0, false, false
	}
	for _, d := range dashes {
		if !strings.HasPrefix(s[q:], d) {
			continue
		}
		next = q + len(d)
		for next < len(s) && s[next] == '-' {
			next++
		}
		next = skip(s, next)
		if next < len(s) && s[next] == '\n' {
			next = skip(s, next+1)
		}
		return next, false, true
	}
	if s[q] == '/' {
		return skip(s, q+1), true, true
	}
	end := wordEnd(s, q)
	if end == q {
		return 0, false, false
	}
	word := s[q:end]
	if !lookUp(word).is(joiner) {
		return 0, false, false
	}
	if isOneOf(word, "and", "e", "und", "y", "et", "og", "en", "i", "и") && !betweenBefore(s, a.start) {
		return 0, false, false
	}
	next = skip(s, end)
	if isOneOf(word, "up") || isOneOf(s[next:wordEnd(s, next)], "to") {
		next = skip(s, wordEnd(s, next))
	}
	return next, false, true
}

// betweenBefore reports whether "between" opens the range that begins at i.
func betweenBefore(s string, i int) bool {
	end := skipBack(s, i)
	return isOneOf(s[wordStart(s, end):end], "between", "entre", "zwischen", "tra", "mellom", "mellan", "mellem", "tussen", "między")
}

// hopeless reports whether a bare number has nothing to it that could make it an offer.
func (o *offer) hopeless(s string) bool {
	if o.tail.other {
		return true
	}
	if o.sign != "" || o.scale != 0 || o.grouped || o.tail.period != "" || max(o.min, o.max) >= 1000 {
		return false
	}
	from, to, _ := prevWord(s, o.start, max(0, o.start-4))
	return !lookUp(s[from:to]).is(payNoun)
}

// bound reads the words that make an offer open at one end.
func (o *offer) bound(s string) {
	if o.isRange {
		if w, start := boundWord(s, o.start); w != 0 {
			o.start = start
		} else if betweenBefore(s, o.start) {
			o.start = wordStart(s, skipBack(s, o.start))
		}
		return
	}
	w, start := boundWord(s, o.start)
	if w == 0 {
		w = boundBehind(s, o)
	} else {
		o.start = start
	}
	switch w {
	case fromWord:
		o.max = 0
		o.flag("from")
	case upToWord:
		o.min = 0
		o.flag("up_to")
	}
}

func isApprox(w string) bool {
	return isOneOf(w, "about", "around", "approx", "approximately", "roughly", "circa", "ca", "almost", "nearly", "c")
}

// boundWord reads "up to", "at least", ">" and the like that end before i.
func boundWord(s string, i int) (sense, int) {
	j := skipBack(s, i)
	for j > 0 && (s[j-1] == '~' || s[j-1] == '=') {
		j = skipBack(s, j-1)
	}
	if j > 0 && s[j-1] == '>' && (j < 2 || s[j-2] != '/' && !isLetterBefore(s, j-1) && s[j-2] != '"') {
		return fromWord, j - 1
	}
	if j > 0 && s[j-1] == '<' {
		return upToWord, j - 1
	}
	for _, sign := range [...]struct {
		text string
		w    sense
	}{{"≥", fromWord}, {"≤", upToWord}} {
		if strings.HasSuffix(s[:j], sign.text) {
			return sign.w, j - len(sign.text)
		}
	}
	start := wordStart(s, j)
	if start == j {
		return 0, 0
	}
	w1 := s[start:j]
	if isApprox(w1) || isOneOf(w1, "only", "of") {
		j = skipBack(s, start)
		if start = wordStart(s, j); start == j {
			return 0, 0
		}
		w1 = s[start:j]
	}
	return phraseBound(s, start, w1)
}

// phraseBound reads a bound whose last word is w1, which begins at start.
func phraseBound(s string, start int, w1 string) (sense, int) {
	end := skipBack(s, start)
	for end > 0 && (s[end-1] == '-' || s[end-1] == '\'') {
		end--
	}
	begin := wordStart(s, end)
	w2 := s[begin:end]
	switch {
	case isOneOf(w1, "to"):
		if isOneOf(w2, "up") {
			return upToWord, begin
		}
		return 0, 0
	case isOneOf(w1, "zu") && isOneOf(w2, "bis"), isOneOf(w1, "than") && isOneOf(w2, "less"),
		isOneOf(w1, "de") && isOneOf(w2, "concurrence"), isOneOf(w1, "till") && isOneOf(w2, "upp"),
		isOneOf(w1, "à") && isOneOf(w2, "jusqu", "jusque"), isOneOf(w1, "a") && isOneOf(w2, "fino"), isOneOf(w1, "exceed"),
		isOneOf(w1, "of") && isOneOf(w2, "maximum"):
		return upToWord, begin
	case isOneOf(w1, "than") && isOneOf(w2, "more", "greater"), isOneOf(w1, "least") && isOneOf(w2, "at"),
		isOneOf(w1, "at", "from") && isOneOf(w2, "starting", "starts", "start"), isOneOf(w1, "de", "à", "di") && isOneOf(w2, "partir", "partire"),
		isOneOf(w1, "salary", "pay", "rate") && isOneOf(w2, "starting"), isOneOf(w1, "of") && isOneOf(w2, "minimum", "upwards", "min"):
		return fromWord, begin
	case isOneOf(w1, "than", "zu", "at", "to"):
		return 0, 0
	}
	m := lookUp(w1)
	switch {
	case m.is(upToWord):
		return upToWord, start
	case m.is(fromWord):
		return fromWord, start
	}
	return 0, 0
}

// boundBehind reads a plus sign or "and up" behind a single amount, and moves the end behind it.
func boundBehind(s string, o *offer) sense {
	for _, p := range [...]int{o.first.end, o.tail.end} {
		if p < len(s) && s[p] == '+' && (p+1 == len(s) || !isLetter(s, p+1)) {
			o.end = max(o.end, o.plusCurrency(s, p))
			if o.tail.period == "" {
				o.tail = tailAfter(s, o.end)
			}
			return fromWord
		}
		q := skip(s, p)
		if q == len(s) {
			continue
		}
		if s[q] == '+' && (skip(s, q+1) == len(s) || strings.IndexByte("|)\n", s[skip(s, q+1)]) >= 0) {
			return fromWord
		}
		if open := skip(s, q+1); s[q] == '-' && p == o.first.end && at(s, open) == '(' {
			// "60,000 - (月薪)": a range whose end was left open.
			if t := tailAfter(s, open); t.period != "" {
				o.tail = t
				return fromWord
			}
		}
		end := wordEnd(s, q)
		m := lookUp(s[q:end])
		next := skip(s, end)
		switch {
		case m.is(fromAfter), isOneOf(s[q:end], "and", "or") && isOneOf(s[next:wordEnd(s, next)], "up", "more", "above"):
			return fromWord
		case m.is(upToAfter):
			return upToWord
		}
	}
	return 0
}

// at returns s[i], or 0 behind the end.
func at(s string, i int) byte {
	if i < len(s) {
		return s[i]
	}
	return 0
}

// plusCurrency reads "+ GBP" at p: a plus sign and the currency of the whole offer. It returns the offset
// behind both, p where there is no plus sign.
func (o *offer) plusCurrency(s string, p int) int {
	if p >= len(s) || s[p] != '+' || isLetter(s, p+1) {
		return p
	}
	c, _, ok := currencyAfter(s, p+1)
	if !ok || o.sign != "" && !c.word {
		return p + 1
	}
	o.sign, o.end = c.code, c.end
	return c.end
}

// period is the stated period of the offer: behind the amount, else before it.
func (o *offer) period() (job.Period, string) {
	if o.tail.period != "" {
		return o.tail.period, o.tail.unit
	}
	return o.back.period, ""
}
