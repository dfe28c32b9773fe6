package transform

import (
	"testing"

	"pgregory.net/rapid"
)

// TestGrowing compares the set with a map.
func TestGrowing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var s growing
		want := map[int64]bool{}
		for _, key := range rapid.SliceOf(rapid.OneOf(rapid.Int64Range(-3, 3), rapid.Int64())).Draw(t, "keys") {
			if got := s.add(key); got == want[key] {
				t.Fatalf("add(%d) says %v", key, got)
			}
			want[key] = true
		}
	})
	var s growing
	for i := range int64(100_000) {
		if !s.add(i) || s.add(i) {
			t.Fatalf("%d is there before it was put, or not after", i)
		}
	}
	if bytes := 8 * len(s.slots); bytes > 22*s.n {
		t.Errorf("%d keys take %d bytes", s.n, bytes)
	}
}

func BenchmarkGrowing(b *testing.B) {
	var s growing
	for i := int64(0); b.Loop(); i++ {
		s.add(i * 0x5851F42D4C957F2D)
	}
}
