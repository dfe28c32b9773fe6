package analyze

// door sets the intervals of the shares of two years and of their difference, and the verdict.
func door(t *Table) (*Table, error) {
	at, of := t.column("by_source"), t.column("by_entry")
	for row, values := range t.Rows {
		all, _ := values[at].([]any)
		entry, _ := values[of].([]any)
		g, err := newGrowth([][]any{entry, all}, 1, 1)
		if err != nil {
			return nil, err
		}
		if g == nil {
			continue
		}
		c := g.compare([]int{0})[0]
		t.fillIf(row, "entry_share", "entry", c.now.interval)
		t.fillIf(row, "before", "before", c.before.interval)
		if t.fillIf(row, "change", "change", c.difference) {
			low, high := c.difference()
			t.set(row, "verdict", sideOf(low, high, 0, "more open", "less open"))
		}
	}
	t.dropHidden()
	return t, nil
}

// fillIf sets the ends of an interval where the figure is shown, and says whether it is.
func (t *Table) fillIf(row int, figure, name string, interval func() (low, high float64)) bool {
	if _, ok := t.number(row, figure); !ok {
		return false
	}
	low, high := interval()
	t.fill(row, name, low, high)
	return true
}
