package analyze

import (
	"math"
	"slices"
)

// chainTally holds the ads of employers by month and source, of which an index is chained. Rows are months, one after
// the other. The sum of source s in row m is number m*sources+s.
type chainTally struct {
	*tally
	sources int
	// links are the sources compared in a row, which the row before has too.
	links [][]int
	byRow
}

func readChain(t *Table) (*chainTally, error) {
	c := &chainTally{links: make([][]int, len(t.Rows))}
	var places []int32
	hashes, err := t.lists("by_source", 2, func(row int, employer int32, counts []any) {
		place := int32(whole(counts[0]))
		c.sources = max(c.sources, int(place)+1)
		places = append(places, place)
		c.add(row, contribution{employer, int32(row), uint32(whole(counts[1]))})
	})
	if err != nil {
		return nil, err
	}
	for i, place := range places {
		c.given[i].sum = c.given[i].sum*int32(c.sources) + place
	}
	c.tally = newTally(len(t.Rows)*c.sources, hashes, c.given)
	for row := 1; row < len(t.Rows); row++ {
		for s := range c.sources {
			if c.totals[c.sum(row, s)] > 0 && c.totals[c.sum(row-1, s)] > 0 {
				c.links[row] = append(c.links[row], s)
			}
		}
	}
	return c, nil
}

func (c *chainTally) sum(row, source int) int32 { return int32(row*c.sources + source) }

// logs sets out to the logarithm of the index of every row: 0 where a chain begins. Value gives sums; half an ad is
// added to each month, so that a replicate that draws none of a month still has an index for the months after.
func (c *chainTally) logs(value func(sum int32) float64, half float64, out []float64) {
	for row := range c.links {
		out[row] = 0
		if len(c.links[row]) == 0 {
			continue
		}
		now, before := half, half
		for _, s := range c.links[row] {
			now += value(c.sum(row, s))
			before += value(c.sum(row-1, s))
		}
		out[row] = out[row-1] + math.Log(now/before)
	}
}

// quarter is how many months a quarter has, year how many a year has.
const quarter, year = 3, 12

// yearLog is the logarithm of an index over the three months that end with a row, over the same a year before.
func yearLog(logs []float64, row int) float64 {
	var now, before float64
	for k := range quarter {
		now += math.Exp(logs[row-k])
		before += math.Exp(logs[row-year-k])
	}
	return math.Log(now / before)
}

// moved is how unsure a row is: its index against the first month, and where there is one its ratio to a year before.
type moved struct{ index, year spread }

// spread is the variance of a logarithm over replicates, and how many employers the thinner of its months has.
type spread struct{ variance, employers float64 }

// within is the interval at 95 % of a figure. The logarithm of a ratio of sums over employers is near to normal even
// where a few give most ads: Student's t for few employers is all that simulations ask for.
func (s *spread) within(figure float64) (low, high float64) {
	half := studentOf(s.employers-1).Quantile(0.975) * math.Sqrt(s.variance)
	return figure * math.Exp(-half), figure * math.Exp(half)
}

// measure tells how unsure every row is; years says which have a ratio to a year before.
func (c *chainTally) measure(years []bool) []moved {
	list := make([]moved, len(c.links))
	logs := make([]float64, len(list))
	c.logs(func(sum int32) float64 { return c.totals[sum] }, 0, logs)
	c.vary(list, logs, years)
	c.steady(list, years)
	return list
}

// steady counts the employers of the months compared. It gives an error to figures that no replicate moves, since every
// employer has as many ads in one month as in the other: the one of as many employers who are others in each.
func (c *chainTally) steady(list []moved, years []bool) {
	first := 0 // row of the chain
	for row := range list {
		if len(c.links[row]) == 0 {
			first = row
			continue
		}
		list[row].index.steady(c.employersOf(row, row), c.employersOf(first, first+1))
		if years[row] {
			list[row].year.steady(c.employersOf(row, row), c.employersOf(row-year, row-year))
		}
	}
}

func (s *spread) steady(now, before float64) {
	s.employers = min(now, before)
	if s.variance < 1e-12 { // what the sums of logarithms leave of nothing
		s.variance = 1/now + 1/before
	}
}

// employersOf is how many employers have ads of a month in the sources of a row's link.
func (c *chainTally) employersOf(month, row int) float64 {
	seen := map[int32]bool{}
	for _, given := range c.contributions(month) {
		if slices.Contains(c.links[row], int(given.sum-c.sum(month, 0))) {
			seen[given.employer] = true
		}
	}
	return float64(len(seen))
}

// vary sets the variances.
func (c *chainTally) vary(list []moved, logs []float64, years []bool) {
	const blocks = replicates / blockSize
	sums := make([][2][blocks]runningSum, len(list))
	c.resample(func(b block) {
		drawn, at := make([]float64, len(list)), b.first/blockSize
		for r := range blockSize {
			c.logs(func(sum int32) float64 { return float64(b.sum(sum)[r]) }, 0.5, drawn)
			for row := range list {
				sums[row][0][at].add(drawn[row] - logs[row])
				if years[row] {
					sums[row][1][at].add(yearLog(drawn, row) - yearLog(logs, row))
				}
			}
		}
	})
	for row := range list {
		list[row].index.variance = total(sums[row][0][:]).variance()
		list[row].year.variance = total(sums[row][1][:]).variance()
	}
}

// fillIndex sets the intervals of an index and its verdict, against a year before.
func fillIndex(t *Table) error {
	c, err := readChain(t)
	if err != nil {
		return err
	}
	years := make([]bool, len(t.Rows))
	for row := range t.Rows {
		_, years[row] = t.number(row, "year_ratio")
	}
	for row, m := range c.measure(years) {
		if index, ok := t.number(row, "index"); ok {
			low, high := m.index.within(index)
			t.fill(row, "index", low, high)
		}
		if ratio, ok := t.number(row, "year_ratio"); ok {
			low, high := m.year.within(ratio)
			t.fill(row, "year_ratio", low, high)
			t.set(row, "verdict", sideOf(low, high, 1, "growing", "shrinking"))
		}
	}
	return nil
}

// sideOf says on which side of a value an interval lies.
func sideOf(low, high, value float64, above, below string) string {
	switch {
	case low > value:
		return above
	case high < value:
		return below
	}
	return noChange
}
