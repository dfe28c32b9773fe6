package analyze

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

// twoWindows makes up what the employers of a market told in two windows: part of them stay, and what they ask keeps
// its level. Nothing changes but by chance.
func (p payers) twoWindows(rng *rand.Rand, stay float64) (now, before []told) {
	points, hashes := p.points(rng)
	for _, v := range points {
		now = append(now, told{v.value, hashes[v.employer]})
	}
	stays := map[uint64]bool{}
	for _, hash := range hashes {
		stays[hash] = rng.Float64() < stay
	}
	seen := map[uint64]bool{}
	for _, v := range now {
		if !stays[v.draw] {
			continue
		}
		if !seen[v.draw] { // one more of the same, so that an employer who stays does not tell the same twice
			seen[v.draw] = true
			before = append(before, told{v.value * (0.9 + 0.2*rng.Float64()), v.draw})
		}
		before = append(before, told{v.value * (0.9 + 0.2*rng.Float64()), v.draw})
	}
	others, hashes := p.points(rng)
	for _, v := range others {
		if v.employer >= int32(float64(p.employers)*stay) {
			before = append(before, told{v.value, hashes[v.employer]})
		}
	}
	return now, before
}

// TestCoverageOfMoves measures how often the interval of the change of a median holds no change, where there is none,
// and how often it is called one, each by itself at 5 %.
func TestCoverageOfMoves(t *testing.T) {
	for _, c := range []struct {
		payers
		stay float64
	}{
		{payers{employers: 20, own: 0.3, each: 0.3}, 0},
		{payers{employers: 60, own: 0.3, each: 0.3}, 0.7},
		{payers{employers: 100, own: 0.3, each: 0.3, isHeavy: true}, 0.5},
	} {
		t.Run(fmt.Sprintf("%+v", c), func(t *testing.T) {
			t.Parallel()
			rng := rand.New(rand.NewPCG(19, uint64(c.employers)))
			var moves hits
			called := 0
			for range 400 {
				now, before := c.twoWindows(rng, c.stay)
				e := moveOf(now, before)
				moves.add(e.low, e.high, 0)
				if e.p < 0.05 {
					called++
				}
			}
			moves.check(t, "the change of a median", 0.92, 0.985)
			t.Logf("changes called at 5 %%: %.3f", float64(called)/400)
			if called > 400*8/100 {
				t.Errorf("%d of 400 unchanged medians called changed; want at most 8 %%", called)
			}
		})
	}
}
