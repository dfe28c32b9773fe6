package analyze

import (
	"cmp"
	"math"
	"slices"
)

// point is one amount of a distribution; employer numbers who names it.
type point struct {
	value    float64
	employer int32
}

// twentieths tell a quantile: 10 is the median.
type twentieths uint32

// mostCells bounds the steps in which a median is looked for. Where there are more amounts than this near the
// median, the ends of its interval are true to a hundredth of its width; those of other quantiles to a fiftieth.
const mostCells = 128

// cells are the amounts near quantiles in order, those further away as few, and how many of them each employer names.
type cells struct {
	values  []float64
	amounts []contribution
}

// quantileIntervals are the intervals at 95 % of quantiles of points, in rising order: the expanded percentiles of
// their replicates, for which employers are drawn anew. It sorts the points. hashes are those of the employers by
// number, each with a point.
func quantileIntervals(points []point, hashes []uint64, of []twentieths) [][2]float64 {
	samples, pulls := drawnQuantiles(points, hashes, of)
	ends := make([][2]float64, len(of))
	for i := range of {
		ends[i][0], ends[i][1] = influencesOf(pulls[i]).percentiles(samples[i])
	}
	return ends
}

// drawnQuantiles are the quantiles of the replicates of points, in rising order, and the pulls of employers on each. It
// sorts the points.
func drawnQuantiles(points []point, hashes []uint64, of []twentieths) (samples, pulls [][]float64) {
	slices.SortFunc(points, func(a, b point) int { return cmp.Compare(a.value, b.value) })
	spans := make([]span, len(of))
	for i, q := range of {
		pulls = append(pulls, pullsOf(points, q, len(hashes)))
		spans[i] = spanOf(len(points), q, influencesOf(pulls[i]).near(len(points)))
	}
	return cellsOf(points, spans).quantiles(hashes, of), pulls
}

// pullsOf tells how far each employer's points lie below a quantile, against the part that is expected.
func pullsOf(points []point, of twentieths, employers int) []float64 {
	value, part := quantileOf(points, of), float64(of)/20
	below := make([]float64, employers)
	for _, p := range points {
		switch {
		case p.value < value:
			below[p.employer] += 1 - part
		case p.value > value:
			below[p.employer] -= part
		}
	}
	return below
}

// quantileOf is a quantile of sorted points, halfway between two of them where it parts these.
func quantileOf(points []point, of twentieths) float64 {
	before := len(points) * int(of)
	if before%20 == 0 {
		return (points[before/20-1].value + points[before/20].value) / 2
	}
	return points[before/20].value
}

// near is the part of n points on either side of a quantile beyond which no end of its interval lies: twice as far
// as Woodruff's does.
func (s *influences) near(n int) float64 {
	return 2 * s.quantile() * math.Sqrt(s.squares*s.correction()) / float64(n)
}

// span is where among sorted points a quantile is looked for, from first to before last, and in which steps.
type span struct{ first, last, step int }

func spanOf(n int, of twentieths, near float64) span {
	part, most := float64(of)/20, mostCells
	if of != 10 {
		most /= 2
	}
	s := span{first: int(float64(n) * max(0, part-near)), last: int(math.Ceil(float64(n) * min(1, part+near)))}
	s.first = min(s.first, (n*int(of)-1)/20)
	s.last = max(s.last, n*int(of)/20+1)
	s.step = (s.last-s.first)/most + 1
	return s
}

// cutAfter is where the cell ends that begins at a place: after a step where a quantile is looked for, else where
// the next one is.
func cutAfter(start, n int, spans []span) (end int, isFine bool) {
	step := 0
	for _, s := range spans {
		switch {
		case start < s.first:
			n = min(n, s.first)
		case start < s.last && (step == 0 || s.step < step):
			step = s.step
		}
	}
	if step > 0 {
		return min(start+step, n), true
	}
	return n, false
}

// cellsOf cuts sorted points into cells. Equal amounts are never parted.
func cellsOf(points []point, spans []span) cells {
	n := len(points)
	var c cells
	var keys []uint64 // employer and cell
	for start := 0; start < n; {
		end, isFine := cutAfter(start, n, spans)
		told := start
		if start < spans[0].first {
			told = end - 1
		}
		for end < n && points[end].value == points[end-1].value {
			end++
		}
		if isFine {
			told = (start + end - 1) / 2
		}
		for _, p := range points[start:end] {
			keys = append(keys, uint64(p.employer)<<32|uint64(len(c.values)))
		}
		c.values = append(c.values, points[told].value)
		start = end
	}
	slices.Sort(keys)
	for i, k := range keys {
		if i > 0 && keys[i-1] == k {
			c.amounts[len(c.amounts)-1].count++
			continue
		}
		c.amounts = append(c.amounts, contribution{int32(k >> 32), int32(k & math.MaxUint32), 1})
	}
	return c
}

// quantiles are those of the replicates, in rising order of the quantile; there is none where no employer is drawn.
func (c cells) quantiles(hashes []uint64, of []twentieths) [][]float64 {
	samples := floats(len(of))
	for i := range samples {
		for r := range samples[i] {
			samples[i][r] = math.NaN()
		}
	}
	// The last sum holds all amounts.
	all := int32(len(c.values))
	newTally(len(c.values)+1, hashes, append(c.amounts, c.byEmployer(all, len(hashes))...)).draw(func(b block) {
		var below [blockSize]uint32
		var found [blockSize]int // how many quantiles lie behind
		among := b.sum(all)
		for cell, value := range c.values {
			for r, n := range b.sum(int32(cell)) {
				if n == 0 {
					continue
				}
				was := 20 * below[r]
				below[r] += n
				for i := found[r]; i < len(of) && 20*below[r] >= uint32(of[i])*among[r]; i++ {
					into := &samples[i][b.first+r]
					if was == uint32(of[i])*among[r] { // the lower part ends before this cell
						*into = (*into + value) / 2
					} else {
						*into = value
					}
					if 20*below[r] > uint32(of[i])*among[r] {
						found[r]++
					}
				}
			}
		}
	})
	return samples
}

// byEmployer are the amounts of each employer in all cells, as contributions to a sum.
func (c cells) byEmployer(sum int32, employers int) []contribution {
	all := make([]contribution, employers)
	for i := range all {
		all[i] = contribution{int32(i), sum, 0}
	}
	for _, a := range c.amounts {
		all[a.employer].count += a.count
	}
	return all
}

// draw does what resample does, one block after the other.
func (t *tally) draw(use func(b block)) {
	b := block{sums: make([]uint32, t.sums*blockSize)}
	for ; b.first < replicates; b.first += blockSize {
		t.fill(b)
		use(b)
	}
}
