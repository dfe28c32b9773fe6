package analyze

import "slices"

// emerging keeps the rows that are clearly wanted more than in the base, those whose growth is surest first, and of
// them the first by_top; 0 for all.
func emerging(q Question, t *Table) (*Table, error) {
	if _, err := t.fillShares(q); err != nil {
		return nil, err
	}
	g, err := readGrowth(t)
	if err != nil {
		return nil, err
	}
	t.Rows = risen(t, g)
	at := t.column("growth_low")
	slices.SortStableFunc(t.Rows, func(a, b []any) int {
		return compareFloats(b[at].(float64), a[at].(float64))
	})
	if len(t.Rows) > 0 {
		if top, ok := t.number(0, "by_top"); ok && top > 0 {
			t.Rows = t.Rows[:min(len(t.Rows), int(top))]
		}
	}
	t.dropHidden()
	return t, nil
}

// risen sets the intervals of growth and returns the rows that clearly grew.
func risen(t *Table, g *growthTally) (kept [][]any) {
	if g == nil {
		return nil
	}
	var rows []int
	for row := range t.Rows {
		if row != g.all {
			rows = append(rows, row)
		}
	}
	found := g.compare(rows)
	values := make([]float64, len(found))
	for i := range found {
		values[i] = found[i].risen()
	}
	isClear := clearAfter(values)
	for i, row := range rows {
		low, high := found[i].ratio()
		t.fill(row, "growth", low, high)
		if isClear[i] && low > 1 {
			kept = append(kept, t.Rows[row])
		}
	}
	return kept
}
