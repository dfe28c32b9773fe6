package contact

import (
	"strings"
	"unicode/utf8"
)

// maxPhone bounds the length of a phone number with its signs.
const maxPhone = 32

// phones finds phone numbers: international ones, those of North America, those with a leading zero,
// and any behind a word such as "call".
func phones(s string) []Span {
	var out []Span
	for i := 0; i < len(s); {
		c := s[i]
		if c > '9' || c < '(' || c != '+' && c != '(' && !isDigit(c) || !enoughDigits(s, i) || !freeBefore(s, i) {
			i++
			continue
		}
		n := number(s, i)
		if n.end > 0 && n.isPhone(s) {
			out = append(out, Span{i, withExtension(s, n.end), Phone})
		}
		// Whatever begins inside of the same run of digits is part of it.
		i = max(i+1, n.digitsEnd)
	}
	return out
}

// enoughDigits is a quick look whether seven digits and signs begin at i.
func enoughDigits(s string, i int) bool {
	n := 0
	for j := i + 1; j < min(len(s), i+maxPhone) && n < 6; j++ {
		switch c := s[j]; {
		case isDigit(c):
			n++
		case c >= utf8.RuneSelf, strings.IndexByte(" ().-/", c) >= 0:
		default:
			return false
		}
	}
	return n == 6
}

// digits is a run of digits with the signs of phone numbers between them.
type digits struct {
	start, end int
	// digitsEnd is the end of the first group of digits.
	digitsEnd int
	groups    []string
	signs     []string
	plus      bool
}

// number reads the run that begins at i. end is 0 when there is none.
func number(s string, i int) digits {
	d := digits{start: i}
	limit := min(len(s), i+maxPhone)
	if s[i] == '+' {
		d.plus = true
		i++
	}
	sign := i
	for i < limit {
		switch c := s[i]; {
		case isDigit(c):
			from := i
			for i < len(s) && isDigit(s[i]) {
				i++
			}
			d.groups = append(d.groups, s[from:i])
			d.signs = append(d.signs, s[sign:from])
			d.end, sign = i, i
			if d.digitsEnd == 0 {
				d.digitsEnd = i
			}
		case strings.IndexByte(" ().-/", c) >= 0 && i-sign < 3:
			i++
		case c == 0xC2 && i+1 < len(s) && s[i+1] == 0xA0, c == 0xE2 && i+2 < len(s) && s[i+1] == 0x80 && (s[i+2] == 0x91 || s[i+2] == 0x93 || s[i+2] == 0xAF):
			_, n := utf8.DecodeRuneInString(s[i:])
			i += n
		default:
			return d
		}
	}
	return d
}

// isPhone decides by the groups of digits. It cuts d short where a number ends before the run does.
func (d *digits) isPhone(s string) bool {
	if !freeAfter(s, d.end) && !d.plus {
		return false
	}
	total := d.total()
	for d.plus && total > 15 && len(d.groups) > 1 {
		d.dropLast()
		total = d.total()
	}
	switch {
	case total < 7 || d.isDate():
		return false
	case !d.plus && insideURL(s, d.start):
		return false
	case d.plus:
		return (total >= 8 || len(d.groups) > 2) && total <= 15 && !strings.Contains(s[d.start:d.end], " - ")
	case total > 15:
		return false
	case d.american():
		return true
	case d.groups[0][0] == '0' && len(d.groups) > 1 && total >= 9 && total <= 13 && (len(d.groups[0]) > 1) && !strings.Contains(s[d.start:d.end], "- "):
		return len(d.groups) > 2 || len(d.groups[0]) >= 3
	}
	return called(s, d.start) && total <= 15 && !strings.Contains(s[d.start:d.end], " - ")
}

func (d *digits) total() int {
	n := 0
	for _, g := range d.groups {
		n += len(g)
	}
	return n
}

// dropLast gives up the last group of digits.
func (d *digits) dropLast() {
	n := len(d.groups) - 1
	d.end -= len(d.groups[n]) + len(d.signs[n])
	d.groups, d.signs = d.groups[:n], d.signs[:n]
}

// insideURL reports whether the word that holds s[i] begins like the address of a page.
func insideURL(s string, i int) bool {
	from := max(0, i-120)
	word := s[from:i]
	word = word[strings.LastIndexAny(word, " \n\t")+1:]
	return strings.Contains(word, "://") || strings.HasPrefix(word, "www.") || strings.Count(word, "/") > 1
}

// american recognises (555) 010-0000, 555-010-0000, 555.010.0000 and the same with a leading 1. Groups
// with blanks alone may be amounts, so they are left to the words before them.
func (d *digits) american() bool {
	g, signs := d.groups, d.signs
	if len(g) == 4 && g[0] == "1" {
		g, signs = g[1:], signs[1:]
	}
	if len(g) != 3 || len(g[0]) != 3 || len(g[1]) != 3 || len(g[2]) != 4 {
		return false
	}
	return strings.ContainsAny(signs[0], "(") && strings.ContainsAny(signs[1], ")") || strings.Trim(signs[1], " ") != "" && strings.Trim(signs[2], " ") != "" && signs[1] != "/" ||
		strings.ContainsAny(signs[2], "-.")
}

// isDate recognises 2024-06-28, 28.06.2024 and ranges of years.
func (d *digits) isDate() bool {
	if d.plus {
		return false
	}
	years, short := 0, 0
	for _, g := range d.groups {
		switch {
		case len(g) == 4 && (g[:2] == "19" || g[:2] == "20"):
			years++
		case len(g) <= 2:
			short++
		}
	}
	return years > 0 && years+short == len(d.groups)
}

// calls are words that stand before phone numbers.
var calls = []string{"phone", "tel", "call", "mobile", "cell", "whatsapp", "viber", "signal", "sms", "text me", "text us", "fax", "ph:", "ph.", "handy", "mobil", "móvil", "tlf", "contact", "reach"}

// called reports whether one of them stands in the last few words before start.
func called(s string, start int) bool {
	before := strings.ToLower(s[max(0, start-24):start])
	if i := strings.LastIndexAny(before, "\n.;"); i >= 0 && i < len(before)-2 {
		before = before[i+1:]
	}
	for _, w := range calls {
		if strings.Contains(before, w) {
			return true
		}
	}
	return false
}

// freeBefore reports whether a number may begin at i: not inside a word, an amount, an address or a
// longer number.
func freeBefore(s string, i int) bool {
	if i == 0 {
		return true
	}
	r, _ := utf8.DecodeLastRuneInString(s[:i])
	if s[i] == '+' {
		return r < '0' || r > '9'
	}
	switch {
	case r >= '0' && r <= '9', r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z':
		return false
	case strings.ContainsRune("$€£¥₹₽zł#_=&%@~+/.,-\\?", r):
		return false
	}
	// "USD 100 000 1000": an amount behind its currency.
	word := s[max(0, i-5):i]
	for _, cur := range []string{"USD", "EUR", "GBP", "$", "€", "£", "CHF", "PLN", "INR", "Rs"} {
		if strings.HasSuffix(strings.TrimRight(word, " "), cur) {
			return false
		}
	}
	return true
}

// freeAfter reports whether a number may end at i.
func freeAfter(s string, i int) bool {
	if i >= len(s) {
		return true
	}
	c := s[i]
	if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '%' || c == '_' || c == '=' || c == '$' {
		return hasFold(s[i:], "x") && i+1 < len(s) && isDigit(s[i+1]) || hasFold(s[i:], "ext")
	}
	return c != ',' || i+1 >= len(s) || !isDigit(s[i+1])
}

// withExtension takes "ext. 12" and "x12" along.
func withExtension(s string, end int) int {
	rest := strings.TrimLeft(s[end:min(len(s), end+16)], " ,")
	at := len(s[end:min(len(s), end+16)]) - len(rest)
	for _, w := range []string{"extension", "ext.", "ext", "x"} {
		if !hasFold(rest, w) {
			continue
		}
		i := end + at + len(w)
		for i < len(s) && (s[i] == ' ' || s[i] == ':') {
			i++
		}
		from := i
		for i < len(s) && isDigit(s[i]) && i-from < 6 {
			i++
		}
		if i > from {
			return i
		}
	}
	return end
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }
