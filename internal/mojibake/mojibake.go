// Package mojibake repairs text whose bytes were once read in the wrong character set.
package mojibake

import "unicode/utf8"

// Repair mends UTF-8 that was read as Latin-1 ("customersâ\u0080\u0099"). It acts only when every rune is
// below U+0100 and the bytes they stand for are valid UTF-8; else s comes back as it is.
func Repair(s string) string {
	wide := false
	for _, r := range s {
		if r > 0xFF {
			return s
		}
		wide = wide || r >= utf8.RuneSelf
	}
	if !wide {
		return s
	}
	buf := make([]byte, 0, len(s))
	for _, r := range s {
		buf = append(buf, byte(r))
	}
	if !utf8.Valid(buf) {
		return s
	}
	return string(buf)
}
