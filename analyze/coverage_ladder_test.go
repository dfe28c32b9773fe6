package analyze

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strconv"
	"testing"
)

// TestCoverageOfLadder measures how often the interval of the log odds between two bands holds the true one, and how
// often a skill that both bands ask for alike is said to be asked for more or less. Employers have their own size,
// and ask for a skill or not in most of their ads.
func TestCoverageOfLadder(t *testing.T) {
	q := Question{counts: []string{"n"}, ratios: []ratio{{"share", 0, allEmployers}}}
	for _, m := range []market{
		{employers: 30, uses: 0.3, asks: 0.5},
		{employers: 100, uses: 0.3, asks: 0.5, isHeavy: true},
		{employers: 300, uses: 0.05, asks: 0.5, isHeavy: true},
	} {
		t.Run(fmt.Sprintf("%+v", m), func(t *testing.T) {
			t.Parallel()
			rng := rand.New(rand.NewPCG(5, uint64(m.employers)))
			var odds hits
			tables, wrong := 0, 0
			for range 60 {
				answer, err := ladder(q, m.bands(rng, 20))
				if err != nil {
					t.Fatal(err)
				}
				called := false
				for _, row := range answer.Rows {
					if row[6] != nil {
						odds.add(row[6], row[7], 0)
						called = called || row[8] != "no clear difference"
					}
				}
				tables++
				if called {
					wrong++
				}
			}
			odds.check(t, "log odds", 0.92, 0.98)
			// Where nothing differs, a table with any verdict is false; 0.08 is twice the sampling error of 60 tables.
			if rate := float64(wrong) / float64(tables); rate > falseRate+0.08 {
				t.Errorf("%.3f of tables call a skill; want at most %.2f", rate, falseRate)
			}
		})
	}
}

// bands makes up two bands of employers of the market, and skills that both ask for alike.
func (m market) bands(rng *rand.Rand, skills int) *Table {
	t := &Table{}
	for _, name := range []string{"rung", "skill", "share", "share_low", "share_high", "log_odds", "log_odds_low", "log_odds_high", "verdict", "is_shown", "by_rung", "by_employer"} {
		t.Columns = append(t.Columns, Column{Name: name})
	}
	var counts [2][]float64
	var all [2]float64
	for rung := range 2 {
		everyone := []any{}
		wanting := make([][]any, skills)
		counts[rung] = make([]float64, skills)
		for range m.employers {
			hash, ads := int64(rng.Uint64()>>1), m.size(rng)
			everyone = append(everyone, hash, int64(ads))
			all[rung] += float64(ads)
			for k := range skills {
				if n := m.asking(rng, rng.Float64() < m.uses, ads); n > 0 {
					wanting[k] = append(wanting[k], hash, n)
					counts[rung][k] += float64(n)
				}
			}
		}
		t.Rows = append(t.Rows, []any{nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, int64(rung + 1), everyone})
		for k := range skills {
			t.Rows = append(t.Rows, []any{int64(rung + 1), strconv.Itoa(k), counts[rung][k] / all[rung], nil, nil, nil, nil, nil, nil, true, int64(rung + 1), wanting[k]})
		}
	}
	for k := range skills {
		odds := func(rung int) float64 {
			return math.Log((counts[rung][k] + 0.5) / (all[rung] - counts[rung][k] + 0.5))
		}
		t.Rows[1+k][5] = odds(1) - odds(0)
	}
	return t
}
