package ui

import (
	"strings"

	"github.com/jedib0t/go-pretty/v6/text"
)

// Wrap breaks a text between words into lines of at most width cells where words allow it, each behind indent spaces.
func Wrap(s string, width, indent int) string {
	margin := strings.Repeat(" ", indent)
	return margin + strings.Join(wrap(s, width-indent), "\n"+margin)
}

// wrap breaks a text between words, which stay whole. It gives one line at least.
func wrap(s string, width int) []string {
	lines, at := []string{""}, 0
	for word := range strings.FieldsSeq(s) {
		n := text.StringWidth(word)
		if at > 0 && at+1+n > width {
			lines, at = append(lines, ""), 0
		}
		last := len(lines) - 1
		if at > 0 {
			lines[last] += " "
			at++
		}
		lines[last] += word
		at += n
	}
	return lines
}
