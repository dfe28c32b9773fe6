package analyze

import (
	"math"
	"runtime"
	"sync"
)

// The models of the premium, by what they hold the same.
const (
	modelRaw      = iota // nothing
	modelTitle           // the family of titles
	modelAd              // all that is known of the ad, but for its employer
	modelShrunk          // the same by ridge
	modelEmployer        // the same with its employer
	modelCount
)

// premiumReplicates is how many times employers are drawn for a premium: each takes three solutions. It is a
// multiple of blockSize.
const premiumReplicates = 500

// models are the regressions of the premium: their sums as they are, and within employers.
type models struct {
	*design
	level, within *products
	penalty       float64
}

// coefficients are those of the skills, by model.
type coefficients [modelCount][]float64

// fitted is what the models say of the skills: how much each adds to the logarithm of pay, what replicates say, and
// how employers move it.
type fitted struct {
	value      coefficients
	replicates [modelCount][][]float64
	influences [modelCount][]influences
	// ads and employers are those that tell the coefficient within employers.
	ads, employers []int
}

func newModels(d *design) (*models, error) {
	m := &models{design: d, level: newProducts(d, false), within: newProducts(d, true)}
	var err error
	m.penalty, err = choosePenalty(m.level, d.skills)
	return m, err
}

func (m *models) count() int { return m.width - m.skills }

// fit fits the models to the ads as they are and to replicates of them.
func (m *models) fit() *fitted {
	f := &fitted{}
	everyone := func(uint64) bool { return true }
	level, within := m.level.total(everyone), m.within.total(everyone)
	s := m.newSolver()
	f.value = newCoefficients(m.count())
	s.solve(level, within, f.value)
	f.influences = m.influences(level, within, f.value)
	f.ads, f.employers = m.within.telling(m.skills)
	for k := range f.replicates {
		f.replicates[k] = make([][]float64, m.count())
		for i := range f.replicates[k] {
			f.replicates[k][i] = make([]float64, premiumReplicates)
		}
	}
	m.draw(f)
	return f
}

func newCoefficients(n int) (c coefficients) {
	for k := range c {
		c[k] = make([]float64, n)
	}
	return c
}

// draw fits the models to replicates. Blocks of them are drawn at the same time.
func (m *models) draw(f *fitted) {
	var group sync.WaitGroup
	blocks := make(chan int)
	for range min(runtime.GOMAXPROCS(0), premiumReplicates/blockSize) {
		group.Go(func() {
			s, values := m.newSolver(), newCoefficients(m.count())
			level, within := newDraws(m.level), newDraws(m.within)
			for first := range blocks {
				level.begin(first)
				within.begin(first)
				for r := range blockSize {
					s.solve(level.replicate(r), within.replicate(r), values)
					f.keep(first+r, values)
				}
			}
		})
	}
	for first := 0; first < premiumReplicates; first += blockSize {
		blocks <- first
	}
	close(blocks)
	group.Wait()
}

// keep stores what a replicate says.
func (f *fitted) keep(replicate int, values coefficients) {
	for k := range values {
		for i, v := range values[k] {
			f.replicates[k][i][replicate] = v
		}
	}
}

// solver fits the models to sums.
type solver struct {
	*models
	level, within *solution
}

func (m *models) newSolver() *solver {
	return &solver{m, newSolution(m.level), newSolution(m.within)}
}

// solve sets the coefficients of every model, to no number where the sums tell none.
func (s *solver) solve(level, within []float64, out coefficients) {
	for i := range out[modelRaw] {
		out[modelRaw][i], _ = s.difference(level, nil, s.skills+i)
		out[modelTitle][i], _ = s.difference(level, s.titles, s.skills+i)
	}
	s.store(out[modelAd], s.level, level, 0)
	s.store(out[modelShrunk], s.level, level, s.penalty)
	s.store(out[modelEmployer], s.within, within, 0)
}

func (s *solver) store(out []float64, by *solution, sum []float64, penalty float64) {
	beta, ok := by.fit(sum, s.skills, penalty)
	for i := range out {
		at := s.skills + i
		out[i] = math.NaN()
		if ok && sum[by.place(at, at)] > 1e-6 {
			out[i] = beta.AtVec(at)
		}
	}
}

// difference is how much the mean value of the examples that have the column lies above that of those that have
// not, within groups: the columns of groups, and what has none of these. Both are taken as deviations from the mean of their group,
// which is what a regression on the column and a constant for each group gives (Frisch and Waugh). The
// second result is the sum of squares of the column's deviations.
func (m *models) difference(sum []float64, groups []int, column int) (slope, squares float64) {
	p := m.level
	n, x, y := sum[0], sum[p.place(0, column)], sum[p.valuePlace(0)]
	squares, product := sum[p.place(column, column)], sum[p.valuePlace(column)]
	leave := func(n, x, y float64) {
		if n > 0.5 {
			squares -= x * x / n
			product -= x * y / n
		}
	}
	for _, g := range groups {
		gn, gx, gy := sum[p.place(g, g)], sum[p.place(g, column)], sum[p.valuePlace(g)]
		leave(gn, gx, gy)
		n, x, y = n-gn, x-gx, y-gy
	}
	leave(n, x, y)
	if squares < 1e-6 {
		return math.NaN(), 0
	}
	return product / squares, squares
}
