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
	// least is the similarity from 0 to 1 that a guess must be above: of ten letters fewer than four may be wrong. Where
	// one name stands whole in the other, leastWhole is enough: title and job_title.
	least, leastWhole = 0.6, 0.5
	// longest bounds the candidates in bytes: comparing takes the product of both lengths.
	longest = 200
)

// To returns the candidate most like name, whatever its case, or "" where none is like it. Of two that are
// equally near the first in order of the alphabet is returned.
func To(name string, candidates []string) string {
	best, score := "", 0.0
	name = strings.ToLower(name)
	alphabet := func(a, b string) int {
		return cmp.Or(strings.Compare(strings.ToLower(a), strings.ToLower(b)), strings.Compare(a, b))
	}
	for _, c := range slices.SortedFunc(slices.Values(candidates), alphabet) {
		if len(c) > longest || len(name) > longest {
			continue
		}
		if s := similarity(name, strings.ToLower(c)); s > score {
			best, score = c, s
		}
	}
	return best
}

// similarity is one less the edits between two names for each letter of the longer, and 0 where that is too little for
// a guess.
func similarity(a, b string) float64 {
	from, to := []rune(a), []rune(b)
	longer := max(len(from), len(to))
	enough := least
	if strings.Contains(a, b) || strings.Contains(b, a) {
		enough = leastWhole
	}
	if longer == 0 || 1-float64(longer-min(len(from), len(to)))/float64(longer) <= enough {
		return 0
	}
	if s := 1 - edits(from, to)/float64(longer); s > enough {
		return s
	}
	return 0
}

// edits is how many letters are to be put in, taken out or changed to make one name of the other. Where only two letters
// changed places or one moved, that is less than one wrong letter: phyton is python and not photon.
func edits(from, to []rune) float64 {
	distance, _, _ := levenshtein.Calculate(from, to, 0, 1, 1, 1)
	if distance == 2 && len(from) == len(to) && lacking(from, to) == 0 {
		return 0.5
	}
	return float64(distance)
}

// lacking is how many of the letters of a name another lacks, wherever they stand.
func lacking(name, other []rune) int {
	left := slices.Clone(other)
	n := 0
	for _, r := range name {
		if at := slices.Index(left, r); at >= 0 {
			left = slices.Delete(left, at, at+1)
		} else {
			n++
		}
	}
	return n
}

// Hint is To in words, to be put behind what is wrong: `: did you mean "lake.dir"?`, or "" where nothing is
// like the name.
func Hint(name string, candidates []string) string {
	if best := To(name, candidates); best != "" {
		return fmt.Sprintf(": did you mean %q?", best)
	}
	return ""
}
