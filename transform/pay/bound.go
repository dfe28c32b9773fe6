package pay

import "strings"

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
	for j > 0 && (s[j-1] == '~' || s[j-1] == '=' || s[j-1] == ':') {
		j = skipBack(s, j-1)
	}
	if j > 1 && s[j-1] == '>' && !strings.ContainsRune("/\"\n-", rune(s[j-2])) && !isLetterBefore(s, j-1) {
		// Not the end of a tag, a quotation mark or an arrow.
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
	if isApprox(w1) || isOneOf(w1, "only") {
		j = skipBack(s, start)
		if start = wordStart(s, j); start == j {
			return 0, 0
		}
		w1 = s[start:j]
	}
	return phraseBound(s, start, w1)
}

// boundPhrases are bounds of two words. A phrase without a first word is its last word alone, which means
// nothing by itself.
var boundPhrases = []struct {
	first, last []string
	bound       sense
}{
	{[]string{"up"}, []string{"to"}, upToWord},
	{[]string{"bis"}, []string{"zu"}, upToWord},
	{[]string{"less"}, []string{"than"}, upToWord},
	{[]string{"not"}, []string{"exceed"}, upToWord},
	{[]string{"maximum", "max"}, []string{"of"}, upToWord},
	{[]string{"concurrence"}, []string{"de"}, upToWord},
	{[]string{"upp", "opp"}, []string{"till", "til"}, upToWord},
	{[]string{"jusqu", "jusque"}, []string{"à"}, upToWord},
	{[]string{"fino"}, []string{"a"}, upToWord},
	{[]string{"more", "greater"}, []string{"than"}, fromWord},
	{[]string{"at"}, []string{"least"}, fromWord},
	{[]string{"starting", "starts", "start"}, []string{"at", "from"}, fromWord},
	{[]string{"starting"}, []string{"salary", "pay", "rate"}, fromWord},
	{[]string{"minimum", "min", "upwards"}, []string{"of"}, fromWord},
	{[]string{"partir", "partire"}, []string{"de", "à", "di", "da"}, fromWord},
	{nil, []string{"to", "than", "zu", "at"}, 0},
}

// phraseBound reads a bound whose last word is w, which begins at start.
func phraseBound(s string, start int, w string) (sense, int) {
	end := skipBack(s, start)
	for end > 0 && (s[end-1] == '-' || s[end-1] == '\'') {
		end--
	}
	begin := wordStart(s, end)
	for _, p := range boundPhrases {
		switch {
		case !isOneOf(w, p.last...):
		case p.first == nil:
			return 0, 0
		case isOneOf(s[begin:end], p.first...):
			return p.bound, begin
		}
	}
	m := lookUp(w)
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
