package analyze

import (
	"fmt"
	"math"
	"slices"
)

// falseRate is the rate of false discoveries among the skills that are called rising or falling, or that are said
// to pay more or less.
const falseRate = 0.10

// growthTally holds the counts of by_source: ads by employer in cells, of which each is a source in the base (even) or in
// the window (odd). Of every row there is a sum for each cell, and after them the employers of the base and the window.
type growthTally struct {
	*tally
	cells int
	// all is the row of all employers.
	all int
	// weights are those of the sources: their part of the ads of a window.
	weights []float64
	byRow
}

// readGrowth reads by_source, or returns nil where no source is compared.
func readGrowth(t *Table) (*growthTally, error) {
	lists, all := make([][]any, len(t.Rows)), -1
	at := t.column("by_source")
	for r, row := range t.Rows {
		lists[r], _ = row[at].([]any)
		if row[0] == nil {
			all = r
		}
	}
	return newGrowth(lists, all, 0)
}

// newGrowth reads lists of employer, cell and ads, one list a row, or returns nil where the row of all employers has no
// cells. Sources weigh what they have of the ads of a window: 0 the base, 1 the other.
func newGrowth(lists [][]any, all, weighing int) (*growthTally, error) {
	cells := 0
	if all >= 0 {
		for i := 1; i < len(lists[all]); i += 3 {
			cells = max(cells, int(whole(lists[all][i]))|1+1)
		}
	}
	if cells == 0 {
		return nil, nil
	}
	g := &growthTally{cells: cells, all: all}
	last := map[[2]int32]int{} // the row in which an employer was last seen in the base, and in the window
	hashes, err := readLists(lists, 2, func(row int, employer int32, counts []any) {
		cell, ads := int32(whole(counts[0])), uint32(whole(counts[1]))
		if cell < 0 || int(cell) >= cells {
			return
		}
		first := int32(row * (cells + 2))
		g.add(row, contribution{employer, first + cell, ads})
		if window := cell % 2; last[[2]int32{employer, window}] != row+1 {
			last[[2]int32{employer, window}] = row + 1
			g.add(row, contribution{employer, first + int32(cells) + window, 1})
		}
	})
	if err != nil {
		return nil, fmt.Errorf("read by_source: %w", err)
	}
	g.tally = newTally(len(lists)*(cells+2), hashes, g.given)
	g.weigh(weighing)
	return g, nil
}

// sum is the number of a sum of a row.
func (g *growthTally) sum(row, cell int) int32 { return int32(row*(g.cells+2) + cell) }

func (g *growthTally) weigh(window int) {
	var ads float64
	for cell := window; cell < g.cells; cell += 2 {
		ads += g.totals[g.sum(g.all, cell)]
	}
	for cell := window; cell < g.cells; cell += 2 {
		g.weights = append(g.weights, g.totals[g.sum(g.all, cell)]/ads)
	}
}

// standard is the share of a row in a window, 0 the base and 1 the other, every source weighing the same in both. value
// gives sums. A source of which a replicate draws no ad leaves its weight to the others.
func (g *growthTally) standard(row, window int, value func(sum int32) float64) float64 {
	var share, weights float64
	for source, weight := range g.weights {
		cell := 2*source + window
		if ads := value(g.sum(g.all, cell)); ads > 0 {
			share += weight * value(g.sum(row, cell)) / ads
			weights += weight
		}
	}
	return share / weights
}

// change is how a row grew.
type change struct {
	row int
	// log is the logarithm of the ratio of shares, and its error that over replicates.
	log, err float64
	p        float64
	// low and high are the ends of the ratio, and those of employers the same for employers.
	low, high, employersLow, employersHigh float64
}

// changes measures the growth of rows.
func (g *growthTally) changes(rows []int) []change {
	ratios, steady, employers := floats(len(rows)), floats(len(rows)), floats(len(rows))
	g.resample(func(b block) {
		for i, row := range rows {
			for r := range blockSize {
				value := func(sum int32) float64 { return float64(b.sum(sum)[r]) }
				now, before := g.standard(row, 1, value), g.standard(row, 0, value)
				ratios[i][b.first+r] = math.Log(now / before)
				steady[i][b.first+r] = g.steady(now, before)
				employers[i][b.first+r] = math.Log(g.employers(row, 1, value) / g.employers(row, 0, value))
			}
		}
	})
	list := make([]change, len(rows))
	u := make([]float64, len(g.tally.employers))
	for i, row := range rows {
		list[i] = g.change(row, u, ratios[i], steady[i], employers[i])
	}
	return list
}

// beyond is the part of sorted logarithms of a ratio that lies on the other side of 0 than most.
func beyond(sorted []float64) float64 {
	at, _ := slices.BinarySearch(sorted, 0)
	return float64(min(at, len(sorted)-at)) / float64(max(len(sorted), 1))
}

func floats(n int) [][]float64 {
	lists := make([][]float64, n)
	for i := range lists {
		lists[i] = make([]float64, replicates)
	}
	return lists
}

// employers is the share of employers that want a row's skill.
func (g *growthTally) employers(row, window int, value func(sum int32) float64) float64 {
	return value(g.sum(row, g.cells+window)) / value(g.sum(g.all, g.cells+window))
}

// steady is the logarithm of a ratio of shares with half an ad added to each, so that there is one for a base of none.
func (g *growthTally) steady(now, before float64) float64 {
	var ads [2]float64
	for cell := range g.cells {
		ads[cell%2] += g.totals[g.sum(g.all, cell)]
	}
	return math.Log((now + 0.5/ads[1]) / (before + 0.5/ads[0]))
}

// change judges one row; u is room for the influences.
func (g *growthTally) change(row int, u, ratios, steady, employers []float64) change {
	value := func(sum int32) float64 { return g.totals[sum] }
	now, before := g.standard(row, 1, value), g.standard(row, 0, value)
	c := change{row: row, log: math.Log(now / before)}
	all := g.influences(row, u, now, before)
	c.err = all.errorOf(c.log, steady)
	ratios = ordered(ratios)
	c.p = all.chance(c.log, c.err, ratios)
	low, high := all.percentiles(ratios)
	c.low, c.high = math.Exp(low), math.Exp(high)
	low, high = all.percentiles(employers)
	c.employersLow, c.employersHigh = math.Exp(low), math.Exp(high)
	return c
}

// influences tells how much each employer moves the logarithm of a row's ratio.
func (g *growthTally) influences(row int, u []float64, now, before float64) *influences {
	sign := [2]float64{-1 / before, 1 / now}
	per := make([]float64, g.cells) // what one ad of the cell moves
	for cell := range per {
		per[cell] = sign[cell%2] * g.weights[cell/2] / g.totals[g.sum(g.all, cell)]
	}
	clear(u)
	for _, c := range g.contributions(g.all) {
		if cell := int(c.sum - g.sum(g.all, 0)); cell < g.cells {
			u[c.employer] -= per[cell] * float64(c.count) * g.totals[g.sum(row, cell)] / g.totals[c.sum]
		}
	}
	for _, c := range g.contributions(row) {
		if cell := int(c.sum - g.sum(row, 0)); cell < g.cells {
			u[c.employer] += per[cell] * float64(c.count)
		}
	}
	return influencesOf(u)
}
