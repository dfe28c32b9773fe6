package skill

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Byte classes: 0 is no part of a word, wide is part of a rune beyond ASCII, and any other value is the
// lower-case form of a letter or the digit itself.
const wide = 0x80

// lower holds the class of every byte.
var lower = func() (t [256]byte) {
	for i := range t {
		switch c := byte(i); {
		case 'A' <= c && c <= 'Z':
			t[i] = c + 'a' - 'A'
		case 'a' <= c && c <= 'z', '0' <= c && c <= '9':
			t[i] = c
		case c >= utf8.RuneSelf:
			t[i] = wide
		}
	}
	return t
}()

// What base says about runes that are no letters.
const (
	noWord    rune = 0
	invisible rune = -1
)

// base returns the plain form of a letter or digit with its case kept: without accents, and full-width
// and mathematical forms as ASCII. It is noWord for other runes, and invisible for marks that stand
// inside words without being seen, such as the soft hyphen.
func base(r rune) rune {
	switch {
	case r < utf8.RuneSelf:
		if lower[byte(r)] == 0 {
			return noWord
		}
		return r
	case r >= 0x2010 && r <= 0x2027: // dashes, quotes, bullets
		return noWord
	case isInvisible(r):
		return invisible
	case !unicode.IsLetter(r) && !unicode.IsDigit(r):
		return noWord
	}
	var buf [utf8.UTFMax]byte
	n := utf8.EncodeRune(buf[:], r)
	if d := norm.NFKD.Properties(buf[:n]).Decomposition(); d != nil {
		if first, _ := utf8.DecodeRune(d); unicode.IsLetter(first) || unicode.IsDigit(first) {
			return first
		}
	}
	return r
}

func isInvisible(r rune) bool {
	switch r {
	case 0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0xFE0E, 0xFE0F:
		return true
	}
	return r >= 0x0300 && unicode.Is(unicode.Mn, r)
}

// fold is base in lower case.
func fold(r rune) rune {
	b := base(r)
	if b <= 0 {
		return b
	}
	return unicode.ToLower(b)
}

// script groups letters so that a word ends where the writing changes, as in 使用Go语言.
type script uint8

const (
	anyScript script = iota
	latin
	ideographic
	other
)

// scriptOf returns the group of a folded rune. Digits go with every script.
func scriptOf(folded rune) script {
	switch {
	case folded >= '0' && folded <= '9':
		return anyScript
	case folded < 0x250:
		return latin
	case folded >= 0x2E80 && unicode.In(folded, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul):
		return ideographic
	}
	return other
}

// isJoint reports whether r stands between the words of an alias where the alias has a blank.
func isJoint(r rune) bool {
	switch r {
	case ' ', '\t', '-', '_', 0x00A0, 0x2009, 0x202F, 0x2010, 0x2011, 0x2012, 0x2013:
		return true
	}
	return false
}

// pattern is an alias in the form in which texts are compared: folded letters, one blank for a run of
// blanks and hyphens, and other signs as they are.
type pattern string

// foldPattern folds an alias, a cue or a name.
func foldPattern(s string) pattern {
	out := make([]byte, 0, len(s))
	for _, r := range s {
		switch f := fold(r); {
		case f == invisible:
		case f != noWord:
			out = utf8.AppendRune(out, f)
		case isJoint(r):
			if n := len(out); n > 0 && out[n-1] != ' ' && out[n-1] != '/' && out[n-1] != '&' {
				out = append(out, ' ')
			}
		case r == 0x2019:
			out = append(out, '\'')
		case r == '/' || r == '&':
			if len(out) > 0 && out[len(out)-1] == ' ' {
				out = out[:len(out)-1]
			}
			out = append(out, byte(r))
		default:
			out = utf8.AppendRune(out, r)
		}
	}
	if n := len(out); n > 0 && out[n-1] == ' ' {
		out = out[:n-1]
	}
	return pattern(out)
}

// words counts the words of a pattern.
func (p pattern) words() int {
	n, inside := 0, false
	for _, r := range string(p) {
		word := fold(r) > 0
		if word && !inside {
			n++
		}
		inside = word
	}
	return n
}
