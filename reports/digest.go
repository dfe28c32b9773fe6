package reports

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"

	"rung/internal/ui"
)

// digestSkills is the number of skills in the digest.
const digestSkills = 8

// digestWidth is the width that its sentences are wrapped to.
const digestWidth = 98

// Digest writes what matters most in about 25 lines for a terminal. It has no colour and nothing that a
// terminal would obey.
func (r *Report) Digest(w io.Writer) error {
	b := bufio.NewWriter(w)
	if r.meta.Notice != "" {
		fmt.Fprintln(b, ui.Safe(r.meta.Notice))
	}
	for _, l := range r.windowLines() {
		wrap(b, "", strings.ReplaceAll(l.plain(), " How this is counted.", ""))
	}
	if r.isEmpty() {
		fmt.Fprintln(b, "No ads fall into this window: there is nothing to report yet.")
		return b.Flush()
	}
	fmt.Fprintln(b)
	for i, l := range r.things() {
		wrap(b, fmt.Sprintf("%d. ", i+1), l.plain())
	}
	rows := r.technologies()
	var cells [][]any
	for _, row := range rows[:min(len(rows), digestSkills)] {
		cells = append(cells, []any{
			row.count("rank"), row.text("skill_name"), row.count("ads"), percent(row.float("share")), demandShare.interval(row), row.text("verdict"),
		})
	}
	one, _ := r.noun()
	fmt.Fprintln(b)
	_, err := ui.Write(b, ui.Box, []string{"rank of all", one, "ads", "share", "95% interval", "verdict"}, ui.Slice(cells), ui.Options{})
	return errors.Join(err, b.Flush())
}

// wrap writes a text in lines of digestWidth, the first with a prefix and the others indented as far.
func wrap(w io.Writer, prefix, text string) {
	line := prefix
	indent := strings.Repeat(" ", len(prefix))
	for word := range strings.FieldsSeq(text) {
		if len([]rune(line))+1+len([]rune(word)) > digestWidth && strings.TrimSpace(line) != "" {
			fmt.Fprintln(w, strings.TrimRight(line, " "))
			line = indent
		}
		if line != prefix && line != indent {
			line += " "
		}
		line += word
	}
	fmt.Fprintln(w, line)
}
