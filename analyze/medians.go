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

// mostCells bounds the steps in which a median is looked for. Where there are more amounts than this near the
// median, the ends of its interval are true to a hundredth of its width.
const mostCells = 128

// cells are the amounts near a median in order, those further below as one and those further above as one, and
// how many of them each employer names.
type cells struct {
	values  []float64
	amounts []contribution
}

// medianInterval is the interval at 95 % of the median of points, which it sorts: the expanded percentiles of its
// replicates, for which employers are drawn anew. hashes are those of the employers by number, each with a point.
func medianInterval(points []point, hashes []uint64) (low, high float64) {
	slices.SortFunc(points, func(a, b point) int { return cmp.Compare(a.value, b.value) })
	all := pullOf(points, len(hashes))
	c := cellsOf(points, all.near(len(points)))
	return all.percentiles(c.medians(hashes))
}

// pullOf tells how far each employer's points lie below the median, against the half that is expected.
func pullOf(points []point, employers int) *influences {
	n := len(points)
	median := (points[(n-1)/2].value + points[n/2].value) / 2
	below := make([]float64, employers)
	for _, p := range points {
		below[p.employer] += float64(cmp.Compare(median, p.value)) / 2
	}
	all := &influences{employers: float64(employers)}
	for _, u := range below {
		all.add(u)
	}
	return all
}

// near is the part of n points on either side of the middle beyond which no end of an interval lies: twice as far
// as Woodruff's does.
func (s *influences) near(n int) float64 {
	return 2 * s.quantile() * math.Sqrt(s.squares*s.correction()) / float64(n)
}

// cellsOf cuts sorted points into cells. Equal amounts are never parted.
func cellsOf(points []point, near float64) cells {
	n := len(points)
	first := min(int(float64(n)*max(0, 0.5-near)), (n-1)/2)
	last := max(int(math.Ceil(float64(n)*min(1, 0.5+near))), n/2+1)
	step := (last-first)/mostCells + 1
	var c cells
	var keys []uint64 // employer and cell
	for start := 0; start < n; {
		end, told := min(start+step, n), start
		if start < first {
			end, told = first, first-1
		} else if start >= last {
			end = n
		}
		for end < n && points[end].value == points[end-1].value {
			end++
		}
		if start >= first && start < last {
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

// medians are those of the replicates; there is none where no employer is drawn.
func (c cells) medians(hashes []uint64) []float64 {
	samples := make([]float64, replicates)
	for i := range samples {
		samples[i] = math.NaN()
	}
	// The last sum holds all amounts.
	all := int32(len(c.values))
	newTally(len(c.values)+1, hashes, append(c.amounts, c.byEmployer(all, len(hashes))...)).draw(func(b block) {
		var below [blockSize]uint32
		into, among := samples[b.first:][:blockSize], b.sum(all)
		for cell, value := range c.values {
			for r, n := range b.sum(int32(cell)) {
				if n == 0 {
					continue
				}
				was := 2 * below[r]
				below[r] += n
				switch {
				case was == among[r]: // the lower half ends before this cell
					into[r] = (into[r] + value) / 2
				case was < among[r] && 2*below[r] >= among[r]:
					into[r] = value
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
