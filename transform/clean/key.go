package clean

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Key returns the normal form of s that other packages match names by: compatibility forms resolved
// (NFKC), lower case, Latin, Greek and Cyrillic letters without accents, and every run of blanks and
// dashes one blank. It is for matching, never for display. Key(Key(s)) is Key(s).
func Key(s string) string {
	if key, ok := asciiKey(s); ok {
		return key
	}
	var b strings.Builder
	b.Grow(len(s))
	gap := false
	for _, r := range norm.NFKD.String(strings.ToValidUTF8(s, "\uFFFD")) {
		switch {
		case r >= 0x300 && r <= 0x36F || kindOf(r) == unseen:
			continue
		case unicode.IsSpace(r) || unicode.Is(unicode.Pd, r) || r == 0x2212:
			gap = true
			continue
		}
		if gap && b.Len() > 0 {
			b.WriteByte(' ')
		}
		gap = false
		if to := spelled(unicode.ToLower(r)); to != "" {
			b.WriteString(to)
		} else {
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return norm.NFC.String(b.String())
}

// spelled returns how a letter that no accent explains is written without it, or "".
func spelled(r rune) string {
	switch r {
	case 'ø':
		return "o"
	case 'ł':
		return "l"
	case 'đ', 'ð':
		return "d"
	case 'ħ':
		return "h"
	case 'ı':
		return "i"
	case 'æ':
		return "ae"
	case 'œ':
		return "oe"
	case 'ß', 'ẞ':
		return "ss"
	case 'þ':
		return "th"
	case 'ς':
		return "σ"
	}
	return ""
}

// asciiKey is Key for text that is ASCII; ok is false when it is not.
func asciiKey(s string) (string, bool) {
	same := true
	for i := range len(s) {
		c := s[i]
		switch {
		case c >= 0x80:
			return "", false
		case c <= ' ' || c == '-' || c == 0x7F:
			same = same && c == ' ' && i > 0 && i < len(s)-1 && s[i-1] != ' '
		case 'A' <= c && c <= 'Z':
			same = false
		}
	}
	if same {
		return s, true
	}
	b := make([]byte, 0, len(s))
	gap := false
	for i := range len(s) {
		c := s[i]
		if c == '-' || isSpace(c) || c == '\v' {
			gap = true
			continue
		}
		if c < ' ' || c == 0x7F {
			continue
		}
		if gap && len(b) > 0 {
			b = append(b, ' ')
		}
		gap = false
		b = append(b, lower(c))
	}
	return string(b), true
}
