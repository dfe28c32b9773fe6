package analyze

import (
	"fmt"
	"runtime"
	"sync"
)

// told is a value that an ad tells, with the hash of its employer.
type told struct {
	value float64
	draw  uint64
}

// fillValues sets the intervals of the medians that a header names, where they are shown. Each is measured by itself.
func (t *Table) fillValues(names []string) error {
	var group sync.WaitGroup
	turns := make(chan struct{}, runtime.GOMAXPROCS(0))
	defer group.Wait()
	for row := range t.Rows {
		for _, name := range names {
			if !t.has(row, name) {
				continue
			}
			values, err := t.told(row, name)
			if err != nil {
				return err
			}
			turns <- struct{}{}
			group.Go(func() {
				low, high := medianOf(values)
				t.fill(row, name, low, high)
				<-turns
			})
		}
	}
	return nil
}

// told reads the values of a figure, which stand in one list and the hashes of their employers in another.
func (t *Table) told(row int, name string) ([]told, error) {
	at := columnsOf(t, "by_"+name, "by_"+name+"_draw")
	if at[0] < 0 || at[1] < 0 {
		return nil, fmt.Errorf("no columns by_%s and by_%s_draw to draw from", name, name)
	}
	values, draws := listOf(t.Rows[row][at[0]]), listOf(t.Rows[row][at[1]])
	if len(values) != len(draws) || len(values) == 0 {
		return nil, fmt.Errorf("row %d has %d values of %s and %d employers of them", row, len(values), name, len(draws))
	}
	list := make([]told, len(values))
	for i := range list {
		list[i] = told{float(values[i]), hashOf(draws[i])}
	}
	return list, nil
}

// medianOf is the interval of the median of values.
func medianOf(values []told) (low, high float64) {
	known := numbering[uint64]{}
	var hashes []uint64
	points := make([]point, len(values))
	for i, v := range values {
		n, isNew := known.of(v.draw)
		if isNew {
			hashes = append(hashes, v.draw)
		}
		points[i] = point{v.value, n}
	}
	ends := quantileIntervals(points, hashes, []twentieths{10})
	return ends[0][0], ends[0][1]
}
