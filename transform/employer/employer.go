// Package employer makes the names of employers comparable.
package employer

import (
	"strings"
	"unicode"

	"rung/transform/clean"
)

// legal are forms of companies: they are no part of a name that people know.
var legal = map[string]bool{
	"inc": true, "incorporated": true, "llc": true, "llp": true, "ltd": true, "limited": true, "corp": true, "corporation": true,
	"co": true, "company": true, "gmbh": true, "ag": true, "ug": true, "se": true, "kg": true, "ohg": true, "bv": true, "nv": true,
	"plc": true, "pty": true, "pte": true, "sa": true, "sas": true, "sarl": true, "srl": true, "spa": true, "sl": true, "ab": true,
	"as": true, "aps": true, "oy": true, "oyj": true, "kk": true, "sro": true, "doo": true, "pbc": true, "lp": true,
}

// Key is the normal form of an employer's name: "ACME Robotics, Inc. (YC S21)" and "acme-robotics" have
// the same. Notes in brackets, legal forms at the end, an ending such as ".com" and everything but
// letters and digits are left out. It is for matching, never for display.
func Key(name string) string {
	words := strings.FieldsFunc(clean.Key(withoutNotes(name)), func(r rune) bool { return r == ' ' || r == ',' || r == '/' })
	for len(words) > 1 {
		last := strings.Map(letters, words[len(words)-1])
		if last != "" && !legal[last] {
			break
		}
		words = words[:len(words)-1]
	}
	if n := len(words); n > 0 {
		for _, end := range []string{".com", ".io", ".ai", ".co", ".net", ".org", ".dev", ".app"} {
			if stem, ok := strings.CutSuffix(words[n-1], end); ok && stem != "" {
				words[n-1] = stem
				break
			}
		}
	}
	return strings.Map(letters, strings.Join(words, ""))
}

func letters(r rune) rune {
	if unicode.IsLetter(r) || unicode.IsDigit(r) || r == '+' || r == '#' {
		return r
	}
	return -1
}

// withoutNotes drops what stands in brackets, unless that is all there is.
func withoutNotes(s string) string {
	var b strings.Builder
	depth := 0
	for _, r := range s {
		switch r {
		case '(', '[', '{':
			depth++
		case ')', ']', '}':
			depth = max(depth-1, 0)
		default:
			if depth == 0 {
				b.WriteRune(r)
			}
		}
	}
	if strings.TrimSpace(b.String()) == "" {
		return s
	}
	return b.String()
}
