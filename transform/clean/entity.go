package clean

import (
	"html"
	"unicode/utf8"
)

// windows1252 maps the numeric references 0x80 to 0x9F, as browsers do.
var windows1252 = [32]rune{
	'\u20AC', '\u0081', '\u201A', '\u0192', '\u201E', '\u2026', '\u2020', '\u2021',
	'\u02C6', '\u2030', '\u0160', '\u2039', '\u0152', '\u008D', '\u017D', '\u008F',
	'\u0090', '\u2018', '\u2019', '\u201C', '\u201D', '\u2022', '\u2013', '\u2014',
	'\u02DC', '\u2122', '\u0161', '\u203A', '\u0153', '\u009D', '\u017E', '\u0178',
}

// entity writes the character reference that s begins with and returns its length in bytes. A '&'
// that begins none is written as it is.
func (w *scanner) entity(s string) int {
	if len(s) > 2 && s[1] == '#' {
		if r, n := numeric(s); n > 0 {
			w.out.rune(r)
			return n
		}
	}
	// The longest name has 31 letters; a longer run can only begin with a short one.
	n := 1
	for n < len(s) && n <= 33 && (isLetter(s[n]) || s[n] >= '0' && s[n] <= '9') {
		n++
	}
	if n < len(s) && s[n] == ';' {
		n++
	}
	if n == 1 {
		w.out.word("&")
		return 1
	}
	for _, r := range html.UnescapeString(s[:n]) {
		w.out.rune(r)
	}
	return n
}

// numeric reads "&#8217;" or "&#x2019;". It returns length 0 when no digit follows.
func numeric(s string) (rune, int) {
	i, base := 2, rune(10)
	if s[i]|0x20 == 'x' {
		i, base = 3, 16
	}
	var r rune
	first := i
	for ; i < len(s); i++ {
		d := digit(s[i])
		if d >= base {
			break
		}
		if r <= utf8.MaxRune {
			r = r*base + d
		}
	}
	if i == first {
		return 0, 0
	}
	if i < len(s) && s[i] == ';' {
		i++
	}
	switch {
	case r >= 0x80 && r <= 0x9F:
		r = windows1252[r-0x80]
	case r == 0 || !utf8.ValidRune(r):
		r = utf8.RuneError
	}
	return r, i
}

// digit returns the value of a hexadecimal digit, or 99.
func digit(c byte) rune {
	switch {
	case c >= '0' && c <= '9':
		return rune(c - '0')
	case c|0x20 >= 'a' && c|0x20 <= 'f':
		return rune(c|0x20-'a') + 10
	}
	return 99
}
