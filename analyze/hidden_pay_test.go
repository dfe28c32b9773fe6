package analyze

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

// hiddenMarket is a made-up market of employers of lognormal sizes: six in ten state pay in every ad, three in none, and
// the others by the ad. Each has a kind of ads in all of its ads or in none, the more often, the one or the other.
type hiddenMarket struct {
	employers         int
	stating, hiding   float64
	sigma             float64
	leastHeld, mostIn float64
}

// draw is a table of all ads and of those of the kind, as the question's SQL gives it.
func (m hiddenMarket) draw(rng *rand.Rand) *Table {
	var all, of []any
	for range m.employers {
		hash, ads, part := int64(rng.Uint64()>>1), 1+poisson(rng, min(math.Exp(m.sigma*rng.NormFloat64()), 30)), rng.Float64()
		paid := int64(0)
		for range ads {
			if part < 0.6 || part > 0.9 && rng.Float64() < 0.5 {
				paid++
			}
		}
		has := m.hiding
		if part < 0.6 {
			has = m.stating
		} else if part > 0.9 {
			has = (m.stating + m.hiding) / 2
		}
		all = append(all, hash, ads, paid)
		if rng.Float64() < has {
			of = append(of, hash, ads, paid)
		}
	}
	return &Table{Columns: []Column{{Name: "dimension"}, {Name: "by_employer"}}, Rows: [][]any{{"role", of}, {"all", all}}}
}

// truth is the part of ads with pay that are of the kind, less that of the others. Of the employers who do both, half of
// the ads are on each side.
func (m hiddenMarket) truth() float64 {
	both := (m.stating + m.hiding) / 2
	return (0.6*m.stating+0.05*both)/0.65 - (0.3*m.hiding+0.05*both)/0.35
}

// TestCoverageOfHiddenPay measures how often the interval of a difference holds the truth, and how often a difference that
// is none is taken for one; the p-value and the interval must say the same.
func TestCoverageOfHiddenPay(t *testing.T) {
	for _, m := range []hiddenMarket{
		{employers: 80, stating: 0.3, hiding: 0.3, sigma: 0.7, leastHeld: 0.92, mostIn: 0.08},
		{employers: 250, stating: 0.1, hiding: 0.1, sigma: 1, leastHeld: 0.92, mostIn: 0.08},
		{employers: 150, stating: 0.5, hiding: 0.2, sigma: 0.7, leastHeld: 0.92, mostIn: 1},
	} {
		t.Run(fmt.Sprintf("%d %v %v", m.employers, m.stating, m.hiding), func(t *testing.T) {
			t.Parallel()
			m.test(t)
		})
	}
}

func (m hiddenMarket) test(t *testing.T) {
	const times = 300
	rng := rand.New(rand.NewPCG(17, uint64(m.employers)))
	held, apart := 0, 0
	for range times {
		g, err := readHidden(m.draw(rng))
		if err != nil {
			t.Fatal(err)
		}
		c := g.compare([]int{0})[0]
		low, high := c.difference()
		if low <= m.truth() && m.truth() <= high {
			held++
		}
		isApart := c.chance() < 0.05
		if isApart {
			apart++
		}
		if isApart != (low > 0 || high < 0) {
			t.Fatalf("the chance is %v where the interval is %v to %v", c.chance(), low, high)
		}
	}
	if part := float64(held) / times; part < m.leastHeld || part > 0.99 {
		t.Errorf("the interval of a difference of %.3f held it in %.3f, want %.2f to 0.99", m.truth(), part, m.leastHeld)
	}
	if part := float64(apart) / times; part > m.mostIn {
		t.Errorf("a difference that is none is clear in %.3f, want at most %.2f", part, m.mostIn)
	}
	t.Logf("held %.3f, clear %.3f", float64(held)/times, float64(apart)/times)
}

// TestVerdictKeepsToInterval: of few employers a ratio may be clear where the interval of the difference is not; then
// none is said.
func TestVerdictKeepsToInterval(t *testing.T) {
	t.Parallel()
	rng, names := rand.New(rand.NewPCG(23, 1)), []string{"paid_share", "hidden_share", "difference"}
	skewed := 0
	for range 300 {
		table := hiddenMarket{employers: 14, stating: 0.3, hiding: 0.5, sigma: 1.2}.draw(rng)
		g, err := readHidden(table)
		if err != nil {
			t.Fatal(err)
		}
		list := g.compare([]int{0})
		for _, n := range names {
			table.Columns = append(table.Columns, Column{Name: n}, Column{Name: n + "_low"}, Column{Name: n + "_high"})
		}
		table.Columns = append(table.Columns, Column{Name: "verdict"})
		for i := range table.Rows {
			table.Rows[i] = append(table.Rows[i], make([]any, len(table.Columns)-2)...)
		}
		table.fillHidden([]int{0}, list)
		low, high := list[0].difference()
		verdict, isWithin := table.Rows[0][table.column("verdict")], low <= 0 && high >= 0
		if isWithin && list[0].chance() <= falseRate {
			skewed++
		}
		if isWithin && verdict != noDifference {
			t.Fatalf("verdict %v with an interval from %v to %v", verdict, low, high)
		}
	}
	if skewed == 0 {
		t.Error("no market tries it")
	}
}
