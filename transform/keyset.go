package transform

import "slices"

// KeySet is a sorted list of keys that a lake holds: eight bytes a key, and safe to read side by side.
type KeySet []int64

// NewKeySet sorts keys in place and returns them as a set.
func NewKeySet(keys []int64) KeySet {
	slices.Sort(keys)
	return slices.Compact(keys)
}

// Has reports whether the set holds key.
func (s KeySet) Has(key int64) bool {
	_, ok := slices.BinarySearch(s, key)
	return ok
}
