package pay

import "strings"

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

// gapOf returns what the byte at i says about the words around it.
func gapOf(s string, i int) gap {
	switch s[i] {
	case ',':
		return gapComma
	case '.', '!', '?', ';':
		switch {
		case i+1 < len(s) && s[i+1] != ' ' && s[i+1] != '\n' && s[i+1] != 0xC2:
		case s[i] == ';':
			return gapStop
		default:
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
	case '-', 0xC2, 0xE2:
		if isDivider(s, i) {
			return gapStop
		}
	default:
		if isDigit(s[i]) {
			return gapNumber
		}
	}
	return 0
}

// isDivider reports whether a bullet, a middle dot or a dash between blanks begins at i.
func isDivider(s string, i int) bool {
	rest := s[i:]
	if strings.HasPrefix(rest, "•") || strings.HasPrefix(rest, "·") {
		return true
	}
	return i > 0 && s[i-1] == ' ' &&
		(strings.HasPrefix(rest, "- ") || strings.HasPrefix(rest, "–") || strings.HasPrefix(rest, "—"))
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
