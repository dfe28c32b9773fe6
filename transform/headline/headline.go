// Package headline reads the header lines of adverts written as plain comments, such as
// "Company | Role | Place | REMOTE | Full-time | $120k | url", the custom of Hacker News' hiring threads.
//
// It sorts the parts of those lines by kind and finds the employer. What a part says in detail is
// read by transform/title, transform/place, transform/pay and transform/employment.
package headline

import (
	"strings"
	"unicode/utf8"
)

// Kind says what a part of a header line is about.
type Kind string

const (
	Employer   Kind = "employer"
	Role       Kind = "role"
	Place      Kind = "place"
	Mode       Kind = "mode"
	Employment Kind = "employment"
	Pay        Kind = "pay"
	URL        Kind = "url"
	Other      Kind = "other"
)

// Part is one part of a header line. Start and End are byte offsets into the text that was parsed, and
// Text is what stands between them, trimmed of blanks and ornament.
type Part struct {
	Text       string
	Start, End int
	Kind       Kind
}

// Line is the byte range of one header line.
type Line struct{ Start, End int }

// Headline is what the header lines of a text say.
type Headline struct {
	// Employer is the employer's name as written, without addresses and notes, or empty.
	Employer string
	Lines    []Line
	Parts    []Part
	// Body is the offset at which the text after the header lines begins.
	Body int
}

const (
	// maxLines and maxHeader bound the header of an advert; maxPart is the length of a part from which
	// on it is a sentence and not a label.
	maxLines  = 6
	maxHeader = 1500
	maxPart   = 130
)

// Parse reads the header lines at the beginning of text, which must be plain.
func Parse(text string) Headline {
	var h Headline
	for pos := 0; len(h.Lines) < maxLines && pos < min(len(text), maxHeader); {
		line, next := nextLine(text, pos)
		if line.End == line.Start {
			if pos = next; len(h.Lines) > 0 && !loneName(h) {
				break
			}
			continue
		}
		parts := readLine(text, line)
		if len(h.Lines) > 0 && !isHeader(text, line, parts) {
			break
		}
		h.Lines = append(h.Lines, line)
		h.Parts = append(h.Parts, parts...)
		pos = next
		h.Body = next
	}
	settle(h.Parts)
	h.Employer = employer(text, h.Parts, h.Body)
	confirm(h.Parts, h.Employer)
	return h
}

// loneName reports whether the header so far is one short part, so that more may follow a blank line.
func loneName(h Headline) bool {
	return len(h.Parts) == 1 && h.Parts[0].End-h.Parts[0].Start <= 60
}

// nextLine returns the line at pos, trimmed, and where the line after it begins.
func nextLine(text string, pos int) (Line, int) {
	end, next := len(text), len(text)
	if i := strings.IndexByte(text[pos:], '\n'); i >= 0 {
		end, next = pos+i, pos+i+1
	}
	// A line that goes on and on is prose. Its beginning may still be a header.
	for end = min(end, pos+maxHeader); end > pos && end < len(text) && !utf8.RuneStart(text[end]); {
		end--
	}
	start, end := trim(text, pos, end)
	return Line{start, end}, next
}

// isHeader reports whether a line after the first still belongs to the header.
func isHeader(text string, line Line, parts []Part) bool {
	if isBullet(text[line.Start:line.End]) {
		return false
	}
	known, long := 0, 0
	for _, p := range parts {
		switch {
		case p.Kind != Other && p.Kind != Employer:
			known++
		case p.End-p.Start > 60:
			long++
		}
	}
	if len(parts) == 1 {
		p := parts[0]
		short := p.End-p.Start <= 60
		return known == 1 && short && p.Kind != Role
	}
	return known > 0 && known*2 >= len(parts) && long == 0
}

// isBullet reports whether a line is an item of a list.
func isBullet(s string) bool {
	r, n := utf8.DecodeRuneInString(s)
	switch r {
	case '-', '*', '•', '–', '·', '‣', '▪', '●', '○', '>', '+', '→', '✅', '➡':
		return len(s) > n
	}
	return false
}
