package analyze

import (
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"
	"pgregory.net/rapid"
)

// payers is a made-up market of pay whose median is 50: employers have a level of their own, and ads one around it.
type payers struct {
	employers int
	// own and each are the spread of the levels of employers and of their ads, in logarithms.
	own, each float64
	// isHeavy makes sizes of employers heavy in the tail, as in market.
	isHeavy bool
	// step rounds amounts, as people do; 0 leaves them.
	step float64
	// width is how far a range reaches to either side.
	width float64
}

func (p payers) points(rng *rand.Rand) (points []point, hashes []uint64) {
	for e := range p.employers {
		hashes = append(hashes, rng.Uint64()>>1)
		level := p.own * rng.NormFloat64()
		for range (market{isHeavy: p.isHeavy}).size(rng) {
			amount := 50 * math.Exp(level+p.each*rng.NormFloat64())
			if p.step > 0 {
				amount = p.step * math.Round(amount/p.step)
			}
			if p.width == 0 {
				points = append(points, point{amount, int32(e)})
				continue
			}
			for j := range 20 {
				points = append(points, point{amount * (1 + p.width*((float64(j)+0.5)/10-1)), int32(e)})
			}
		}
	}
	return points, hashes
}

// truth is the median of an endless market.
func (p payers) truth() float64 {
	if p.width == 0 {
		return 50
	}
	rng := rand.New(rand.NewPCG(1, 1))
	p.employers = 1_000_000 / 70
	p.isHeavy = false
	points, _ := p.points(rng)
	values := make([]float64, len(points))
	for i := range points {
		values[i] = points[i].value
	}
	slices.Sort(values)
	return percentile(values, 0.5)
}

// woodruff is the interval that the bootstrap took the place of: quantiles as far from the middle as the variance
// over employers tells.
func woodruff(points []point, hashes []uint64) (low, high float64) {
	values := make([]float64, len(points))
	for i := range points {
		values[i] = points[i].value
	}
	slices.Sort(values)
	slices.SortFunc(points, func(a, b point) int { return compareFloats(a.value, b.value) })
	all := influencesOf(pullsOf(points, 10, len(hashes)))
	half := 1.96 * math.Sqrt(all.squares*all.correction()) / float64(len(points))
	return percentile(values, max(0, 0.5-half)), percentile(values, min(1, 0.5+half))
}

// TestCoverageOfMedians measures how often intervals of a median hold the truth in markets of few employers and
// of many, of even sizes and of heavy ones, of amounts as they come and of rounded ones.
func TestCoverageOfMedians(t *testing.T) {
	for _, p := range []payers{
		{employers: 5, own: 0.3, each: 0.3},
		{employers: 10, own: 0.3, each: 0.3},
		{employers: 20, own: 0.3, each: 0.3, width: 0.1},
		{employers: 60, own: 0.3, each: 0.3, width: 0.1},
		{employers: 60, own: 0.1, each: 0.4, width: 0.1},
		{employers: 60, own: 0.3, each: 0.3, step: 5},
		{employers: 10, own: 0.3, each: 0.3, isHeavy: true},
		{employers: 30, own: 0.3, each: 0.3, isHeavy: true},
		{employers: 100, own: 0.3, each: 0.3, isHeavy: true},
		{employers: 300, own: 0.3, each: 0.3, isHeavy: true},
	} {
		t.Run(fmt.Sprintf("%+v", p), func(t *testing.T) {
			t.Parallel()
			p.test(t)
		})
	}
}

func (p payers) test(t *testing.T) {
	rng := rand.New(rand.NewPCG(11, uint64(p.employers)))
	truth := p.truth()
	var drawn, before hits
	for range p.times() {
		points, hashes := p.points(rng)
		low, high := medianInterval(points, hashes)
		drawn.add(low, high, truth)
		low, high = woodruff(points, hashes)
		before.add(low, high, truth)
	}
	t.Logf("Woodruff's hold it in %.3f", float64(before.held)/float64(before.n))
	most := 0.975
	if p.step > 0 {
		most = 1 // ends of intervals are amounts that someone names, and there are few of them
	}
	drawn.check(t, "medians", 0.92, most)
}

// times is how often the market is drawn. The sampling error of a coverage of 0.95 is 0.007 for 1,000 times, and
// 0.011 for 400.
func (p payers) times() int {
	if p.employers > 30 {
		return 400
	}
	return 1000
}

// TestQuantilesByHand wants a quantile of a replicate to be that of its amounts, each as often as its employer is drawn.
func TestQuantilesByHand(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 60).Draw(t, "points")
		employers := rapid.IntRange(1, n).Draw(t, "employers")
		hashes, points := make([]uint64, employers), make([]point, n)
		for e := range hashes {
			hashes[e] = mix(uint64(e))
		}
		for i := range points {
			points[i] = point{float64(rapid.IntRange(0, 30).Draw(t, "amount")), int32(i % employers)}
		}
		slices.SortFunc(points, func(a, b point) int { return cmp.Compare(a.value, b.value) })
		of := []twentieths{2, 5, 10, 15, 18}
		spans := make([]span, len(of))
		for i, q := range of {
			spans[i] = spanOf(n, q, rapid.Float64Range(0.5, 1).Draw(t, "near"))
		}
		got := cellsOf(points, spans).quantiles(hashes, of)
		weights := make([][]uint8, employers)
		for e, hash := range hashes {
			weights[e] = make([]uint8, replicates)
			drawWeights(bootstrapSeed, hash, 0, weights[e])
		}
		for r := range 20 {
			var drawn []float64
			for _, p := range points {
				for range weights[p.employer][r] {
					drawn = append(drawn, p.value)
				}
			}
			for i, q := range of {
				if want := byRank(drawn, q); got[i][r] != want && !(math.IsNaN(got[i][r]) && math.IsNaN(want)) {
					t.Fatalf("replicate %d has the quantile %d/20 %v; want %v of %v", r, q, got[i][r], want, drawn)
				}
			}
		}
	})
}

// byRank is the least amount that so many twentieths of sorted ones do not lie above, or halfway to the next where
// just these lie there.
func byRank(sorted []float64, q twentieths) float64 {
	for i := range sorted {
		switch here := 20 * (i + 1); {
		case here == int(q)*len(sorted):
			return (sorted[i] + sorted[i+1]) / 2
		case here > int(q)*len(sorted):
			return sorted[i]
		}
	}
	return math.NaN()
}

// medianInterval is that of the median alone.
func medianInterval(points []point, hashes []uint64) (low, high float64) {
	ends := quantileIntervals(points, hashes, []twentieths{10})
	return ends[0][0], ends[0][1]
}

// TestMedianOfSame: where all ads offer the same range, no draw moves its middle.
func TestMedianOfSame(t *testing.T) {
	var points []point
	hashes := make([]uint64, 10)
	for e := range hashes {
		hashes[e] = mix(uint64(e))
		for j := range 20 {
			points = append(points, point{40 + float64(j) + 0.5, int32(e)})
		}
	}
	if low, high := medianInterval(points, hashes); low != 50 || high != 50 {
		t.Errorf("got an interval of %v to %v; want 50 to 50", low, high)
	}
}

// TestCoverageOfTenths measures the same of the other quantiles, in markets of the hundred ads that they need.
func TestCoverageOfTenths(t *testing.T) {
	of := []twentieths{2, 5, 15, 18}
	for _, p := range []payers{
		{employers: 100, own: 0.3, each: 0.3},
		{employers: 100, own: 0.3, each: 0.3, isHeavy: true},
		{employers: 300, own: 0.3, each: 0.3, isHeavy: true},
	} {
		t.Run(fmt.Sprintf("%+v", p), func(t *testing.T) {
			t.Parallel()
			rng := rand.New(rand.NewPCG(13, uint64(p.employers)))
			found := make([]hits, len(of))
			for range 400 {
				points, hashes := p.points(rng)
				for i, ends := range quantileIntervals(points, hashes, of) {
					spread := math.Hypot(p.own, p.each)
					truth := 50 * math.Exp(spread*distuv.UnitNormal.Quantile(float64(of[i])/20))
					found[i].add(ends[0], ends[1], truth)
				}
			}
			for i, q := range of {
				found[i].check(t, fmt.Sprintf("quantile %d/20", q), 0.90, 0.985)
			}
		})
	}
}
