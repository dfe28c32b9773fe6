package pay

import (
	"strings"
	"unicode/utf8"
)

// amount is one sum of money, or a bare number that may be one, at one place of a text.
type amount struct {
	number
	// start and end bound it with its currency and scale; at is where the number begins.
	start, end, at int
	scale          scale
	money          tender
	// doubtful is true when the currency's code is also another word.
	doubtful bool
}

// total is the amount in units of its currency.
func (a *amount) total() float64 {
	if a.scale.factor == 0 {
		return a.value
	}
	return a.value * a.scale.factor
}

func (a *amount) bare() bool { return a.money.code == "" && a.scale.factor == 0 }

// amountAt reads the amount whose number begins at the digit s[i]. It is not ok where the number is part
// of a word, an address or a percentage; end then tells where to go on.
func amountAt(s string, i int) (a amount, ok bool) {
	a.number = scanNumber(s, i)
	a.at, a.start = i, i
	after := a.number.end
	a.end = after
	if a.value == 0 && a.digits > maxDigits {
		return a, false
	}
	before, doubt, ok := currencyBefore(s, i)
	if ok {
		a.money, a.start, a.doubtful = before, before.start, doubt
	} else if !startsNumber(s, i) {
		a.end = wordEnd(s, after)
		return a, false
	}
	a.scale, a.end = scaleAt(s, after)
	if a.end < len(s) && s[a.end] == '%' || strings.HasPrefix(s[skip(s, a.end):], "%") {
		return a, false
	}
	if behind, doubt, ok := currencyAfter(s, a.end); ok && (a.money.code == "" || behind.word) {
		a.money.code, a.money.word, a.doubtful, a.end = behind.code, behind.word, doubt, behind.end
	}
	if a.money.code == "" {
		a.money.code = a.scale.code
	}
	a.dollarMillions()
	a.sharedScale(s)
	return a, a.plain(s)
}

// dollarMillions reads "$5 mil" as millions: the word means a thousand only in Romance languages.
func (a *amount) dollarMillions() {
	if a.scale.million && a.money.code == "$" && !a.money.word {
		a.scale = scales["million"]
	}
}

// sharedScale gives an amount the millions of the one it is listed with, as in "€350/£300m revenue".
func (a *amount) sharedScale(s string) {
	if a.scale.factor != 0 || a.money.code == "" || a.end >= len(s) || s[a.end] != '/' {
		return
	}
	i := a.end + 1
	for i < len(s) && i < a.end+6 && !isDigit(s[i]) {
		i++
	}
	if i < len(s) && isDigit(s[i]) {
		if c, _ := scaleAt(s, scanNumber(s, i).end); c.factor >= large {
			a.scale = c
		}
	}
}

// plain reports whether what touches the end of the amount lets it be one.
func (a *amount) plain(s string) bool {
	if a.money.code == "" && (a.scale.factor >= large || a.isPlan()) {
		return false
	}
	if !isLetter(s, a.end) {
		return true
	}
	if a.end > a.at && isLetterBefore(s, a.end) {
		return true
	}
	// Letters touch the number: only a period may, as in "£550pd" and "$40hr", not 10pm and 3d.
	if a.money.code != "" {
		return true
	}
	end := wordEnd(s, a.end)
	return end > a.end+1 && a.value > 12 && lookUp(s[a.end:end]).is(adverb|unitWord)
}

// isPlan reports whether the number names an American retirement plan: 401k, 403b.
func (a *amount) isPlan() bool { return (a.value == 401 || a.value == 403) && !a.grouped }

// isYear reports whether the number may be a calendar year.
func (a *amount) isYear() bool {
	return a.digits == 4 && a.decimals == 0 && !a.grouped && a.scale.factor == 0 && a.value >= 1900 && a.value <= 2050
}

// startsNumber reports whether a number without a currency may begin at i, as against the tail of a word,
// an address, an id or a version.
func startsNumber(s string, i int) bool {
	if i == 0 {
		return true
	}
	switch s[i-1] {
	case '#', '@', '.', '=', '/', '&', '?', '\'', ',', '+':
		return false
	case '-', '_':
		// A word such as COVID-19, but not the k of 120k-150k.
		return !isLetterBefore(s, i-1) || followsNumber(s, i-1)
	}
	if !isLetterBefore(s, i) {
		return true
	}
	// Scripts without blanks: 年収600万円.
	_, w := utf8.DecodeLastRuneInString(s[:i])
	return w >= 3 && s[i-w] >= 0xE2
}

// currencyBefore reads the currency that ends at or shortly before i.
func currencyBefore(s string, i int) (t tender, doubtful, ok bool) {
	j := skipBack(s, i)
	if j > 0 && s[j-1] == ':' {
		j = skipBack(s, j-1)
		if j > 0 && s[j-1] == ')' {
			j = skipBack(s, j-1)
		}
	}
	if j == 0 {
		return t, false, false
	}
	if t, ok = signBefore(s, j); ok {
		if t.code == "$" {
			t = dollarBefore(s, t)
		}
		return t, false, true
	}
	end := j
	if s[end-1] == '.' {
		end--
	}
	start := wordStart(s, end)
	if start == end || end-start > maxWord || start > 0 && isDigit(s[start-1]) {
		return t, false, false
	}
	w, ok := spelled(s[start:end])
	if !ok || w.glued && end != i || followsNumber(s, start) {
		return t, false, false
	}
	return tender{code: w.code, word: true, start: start, end: j}, w.doubtful, true
}

// followsNumber reports whether a word belongs to the number before it, as USD does in "10 USD 20".
func followsNumber(s string, start int) bool {
	j := skipBack(s, start)
	return j > 0 && (isDigit(s[j-1]) || (s[j-1] == 'k' || s[j-1] == 'K') && j > 1 && isDigit(s[j-2]))
}

// spelled looks a word up as a currency.
func spelled(word string) (spelling, bool) {
	var buf [2 * maxWord]byte
	w, ok := spellings[string(lower(&buf, word))]
	if !ok || w.upper && (word[0] < 'A' || word[0] > 'Z' || len(word) > 1 && (word[1] < 'A' || word[1] > 'Z')) {
		return spelling{}, false
	}
	return w, true
}

// signBefore reads the longest currency sign that ends at j.
func signBefore(s string, j int) (tender, bool) {
	if s[j-1] < utf8.RuneSelf && s[j-1] != '$' && s[j-1] != '/' && s[j-1] != '.' {
		return tender{}, false
	}
	for n := min(6, j); n > 0; n-- {
		if code, ok := signs[s[j-n:j]]; ok && !(isASCIILetter(s[j-n]) && isLetterBefore(s, j-n)) {
			return tender{code: code, start: j - n, end: j}, true
		}
	}
	return tender{}, false
}

// dollarBefore widens a $ by the country's letters before it: "US$", "AU $", "CAD $".
func dollarBefore(s string, t tender) tender {
	j := skipBack(s, t.start)
	if j < t.start-1 {
		return t
	}
	if j > 1 && s[j-1] == '.' && s[j-2] == 'S' {
		j--
	}
	start := j
	for start > 0 && j-start < 4 && (isASCIILetter(s[start-1]) || s[start-1] == '.') {
		start--
	}
	word := s[start:j]
	if word == "U.S" {
		word = "US"
	}
	// Lone letters make a currency only where they touch the sign.
	if code := dollars[word]; code != "" && (len(word) > 1 || j == t.start) {
		t.code, t.start, t.word = code, start, true
	}
	return t
}

// currencyAfter reads the currency that begins at or shortly after i, in brackets or not.
func currencyAfter(s string, i int) (t tender, doubtful, ok bool) {
	p := skip(s, i)
	bracket := p < len(s) && s[p] == '('
	if bracket {
		p = skip(s, p+1)
	}
	if p >= len(s) || p > i+6 {
		return t, false, false
	}
	t, doubtful, ok = currencyAt(s, p, p == i)
	if !ok {
		return t, false, false
	}
	if bracket {
		if end := skip(s, t.end); end < len(s) && s[end] == ')' {
			t.end = end + 1
			return t, doubtful, true
		}
		return tender{}, false, false
	}
	// "800$ USD", "$1.50 USD": the code behind the sign says more.
	if q := skip(s, t.end); t.code == "$" && !t.word {
		if more, d, ok := currencyAt(s, q, false); ok && more.word {
			more.start = t.start
			return more, d, true
		}
	}
	return t, doubtful, true
}

// currencyAt reads the currency that begins at p. A sign before a digit belongs to that number.
func currencyAt(s string, p int, touches bool) (t tender, doubtful, ok bool) {
	if p >= len(s) {
		return t, false, false
	}
	if s[p] == '$' || s[p] >= utf8.RuneSelf {
		for n := min(6, len(s)-p); n > 0; n-- {
			if code, found := signs[s[p:p+n]]; found {
				if next := skip(s, p+n); next < len(s) && isDigit(s[next]) || s[p] == '$' && isLetter(s, p+n) {
					return t, false, false
				}
				return tender{code: code, start: p, end: p + n}, false, true
			}
		}
	}
	end := wordEnd(s, p)
	if end == p || end-p > maxWord {
		return t, false, false
	}
	if end < len(s) && s[end] == '$' && dollars[s[p:end]] != "" {
		return tender{code: dollars[s[p:end]], word: true, start: p, end: end + 1}, false, true
	}
	w, ok := spelled(s[p:end])
	if !ok || w.glued && !touches || w.code == "ZAR" && end-p == 1 {
		return t, false, false
	}
	return tender{code: w.code, word: w.code != "$", start: p, end: end}, w.doubtful, true
}

// nextAmount reads the amount that begins at p, with a currency before its number or not.
func nextAmount(s string, p int) (amount, bool) {
	for i := p; i < len(s) && i < p+10; i++ {
		if !isDigit(s[i]) {
			continue
		}
		a, ok := amountAt(s, i)
		return a, ok && a.start == p
	}
	return amount{}, false
}
