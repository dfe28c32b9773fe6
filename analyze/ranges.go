package analyze

import (
	"math"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat/distuv"
)

// A range of pay tells that an offer lies somewhere in it; that it is the middle is an assumption. fitRanges does without:
// it finds the coefficients under which ranges are most likely if offers are lognormal (interval
// regression), by expectation and maximisation: each range is replaced by the mean of what may lie in it, and
// least squares are fitted to those means, until nothing changes. ok is false where that does not end.
func (m *models) fitRanges() (skills []float64, ok bool) {
	s := newSolution(m.level)
	sum := m.level.total(func(uint64) bool { return true })
	beta, ok := s.fit(sum, m.skills, 0)
	if !ok {
		return nil, false
	}
	last := mat.VecDenseCopyOf(beta)
	sigma := math.Sqrt(max(m.level.squaredError(sum, beta), 0) / max(float64(len(m.examples)), 1))
	values := mat.NewVecDense(m.width, nil)
	for range 500 {
		sigma = m.expect(last, sigma, values)
		if s.cholesky.SolveVecTo(s.beta, values) != nil {
			return nil, false
		}
		var change float64
		for i := range m.width {
			change = max(change, math.Abs(s.beta.AtVec(i)-last.AtVec(i)))
		}
		last.CopyVec(s.beta)
		if change < 1e-7 {
			return last.RawVector().Data[m.skills:], true
		}
	}
	return nil, false
}

// expect sets values to the products of columns with the means of what may lie in each range, and returns the spread that
// the same gives.
func (m *models) expect(beta *mat.VecDense, sigma float64, values *mat.VecDense) float64 {
	values.Zero()
	var squares float64
	for i := range m.examples {
		e := &m.examples[i]
		var at float64
		for _, c := range e.columns {
			at += beta.AtVec(c)
		}
		mean, variance := truncated(at, sigma, e.low, e.high)
		for _, c := range e.columns {
			values.SetVec(c, values.AtVec(c)+mean)
		}
		squares += (mean-at)*(mean-at) + variance
	}
	return math.Sqrt(squares / float64(len(m.examples)))
}

// truncated is the mean and the variance of a normal number that lies between low and high. Where next to nothing lies
// there, it is taken to be at the nearer end.
func truncated(mean, sigma, low, high float64) (float64, float64) {
	if high-low < 1e-9 || sigma < 1e-9 {
		return max(low, min(mean, high)), 0
	}
	a, b := (low-mean)/sigma, (high-mean)/sigma
	if a > 0 { // the upper tail loses its digits, the lower does not
		m, v := truncated(-mean, sigma, -high, -low)
		return -m, v
	}
	n := distuv.UnitNormal
	part := n.CDF(b) - n.CDF(a)
	if part < 1e-12 {
		return max(low, min(mean, high)), 0
	}
	pa, pb, apa := n.Prob(a), n.Prob(b), 0.0
	if !math.IsInf(a, 0) {
		apa = a * pa
	}
	shift := (pa - pb) / part
	return mean + sigma*shift, sigma * sigma * max(0, 1+(apa-b*pb)/part-shift*shift)
}
