package analyze

import (
	"fmt"
	"math"
	"runtime"
	"strings"
	"sync"
)

// told is a value that an ad tells, with the hash of its employer.
type told struct {
	value float64
	draw  uint64
}

// fillValues sets the intervals of the medians that a header names, where they are shown, and of their changes since
// the base where there are columns for these.
func (t *Table) fillValues(names []string) error {
	err := t.eachFigure(names, []string{""}, func(row int, name string, values [][]told) {
		low, high := medianOf(values[0])
		t.fill(row, name, low, high)
	})
	if err != nil {
		return err
	}
	for _, name := range names {
		if t.column(name+"_change") >= 0 {
			if err := t.fillMoves(name); err != nil {
				return err
			}
		}
	}
	return nil
}

// fillMoves sets the intervals of the changes of a median, each its median over that of the base, and verdicts that
// are corrected for the number of rows.
func (t *Table) fillMoves(name string) error {
	found := make([]logEstimate, len(t.Rows))
	err := t.eachFigure([]string{name + "_change"}, []string{"", "_before"}, func(row int, change string, values [][]told) {
		found[row] = moveOf(values[0], values[1])
		t.fill(row, change, math.Exp(found[row].low), math.Exp(found[row].high))
	})
	if err != nil {
		return err
	}
	var rows []int
	var chances []float64
	for row := range t.Rows {
		if t.has(row, name+"_change") {
			rows, chances = append(rows, row), append(chances, found[row].p)
		}
	}
	for i, isClear := range clearAfter(chances) {
		t.set(rows[i], name+"_verdict", verdictOf(isClear, found[rows[i]].log, "rising", "falling", noChange))
	}
	return nil
}

// eachFigure measures every figure of those names that is shown, some at the same time, from the values of a median and
// of its base, which stand in by_NAME with these endings.
func (t *Table) eachFigure(names, endings []string, measure func(row int, name string, values [][]told)) error {
	var group sync.WaitGroup
	turns := make(chan struct{}, runtime.GOMAXPROCS(0))
	defer group.Wait()
	for row := range t.Rows {
		for _, name := range names {
			if !t.has(row, name) {
				continue
			}
			var values [][]told
			for _, ending := range endings {
				list, err := t.told(row, strings.TrimSuffix(name, "_change")+ending)
				if err != nil {
					return err
				}
				values = append(values, list)
			}
			turns <- struct{}{}
			group.Go(func() {
				measure(row, name, values)
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
	var p pointers
	points := p.points(values)
	ends := quantileIntervals(points, p.hashes, []twentieths{half})
	return ends[0][0], ends[0][1]
}

// moveOf compares the median of values with that of a base. The employers of both are drawn as one, so that those who
// stay move less.
func moveOf(values, base []told) logEstimate {
	var p pointers
	now, before := p.points(values), p.points(base)
	ofNow, pulls := mediansOf(now, p.hashes)
	ofBefore, pullsBefore := mediansOf(before, p.hashes)
	all := influences{employers: float64(len(p.hashes))}
	logs := make([]float64, replicates)
	for e := range pulls {
		all.add(pulls[e]/float64(len(now)) - pullsBefore[e]/float64(len(before)))
	}
	for r := range logs {
		logs[r] = math.Log(ofNow[r] / ofBefore[r])
	}
	return all.estimate(math.Log(quantileOf(now, half)/quantileOf(before, half)), logs)
}

// half is the quantile that a median is.
const half twentieths = 10

// mediansOf are the medians of the replicates of points, which it sorts, and the pulls of employers.
func mediansOf(points []point, hashes []uint64) (samples, pulls []float64) {
	ofEach, pullsOn := drawnQuantiles(points, hashes, []twentieths{half})
	return ofEach[0], pullsOn[0]
}

// pointers numbers the employers of values.
type pointers struct {
	known  numbering[uint64]
	hashes []uint64
}

func (p *pointers) points(values []told) []point {
	if p.known == nil {
		p.known = numbering[uint64]{}
	}
	points := make([]point, len(values))
	for i, v := range values {
		n, isNew := p.known.of(v.draw)
		if isNew {
			p.hashes = append(p.hashes, v.draw)
		}
		points[i] = point{v.value, n}
	}
	return points
}
