package analyze

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

// coupled is a made-up market of two skills: employers use A or not, and B oftener where they use A; each ad asks for
// what its employer uses, or not.
type coupled struct {
	market
	// usesB is the part of the users of A that use B, elseB that of the others.
	usesB, elseB float64
}

// truth is what an endless market says: the share of the ads with A that want B, lift and npmi.
func (c coupled) truth() (given, lift, npmi float64) {
	a := c.uses * c.asks
	b := (c.uses*c.usesB + (1-c.uses)*c.elseB) * c.asks
	both := c.uses * c.usesB * c.asks * c.asks
	return both / a, both / (a * b), math.Log(both/(a*b)) / -math.Log(both)
}

// answer is what the SQL of pairs gives of the market.
func (c coupled) answer(rng *rand.Rand) *Table {
	t := &Table{}
	for _, name := range []string{
		"a", "b", "given_a", "given_a_low", "given_a_high", "given_b", "given_b_low", "given_b_high",
		"lift_low", "lift_high", "npmi", "npmi_low", "npmi_high", "is_shown", "by_employer",
	} {
		t.Columns = append(t.Columns, Column{Name: name})
	}
	var lists [4][]any // both, A, B, all
	for range c.employers {
		hash, size := int64(rng.Uint64()>>1), c.size(rng)
		usesA := rng.Float64() < c.uses
		usesB := rng.Float64() < map[bool]float64{true: c.usesB, false: c.elseB}[usesA]
		counts := [4]int64{3: int64(size)}
		for range size {
			asksA, asksB := usesA && rng.Float64() < c.asks, usesB && rng.Float64() < c.asks
			for k, is := range []bool{asksA && asksB, asksA, asksB} {
				if is {
					counts[k]++
				}
			}
		}
		for k, n := range counts {
			if n > 0 {
				lists[k] = append(lists[k], hash, n)
			}
		}
	}
	for k, names := range [][2]any{{"a", "b"}, {"a", nil}, {"b", nil}, {nil, nil}} {
		row := make([]any, len(t.Columns))
		row[0], row[1], row[10], row[13], row[14] = names[0], names[1], 0.0, k == 0, lists[k]
		t.Rows = append(t.Rows, row)
	}
	return t
}

// TestCoverageOfPairs measures how often the intervals of a pair hold the truth, where employers that use the one skill
// use the other, too, and where the skills meet by chance. Those of the delta method on ads, which stood here before,
// took forty ads of one employer for forty witnesses.
func TestCoverageOfPairs(t *testing.T) {
	for _, c := range []coupled{
		{market{employers: 30, uses: 0.5, asks: 0.7}, 0.7, 0.3},
		{market{employers: 60, uses: 0.3, asks: 0.6}, 0.8, 0.1},
		{market{employers: 100, uses: 0.3, asks: 0.5, isHeavy: true}, 0.6, 0.2},
		{market{employers: 300, uses: 0.1, asks: 0.6, isHeavy: true}, 0.5, 0.1},
		{market{employers: 300, uses: 0.2, asks: 0.5}, 0.25, 0.25},
		{market{employers: 300, uses: 0.05, asks: 0.9}, 0.95, 0.01},
	} {
		t.Run(fmt.Sprintf("%+v", c), func(t *testing.T) {
			t.Parallel()
			c.test(t)
		})
	}
}

// times is how often the market is drawn, oftener where few employers decide: 1,500 draws of it held 0.925 to 0.969.
func (c coupled) times() int {
	if c.employers == 300 && c.isHeavy {
		return 1000
	}
	return 300
}

func (c coupled) test(t *testing.T) {
	rng := rand.New(rand.NewPCG(17, uint64(c.employers)))
	given, lift, npmi := c.truth()
	var givens, lifts, ties hits
	for range c.times() {
		answer := c.answer(rng)
		if len(answer.Rows[0][14].([]any)) == 0 {
			continue
		}
		answer, err := pairs(answer)
		if err != nil {
			t.Fatal(err)
		}
		row := answer.Rows[0]
		givens.add(row[3], row[4], given)
		lifts.add(row[8], row[9], lift)
		ties.add(row[11], row[12], npmi)
	}
	most := 0.98
	if float64(c.employers)*c.uses*c.usesB < 20 {
		most = 1 // Student's t of few employers
	}
	givens.check(t, "the share of A's ads", 0.92, most)
	lifts.check(t, "lift", 0.92, most)
	ties.check(t, "npmi", 0.92, most)
}
