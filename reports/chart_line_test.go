package reports

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestTicksAround wants round values with 0 among them that hold both ends.
func TestTicksAround(t *testing.T) {
	for _, c := range []struct {
		low, high float64
		want      []float64
	}{
		{0, 4, []float64{0, 1, 2, 3, 4}},
		{-0.1, 0.2, []float64{-0.1, 0, 0.1, 0.2}},
		{-5, 0, []float64{-5, -4, -3, -2, -1, 0}},
		{-1, 9, []float64{-2, 0, 2, 4, 6, 8, 10}},
	} {
		got := ticksAround(c.low, c.high, 5)
		if diff := cmp.Diff(c.want, got, cmp.Comparer(func(a, b float64) bool { return a-b < 1e-9 && b-a < 1e-9 })); diff != "" {
			t.Errorf("from %v to %v (-want +got):\n%s", c.low, c.high, diff)
		}
	}
}
