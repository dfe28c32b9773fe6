package analyze

import (
	"math"
	"slices"
)

// difference is how much the mean value of the examples that have the column lies above that of those
// that have not, within groups: both are taken as deviations from the mean of their group (numbered from 0), which is what a
// regression on the column and a constant for each group gives (Frisch and Waugh). Its error is over
// clusters, as in [design.fit].
func difference(examples []example, column int, groups []int) estimate {
	type mean struct{ n, x, y float64 }
	means := make([]mean, slices.Max(groups)+1)
	has := make([]float64, len(examples))
	for i := range examples {
		for _, c := range examples[i].columns {
			if c == column {
				has[i] = 1
			}
		}
		m := &means[groups[i]]
		m.n, m.x, m.y = m.n+1, m.x+has[i], m.y+examples[i].value
	}
	deviation := func(i int) (x, y float64) {
		m := means[groups[i]]
		return has[i] - m.x/m.n, examples[i].value - m.y/m.n
	}
	var xx, xy float64
	for i := range examples {
		x, y := deviation(i)
		xx += x * x
		xy += x * y
	}
	if xx < 1e-9 {
		return estimate{math.NaN(), math.NaN()}
	}
	slope := xy / xx
	var score, squares, clusters float64
	for i := range examples {
		x, y := deviation(i)
		score += x * (y - slope*x)
		if i+1 == len(examples) || examples[i+1].cluster != examples[i].cluster {
			squares += score * score
			score = 0
			clusters++
		}
	}
	return estimate{slope, math.Sqrt(squares*clusters/max(clusters-1, 1)) / xx}
}
