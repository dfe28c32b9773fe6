// Package country turns the names that sources give in their country fields into ISO 3166-1 codes.
//
// It reads fields, not prose: a text that speaks of "Georgia" or "Jordan" needs more care than this.
package country

import (
	_ "embed"
	"maps"
	"slices"
	"strings"
	"sync"
)

//go:embed countries.txt
var list string

var table = sync.OnceValue(func() map[string]string {
	m := make(map[string]string, 1024)
	for line := range strings.Lines(list) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		code, rest, _ := strings.Cut(line, " ")
		three, names, _ := strings.Cut(rest, " ")
		m[fold(code)], m[fold(three)] = code, code
		for name := range strings.SplitSeq(names, "|") {
			m[fold(name)] = code
		}
	}
	return m
})

func fold(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }

// Code returns the alpha-2 code of a country named in English or by its own alpha-2 or alpha-3 code, or
// one of the scopes EU, EEA, EMEA, LATAM, APAC and WORLD. It returns "" for what it does not know.
func Code(name string) string {
	if len(name) > 80 {
		return ""
	}
	return table()[fold(name)]
}

// leastName is how long a name must be that somebody can misspell and still be understood.
const leastName = 4

// Names returns the names that Code knows but for codes and the like, in lower case and in order of the alphabet.
func Names() []string {
	return slices.DeleteFunc(slices.Sorted(maps.Keys(table())), func(name string) bool { return len(name) < leastName })
}
