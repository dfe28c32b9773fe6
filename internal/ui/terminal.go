package ui

import (
	"io"
	"slices"
	"unicode/utf8"
)

// Terminal returns a writer that passes text on to a terminal without what the terminal would obey. Line
// breaks and tabs stay. It is for formats that keep values as they are, such as CSV.
func Terminal(w io.Writer) io.Writer { return &terminal{w: w} }

type terminal struct {
	w io.Writer
	// rest is the beginning of a character that was cut by the end of the last write.
	rest []byte
}

func (t *terminal) Write(p []byte) (int, error) {
	in := slices.Concat(t.rest, p)
	out := make([]byte, 0, len(in))
	for len(in) > 0 && utf8.FullRune(in) {
		r, n := utf8.DecodeRune(in)
		switch {
		case r == '\n' || r == '\t' || !obeyed(r) && (r != utf8.RuneError || n > 1):
			out = append(out, in[:n]...)
		case r == utf8.RuneError:
			out = utf8.AppendRune(out, utf8.RuneError)
		}
		in = in[n:]
	}
	t.rest = in
	if _, err := t.w.Write(out); err != nil {
		return 0, err
	}
	return len(p), nil
}
