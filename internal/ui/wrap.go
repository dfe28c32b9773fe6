package ui

import (
	"strings"

	"github.com/jedib0t/go-pretty/v6/text"
)

// Wrap breaks a text between words into lines of at most width cells, each behind indent spaces.
func Wrap(s string, width, indent int) string {
	margin := strings.Repeat(" ", indent)
	lines := strings.Split(text.WrapSoft(s, width-indent), "\n")
	for i, line := range lines {
		lines[i] = margin + strings.TrimRight(line, " ")
	}
	return strings.Join(lines, "\n")
}
