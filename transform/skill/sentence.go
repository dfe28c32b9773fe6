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
	const reach = 200
	from, to := start, end
	for from > 0 && start-from < reach && inToken(text[from-1]) {
		from--
	}
	for to < len(text) && to-end < reach && inToken(text[to]) {
		to++
	}
	head, token := text[from:start], text[from:to]
	if strings.Contains(head, "://") || strings.HasPrefix(text[end:], "://") || strings.HasPrefix(head, "www.") {
		return true
	}
	if strings.HasPrefix(text[end:], "/") && endsInTLD(text[start:end]) {
		return true
	}
	if at := strings.IndexByte(token, '@'); at > 0 && strings.IndexByte(token[at:], '.') > 0 {
		return true
	}
	for rest := head; ; {
		dot := strings.IndexByte(rest, '.')
		if dot < 0 {
			return false
		}
		rest = rest[dot+1:]
		for _, t := range tlds {
			if len(rest) > len(t) && rest[len(t)] == '/' && rest[:len(t)] == t && dot > 0 {
				return true
			}
		}
	}
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
