package analyze

import (
	"fmt"
	"math"
	"runtime"
	"slices"
	"sync"
)

// blockSize is how many replicates are drawn at a time: few enough that the sums of a few thousand skills
// stay in the cache. It divides replicates, and drawsPerWord divides it.
const blockSize = 125

// contribution is what the ads of an employer add to a sum, once for each time the employer is drawn.
type contribution struct {
	employer, sum int32
	count         uint32
}

// tally holds counts by employer, and what they sum up to. Employers are in order of their hash, so that
// whatever is computed over them does not depend on the order of rows.
type tally struct {
	sums      int
	employers []uint64
	// byEmployer holds the contributions of employer i from starts[i] on; those of one row follow each other.
	byEmployer []contribution
	starts     []int32
	totals     []float64
}

// newTally puts contributions in order. Hashes are those that the numbers of their employers stand for; given
// keeps its order and gets the new numbers.
func newTally(sums int, hashes []uint64, given []contribution) *tally {
	order := make([]int32, len(hashes))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(a, b int32) int {
		if hashes[a] < hashes[b] {
			return -1
		}
		return 1
	})
	number := make([]int32, len(hashes))
	t := &tally{sums: sums, employers: make([]uint64, len(hashes)), starts: make([]int32, len(hashes)+1), totals: make([]float64, sums)}
	for place, i := range order {
		number[i], t.employers[place] = int32(place), hashes[i]
	}
	for _, c := range given {
		t.starts[number[c.employer]+1]++
		t.totals[c.sum] += float64(c.count)
	}
	for i := range t.employers {
		t.starts[i+1] += t.starts[i]
	}
	next := slices.Clone(t.starts)
	t.byEmployer = make([]contribution, len(given))
	for i := range given {
		c := &given[i]
		c.employer = number[c.employer]
		t.byEmployer[next[c.employer]] = *c
		next[c.employer]++
	}
	return t
}

// byRow holds contributions row by row, as they are read.
type byRow struct {
	given []contribution
	ends  []int32 // of the contributions of each row that was begun
}

// add adds a contribution to a row, which is not before one that was begun.
func (b *byRow) add(row int, c contribution) {
	for len(b.ends) <= row {
		b.ends = append(b.ends, int32(len(b.given)))
	}
	b.given = append(b.given, c)
	b.ends[row] = int32(len(b.given))
}

// contributions returns those of a row.
func (b *byRow) contributions(row int) []contribution {
	if row >= len(b.ends) {
		return nil
	}
	first := int32(0)
	if row > 0 {
		first = b.ends[row-1]
	}
	return b.given[first:b.ends[row]]
}

// of returns the contributions of employer i.
func (t *tally) of(i int) []contribution { return t.byEmployer[t.starts[i]:t.starts[i+1]] }

// block holds every sum in a run of replicates.
type block struct {
	first int
	sums  []uint32
}

// sum returns a sum in each replicate of the block.
func (b block) sum(i int32) []uint32 { return b.sums[int(i)*blockSize:][:blockSize] }

// resample draws employers replicates times and calls use for each block of replicates. Blocks are drawn at
// the same time, so use must write nothing that another block reads or writes.
func (t *tally) resample(use func(b block)) {
	var group sync.WaitGroup
	blocks := make(chan int)
	for range min(runtime.GOMAXPROCS(0), replicates/blockSize) {
		group.Go(func() {
			b := block{sums: make([]uint32, t.sums*blockSize)}
			for first := range blocks {
				b.first = first
				t.fill(b)
				use(b)
			}
		})
	}
	for first := 0; first < replicates; first += blockSize {
		blocks <- first
	}
	close(blocks)
	group.Wait()
}

func (t *tally) fill(b block) {
	clear(b.sums)
	var weights [blockSize]uint8
	for i, hash := range t.employers {
		drawWeights(bootstrapSeed, hash, b.first, weights[:])
		for _, c := range t.of(i) {
			sum := b.sums[int(c.sum)*blockSize:][:blockSize:blockSize]
			for r := range sum {
				sum[r] += uint32(weights[r]) * c.count
			}
		}
	}
}

// lists reads a column of lists, as [readLists] does.
func (t *Table) lists(column string, counts int, each func(row int, employer int32, counts []any)) ([]uint64, error) {
	at := t.column(column)
	if at < 0 {
		return nil, fmt.Errorf("no column %q to draw from", column)
	}
	lists := make([][]any, len(t.Rows))
	for r, row := range t.Rows {
		lists[r], _ = row[at].([]any)
	}
	hashes, err := readLists(lists, counts, each)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", column, err)
	}
	return hashes, nil
}

// readLists reads lists in which each employer has its hash and then a number of counts: it calls each with the
// row, the number of the employer by first sight, and the counts. It returns the hashes by number.
func readLists(lists [][]any, counts int, each func(row int, employer int32, counts []any)) ([]uint64, error) {
	numbers := numbering[uint64]{}
	var hashes []uint64
	for r, list := range lists {
		if len(list)%(counts+1) != 0 {
			return nil, fmt.Errorf("row %d holds %d values, which is not %d for each employer", r, len(list), counts+1)
		}
		for ; len(list) > 0; list = list[counts+1:] {
			hash := uint64(whole(list[0]))
			n, isNew := numbers.of(hash)
			if isNew {
				hashes = append(hashes, hash)
			}
			each(r, n, list[1:counts+1])
		}
	}
	return hashes, nil
}

// numbering numbers what it is asked for from 0, in the order of first sight.
type numbering[K comparable] map[K]int32

func (n numbering[K]) of(key K) (number int32, isNew bool) {
	number, known := n[key]
	if !known {
		number = int32(len(n))
		n[key] = number
	}
	return number, !known
}

func whole(v any) int64 {
	n, _ := v.(int64)
	return n
}

// variances returns the variance over replicates of so many figures. figure sets out to a figure in each replicate of
// a block, or to no number; centers are values near them.
func (t *tally) variances(centers []float64, figure func(b block, i int, out []float64)) []float64 {
	const blocks = replicates / blockSize
	parts := make([][blocks]runningSum, len(centers))
	t.resample(func(b block) {
		out := make([]float64, blockSize)
		for i, center := range centers {
			figure(b, i, out)
			part := &parts[i][b.first/blockSize]
			for _, v := range out {
				part.add(v - center)
			}
		}
	})
	values := make([]float64, len(centers))
	for i := range parts {
		values[i] = total(parts[i][:]).variance()
	}
	return values
}

// total adds up sums of parts, in their order.
func total(parts []runningSum) *runningSum {
	var m runningSum
	for _, part := range parts {
		m = runningSum{m.n + part.n, m.sum + part.sum, m.squares + part.squares}
	}
	return &m
}

type runningSum struct{ n, sum, squares float64 }

func (m *runningSum) add(v float64) {
	if !math.IsNaN(v) {
		m.n, m.sum, m.squares = m.n+1, m.sum+v, m.squares+v*v
	}
}

func (m *runningSum) variance() float64 {
	if m.n < 2 {
		return 0
	}
	return max(0, (m.squares-m.sum*m.sum/m.n)/(m.n-1))
}
