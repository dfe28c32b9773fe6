// Package near finds the name that somebody meant.
package near

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/agext/levenshtein"
)

const (
	// least is the similarity from 0 to 1 below which a name is no guess at all.
	least = 0.5
	// longest bounds the candidates in bytes: comparing takes the product of both lengths.
	longest = 200
)

// To returns the candidate most like name, whatever its case, or "" where none is like it. Of two that are
// equally near the first in order of the alphabet is returned.
func To(name string, candidates []string) string {
	best, score := "", least
	name = strings.ToLower(name)
	alphabet := func(a, b string) int {
		return cmp.Or(strings.Compare(strings.ToLower(a), strings.ToLower(b)), strings.Compare(a, b))
	}
	for _, c := range slices.SortedFunc(slices.Values(candidates), alphabet) {
		if len(c) > longest || len(name) > longest {
			continue
		}
		if s := levenshtein.Similarity(name, strings.ToLower(c), nil); s > score {
			best, score = c, s
		}
	}
	return best
}

// Hint is To in words, to be put behind what is wrong: `: did you mean "lake.dir"?`, or "" where nothing is
// like the name.
func Hint(name string, candidates []string) string {
	if best := To(name, candidates); best != "" {
		return fmt.Sprintf(": did you mean %q?", best)
	}
	return ""
}
