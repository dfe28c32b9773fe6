package analyze

// What is said of a change of rank.
const (
	rankUp       = "up"
	rankDown     = "down"
	withinChance = "within chance"
)

// fillRankChanges fills in the interval of the change of a share, that of the rank in the base, and whether a change of
// rank is more than chance: where the intervals of both ranks do not overlap. All are over the sources compared.
func (t *Table) fillRankChanges(g *growthTally) {
	rows := make([]int, len(t.Rows))
	for row := range rows {
		rows[row] = row
	}
	pairs := g.compare(rows)
	var sides [2][]share
	for _, c := range pairs {
		sides[0], sides[1] = append(sides[0], c.before), append(sides[1], c.now)
	}
	var ranked [2]standing
	for window := range sides {
		for i := range sides[window] {
			sides[window][i].logVariance = sides[window][i].linearLogVariance()
		}
		ranked[window] = standingOf(t, sides[window], priorsByCategory(t, sides[window]))
	}
	for row := range pairs {
		if t.has(row, "change") {
			low, high := pairs[row].difference()
			t.fill(row, "change", low, high)
		}
		before, ok := t.number(row, "rank_before")
		if !ok {
			continue
		}
		best, worst := ranked[0].ranks(row, before, &sides[0][row])
		t.set(row, "rank_before_low", best)
		t.set(row, "rank_before_high", worst)
		if now, ok := t.number(row, "by_rank"); ok {
			bestNow, worstNow := ranked[1].ranks(row, now, &sides[1][row])
			t.set(row, "rank_verdict", rankVerdict(bestNow, worstNow, best, worst))
		}
	}
}

func rankVerdict(bestNow, worstNow, best, worst int64) string {
	switch {
	case worstNow < best:
		return rankUp
	case bestNow > worst:
		return rankDown
	}
	return withinChance
}

// linearLogVariance is the variance of the logarithm of a share, from that of the share itself.
func (s *share) linearLogVariance() float64 {
	near := s.value + 0.5/(s.n+1)
	return s.variance / (near * near)
}
