package cli

import (
	"errors"
	"strings"
)

// words splits a command line as a shell does, but expands nothing: a command comes from settings and
// must mean the same everywhere. Whoever wants a shell writes sh -c '...'.
func words(line string) ([]string, error) {
	var list []string
	var word strings.Builder
	begun := false // a word may be empty: ''
	var quote, before rune
	for _, r := range line {
		escaped := before == '\\'
		before = 0
		switch {
		case escaped:
			if quote == '"' && r != '"' && r != '\\' {
				word.WriteRune('\\')
			}
			word.WriteRune(r)
		case r == '\\' && quote != '\'':
			before, begun = r, true
		case quote != 0 && r == quote:
			quote = 0
		case quote != 0:
			word.WriteRune(r)
		case r == '\'' || r == '"':
			quote, begun = r, true
		case strings.ContainsRune(" \t\r\n", r):
			if begun {
				list = append(list, word.String())
			}
			word.Reset()
			begun = false
		default:
			word.WriteRune(r)
			begun = true
		}
	}
	if quote != 0 || before != 0 {
		return nil, errors.New("a quotation in the command has no end")
	}
	if begun {
		list = append(list, word.String())
	}
	return list, nil
}

// shellWord writes a word so that a shell reads it as it is.
func shellWord(word string) string {
	plain := func(r rune) bool {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("_-./:=@+,", r)
	}
	if word != "" && strings.IndexFunc(word, func(r rune) bool { return !plain(r) }) < 0 {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}
