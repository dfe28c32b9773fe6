package analyze

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

// twoYears is a made-up market in two windows: employers of lognormal sizes on two sources, of which the second is
// smaller, has other shares and grows. Of the employers who use what is counted half do so in both windows.
type twoYears struct {
	employers int
	// before and now are the parts of employers that use it, on the first source.
	before, now float64
	sigma       float64
}

// uses is the part of employers of a source that use it in a window.
func (m twoYears) uses(source, window int) float64 {
	return []float64{m.before, m.now}[window] * []float64{1, 1.5}[source]
}

// asks is the part of their ads that those who use it ask for it in.
const asks = 0.8

// draw gives the lists of those ads and of all ads, by employer, source and window.
func (m twoYears) draw(rng *rand.Rand) (of, all []any) {
	for range m.employers {
		hash, source := int64(rng.Uint64()>>1), 0
		if rng.Float64() < 0.3 {
			source = 1
		}
		size, luck, keeps := math.Exp(m.sigma*rng.NormFloat64()), rng.Float64(), rng.Float64() < 0.5
		for window := range 2 {
			if !keeps {
				luck = rng.Float64()
			}
			var n int64
			ads := 1 + poisson(rng, min(size, 30)*[]float64{1, 1 + 0.5*float64(window)}[source])
			for range ads {
				if luck < m.uses(source, window) && rng.Float64() < asks {
					n++
				}
			}
			cell := int64(2*source + window)
			all = append(all, hash, cell, ads)
			if n > 0 {
				of = append(of, hash, cell, n)
			}
		}
	}
	return of, all
}

// truths are the shares that both windows are drawn from, sources weighing what they weigh in the tally.
func (m twoYears) truths(g *growthTally) (now, before float64) {
	for source, weight := range g.weights {
		now += weight * asks * m.uses(source, 1)
		before += weight * asks * m.uses(source, 0)
	}
	return now, before
}

// TestCoverageOfCompared measures how often the intervals of a difference of shares, as door has it, and of a ratio, as
// emerging has it, hold the truth; some bases are so rare that most draws have few employers in it or none.
func TestCoverageOfCompared(t *testing.T) {
	for _, m := range []twoYears{
		{employers: 60, before: 0.3, now: 0.3, sigma: 0.7},
		{employers: 200, before: 0.1, now: 0.06, sigma: 1.2},
		{employers: 200, before: 0.01, now: 0.06, sigma: 0.7},
		{employers: 400, before: 0.003, now: 0.05, sigma: 1.2},
	} {
		t.Run(fmt.Sprintf("%+v", m), func(t *testing.T) {
			t.Parallel()
			m.test(t)
		})
	}
}

func (m twoYears) test(t *testing.T) {
	rng := rand.New(rand.NewPCG(11, uint64(m.employers)))
	var shares, bases, differences, ratios, above hits
	for range 400 {
		of, all := m.draw(rng)
		g, err := newGrowth([][]any{of, all}, 1, 0)
		if err != nil {
			t.Fatal(err)
		}
		c := g.compare([]int{0})[0]
		now, before := m.truths(g)
		shares.hold(now)(c.now.interval())
		bases.hold(before)(c.before.interval())
		differences.hold(now - before)(c.difference())
		ratios.hold(now / before)(c.ratio())
		low, _ := c.ratio()
		above.hold(now/before)(low, math.Inf(1))
	}
	most := 0.98
	if float64(m.employers)*m.before < 10 {
		most = 1 // Wilson's interval and Student's t of few employers see to it
	}
	shares.check(t, "the share", 0.92, 0.98)
	bases.check(t, "the base", 0.92, most)
	differences.check(t, "the difference", 0.92, 0.98)
	ratios.check(t, "the ratio", 0.92, most)
	above.check(t, "the lower end of the ratio", 0.96, 1)
}

// hold counts an interval for a truth.
func (h *hits) hold(truth float64) func(low, high float64) {
	return func(low, high float64) {
		h.n++
		if low <= truth && truth <= high {
			h.held++
		}
	}
}
