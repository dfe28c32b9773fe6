package contact

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// atSign is a way to write the sign in the middle of an address.
type atSign struct {
	start, end int
	// plain is the sign itself without blanks, word is "at" between blanks.
	plain, word bool
	// spaced is the sign itself between blanks, bracket the sign in brackets or between dashes.
	spaced, bracket bool
}

const (
	maxLocal  = 64
	maxDomain = 200
)

// addresses finds e-mail addresses. Every sign that can be an "@" is tried once, with a bounded look
// to both sides.
func addresses(s string) []Span {
	var out []Span
	last := 0
	for i := 0; i < len(s); {
		if c := s[i]; c != '@' && c|0x20 != 'a' && c != 0xEF {
			i++
			continue
		}
		at, ok := readAt(s, i)
		if !ok {
			i++
			continue
		}
		start, end, ok := around(s, at, last)
		if !ok {
			i++
			continue
		}
		start = withPrefix(s, start, last)
		end = withQuery(s, start, end)
		out = append(out, Span{withName(s, start, last), end, Address})
		last, i = end, end
	}
	return out
}

// readAt reads a sign that begins at i.
func readAt(s string, i int) (atSign, bool) {
	switch c := s[i]; {
	case c == '@':
		return bracketed(s, i, i+1), true
	case c == 0xEF && strings.HasPrefix(s[i:], "＠"):
		return bracketed(s, i, i+len("＠")), true
	case c|0x20 == 'a' && i > 0 && !isLetter(s[i-1]) && i+1 < len(s):
		end := i + wordLength(s[i:])
		if end == i || end < len(s) && isLetter(s[end]) {
			return atSign{}, false
		}
		return wordAt(s, i, end)
	}
	return atSign{}, false
}

// wordLength returns the length of a word for the sign that s begins with.
func wordLength(s string) int {
	if s[1]|0x20 != 't' {
		return 1
	}
	for _, word := range []string{"at-symbol", "at symbol", "at-sign", "at sign"} {
		if hasFold(s, word) {
			return len(word)
		}
	}
	return 2
}

// bracketed widens a sign by the brackets and blanks around it.
func bracketed(s string, start, end int) atSign {
	if end < len(s) && s[end] == '@' {
		end++
	}
	l, r := skipBack(s, start), skip(s, end)
	if l > 0 && r < len(s) && closes(s[l-1], s[r]) {
		return inBrackets(s, l, r)
	}
	if l < start && r > end && start-l <= 2 && r-end <= 2 {
		return atSign{start: l, end: r, spaced: true}
	}
	return atSign{start: start, end: end, plain: true}
}

// wordAt reads "at" or "a" as a sign: in brackets, between dashes, or between blanks.
func wordAt(s string, start, end int) (atSign, bool) {
	l, r := skipBack(s, start), skip(s, end)
	if l == 0 || r >= len(s) {
		return atSign{}, false
	}
	if closes(s[l-1], s[r]) {
		return inBrackets(s, l, r), true
	}
	if end-start >= 2 && l < start && r > end {
		return atSign{start: l, end: r, word: true}, true
	}
	return atSign{}, false
}

// inBrackets is the sign between the bracket that ends at l and the one that begins at r, which may be
// doubled.
func inBrackets(s string, l, r int) atSign {
	l, r = l-1, r+1
	if l > 0 && s[l-1] == s[l] {
		l--
	}
	if r < len(s) && s[r] == s[r-1] {
		r++
	}
	return atSign{start: skipBack(s, l), end: skip(s, r), bracket: true}
}

// closes reports whether c closes what o opens. People mix brackets: "[at)".
func closes(o, c byte) bool {
	switch o {
	case '(', '[', '{', '<':
		return c == ')' || c == ']' || c == '}' || c == '>'
	case '_', '-', '*', '~', '|':
		return o == c
	}
	return false
}

// around finds the parts before and behind a sign. last is the end of the find before.
func around(s string, at atSign, last int) (start, end int, ok bool) {
	start = local(s, at.start, max(last, at.start-maxLocal))
	if start == at.start {
		return 0, 0, false
	}
	name := s[start:at.start]
	end, obfuscated, top := domain(s, at.end, at.word)
	page := end < len(s) && (s[end] == '/' || strings.HasPrefix(s[end:], ":/"))
	switch {
	case at.plain && top:
		return start, end, true
	case at.plain:
		return dangling(s, start, at, end)
	case at.word:
		// "email me at jane.doe at example.com": the second one is the sign.
		ok = top && !anotherAt(s, end) && (obfuscated || !page && !ordinary(name) && (strings.Contains(name, ".") || asked(s, start)))
	case at.spaced:
		ok = top && (obfuscated || !page && lower(name) && lower(s[at.end:end]) && (!ordinary(name) || mailed(s, start)))
	case strings.ContainsAny(s[at.start:at.end], "-|~*"):
		ok = top && obfuscated
	default:
		ok = top || asked(s, start) && (end == at.end || !ordinary(s[at.end:end]))
	}
	return start, end, ok
}

// anotherAt reports whether a sign follows at end.
func anotherAt(s string, end int) bool {
	i := skip(s, end)
	if i < len(s) && strings.IndexByte("([{<", s[i]) >= 0 {
		i = skip(s, i+1)
	}
	if i >= len(s) {
		return false
	}
	_, ok := readAt(s, i)
	return ok
}

// dangling reads "jobs@", an address whose second part the reader is to fill in, and "jobs@company".
func dangling(s string, start int, sign atSign, end int) (int, int, bool) {
	name, at := s[start:sign.start], sign.end
	if !strings.ContainsFunc(name, unicode.IsLetter) {
		return 0, 0, false
	}
	if end == at {
		if at < len(s) && (s[at] == '"' || s[at] == '\'' || s[at] == '`') {
			return 0, 0, false
		}
		return start, at, true
	}
	return start, end, lower(s[at:end]) && lower(name) && asked(s, start) && !unicode.IsDigit(rune(s[at]))
}

// local returns where the part before a sign at end begins, no earlier than least. Its dots may be
// spelled out.
func local(s string, end, least int) int {
	start := end
	for start > least {
		r, n := utf8.DecodeLastRuneInString(s[least:start])
		if isName(r) {
			start -= n
			continue
		}
		if n := dotBefore(s[least:start]); n > 0 && start < end && start-n > least {
			if before, _ := utf8.DecodeLastRuneInString(s[least : start-n]); isName(before) {
				start -= n
				continue
			}
		}
		break
	}
	for start < end && (s[start] == '.' || s[start] == '-') {
		start++
	}
	return start
}

func isName(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("._%+-&'", r) && r != '\''
}

// domain reads the part behind a sign: labels with dots between them, the last of letters. top is false
// when no such end is there. obfuscated is set when a dot was spelled out. In prose, behind a plain "at",
// common words are no label: "look at the dot com boom".
func domain(s string, start int, prose bool) (end int, obfuscated, top bool) {
	limit := min(len(s), start+maxDomain)
	i := start
	for labels := 0; i < limit; labels++ {
		from := i
		letters := true
		for i < limit {
			r, n := utf8.DecodeRuneInString(s[i:limit])
			if !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' && r != '_' {
				break
			}
			letters = letters && unicode.IsLetter(r)
			i += n
		}
		if i == from {
			break
		}
		end = i
		top = labels > 0 && letters && i-from >= 2
		n, spelled := dotAfter(s[i:limit])
		if n == 0 {
			break
		}
		if spelled && prose && labels == 0 && ordinary(s[from:i]) {
			break
		}
		obfuscated = obfuscated || spelled && nextIsName(s, i+n)
		i += n
	}
	if end == 0 {
		end = start
	}
	if strings.HasPrefix(s[start:], "www.") {
		return start, false, false
	}
	if !top {
		return shorter(s, start, end)
	}
	return end, obfuscated, top
}

// shorter drops a last label that is no top-level name, as in "acme.com.5".
func shorter(s string, start, end int) (int, bool, bool) {
	i := strings.LastIndexByte(s[start:end], '.')
	if i <= 0 {
		return end, false, false
	}
	rest := s[start : start+i]
	j := strings.LastIndexByte(rest, '.')
	last := rest[j+1:]
	if j <= 0 || len(last) < 2 || strings.ContainsFunc(last, func(r rune) bool { return !unicode.IsLetter(r) }) {
		return end, false, false
	}
	return start + i, false, true
}

func nextIsName(s string, i int) bool {
	r, _ := utf8.DecodeRuneInString(s[min(i, len(s)):])
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}
