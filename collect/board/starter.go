package board

import (
	_ "embed"
	"strings"
)

// starter is a list of boards to begin with; it says itself where it comes from.
//
//go:embed starter.txt
var starter string

// Starter returns the boards of a platform to begin with, as entries of its setting.
func Starter(platform string) []string {
	var out []string
	for line := range strings.Lines(starter) {
		name, entry, _ := strings.Cut(strings.TrimSpace(line), " ")
		if name == platform {
			out = append(out, strings.TrimSpace(entry))
		}
	}
	return out
}
