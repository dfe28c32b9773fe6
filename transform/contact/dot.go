package contact

import "strings"

// dotAfter returns the length of a dot that s begins with, plain or spelled out, and whether it is
// spelled out: ".", " dot ", "[dot]", "(.)", "-DOT-".
func dotAfter(s string) (int, bool) {
	if s == "" {
		return 0, false
	}
	i := skip(s, 0)
	if i >= len(s) {
		return 0, false
	}
	if s[i] == '.' {
		j := skip(s, i+1)
		switch {
		case j == i+1 && i == 0, j == i+1 && commonEnd(s[j:]):
			return j, false
		case commonEnd(s[j:]):
			return j, i > 0
		}
		return 0, false
	}
	if opens(s[i]) {
		j := skip(s, i+1)
		n := dotWord(s[min(j, len(s)):])
		if j = skip(s, j+n); n > 0 && j < len(s) && closes(s[i], s[j]) {
			return skip(s, j+1), true
		}
		return 0, false
	}
	if i > 0 && hasFold(s[i:], "dot") && i+3 < len(s) && isBlank(s[i+3]) {
		return skip(s, i+3), true
	}
	return 0, false
}

// commonEnd reports whether s begins with a common top-level name and ends it there.
func commonEnd(s string) bool {
	for _, end := range []string{"com", "net", "org", "io", "co", "de", "edu", "ai", "dev", "uk", "fr", "eu"} {
		if strings.HasPrefix(s, end) && (len(s) == len(end) || !isLetter(s[len(end)])) {
			return true
		}
	}
	return false
}

func opens(c byte) bool { return strings.IndexByte("([{<_-*~|", c) >= 0 }

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// dotBefore returns the length of a spelled dot that s ends with, or 0.
func dotBefore(s string) int {
	end := skipBack(s, len(s))
	if end < 3 {
		return 0
	}
	if isLetter(s[end-1]) {
		if end == len(s) || !hasFold(s[end-3:end], "dot") || end < 4 || !isBlank(s[end-4]) {
			return 0
		}
		return len(s) - skipBack(s, end-3)
	}
	j := skipBack(s, end-1)
	for _, word := range dotWords {
		if j >= len(word) && hasFold(s[j-len(word):j], word) {
			k := skipBack(s, j-len(word))
			if k > 0 && closes(s[k-1], s[end-1]) {
				return len(s) - skipBack(s, k-1)
			}
		}
	}
	return 0
}

// dotWords are words for a dot, longest first.
var dotWords = []string{".dot.", "punkt", "dot", "d0t", "."}

// dotWord returns the length of a word for a dot that s begins with.
func dotWord(s string) int {
	for _, word := range dotWords {
		if hasFold(s, word) {
			return len(word)
		}
	}
	return 0
}

// hasFold reports whether s begins with the ASCII word, whatever its case.
func hasFold(s, word string) bool {
	return len(s) >= len(word) && strings.EqualFold(s[:len(word)], word)
}

func isBlank(c byte) bool { return c == ' ' || c == '\n' || c == '\t' }

// skip returns the position of the first byte at or after i that is no blank, at most three further.
func skip(s string, i int) int {
	for n := 0; n < 3 && i < len(s) && isBlank(s[i]); n++ {
		i++
	}
	return min(i, len(s))
}

// skipBack returns the end of what stands before i without up to three blanks.
func skipBack(s string, i int) int {
	for n := 0; n < 3 && i > 0 && isBlank(s[i-1]); n++ {
		i--
	}
	return i
}
