package jsonld

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"io"
)

// values reads the JSON values of a block: one as it should be, or several. What browsers and search
// engines put up with is put up with here; see [repair].
func values(block []byte) ([]any, error) {
	out, err := decode(block)
	if err == nil {
		return out, nil
	}
	if !bytes.ContainsRune(block, '"') && bytes.Contains(block, []byte("&quot;")) {
		block = []byte(html.UnescapeString(string(block)))
	}
	if fixed, again := decode(repair(block)); again == nil {
		return fixed, nil
	}
	return nil, err
}

func decode(block []byte) ([]any, error) {
	dec := json.NewDecoder(bytes.NewReader(block))
	dec.UseNumber()
	var out []any
	for {
		var v any
		err := dec.Decode(&v)
		switch {
		case errors.Is(err, io.EOF):
			return out, nil
		case err != nil:
			return nil, fmt.Errorf("read JSON-LD: %w", err)
		}
		out = append(out, v)
	}
}

// repair undoes the usual faults of hand-made JSON: comments of JavaScript and HTML, CDATA marks, commas
// before a closing bracket, semicolons, raw control characters and unknown escapes in strings.
func repair(in []byte) []byte {
	r := repairer{in: in, out: make([]byte, 0, len(in)+64)}
	for r.at < len(r.in) {
		if r.inString {
			r.text()
		} else {
			r.between()
		}
	}
	return r.out
}

type repairer struct {
	in, out  []byte
	at       int
	inString bool
	// comma is true after a comma that is not written yet.
	comma bool
}

// between reads one thing outside of strings.
func (r *repairer) between() {
	rest := r.in[r.at:]
	for _, c := range comments {
		if bytes.HasPrefix(rest, c.open) {
			r.at += len(c.open)
			if c.end != nil {
				n := bytes.Index(r.in[r.at:], c.end)
				if n < 0 {
					n = len(r.in) - r.at - len(c.end)
				}
				r.at += max(0, n+len(c.end))
			}
			return
		}
	}
	b := rest[0]
	r.at++
	switch b {
	case ',':
		r.comma = true
	case ';', ' ', '\t', '\r', '\n':
		r.out = append(r.out, ' ')
	default:
		if r.comma && b != '}' && b != ']' {
			r.out = append(r.out, ',')
		}
		r.comma, r.inString = false, b == '"'
		r.out = append(r.out, b)
	}
}

// comments are what JSON has no word for. Marks without an end are dropped alone, so that what they
// enclose is read.
var comments = []struct{ open, end []byte }{
	{[]byte("/*"), []byte("*/")},
	{[]byte("//<![CDATA["), nil},
	{[]byte("//]]>"), nil},
	{[]byte("//"), []byte("\n")},
	{[]byte("<![CDATA["), nil},
	{[]byte("]]>"), nil},
	{[]byte("<!--"), nil},
	{[]byte("-->"), nil},
	{[]byte("\ufeff"), nil},
	{[]byte("\u00a0"), nil},
}

// text reads one character inside a string.
func (r *repairer) text() {
	b := r.in[r.at]
	r.at++
	switch {
	case b == '"':
		r.inString = false
		r.out = append(r.out, b)
	case b == '\\' && r.at < len(r.in):
		next := r.in[r.at]
		switch {
		case bytes.IndexByte([]byte(`"\/bfnrtu`), next) >= 0:
			r.out = append(r.out, b, next)
			r.at++
		case next < ' ': // a line that goes on
		default:
			r.out = append(r.out, next)
			r.at++
		}
	case b < ' ':
		r.out = fmt.Appendf(r.out, `\u%04x`, b)
	default:
		r.out = append(r.out, b)
	}
}
