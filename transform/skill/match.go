package skill

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// match returns where the phrase ends when text has it at start, or -1. start is the first byte of a word.
func (p *phrase) match(text string, start int) int {
	if !p.opens(text, start) {
		return -1
	}
	i := start
	pat := string(p.pattern)
	for j := 0; j < len(pat); {
		if w := pat[j]; lower[w] == w && i < len(text) && text[i] < utf8.RuneSelf { // the common case
			if lower[text[i]] != w {
				return -1
			}
			i, j = i+1, j+1
			continue
		}
		want, size := utf8.DecodeRuneInString(pat[j:])
		j += size
		var ok bool
		switch {
		case want == ' ':
			i, ok = skipJoint(text, i)
		case want == '/' || want == '&':
			i, ok = skipSign(text, i, byte(want))
		default:
			i, ok = skipRune(text, i, want)
		}
		if !ok {
			return -1
		}
	}
	return p.closes(text, i)
}

// opens reports whether a phrase may begin at start: not inside a host name or behind a sign that makes
// another word of it.
func (p *phrase) opens(text string, start int) bool {
	if start == 0 {
		return p.lead == 0
	}
	before := text[start-1]
	if p.lead != 0 {
		return before == p.lead && (start == 1 || lower[text[start-2]] == 0)
	}
	switch before {
	case '.':
		inside := start > 1 && lower[text[start-2]] != 0
		return !inside || !startsLower(text[start:])
	case '@', '$':
		return false
	}
	return true
}

// closes returns the end of a phrase whose letters end at i, with the version that may follow, or -1
// when the word goes on.
func (p *phrase) closes(text string, i int) int {
	if last := p.pattern[len(p.pattern)-1]; lower[last] == 0 {
		return i // "c++" and "c#" end themselves
	}
	if p.versioned {
		i = skipVersion(text, i)
	}
	if i == len(text) {
		return i
	}
	r, n := utf8.DecodeRuneInString(text[i:])
	rest := text[i+n:]
	switch {
	case r == '.':
		if rest != "" && startsLower(rest) || rest != "" && isDigit(rest[0]) && !isDigit(text[i-1]) {
			return -1
		}
	case r == '#':
		return -1
	case r == '+':
		if strings.HasPrefix(rest, "+") {
			return -1
		}
	default:
		if sameWord(text[:i], r) {
			return -1
		}
	}
	return i
}

// sameWord reports whether r goes on with the word that text ends with.
func sameWord(text string, r rune) bool {
	f := fold(r)
	if f == noWord {
		return false
	}
	if f == invisible {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(text)
	a, b := scriptOf(max(fold(last), 0)), scriptOf(f)
	return a == b || a == anyScript || b == anyScript
}

func startsLower(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLower(r)
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// skipVersion passes digits that stand right behind a name, as in python3.11 or angular2+.
func skipVersion(text string, i int) int {
	from := i
	for i < len(text) && (isDigit(text[i]) || i > from && text[i] == '.' && i+1 < len(text) && isDigit(text[i+1])) {
		i++
	}
	return i
}

// skipRune passes one letter or sign of a pattern, whatever its case and accents.
func skipRune(text string, i int, want rune) (int, bool) {
	for i < len(text) {
		if c := text[i]; c < utf8.RuneSelf {
			return i + 1, rune(c) == want || lower[c] != 0 && rune(lower[c]) == want
		}
		r, n := utf8.DecodeRuneInString(text[i:])
		f := fold(r)
		i += n
		if f == invisible {
			continue
		}
		return i, f == want || want == '\'' && r == 0x2019 || f == noWord && r == want
	}
	return i, false
}

// skipJoint passes what may stand where a pattern has a blank: blanks, one hyphen or underscore, or the
// break of a wrapped line.
func skipJoint(text string, i int) (int, bool) {
	from := i
	if i+1 < len(text) && text[i] == ' ' && lower[text[i+1]] != 0 && lower[text[i+1]] != wide {
		return i + 1, true
	}
	for i < len(text) && i-from < 6 {
		r, n := utf8.DecodeRuneInString(text[i:])
		if r == '\n' && !wrapped(text, i) {
			break
		}
		if r != '\n' && !isJoint(r) {
			break
		}
		i += n
	}
	return i, i > from
}

// wrapped reports whether the line break at i stands inside a sentence that was broken to fit a width.
func wrapped(text string, i int) bool {
	const width = 50
	if i < width || strings.IndexByte(text[i-width:i], '\n') >= 0 {
		return false
	}
	return i+1 < len(text) && lower[text[i+1]] != 0
}

// skipSign passes a slash or ampersand with at most two blanks on either side.
func skipSign(text string, i int, sign byte) (int, bool) {
	blanks := func() {
		for n := 0; n < 2 && i < len(text) && text[i] == ' '; n++ {
			i++
		}
	}
	blanks()
	if i == len(text) || text[i] != sign {
		return i, false
	}
	i++
	blanks()
	return i, true
}
