package analyze

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

// market is a made-up market in which employers want a skill or not, and those that do ask for it in a part
// of their ads.
type market struct {
	employers int
	// uses is the part of employers that use the skill, and asks the part of their ads that want it.
	uses, asks float64
	// keeps is the part of employers that are as they were in the base.
	keeps float64
	// isHeavy makes sizes of employers heavy in the tail, to 60 ads; else they are even, from 1 to 6.
	isHeavy bool
}

func (m market) size(rng *rand.Rand) int {
	if m.isHeavy {
		return min(200, int(math.Ceil(math.Exp(1.2*rng.NormFloat64()+1))))
	}
	return 1 + rng.IntN(6)
}

func (m market) asking(rng *rand.Rand, isUser bool, ads int) int64 {
	var n int64
	for range ads {
		if isUser && rng.Float64() < m.asks {
			n++
		}
	}
	return n
}

// answer is what the SQL of demand gives of the market: the row of all, and skills of it.
func (m market) answer(rng *rand.Rand, skills int) *Table {
	t := &Table{}
	for _, name := range []string{
		"skill", "share_low", "share_high", "growth", "growth_low", "growth_high", "verdict",
		"entry_share_low", "entry_share_high", "is_shown", "by_employer", "by_source",
	} {
		t.Columns = append(t.Columns, Column{Name: name})
	}
	employers, sources := make([][]any, skills+1), make([][]any, skills+1)
	ads := make([][2]float64, skills+1)
	for range m.employers {
		hash := int64(rng.Uint64() >> 1)
		now, before := m.size(rng), m.size(rng)
		for k := range skills + 1 {
			isUser := rng.Float64() < m.uses
			wasUser := isUser
			if rng.Float64() >= m.keeps {
				wasUser = rng.Float64() < m.uses
			}
			n, b := m.asking(rng, isUser, now), m.asking(rng, wasUser, before)
			if k == skills {
				n, b = int64(now), int64(before)
			}
			var entry int64
			opens := 0.2 + 0.4*float64(rng.IntN(2)) // half the employers open 20 % of their ads, half 60 %
			for range n {
				if rng.Float64() < opens {
					entry++
				}
			}
			if n > 0 {
				employers[k] = append(employers[k], hash, n, entry)
				sources[k] = append(sources[k], hash, int64(1), n)
			}
			if b > 0 {
				sources[k] = append(sources[k], hash, int64(0), b)
			}
			ads[k][0], ads[k][1] = ads[k][0]+float64(b), ads[k][1]+float64(n)
		}
	}
	for k := range skills + 1 {
		row := make([]any, len(t.Columns))
		row[0], row[9], row[10], row[11] = "s", true, employers[k], sources[k]
		if k == skills {
			row[0] = nil
		} else if ads[k][0] > 0 && ads[k][1] > 0 && ads[k][0]+ads[k][1] >= 10 {
			row[3] = ads[k][1] / ads[skills][1] / (ads[k][0] / ads[skills][0])
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// TestCoverageOfFew measures how often intervals hold the truth in markets of few employers and of many, with even
// sizes of employers and with such of which a few give most ads. Intervals of shares are too wide, and never too
// narrow, where fewer than some 20 employers want a skill: Student's t and Wilson's formula both see to it.
func TestCoverageOfFew(t *testing.T) {
	for _, m := range []market{
		{employers: 5, uses: 0.8, asks: 0.6, keeps: 0.5},
		{employers: 10, uses: 0.5, asks: 0.7, keeps: 0.5},
		{employers: 20, uses: 0.5, asks: 0.7, keeps: 0.5},
		{employers: 30, uses: 0.3, asks: 0.5, keeps: 0.9},
		{employers: 10, uses: 0.8, asks: 0.6, keeps: 0.5, isHeavy: true},
		{employers: 30, uses: 0.5, asks: 0.7, keeps: 0.5, isHeavy: true},
		{employers: 100, uses: 0.3, asks: 0.5, keeps: 0.5, isHeavy: true},
		{employers: 300, uses: 0.05, asks: 0.5, keeps: 0.5, isHeavy: true},
	} {
		t.Run(fmt.Sprintf("%+v", m), func(t *testing.T) {
			t.Parallel()
			m.test(t)
		})
	}
}

// times is how often the market is drawn. The sampling error of a coverage of 0.95 is 0.011 for 400 times, and
// 0.007 for 1,000.
func (m market) times() int {
	if m.employers == 100 {
		return 1000
	}
	return 400
}

func (m market) test(t *testing.T) {
	q := Question{counts: []string{"ads", "entry"}, ratios: []ratio{{"share", 0, allEmployers}, {"entry_share", 1, 0}}}
	rng := rand.New(rand.NewPCG(7, uint64(m.employers)))
	var shares, growths, entries hits
	called := 0
	for range m.times() {
		answer, err := intervals(q, m.answer(rng, 1))
		if err != nil {
			t.Fatal(err)
		}
		row := answer.Rows[0]
		shares.add(row[1], row[2], m.uses*m.asks)
		entries.add(row[7], row[8], 0.4)
		if row[3] != nil {
			growths.add(row[4], row[5], 1)
		}
		if row[6] == "rising" || row[6] == "falling" {
			called++
		}
	}
	mostShares, mostEntries := 0.975, 0.975
	if m.employers < 20 {
		mostShares = 1
	}
	if float64(m.employers)*m.uses < 20 {
		mostEntries = 1
	}
	shares.check(t, "share", 0.92, mostShares)
	entries.check(t, "entry share", 0.92, mostEntries)
	growths.check(t, "growth", 0.92, 0.98)
	// One skill is tested at a time, so one in ten may be called; 0.03 is twice the sampling error of 400.
	rate := float64(called) / float64(growths.n)
	t.Logf("unchanged skills called moving: %.3f", rate)
	if rate > falseRate+0.03 {
		t.Errorf("%.3f of unchanged skills called rising or falling; want at most %.2f", rate, falseRate)
	}
}

// TestCoverageOfRanks measures how often the interval of a rank holds the true one. The shares of fifty skills fall
// evenly, in their logarithm, from 0.4 to a third or a tenth of it.
func TestCoverageOfRanks(t *testing.T) {
	const skills = 50
	for _, c := range []struct {
		employers int
		fall      float64
	}{{10, 3}, {30, 10}, {100, 3}, {300, 10}} {
		t.Run(fmt.Sprintf("%+v", c), func(t *testing.T) {
			t.Parallel()
			rng := rand.New(rand.NewPCG(3, uint64(c.employers)))
			var ranks hits
			for range 20 {
				answer, err := intervals(Question{counts: []string{"ads"}, ratios: []ratio{{"share", 0, allEmployers}}}, ranked(rng, c.employers, skills, c.fall))
				if err != nil {
					t.Fatal(err)
				}
				for k, row := range answer.Rows {
					ranks.add(float64(row[2].(int64)), float64(row[3].(int64)), float64(k+1))
				}
			}
			ranks.check(t, "rank", 0.92, 0.98)
		})
	}
}

// ranked is an answer with ranks; the true rank of skill k is k+1.
func ranked(rng *rand.Rand, employers, skills int, fall float64) *Table {
	t := &Table{}
	for _, name := range []string{"skill", "rank", "rank_low", "rank_high", "category", "by_employer"} {
		t.Columns = append(t.Columns, Column{Name: name})
	}
	lists, ads := make([][]any, skills+1), make([]int64, skills)
	for range employers {
		hash, size := int64(rng.Uint64()>>1), 1+rng.IntN(6)
		lists[skills] = append(lists[skills], hash, int64(size))
		for k := range skills {
			share := 0.4 * math.Exp(-math.Log(fall)*float64(k)/float64(skills-1))
			m := market{asks: 0.6}
			if n := m.asking(rng, rng.Float64() < share/m.asks, size); n > 0 {
				lists[k], ads[k] = append(lists[k], hash, n), ads[k]+n
			}
		}
	}
	for k, n := range ads {
		rank := int64(1)
		for _, other := range ads {
			if other > n {
				rank++
			}
		}
		t.Rows = append(t.Rows, []any{"s", rank, nil, nil, "c", lists[k]})
	}
	t.Rows = append(t.Rows, []any{nil, nil, nil, nil, nil, lists[skills]})
	return t
}

// hits counts how often an interval held the truth.
type hits struct{ held, n int }

func (h *hits) add(low, high any, truth float64) {
	if low == nil && high == nil {
		return
	}
	h.n++
	l, isLow := low.(float64)
	u, isHigh := high.(float64)
	if (!isLow || l <= truth) && (!isHigh || truth <= u) {
		h.held++
	}
}

func (h *hits) check(t *testing.T, name string, least, most float64) {
	t.Helper()
	rate := float64(h.held) / float64(h.n)
	t.Logf("intervals of %s hold the truth in %.3f of %d cases", name, rate, h.n)
	if rate < least || rate > most {
		t.Errorf("intervals of %s hold the truth in %.3f of %d cases; want %v to %v", name, rate, h.n, least, most)
	}
}
