package cli

import "strings"

// splitSQL cuts text into its statements at the semicolons that are outside quotes, dollar quotes and
// comments. A line that begins with a dot or a backslash where a statement could begin is a command of the
// shell, and a step of its own. rest is what follows the last step: an unfinished statement, empty where
// there is none. Empty statements and comments alone are dropped.
func splitSQL(text string) (statements []string, rest string) {
	start, some := 0, false
	for i := 0; i < len(text); {
		switch n, blank := token(text[i:]); {
		case !some && isCommand(text[i:]):
			line, _, _ := strings.Cut(text[i:], "\n")
			statements = append(statements, strings.TrimSpace(line))
			i += len(line)
			start = i
		case text[i] == ';':
			if some {
				statements = append(statements, strings.TrimSpace(text[start:i]))
			}
			start, some = i+1, false
			i++
		case n == 0: // an open quote or comment: nothing after it ends a statement
			return statements, text[start:]
		default:
			some = some || !blank
			i += n
		}
	}
	if !some {
		return statements, ""
	}
	return statements, strings.TrimSpace(text[start:])
}

// isCommand reports whether a step of a script is for the shell and not for the database.
func isCommand(step string) bool { return step != "" && (step[0] == '.' || step[0] == '\\') }

// token returns the length of what text begins with, 0 where it does not end, and whether it is a blank
// or a comment.
func token(text string) (n int, blank bool) {
	switch c := text[0]; {
	case c == ' ' || c == '\t' || c == '\n' || c == '\r':
		return 1, true
	case strings.HasPrefix(text, "--"):
		if i := strings.IndexByte(text, '\n'); i >= 0 {
			return i + 1, true
		}
		return len(text), true
	case strings.HasPrefix(text, "/*"):
		return ended(text, 2, "*/"), true
	case c == '\'' || c == '"':
		return ended(text, 1, string(c)), false
	case c == '$':
		return dollar(text), false
	}
	return 1, false
}

// ended returns the length up to the end of a closing mark after the first n bytes, or 0.
func ended(text string, n int, mark string) int {
	i := strings.Index(text[n:], mark)
	if i < 0 {
		return 0
	}
	return n + i + len(mark)
}

// dollar returns the length of a text such as $$…$$ or $tag$…$tag$; a parameter such as $name is a word.
func dollar(text string) int {
	i := 1
	for i < len(text) && (text[i] == '_' || text[i] >= 'a' && text[i] <= 'z' || text[i] >= 'A' && text[i] <= 'Z' || i > 1 && text[i] >= '0' && text[i] <= '9') {
		i++
	}
	if i == len(text) || text[i] != '$' {
		return 1
	}
	return ended(text, i+1, text[:i+1])
}
