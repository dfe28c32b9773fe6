package ui

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Safe returns s without what a terminal would obey: control characters, escape sequences and marks that
// turn the direction of writing. Line breaks and tabs become blanks.
func Safe(s string) string {
	if isSafe(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == '\n' || r == '\t' || r == '\r' || r == '\u2028' || r == '\u2029':
			b.WriteByte(' ')
		case r == utf8.RuneError && n == 1:
			b.WriteRune(utf8.RuneError)
		case !obeyed(r):
			b.WriteString(s[i : i+n])
		}
		i += n
	}
	return b.String()
}

func isSafe(s string) bool {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c >= 0x7F {
			return false
		}
	}
	return true
}

// obeyed reports whether a terminal would act on r instead of showing it.
func obeyed(r rune) bool {
	switch {
	case unicode.IsControl(r):
		return true
	case r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069, r == 0x200E, r == 0x200F, r == 0x061C:
		return true
	case r >= 0xE0000 && r <= 0xE007F: // tags: invisible copies of ASCII
		return true
	}
	return false
}

// cell returns s as a spreadsheet may open it: a text that would begin a formula gets a quote in front.
func cell(s string) string {
	t := strings.TrimLeft(s, "\ufeff \u00a0")
	if t == "" {
		return s
	}
	r, _ := utf8.DecodeRuneInString(t)
	switch r {
	case '=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠':
		return "'" + s
	}
	return s
}

// markdown returns s for a cell of a Markdown table: nothing in it is markup.
func markdown(s string) string {
	return markup.Replace(Safe(s))
}

var markup = strings.NewReplacer(
	`\`, `\\`, "|", `\|`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", "&lt;", ">", "&gt;", "#", `\#`, "!", `\!`, "~", `\~`,
)

// MarkdownText returns s for a line of Markdown: nothing in it is markup.
func MarkdownText(s string) string { return markdown(s) }
