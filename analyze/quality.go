package analyze

import "math"

// leastDrift is how many ads each window must have for a drift to be told.
const leastDrift = 30

// quality sets the interval of the part of ads without a skill, and tells whether it changed since the base. Its first
// two ratios are that part in the window and in the base.
func quality(q Question, t *Table) (*Table, error) {
	tally, err := readShares(t, len(q.counts))
	if err != nil {
		return nil, err
	}
	found := tally.shares(q.ratios, false)
	rows := len(t.Rows)
	centers := make([]float64, rows)
	for row := range centers {
		centers[row] = found[row].value - found[rows+row].value
	}
	variances := tally.variances(centers, func(b block, row int, out []float64) {
		now, before := &found[row], &found[rows+row]
		for r := range out {
			out[r] = now.drawn(b, r) - before.drawn(b, r)
		}
	})
	for row := range t.Rows {
		c := compare(found[row], found[rows+row], variances[row])
		t.fillIf(row, "no_skill", "no_skill", c.now.interval)
		t.fillIf(row, "no_skill_before", "no_skill_before", c.before.interval)
		t.set(row, "drift", drift(&c))
	}
	t.dropHidden()
	return t, nil
}

func drift(c *compared) string {
	if math.Min(c.now.n, c.before.n) < leastDrift {
		return "too few ads to tell"
	}
	low, high := c.difference()
	if sideOf(low, high, 0, "more", "less") == noChange {
		return "steady"
	}
	return "changed"
}
