package analyze

import "testing"

// TestRankVerdict: a change of rank is more than chance where the intervals do not overlap, not even in one rank.
func TestRankVerdict(t *testing.T) {
	for _, c := range []struct {
		bestNow, worstNow, best, worst int64
		want                           string
	}{
		{1, 3, 4, 9, "up"},
		{1, 4, 4, 9, "within chance"},
		{2, 6, 3, 5, "within chance"},
		{9, 12, 4, 9, "within chance"},
		{10, 12, 4, 9, "down"},
	} {
		if got := rankVerdict(c.bestNow, c.worstNow, c.best, c.worst); got != c.want {
			t.Errorf("%d to %d after %d to %d: got %q, want %q", c.bestNow, c.worstNow, c.best, c.worst, got, c.want)
		}
	}
}

// TestRankChangeIsReal: among many employers of one ad each a skill rises from the fourth place to the first, far
// beyond the errors, and takes the first from another; the rest change places only as chance has it.
func TestRankChangeIsReal(t *testing.T) {
	table := &Table{}
	for _, name := range []string{
		"skill", "category", "rank_before", "rank_before_low", "rank_before_high", "by_rank", "rank_verdict", "change", "change_low", "change_high", "by_source",
	} {
		table.Columns = append(table.Columns, Column{Name: name})
	}
	const employers = 2000
	add := func(skill any, before, now int, rankBefore, rankNow, change any) {
		var list []any
		for e := range employers {
			if e < before {
				list = append(list, int64(mix(uint64(e))>>1), int64(0), int64(1))
			}
			if e < now {
				list = append(list, int64(mix(uint64(e+employers))>>1), int64(1), int64(1))
			}
		}
		table.Rows = append(table.Rows, []any{skill, "language", rankBefore, nil, nil, rankNow, nil, change, nil, nil, list})
	}
	add("go", 200, 900, int64(4), int64(1), 0.35)
	add("c", 800, 800, int64(1), int64(2), 0.0)
	add("rust", 600, 590, int64(2), int64(4), -0.005)
	add("php", 590, 595, int64(3), int64(3), 0.0025)
	add(nil, employers, employers, nil, nil, nil)
	g, err := readGrowth(table)
	if err != nil {
		t.Fatal(err)
	}
	table.fillRankChanges(g)
	for i, want := range []string{"up", "down", "within chance", "within chance"} {
		if row := table.Rows[i]; row[6] != want {
			t.Errorf("%v: got %v, of a base between %v and %v; want %q", row[0], row[6], row[3], row[4], want)
		}
	}
	// The error of the difference of two independent shares of 2,000 ads is sqrt(.45*.55/2000 + .1*.9/2000), 0.013.
	low, _ := table.number(0, "change_low")
	high, _ := table.number(0, "change_high")
	if low < 0.318 || low > 0.33 || high < 0.37 || high > 0.382 {
		t.Errorf("the change of 0.35 is said to lie between %v and %v; want some 0.324 to 0.376", low, high)
	}
}
