package analyze

import "fmt"

// What is said of a kind of ads that states pay more often than others, or less often.
const (
	overPaid  = "over-represented among ads with pay"
	underPaid = "under-represented among ads with pay"
)

// hiddenPay sets the intervals of disclosure, of the part that a row has of the ads with pay and of those without, and
// of their difference, with the verdict.
func hiddenPay(q Question, t *Table) (*Table, error) {
	if _, err := t.fillShares(q); err != nil {
		return nil, err
	}
	g, err := readHidden(t)
	if err != nil {
		return nil, err
	}
	var rows []int
	for row := range t.Rows {
		if t.has(row, "difference") {
			rows = append(rows, row)
		}
	}
	if g != nil && len(rows) > 0 {
		t.fillHidden(rows, g.compare(rows))
	}
	t.dropHidden()
	return t, nil
}

// readHidden reads by_employer as the ads of two windows: those without pay stand for the base, those with it for the
// window. It returns nil where there are no ads.
func readHidden(t *Table) (*growthTally, error) {
	at, all := t.column("by_employer"), -1
	lists := make([][]any, len(t.Rows))
	for row, values := range t.Rows {
		if values[0] == "all" {
			all = row
		}
		list, _ := values[at].([]any)
		if len(list)%3 != 0 {
			return nil, fmt.Errorf("read by_employer: row %d holds %d values, which is not 3 for each employer", row, len(list))
		}
		for ; len(list) > 0; list = list[3:] {
			ads, paid := whole(list[1]), whole(list[2])
			if paid < ads {
				lists[row] = append(lists[row], list[0], int64(0), ads-paid)
			}
			if paid > 0 {
				lists[row] = append(lists[row], list[0], int64(1), paid)
			}
		}
	}
	return newGrowth(lists, all, 1)
}

// fillHidden writes what was compared of rows.
func (t *Table) fillHidden(rows []int, list []compared) {
	chances := make([]float64, len(rows))
	for i := range list {
		chances[i] = list[i].chance()
	}
	for i, isClear := range clearAfter(chances) {
		c, row := &list[i], rows[i]
		low, high := c.now.interval()
		t.fill(row, "paid_share", low, high)
		low, high = c.before.interval()
		t.fill(row, "hidden_share", low, high)
		low, high = c.difference()
		t.fill(row, "difference", low, high)
		t.set(row, "verdict", verdictOf(isClear, c.now.value-c.before.value, overPaid, underPaid, noDifference))
	}
}
