// Package phrase finds words and fixed phrases in text, whatever their case, accents and hyphens.
//
// A word is a run of letters and digits; "c++", "c#" and ".net" are words too. Two texts have the same
// word when they agree after folding: lower case, Latin letters without accents, full-width forms as
// plain ones. Offsets always point into the text as given.
package phrase

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Word is one word of a text: its byte offsets and a hash of its folded form.
//
// Hashes are compared instead of letters. Two words of an advert that share a 64-bit hash by accident
// are less likely than a typing error, and no worse.
type Word struct {
	Start, End int
	Key        uint64
}

// Words appends the words of text to dst.
func Words(dst []Word, text string) []Word {
	for pos := 0; ; {
		w, ok := Next(text, pos)
		if !ok {
			return dst
		}
		dst = append(dst, w)
		pos = w.End
	}
}

const (
	offset64 = 14695981039346656037
	prime64  = 1099511628211
)

// class of a byte: blank and marks are 0.
const (
	letter = 1 + iota
	wide   // part of a rune beyond ASCII
)

// bytes holds the class of every byte, and lower its folded form.
var classes, lower = func() (c, l [256]byte) {
	for i := range 256 {
		l[i] = byte(i)
		switch {
		case 'A' <= i && i <= 'Z':
			c[i], l[i] = letter, byte(i)+'a'-'A'
		case 'a' <= i && i <= 'z', '0' <= i && i <= '9':
			c[i] = letter
		case i >= utf8.RuneSelf:
			c[i] = wide
		}
	}
	return c, l
}()

// Next returns the first word of text at or after pos.
func Next(text string, pos int) (Word, bool) {
	for i := max(pos, 0); i < len(text); {
		switch classes[text[i]] {
		case letter:
			return ascii(text, i), true
		case wide:
			r, n := utf8.DecodeRuneInString(text[i:])
			if isWord(r) {
				return mixed(text, i, i, offset64), true
			}
			i += n
		default:
			i++
		}
	}
	return Word{}, false
}

// ascii reads the word at start, and hands over when a letter beyond ASCII follows.
func ascii(text string, start int) Word {
	h, i := uint64(offset64), start
	for ; i < len(text); i++ {
		c := text[i]
		if classes[c] != letter {
			if classes[c] == wide {
				return mixed(text, start, i, h)
			}
			break
		}
		h = (h ^ uint64(lower[c])) * prime64
	}
	if i-start == 1 || i-start == 3 {
		return marked(text, start, i, h)
	}
	return Word{start, i, h}
}

// marked adds the signs that belong to a few short names: c++, c#, .net.
func marked(text string, start, end int, h uint64) Word {
	if end-start == 3 {
		dotted := start > 0 && text[start-1] == '.' && (start == 1 || classes[text[start-2]] == 0)
		if dotted && lower[text[start]] == 'n' && lower[text[start+1]] == 'e' && lower[text[start+2]] == 't' {
			return Word{start - 1, end, Key(".net")}
		}
		return Word{start, end, h}
	}
	for end < len(text) && end < start+3 && (text[end] == '+' || text[end] == '#') {
		h = (h ^ uint64(text[end])) * prime64
		end++
	}
	return Word{start, end, h}
}

// mixed reads on at i, where a rune beyond ASCII stands, with the hash of the part read so far.
func mixed(text string, start, i int, h uint64) Word {
	first := true
	var before bool
	if i > start {
		first = false
	}
	for i < len(text) {
		r, n := utf8.DecodeRuneInString(text[i:])
		if !isWord(r) {
			break
		}
		// Ideographs stand beside Latin words without a blank: 軟體工程師 Engineer, 創始AI軟體.
		ideograph := isIdeograph(r)
		if !first && ideograph != before {
			break
		}
		first, before = false, ideograph
		h = foldInto(h, r)
		i += n
	}
	return Word{start, i, h}
}

func isWord(r rune) bool {
	if r < utf8.RuneSelf {
		return classes[byte(r)] == letter
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r)
}

func isIdeograph(r rune) bool {
	return r >= 0x2E80 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
}

// Key returns the hash of one folded word, as written in a table.
func Key(word string) uint64 {
	h := uint64(offset64)
	for _, r := range word {
		h = foldInto(h, r)
	}
	return h
}

// foldInto adds the folded form of r to a hash.
func foldInto(h uint64, r rune) uint64 {
	switch {
	case r < utf8.RuneSelf:
		return (h ^ uint64(lower[byte(r)])) * prime64
	case int(r) < len(plain) && plain[r] != "":
		for i := range len(plain[r]) {
			h = (h ^ uint64(plain[r][i])) * prime64
		}
		return h
	case unicode.Is(unicode.Mn, r):
		return h
	case 0xFF01 <= r && r <= 0xFF5E:
		return (h ^ uint64(lower[byte(r-0xFF01+'!')])) * prime64
	}
	r = unicode.ToLower(r)
	for _, c := range []byte(string(r)) {
		h = (h ^ uint64(c)) * prime64
	}
	return h
}

// plain holds the folded form of Latin letters with marks.
var plain = func() (t [0x250]string) {
	special := map[rune]string{
		'ß': "ss", 'ø': "o", 'ł': "l", 'đ': "d", 'ð': "d", 'þ': "th", 'æ': "ae", 'œ': "oe", 'ı': "i", 'ħ': "h",
	}
	for r := rune(0xC0); int(r) < len(t); r++ {
		low := unicode.ToLower(r)
		if s, ok := special[low]; ok {
			t[r] = s
			continue
		}
		if base := []rune(norm.NFD.String(string(low)))[0]; base < utf8.RuneSelf {
			t[r] = string(base)
		}
	}
	return t
}()
