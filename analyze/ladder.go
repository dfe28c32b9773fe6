package analyze

import (
	"cmp"
	"math"
	"slices"
)

// cell is a skill in a band of pay.
type cell struct{ rung, skill any }

// ladder sets the intervals of the shares of each band and of the log odds between a band and the one above, and the
// verdicts; then it puts what is most surely asked for more above first.
func ladder(q Question, t *Table) (*Table, error) {
	shares, err := bandShares(q, t)
	if err != nil {
		return nil, err
	}
	var tested []int
	var values []float64
	surest := map[cell]float64{}
	for row := range t.Rows {
		here := t.cell(row)
		rung, ok := t.number(row, "rung")
		if !ok {
			continue
		}
		above, ok := shares[cell{int64(rung) + 1, here.skill}]
		if !ok {
			continue
		}
		low, high := above.interval()
		t.fill(row, "next_share", low, high)
		odds, ok := t.number(row, "log_odds")
		if !ok {
			continue
		}
		own := shares[here]
		student := own.student()
		if other := above.student(); other.Nu < student.Nu {
			student = other
		}
		err := math.Sqrt(own.oddsVariance() + above.oddsVariance())
		reach := student.Quantile(0.975) * err
		t.fill(row, "log_odds", odds-reach, odds+reach)
		surest[here] = odds / err
		if t.isShown(row) {
			tested, values = append(tested, row), append(values, 2*student.CDF(-math.Abs(odds/err)))
		}
	}
	for i, isClear := range clearAfter(values) {
		// Of few comparisons 10 % may be false and 95 % intervals still hold 0; then nothing is clear.
		isClear = isClear && values[i] <= 0.05
		t.set(tested[i], "verdict", verdictOf(isClear, surest[t.cell(tested[i])], "asked for more above", "asked for less above", noDifference))
	}
	t.sortLadder(surest)
	t.dropHidden()
	return t, nil
}

// bandShares measures the share of each band's ads that want a skill, by drawing the band's employers, and sets its
// interval.
func bandShares(q Question, t *Table) (map[cell]share, error) {
	shares := map[cell]share{}
	for _, band := range t.groups([]string{"by_rung"}) {
		found, err := band.fillShares(q)
		if err != nil {
			return nil, err
		}
		for _, s := range found {
			shares[band.cell(int(s.row))] = s
		}
	}
	return shares, nil
}

func (t *Table) cell(row int) cell {
	return cell{t.Rows[row][t.column("rung")], t.Rows[row][t.column("skill")]}
}

func (t *Table) isShown(row int) bool { return t.Rows[row][t.column("is_shown")] == true }

// oddsVariance is the variance of the logarithm of the odds, of as many ads as are independent; half an ad is added to
// both sides, so that none is empty (Haldane 1956, "The estimation and significance of the logarithm of a ratio of
// frequencies").
func (s *share) oddsVariance() float64 {
	n := s.independent()
	return 1/(s.value*n+0.5) + 1/((1-s.value)*n+0.5)
}

// sortLadder orders the rows of each band by how surely the band above asks for the skill more.
func (t *Table) sortLadder(surest map[cell]float64) {
	order := make([]int, len(t.Rows))
	for i := range order {
		order[i] = i
	}
	rows := slices.Clone(t.Rows)
	slices.SortStableFunc(order, func(a, b int) int {
		rungA, _ := t.number(a, "rung")
		rungB, _ := t.number(b, "rung")
		oddsA, okA := surest[t.cell(a)]
		oddsB, okB := surest[t.cell(b)]
		switch {
		case rungA != rungB:
			return cmp.Compare(rungA, rungB)
		case okA && okB:
			return cmp.Compare(oddsB, oddsA)
		case okA:
			return -1
		case okB:
			return 1
		}
		return 0
	})
	for i, from := range order {
		t.Rows[i] = rows[from]
	}
}
