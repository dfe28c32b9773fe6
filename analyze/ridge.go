package analyze

import "fmt"

// folds is the number of parts that cross-validation leaves out in turn.
const folds = 5

// penalties are those that cross-validation chooses from, in examples: a penalty of 10 weighs against
// a column as ten examples that say it does nothing.
var penalties = [...]float64{0.1, 1, 3, 10, 30, 100, 300, 1000, 3000}

// choosePenalty returns the penalty on the columns from shrunk on that has the least squared error on employers
// which the fit has not seen.
func choosePenalty(p *products, shrunk int) (float64, error) {
	errors := make([]float64, len(penalties))
	s := newSolution(p)
	for f := range uint64(folds) {
		train := p.total(func(e uint64) bool { return mix(e)%folds != f })
		test := p.total(func(e uint64) bool { return mix(e)%folds == f })
		for i, penalty := range penalties {
			beta, ok := s.fit(train, shrunk, penalty)
			if !ok {
				return 0, fmt.Errorf("fit %d columns: they depend on each other", p.width)
			}
			errors[i] += p.squaredError(test, beta)
		}
	}
	best := 0
	for i := range errors {
		if errors[i] < errors[best] {
			best = i
		}
	}
	return penalties[best], nil
}
