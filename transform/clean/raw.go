package clean

import "strings"

// endOfRaw returns the position of the end tag that closes the raw text of element name, which
// begins at i, or the end of s.
func endOfRaw(s string, i int, name string) int {
	switch name {
	case "plaintext":
		return len(s)
	case "script":
		return endOfScript(s, i)
	}
	for {
		n := strings.Index(s[i:], "</")
		if n < 0 {
			return len(s)
		}
		i += n
		if isEndTag(s[i+2:], name) {
			return i
		}
		i += 2
	}
}

// isEndTag reports whether s goes on with the element name and an end of it.
func isEndTag(s, name string) bool {
	if len(s) <= len(name) || !strings.EqualFold(s[:len(name)], name) {
		return false
	}
	c := s[len(name)]
	return isSpace(c) || c == '/' || c == '>'
}

// endOfScript finds </script> by the standard's rules for scripts that hide in comments: after "<!--",
// a "<script" makes the next "</script" a part of the script.
func endOfScript(s string, i int) int {
	const (
		data = iota
		escaped
		twice
	)
	state, dashes := data, 0
	for i < len(s) {
		c := s[i]
		i++
		if c == '-' && state != data {
			dashes++
			continue
		}
		over := c == '>' && dashes >= 2
		dashes = 0
		if over {
			state = data
		}
		if c != '<' {
			continue
		}
		rest := s[i:]
		switch {
		case strings.HasPrefix(rest, "/"):
			if !isEndTag(rest[1:], "script") {
				i++
				continue
			}
			if state != twice {
				return i - 1
			}
			state, i = escaped, i+len("/script>")
		case state == data && strings.HasPrefix(rest, "!--"):
			state, dashes, i = escaped, 2, i+3
		case state == escaped && isEndTag(rest, "script"):
			state, i = twice, i+len("script>")
		case state == escaped && rest != "" && !isLetter(rest[0]):
			state = data
		}
	}
	return len(s)
}
