package pay

import (
	"unicode"
	"unicode/utf8"
)

// blankAt returns the width of the blank at i that does not end a line, or 0.
func blankAt(s string, i int) int {
	if i >= len(s) {
		return 0
	}
	switch s[i] {
	case ' ', '\t':
		return 1
	case 0xC2:
		// No-break space and soft hyphen.
		if len(s) > i+1 && (s[i+1] == 0xA0 || s[i+1] == 0xAD) {
			return 2
		}
	case 0xE2:
		// U+2009 thin, U+202F narrow no-break.
		if len(s) > i+2 && s[i+1] == 0x80 && (s[i+2] == 0x89 || s[i+2] == 0xAF) {
			return 3
		}
	}
	return 0
}

// blankBefore returns the width of the blank that ends at i, or 0.
func blankBefore(s string, i int) int {
	for w := 1; w <= 3 && w <= i; w++ {
		if blankAt(s, i-w) == w {
			return w
		}
	}
	return 0
}

// skip returns the offset behind blanks, emphasis marks and tags at i. Tags are left over in texts that
// were cut out of a page.
func skip(s string, i int) int {
	for i < len(s) {
		switch w := blankAt(s, i); {
		case w > 0:
			i += w
		case s[i] == '*':
			i++
		case s[i] == '<':
			end := tagEnd(s, i)
			if end == i {
				return i
			}
			i = end
		default:
			return i
		}
	}
	return i
}

// maxTag bounds the length of a tag.
const maxTag = 60

func tagEnd(s string, i int) int {
	if i+2 >= len(s) || s[i+1] != '/' && !isASCIILetter(s[i+1]) {
		return i
	}
	for j := i + 1; j < min(len(s), i+maxTag); j++ {
		if s[j] == '>' {
			return j + 1
		}
	}
	return i
}

// skipBack returns the offset of the blanks and emphasis marks that end at i.
func skipBack(s string, i int) int {
	for i > 0 {
		w := blankBefore(s, i)
		if w == 0 && s[i-1] == '*' {
			w = 1
		}
		if w == 0 {
			return i
		}
		i -= w
	}
	return i
}

func isASCIILetter(c byte) bool { return c|0x20-'a' < 26 }

// isLetter reports whether a letter begins at i.
func isLetter(s string, i int) bool {
	if i >= len(s) {
		return false
	}
	if s[i] < utf8.RuneSelf {
		return isASCIILetter(s[i])
	}
	r, _ := utf8.DecodeRuneInString(s[i:])
	return unicode.IsLetter(r)
}

// isLetterBefore reports whether a letter ends at i.
func isLetterBefore(s string, i int) bool {
	if i <= 0 {
		return false
	}
	if s[i-1] < utf8.RuneSelf {
		return isASCIILetter(s[i-1])
	}
	r, _ := utf8.DecodeLastRuneInString(s[:i])
	return unicode.IsLetter(r)
}

// maxWord bounds the words that are looked up, in bytes.
const maxWord = 24

// wordEnd returns the offset behind the letters at i, at most one byte more than maxWord.
func wordEnd(s string, i int) int {
	j := i
	for j < len(s) && j-i <= maxWord {
		if s[j] < utf8.RuneSelf {
			if !isASCIILetter(s[j]) {
				return j
			}
			j++
			continue
		}
		r, w := utf8.DecodeRuneInString(s[j:])
		if !unicode.IsLetter(r) && !unicode.Is(unicode.Mn, r) {
			return j
		}
		j += w
	}
	return j
}

// wordStart returns the offset of the letters that end at i.
func wordStart(s string, i int) int {
	j := i
	for j > 0 && i-j <= maxWord {
		if s[j-1] < utf8.RuneSelf {
			if !isASCIILetter(s[j-1]) {
				return j
			}
			j--
			continue
		}
		r, w := utf8.DecodeLastRuneInString(s[:j])
		if !unicode.IsLetter(r) && !unicode.Is(unicode.Mn, r) {
			return j
		}
		j -= w
	}
	return j
}

// lower writes w in lower case into buf and returns the part used; it is empty when w is too long.
func lower(buf *[2 * maxWord]byte, w string) []byte {
	if len(w) > maxWord {
		return nil
	}
	n := 0
	for i := 0; i < len(w); {
		if c := w[i]; c < utf8.RuneSelf {
			if 'A' <= c && c <= 'Z' {
				c |= 0x20
			}
			buf[n] = c
			n, i = n+1, i+1
			continue
		}
		if n+utf8.UTFMax > len(buf) {
			// Bytes that are no text grow to three.
			return nil
		}
		r, size := utf8.DecodeRuneInString(w[i:])
		n += utf8.EncodeRune(buf[n:n+4], unicode.ToLower(r))
		i += size
	}
	return buf[:n]
}
