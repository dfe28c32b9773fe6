package polite

import "strings"

const hexDigits = "0123456789ABCDEF"

// octets writes a path or a robots.txt so that equal octets look equal (RFC 9309, 2.2.2): bytes beyond
// ASCII are percent-encoded, hex digits are capitals, and what needs no encoding has none.
//
// The matcher would do the first two itself, but v1.0.3 damages digits while it does ("%3c" becomes
// "%\x13C") and then misses the rule. What comes out of here it leaves alone.
func octets(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c == '%' && i+2 < len(s) && unhex(s[i+1]) >= 0 && unhex(s[i+2]) >= 0:
			v := byte(unhex(s[i+1])<<4 | unhex(s[i+2]))
			i += 2
			if unreserved(v) {
				b.WriteByte(v)
				continue
			}
			encode(&b, v)
		case c >= 0x80:
			encode(&b, c)
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

func encode(b *strings.Builder, c byte) {
	b.WriteByte('%')
	b.WriteByte(hexDigits[c>>4])
	b.WriteByte(hexDigits[c&15])
}

func unhex(c byte) int {
	switch {
	case '0' <= c && c <= '9':
		return int(c - '0')
	case 'a' <= c && c <= 'f':
		return int(c-'a') + 10
	case 'A' <= c && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}

// unreserved is RFC 3986, 2.3.
func unreserved(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte("-._~", c) >= 0
}
