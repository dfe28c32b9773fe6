package analyze

import (
	"cmp"
	"math"
	"slices"
)

// The bootstrap draws employers, not ads: the ads of one employer are no independent witnesses. Each
// replicate weighs every employer by a Poisson number of mean 1, which stands for how often it would be
// drawn, and all its ads by the same (Chamandy and others 2012, "Estimating uncertainty for massive
// data streams").
const (
	// replicates is how many times employers are drawn. The standard error of a replicate's spread is
	// 1/sqrt(2*1000), 2 %, of which a reader sees nothing.
	replicates = 1000
	// bootstrapSeed is fixed, so that the same lake gives the same figures on every machine.
	bootstrapSeed = 0x52554e47
)

// poissonTable holds the quantiles of a Poisson number of mean 1, for 4,096 equally likely draws. The
// counts are the rounded probabilities; of the last three, 2, 1 and 1, the mean is exactly 1 and the
// variance 1.001.
var poissonTable = func() (table [4096]uint8) {
	i := 0
	for k, n := range []int{1507, 1507, 753, 251, 63, 13, 1, 1} {
		for range n {
			table[i] = uint8(k)
			i++
		}
	}
	return table
}()

// drawsPerWord is how many draws of 12 bits a hash of 64 bits gives.
const drawsPerWord = 5

// drawWeights sets weights[i] to the weight of an employer in replicate first+i: a number of the seed, the
// employer and the replicate alone, whatever else is in the lake and whatever order it is read in.
// Employer is a hash of its id, and first a multiple of drawsPerWord.
func drawWeights(seed, employer uint64, first int, weights []uint8) {
	state := mix(seed ^ mix(employer))
	for i := 0; i < len(weights); i += drawsPerWord {
		bits := mix(state + uint64((first+i)/drawsPerWord)*0x9e3779b97f4a7c15)
		for k := i; k < min(i+drawsPerWord, len(weights)); k++ {
			weights[k] = poissonTable[bits&4095]
			bits >>= 12
		}
	}
}

// mix is the finaliser of splitmix64 (Steele and others 2014): each bit of x changes half of those of the result.
func mix(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// percentile returns the p-quantile of sorted samples, between two of them where it falls there. Samples may
// hold infinities; there must be one at least.
func percentile(sorted []float64, p float64) float64 {
	at := p * float64(len(sorted)-1)
	low := int(at)
	part := at - float64(low)
	if part == 0 || low+1 == len(sorted) || sorted[low] == sorted[low+1] {
		return sorted[low]
	}
	return sorted[low]*(1-part) + sorted[low+1]*part
}

// ordered drops what is no number and sorts the rest, in place.
func ordered(samples []float64) []float64 {
	samples = slices.DeleteFunc(samples, math.IsNaN)
	slices.SortFunc(samples, cmp.Compare[float64])
	return samples
}
