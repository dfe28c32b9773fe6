package analyze

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// TestWeightsArePoisson compares what is drawn with the probabilities of a Poisson number of mean 1.
func TestWeightsArePoisson(t *testing.T) {
	const employers = 2000
	counts, weights := make([]float64, 256), make([]uint8, replicates)
	for e := range employers {
		drawWeights(bootstrapSeed, mix(uint64(e)), 0, weights)
		for _, w := range weights {
			counts[w]++
		}
	}
	probability := math.Exp(-1)
	for k := range 6 {
		if got := counts[k] / (employers * replicates); math.Abs(got-probability) > 0.001 {
			t.Errorf("a weight of %d has the part %.4f; want %.4f", k, got, probability)
		}
		probability /= float64(k + 1)
	}
}

// TestWeightsAreIndependent looks at the correlation of employers whose hashes follow each other, and of
// replicates that do.
func TestWeightsAreIndependent(t *testing.T) {
	const n = 400
	rows := make([][]uint8, n)
	for e := range rows {
		rows[e] = make([]uint8, replicates)
		drawWeights(bootstrapSeed, uint64(e), 0, rows[e])
	}
	var employers, draws float64
	for e := 1; e < n; e++ {
		for r := 1; r < replicates; r++ {
			w := float64(rows[e][r]) - 1
			employers += w * (float64(rows[e-1][r]) - 1)
			draws += w * (float64(rows[e][r-1]) - 1)
		}
	}
	// The standard error of either is 1/sqrt(n*replicates), 0.0016.
	for name, sum := range map[string]float64{"employers": employers, "replicates": draws} {
		if r := sum / (n * replicates); math.Abs(r) > 0.006 {
			t.Errorf("neighbouring %s are correlated by %.4f", name, r)
		}
	}
}

// TestWeightsByParts draws in blocks what is drawn at once.
func TestWeightsByParts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		seed, employer := rapid.Uint64().Draw(t, "seed"), rapid.Uint64().Draw(t, "employer")
		whole := make([]uint8, 200)
		drawWeights(seed, employer, 0, whole)
		first := drawsPerWord * rapid.IntRange(0, len(whole)/drawsPerWord).Draw(t, "first")
		part := make([]uint8, rapid.IntRange(0, len(whole)-first).Draw(t, "length"))
		drawWeights(seed, employer, first, part)
		for i, w := range part {
			if w != whole[first+i] {
				t.Fatalf("replicate %d weighs %d in a part, %d at once", first+i, w, whole[first+i])
			}
		}
	})
}

func TestPercentile(t *testing.T) {
	for _, c := range []struct {
		samples []float64
		p, want float64
	}{
		{[]float64{7}, 0.3, 7},
		{[]float64{3, 1, 2}, 0.5, 2},
		{[]float64{3, 1, math.NaN(), 2}, 0.25, 1.5},
		{[]float64{1, 2, math.Inf(1), math.Inf(1)}, 1, math.Inf(1)},
		{[]float64{math.Inf(1), math.Inf(1)}, 0.9, math.Inf(1)},
	} {
		if got := percentile(ordered(c.samples), c.p); got != c.want {
			t.Errorf("percentile(%v, %v) = %v; want %v", c.samples, c.p, got, c.want)
		}
	}
}
