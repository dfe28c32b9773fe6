// Package clean makes the text of an advert plain: HTML becomes lines, entities become letters, and
// what no reader sees (scripts, comments, control characters) is gone.
package clean

import (
	"strings"
	"unicode/utf8"

	"rung/internal/job"
	"rung/internal/mojibake"
)

// Text returns s as plain, valid UTF-8.
//
// Markup [job.Plain] changes nothing but invalid UTF-8, so that byte offsets stay true to the input.
// Markup [job.HTML] is read in one pass of linear time: block elements end a line, paragraphs and
// headings leave a blank line, list items begin with "- ", runs of blanks become one, and at most one
// blank line stands between two lines. A line break inside the text of the source stays one: comment
// boards rely on it, and editors for adverts do not wrap lines.
func Text(s string, m job.Markup) string {
	if !utf8.ValidString(s) {
		s = strings.ToValidUTF8(s, string(utf8.RuneError))
	}
	if m != job.HTML {
		return s
	}
	sc := scanner{src: s, out: writer{buf: make([]byte, 0, len(s)*3/4+16)}}
	sc.run()
	return string(sc.out.buf)
}

// Mojibake repairs UTF-8 that was once read as Latin-1; see [mojibake.Repair].
func Mojibake(s string) string { return mojibake.Repair(s) }
