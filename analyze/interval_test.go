package analyze

import (
	"slices"
	"testing"
)

// TestClearAfter computes by hand what stands of p-values after Benjamini and Hochberg at 10 %, and by itself at 5 %.
func TestClearAfter(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		values []float64
		want   []bool
	}{
		{nil, []bool{}},
		{[]float64{0.04}, []bool{true}},
		{[]float64{0.04, 0.9, 0.8, 0.7}, []bool{false, false, false, false}}, // 0.04 > 0.1/4
		{[]float64{0.9, 0.04, 0.02, 0.045}, []bool{false, true, true, true}}, // 0.045 <= 0.1*3/4
		{[]float64{0.03, 0.06, 0.04}, []bool{true, false, true}},             // 0.06 <= 0.1, and its interval holds none
	} {
		if got := clearAfter(c.values); !slices.Equal(got, c.want) {
			t.Errorf("of %v stand %v, want %v", c.values, got, c.want)
		}
	}
}
