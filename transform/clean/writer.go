package clean

import "unicode/utf8"

// writer collects plain text and holds back white space until it knows that a word follows.
type writer struct {
	buf []byte
	// lines is the number of line ends owed before the next word, 2 at most; space is one blank owed.
	lines int
	space bool
	// bullet is a "- " owed. No other break comes between it and its item's text.
	bullet bool
}

// end owes at least n line ends.
func (w *writer) end(n int) {
	if !w.bullet {
		w.lines = max(w.lines, n)
	}
}

// newline owes one line end more than it did, up to a blank line.
func (w *writer) newline() {
	if !w.bullet {
		w.lines = min(w.lines+1, 2)
	}
}

// item begins a list item on a line of its own, with no blank line before it.
func (w *writer) item() { w.lines, w.bullet = 1, true }

// itemEnd ends the line of a list item; an item without text leaves no mark.
func (w *writer) itemEnd() {
	w.bullet = false
	w.end(1)
}

// word appends s, which has no white space to fold at its start.
func (w *writer) word(s string) {
	if w.space || w.lines > 0 {
		w.settle()
	}
	w.buf = append(w.buf, s...)
}

// settle writes the white space that is owed.
func (w *writer) settle() {
	switch {
	case len(w.buf) == 0:
	case w.lines == 1:
		w.buf = append(w.buf, '\n')
	case w.lines > 1:
		w.buf = append(w.buf, '\n', '\n')
	case w.space:
		w.buf = append(w.buf, ' ')
	}
	if w.bullet {
		w.buf = append(w.buf, "- "...)
	}
	w.lines, w.space, w.bullet = 0, false, false
}

// rune appends one decoded character, or what it means for the layout.
func (w *writer) rune(r rune) {
	switch kindOf(r) {
	case keep:
		w.settle()
		w.buf = utf8.AppendRune(w.buf, r)
	case blank:
		w.space = true
	case lineEnd:
		w.newline()
	case unseen:
	}
}

// kind is what a character means for the layout.
type kind uint8

const (
	keep kind = iota
	blank
	lineEnd
	// unseen characters are dropped: controls, soft hyphens, zero-width spaces, byte order marks.
	unseen
)

func kindOf(r rune) kind {
	switch r {
	case ' ', '\t', '\f', '\r', '\v', 0xA0:
		return blank
	case '\n', 0x2028, 0x2029:
		return lineEnd
	case 0xAD, 0x200B, 0x2060, 0xFEFF:
		return unseen
	}
	if r < ' ' || r >= 0x7F && r < 0xA0 {
		return unseen
	}
	return keep
}
