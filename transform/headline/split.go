package headline

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Split cuts text[start:end], one line, into its parts. The first of these that the line has divides it:
// a pipe, a dot or bullet, a dash between blanks, a double slash or colon, a slash between blanks, a
// semicolon, a tab. Kinds are left empty.
func Split(text string, start, end int) []Part {
	line := text[start:end]
	for _, s := range separators {
		if s.find(line) {
			return cut(text, start, end, s)
		}
	}
	if p, ok := part(text, start, end); ok {
		return []Part{p}
	}
	return nil
}

// separator is a way to divide a line.
type separator struct {
	signs []string
	// spaced signs count only with a blank on both sides.
	spaced bool
	// least is the number of signs that a line must have before they divide it.
	least int
}

var separators = []separator{
	{signs: []string{"|", "｜", "¦", "∣", "│", "❘", "┃"}, least: 1},
	{signs: []string{"•", "·", "●", "∙", "⋅", "◦", "▪", "★", "✦", "⬥", "‣", "|"}, least: 2},
	{signs: []string{"—", "–", "---", "--", "-", "―", "−"}, spaced: true, least: 1},
	{signs: []string{"//", "::", "~", "»", ">>", "→", "+++"}, spaced: true, least: 1},
	{signs: []string{"/"}, spaced: true, least: 2},
	{signs: []string{";", "\t"}, least: 2},
}

// dashes divide a part of a line that pipes divide, where both sides are of known kinds.
var dashes = separators[2]

// find reports whether the line has enough of the separator's signs.
func (s separator) find(line string) bool {
	n := 0
	for i := 0; i < len(line) && n < s.least; {
		if size := s.at(line, i); size > 0 {
			n++
			i += size
			continue
		}
		i++
	}
	return n >= s.least
}

// at returns the length of the sign at line[i:], or 0.
func (s separator) at(line string, i int) int {
	if c := line[i]; isLetter(c) || c == ' ' || '0' <= c && c <= '9' {
		return 0
	}
	for _, sign := range s.signs {
		if !strings.HasPrefix(line[i:], sign) {
			continue
		}
		if s.spaced && !(blankBefore(line, i) && blankAfter(line, i+len(sign))) {
			continue
		}
		return len(sign)
	}
	return 0
}

func blankBefore(s string, i int) bool {
	r, _ := utf8.DecodeLastRuneInString(s[:i])
	return i > 0 && unicode.IsSpace(r)
}

func blankAfter(s string, i int) bool {
	r, _ := utf8.DecodeRuneInString(s[i:])
	return i < len(s) && unicode.IsSpace(r)
}

// cut divides text[start:end] at every sign of s that is outside brackets.
func cut(text string, start, end int, s separator) []Part {
	var parts []Part
	from, depth := start, 0
	line := text[start:end]
	for i := 0; i < len(line); {
		switch line[i] {
		case '(', '[':
			depth++
		case ')', ']':
			depth = max(depth-1, 0)
		}
		size := s.at(line, i)
		if size == 0 || depth > 0 && closes(line[i:]) {
			i++
			continue
		}
		if p, ok := part(text, from, start+i); ok {
			parts = append(parts, p)
		}
		i += size
		from, depth = start+i, 0
	}
	if p, ok := part(text, from, end); ok {
		parts = append(parts, p)
	}
	return parts
}

// closes reports whether an open bracket is closed within the next few words.
func closes(s string) bool {
	i := strings.IndexAny(s[:min(len(s), 60)], ")]([")
	return i >= 0 && (s[i] == ')' || s[i] == ']')
}

// part returns text[start:end] as a part, trimmed; ok is false when nothing is left.
func part(text string, start, end int) (Part, bool) {
	start, end = trim(text, start, end)
	return Part{Text: text[start:end], Start: start, End: end}, start < end
}

// trim moves start and end inwards past blanks and ornament such as "**", "==" and "#".
func trim(text string, start, end int) (int, int) {
	for start < end {
		r, n := utf8.DecodeRuneInString(text[start:end])
		if !unicode.IsSpace(r) && !strings.ContainsRune("*=_#~|\u200b\u200c\u200d\ufeff\u2060", r) {
			break
		}
		if r == '#' && start+1 < end && text[start+1] != ' ' && text[start+1] != '#' {
			break
		}
		start += n
	}
	for end > start {
		r, n := utf8.DecodeLastRuneInString(text[start:end])
		if !unicode.IsSpace(r) && !strings.ContainsRune("*=_~|\u200b\u200c\u200d\ufeff\u2060", r) {
			break
		}
		end -= n
	}
	return start, end
}
