package transform

import (
	"hash/maphash"
	"slices"
)

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

// growing is a set of keys that grows by one at a time, at 11 to 22 bytes a key, where a map takes twice that.
// The zero value is empty. It is used by one goroutine.
type growing struct {
	slots []int64 // a power of two; 0 is no key
	n     int
	zero  bool // the key 0 is in the set
	seed  maphash.Seed
}

// add puts a key into the set and reports whether it was not there before.
func (s *growing) add(key int64) bool {
	if key == 0 {
		was := s.zero
		s.zero = true
		return !was
	}
	if 4*s.n >= 3*len(s.slots) {
		s.grow()
	}
	if !s.put(key) {
		return false
	}
	s.n++
	return true
}

// put writes a key into a free slot; there is one.
func (s *growing) put(key int64) bool {
	// The seed is another one in every process, so that no source can choose ids that meet.
	for i := maphash.Comparable(s.seed, key); ; i++ {
		switch slot := &s.slots[i&uint64(len(s.slots)-1)]; *slot {
		case key:
			return false
		case 0:
			*slot = key
			return true
		}
	}
}

func (s *growing) grow() {
	if s.slots == nil {
		s.seed = maphash.MakeSeed()
	}
	old := s.slots
	s.slots = make([]int64, max(1024, 2*len(old)))
	for _, key := range old {
		if key != 0 {
			s.put(key)
		}
	}
}
