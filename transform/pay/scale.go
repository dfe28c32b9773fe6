package pay

import (
	"strings"

	"rung/internal/job"
)

// scale is a multiplier as written behind a number.
type scale struct {
	factor float64
	// glued demands that it touches the number, upper that it is a capital.
	glued, upper bool
	// code is the currency that the word implies, period the period.
	code   string
	period job.Period
	// flag names the scale where the offer should.
	flag string
	// million is true for a word that means a thousand in Romance languages and a million in English.
	million bool
}

// large is the factor from which on an amount is the business's and not a person's, unless its currency
// is a small one.
const large = 1e6

var scales = map[string]scale{
	"k": {factor: 1e3}, "к": {factor: 1e3}, "тыс": {factor: 1e3}, "тысяч": {factor: 1e3}, "tys": {factor: 1e3},
	"tis": {factor: 1e3}, "thousand": {factor: 1e3}, "thousands": {factor: 1e3}, "mil": {factor: 1e3, million: true}, "mila": {factor: 1e3},
	"tkr": {factor: 1e3, code: "kr"}, "tsek": {factor: 1e3, code: "SEK"}, "teur": {factor: 1e3, code: "EUR"},
	"ngàn": {factor: 1e3, code: "VND"}, "nghìn": {factor: 1e3, code: "VND"}, "ribu": {factor: 1e3, code: "IDR"},
	"m": {factor: 1e6, glued: true}, "mm": {factor: 1e6}, "mn": {factor: 1e6}, "mio": {factor: 1e6}, "mln": {factor: 1e6},
	"million": {factor: 1e6}, "millions": {factor: 1e6}, "millionen": {factor: 1e6}, "millones": {factor: 1e6},
	"milhões": {factor: 1e6}, "milioni": {factor: 1e6}, "млн": {factor: 1e6},
	"triệu": {factor: 1e6, code: "VND"}, "tr": {factor: 1e6, code: "VND", glued: true}, "juta": {factor: 1e6, code: "IDR"},
	"jt": {factor: 1e6, code: "IDR"},
	"b":  {factor: 1e9, glued: true}, "bn": {factor: 1e9}, "billion": {factor: 1e9}, "billions": {factor: 1e9}, "mrd": {factor: 1e9},
	"t": {factor: 1e12, glued: true}, "tn": {factor: 1e12}, "trillion": {factor: 1e12},
	"l":   {factor: 1e5, glued: true, upper: true, code: "INR", flag: "lakh"},
	"lac": {factor: 1e5, code: "INR", flag: "lakh"}, "lacs": {factor: 1e5, code: "INR", flag: "lakh"},
	"lakh": {factor: 1e5, code: "INR", flag: "lakh"}, "lakhs": {factor: 1e5, code: "INR", flag: "lakh"},
	"lpa": {factor: 1e5, code: "INR", flag: "lakh", period: job.Year},
	"cr":  {factor: 1e7, code: "INR", flag: "crore"}, "crore": {factor: 1e7, code: "INR", flag: "crore"},
	"crores": {factor: 1e7, code: "INR", flag: "crore"},
}

// characters are the scales of scripts that write no blanks.
var characters = map[string]scale{
	"万": {factor: 1e4}, "萬": {factor: 1e4}, "만": {factor: 1e4}, "千": {factor: 1e3}, "천": {factor: 1e3},
	"億": {factor: 1e8}, "억": {factor: 1e8},
}

// scaleAt reads the scale behind a number that ends at i. A currency that begins with k, such as kč, is
// no scale.
func scaleAt(s string, i int) (found scale, end int) {
	p := skip(s, i)
	if p >= len(s) || p > i+4 {
		return scale{}, i
	}
	if s[p] >= 0xE0 && p+3 <= len(s) {
		if c, ok := characters[s[p:p+3]]; ok {
			return c, p + 3
		}
	}
	end = wordEnd(s, p)
	if end == p {
		return scale{}, i
	}
	var buf [2 * maxWord]byte
	word := lower(&buf, s[p:end])
	if c, ok := scales[string(word)]; ok {
		switch {
		case c.factor == 1e12 && strings.HasPrefix(s[end:], "€"):
			// German T€ is a thousand.
			return scale{factor: 1e3}, end
		case c.glued && p != i, c.upper && s[p] < 'A', c.upper && s[p] > 'Z':
			return scale{}, i
		case len(word) > 2 && end+1 < len(s) && s[end] == '.' && isLetter(s, skip(s, end+1)):
			// "200 тыс. руб."
			end++
		}
		return c, end
	}
	if p == i && len(word) > 1 && word[0] == 'k' && isGluedK(s, p, end) {
		return scales["k"], p + 1
	}
	return scale{}, i
}

// isGluedK reports whether the word from p to end is a k and a currency or period written together, as in
// 80kPLN, and not a currency that begins with k, as in 50000kč.
func isGluedK(s string, p, end int) bool {
	if _, ok := spelled(s[p:end]); ok {
		return false
	}
	rest := s[p+1 : end]
	_, isCurrency := spelled(rest)
	_, isDollar := dollars[rest]
	return isCurrency || isDollar && strings.HasPrefix(s[end:], "$") || lookUp(rest).is(adverb|unitWord)
}
