package analyze

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

// movingPay is a made-up market in which all pay rises by a tenth of a logarithm while the mix of kinds stays or
// turns to better paid ones. Employers have a level of their own in both windows.
type movingPay struct {
	employers, kinds int
	isHeavy          bool
	// turns makes the window's ads of better paid kinds.
	turns bool
}

const rise = 0.1

func (m movingPay) ads(rng *rand.Rand) (ads []paidAd, hashes []uint64) {
	for e := range m.employers {
		hashes = append(hashes, rng.Uint64()>>1)
		level := 0.2 * rng.NormFloat64()
		for window := range 2 {
			for range (market{isHeavy: m.isHeavy}).size(rng) {
				kind := rng.IntN(m.kinds)
				if m.turns && window == 1 {
					kind = max(kind, rng.IntN(m.kinds))
				}
				log := 4 + level + 0.1*float64(kind) + 0.25*rng.NormFloat64() + rise*float64(window)
				ads = append(ads, paidAd{int32(e), int32(kind), window == 1, log})
			}
		}
	}
	return ads, hashes
}

// TestCoverageOfPayChange measures how often the interval of growth of pay within kinds holds the true one, and how
// often pay that did not move is called moving.
func TestCoverageOfPayChange(t *testing.T) {
	for _, m := range []movingPay{
		{employers: 8, kinds: 3},
		{employers: 20, kinds: 10},
		{employers: 60, kinds: 30, turns: true},
		{employers: 15, kinds: 10, isHeavy: true},
		{employers: 40, kinds: 30, isHeavy: true, turns: true},
		{employers: 150, kinds: 40, isHeavy: true},
	} {
		t.Run(fmt.Sprintf("%+v", m), func(t *testing.T) {
			t.Parallel()
			m.test(t)
		})
	}
}

func (m movingPay) test(t *testing.T) {
	times := 600
	if m.employers > 50 {
		times = 200
	}
	rng := rand.New(rand.NewPCG(5, uint64(m.employers)))
	var found, before hits
	called, mean := 0, 0.0
	for range times {
		ads, hashes := m.ads(rng)
		c := payChangeOf(ads, hashes)
		found.add(c.low, c.high, rise)
		mean += c.log / float64(times)
		half := 1.96 * m.error(ads, hashes)
		before.add(c.log-half, c.log+half, rise)
		for i := range ads {
			if ads[i].isNow {
				ads[i].log -= rise
			}
		}
		if payChangeOf(ads, hashes).p < 0.05 {
			called++
		}
	}
	most := 0.98
	if m.employers < 10 {
		most = 1
	}
	found.check(t, "growth of pay", 0.92, most)
	t.Logf("normal intervals hold it in %.3f; unmoved pay called moving: %.3f", float64(before.held)/float64(before.n), float64(called)/float64(times))
	if called > times*8/100 {
		t.Errorf("unmoved pay is called moving %d times of %d; want at most 8 %%", called, times)
	}
	if math.Abs(mean-rise) > 0.015 {
		t.Errorf("growth within kinds has the mean %.4f; want %.2f, whatever the mix does", mean, rise)
	}
}

// error is that of the interval that the bootstrap took the place of: the variance of a regression over employers.
func (m movingPay) error(ads []paidAd, hashes []uint64) float64 {
	_, kinds := partsOf(ads)
	slope, weight := slopeOf(kinds)
	all := pushOf(ads, kinds, slope, weight, len(hashes))
	return math.Sqrt(all.squares * all.correction())
}

// TestPayChangeByHand: two kinds of which one is in the base alone, which tells nothing. In the other one ad of 10
// turns into two of 20 and 40.
func TestPayChangeByHand(t *testing.T) {
	ads := []paidAd{{0, 0, false, math.Log(10)}, {1, 0, true, math.Log(20)}, {2, 0, true, math.Log(40)}, {3, 1, false, math.Log(99)}}
	parts, kinds := partsOf(ads)
	slope, weight := slopeOf(kinds)
	if want := math.Log(math.Sqrt(20*40) / 10); len(parts) != 4 || math.Abs(slope-want) > 1e-12 || math.Abs(weight-2.0/3) > 1e-12 {
		t.Errorf("got a change of %v of weight %v over %d parts; want %v, 2/3 and 4", slope, weight, len(parts), want)
	}
}
