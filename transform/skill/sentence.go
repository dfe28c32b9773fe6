package skill

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// sentenceStart returns where the sentence of position i begins, at most reach bytes before i.
func sentenceStart(text string, i, reach int) int {
	low := max(0, i-reach)
	for k := i; k > low; k-- {
		if c := text[k-1]; c == '\n' || (c == '.' || c == '!' || c == '?') && endsSentence(text, k-1) {
			return k
		}
	}
	return low
}

// sentenceEnd returns where the sentence of position i ends, at most reach bytes behind i.
func sentenceEnd(text string, i, reach int) int {
	high := min(len(text), i+reach)
	for k := i; k < high; k++ {
		if c := text[k]; c == '\n' || (c == '.' || c == '!' || c == '?') && endsSentence(text, k) {
			return k
		}
	}
	return high
}

// endsSentence reports whether the stop at i ends a sentence: a blank and no small letter follow, and
// it is no "e.g.".
func endsSentence(text string, i int) bool {
	if i+1 == len(text) {
		return true
	}
	if c := text[i+1]; c != ' ' && c != '\n' && c != '\r' && c != '\t' {
		return false
	}
	if i >= 2 && text[i] == '.' && text[i-2] == '.' {
		return false
	}
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(text[i+1:min(len(text), i+8)], " \t"))
	return !unicode.IsLower(r)
}

// opensSentence reports whether a sentence begins at i, behind any bullet or quote.
func opensSentence(text string, i int) bool {
	for i > 0 {
		r, n := utf8.DecodeLastRuneInString(text[:i])
		switch {
		case r == '\n':
			return true
		case r == '.' || r == '!' || r == '?':
			return endsSentence(text, i-n)
		case r == ' ', r == '\t', r == '*', r == '-', r == '"', r == 0x201C, r == 0x2022, r == 0x00B7, r == '#', r == 0x00A0:
			i -= n
		default:
			return false
		}
	}
	return true
}

// tlds are endings that make "name.tld/…" an address.
var tlds = []string{"com", "org", "net", "io", "co", "ai", "dev", "app", "gg", "me", "xyz", "us", "uk", "de", "eu", "edu", "gov", "jobs", "so", "fr", "ca", "ly"}

// inAddress reports whether text[start:end] is a part of a URL or an e-mail address.
func inAddress(text string, start, end int) bool {
	before, after := byte(' '), byte(' ')
	if start > 0 {
		before = text[start-1]
	}
	if end < len(text) {
		after = text[end]
	}
	if !strings.ContainsRune("/.@:-_=&?#%~+", rune(before)) && !strings.ContainsRune("/.@:-_=&?#%~+", rune(after)) {
		return false
	}
	from, to := token(text, start, end)
	head, all := text[from:start], text[from:to]
	switch {
	case strings.Contains(head, "://"), strings.HasPrefix(text[end:], "://"), strings.HasPrefix(head, "www."):
		return true
	case strings.HasPrefix(text[end:], "/") && endsInTLD(text[start:end]):
		return true
	}
	at := strings.IndexByte(all, '@')
	return at > 0 && strings.IndexByte(all[at:], '.') > 0 || hasHost(head)
}

// token returns the bounds of the run without blanks around text[start:end], within 200 bytes.
func token(text string, start, end int) (from, to int) {
	const reach = 200
	from, to = start, end
	for from > 0 && start-from < reach && inToken(text[from-1]) {
		from--
	}
	for to < len(text) && to-end < reach && inToken(text[to]) {
		to++
	}
	return from, to
}

// hasHost reports whether s holds a host name and a slash, as in "github.com/".
func hasHost(s string) bool {
	for i := 1; i < len(s); i++ {
		if s[i] != '.' {
			continue
		}
		if host, _, ok := strings.Cut(s[i+1:], "/"); ok && slices.Contains(tlds, host) {
			return true
		}
	}
	return false
}

// endsInTLD reports whether s is written as a host name, such as "bubble.io".
func endsInTLD(s string) bool {
	dot := strings.LastIndexByte(s, '.')
	return dot > 0 && slices.Contains(tlds, s[dot+1:])
}

// inToken reports whether c can stand in an address.
func inToken(c byte) bool {
	return c > ' ' && c != '<' && c != '>' && c != '(' && c != ')' && c != '"' && c != '|' && c != ',' && c != ';'
}
