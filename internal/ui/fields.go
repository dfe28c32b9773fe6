package ui

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/jedib0t/go-pretty/v6/text"
)

// Field is a name and what stands for it.
type Field struct {
	Name  string
	Value any
}

// leastText is how narrow a text may become beside its name.
const leastText = 20

// WriteFields writes names and values below each other. Long texts go on in the next line, below their
// beginning, so that no line is wider than width where words allow it.
func WriteFields(w io.Writer, fields []Field, width int) error {
	indent := 0
	for _, f := range fields {
		indent = max(indent, text.StringWidth(f.Name))
	}
	indent += 2
	room := max(width-indent, leastText)
	buf := bufio.NewWriter(w)
	for _, f := range fields {
		name := Safe(f.Name)
		for _, line := range wrap(Safe(Text(f.Value)), room) {
			fmt.Fprintln(buf, strings.TrimRight(name+strings.Repeat(" ", indent-text.StringWidth(name))+line, " "))
			name = ""
		}
	}
	return errors.Join(buf.Flush())
}
