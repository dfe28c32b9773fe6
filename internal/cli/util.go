package cli

import (
	"cmp"
	"maps"
	"slices"
)

func compareText(a, b string) int { return cmp.Compare(a, b) }

// sortedKeys returns the keys of a map in order.
func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
