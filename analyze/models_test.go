package analyze

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/mat"
)

// smallAds are ads of a market of few employers, in which all controls vary.
func smallAds(rng *rand.Rand) []payAd {
	var ads []payAd
	for range 25 {
		employer := rng.Uint64() >> 1
		for range 1 + rng.IntN(5) {
			ad := payAd{employer: employer, logPay: 11 + 0.3*rng.NormFloat64()}
			ad.logLow, ad.logHigh = ad.logPay, ad.logPay
			ad.controls = []string{fmt.Sprint("title ", rng.IntN(3)), fmt.Sprint("level ", rng.IntN(2)), "", "", "", ""}
			for s := range 3 {
				if rng.IntN(3) == 0 {
					ad.skills = append(ad.skills, s)
				}
			}
			ads = append(ads, ad)
		}
	}
	return ads
}

// lengthy fits by QR the columns of a design and a constant for each group of a kind, and returns the coefficients of
// the skills. Weights repeat employers.
func lengthy(d *design, controls bool, skills []int, group func(e *example) any, weight func(employer uint64) float64) []float64 {
	groups := map[any]int{}
	for i := range d.examples {
		if g := group(&d.examples[i]); g != nil {
			if _, ok := groups[g]; !ok {
				groups[g] = len(groups)
			}
		}
	}
	var used []int
	if controls {
		for c := 1; c < d.skills; c++ {
			used = append(used, c)
		}
	}
	first := len(groups) + len(used)
	x, y := mat.NewDense(len(d.examples), first+len(skills), nil), mat.NewVecDense(len(d.examples), nil)
	for i := range d.examples {
		e := &d.examples[i]
		root := math.Sqrt(weight(e.employer))
		x.Set(i, groups[group(e)], root)
		y.SetVec(i, root*e.value)
		for _, c := range e.columns {
			for k, u := range used {
				if c == u {
					x.Set(i, len(groups)+k, root)
				}
			}
			for k, s := range skills {
				if c == d.skills+s {
					x.Set(i, first+k, root)
				}
			}
		}
	}
	var svd mat.SVD
	svd.Factorize(x, mat.SVDThin)
	var beta mat.VecDense
	svd.SolveVecTo(&beta, y, svd.Rank(1e-9))
	return beta.RawVector().Data[first:]
}

// TestModels compares every model, and how employers move it, with regressions written out at length: a column for
// each employer, and an employer weighed a little more.
func TestModels(t *testing.T) {
	for seed := range uint64(5) {
		ads := smallAds(rand.New(rand.NewPCG(seed, 1)))
		d := newDesign(ads, 3)
		m, err := newModels(d)
		if err != nil {
			t.Fatal(err)
		}
		titles := map[*example]any{}
		for i := range d.examples {
			titles[&d.examples[i]] = ads[i].controls[0]
		}
		one := func(*example) any { return 0 }
		title := func(e *example) any { return titles[e] }
		employer := func(e *example) any { return e.employer }
		want := func(weight func(uint64) float64) (c [modelCount][]float64) {
			for s := range 3 {
				c[modelRaw] = append(c[modelRaw], lengthy(d, false, []int{s}, one, weight)...)
				c[modelTitle] = append(c[modelTitle], lengthy(d, false, []int{s}, title, weight)...)
			}
			c[modelAd] = lengthy(d, true, []int{0, 1, 2}, one, weight)
			c[modelEmployer] = lengthy(d, true, []int{0, 1, 2}, employer, weight)
			return c
		}
		f := m.fit()
		plain := want(func(uint64) float64 { return 1 })
		var squares [modelCount][3]float64
		for _, e := range m.level.employers {
			const more = 1e-5
			moved := want(func(other uint64) float64 {
				if other == e {
					return 1 + more
				}
				return 1
			})
			for k := range moved {
				for s, v := range moved[k] {
					u := (v - plain[k][s]) / more
					squares[k][s] += u * u
				}
			}
		}
		for _, k := range []int{modelRaw, modelTitle, modelAd, modelEmployer} {
			for s := range 3 {
				if got := f.value[k][s]; math.Abs(got-plain[k][s]) > 1e-5 {
					t.Errorf("seed %d: model %d of skill %d is %.6f; want %.6f", seed, k, s, got, plain[k][s])
				}
				if got := f.influences[k][s].squares; math.Abs(got/squares[k][s]-1) > 0.01 {
					t.Errorf("seed %d: employers move model %d of skill %d by squares of %.6f; want %.6f", seed, k, s, got, squares[k][s])
				}
			}
		}
	}
}

// TestReplicates compares a replicate with the fit of a market in which each employer stands as often as it is drawn.
func TestReplicates(t *testing.T) {
	ads := smallAds(rand.New(rand.NewPCG(9, 1)))
	m, err := newModels(newDesign(ads, 3))
	if err != nil {
		t.Fatal(err)
	}
	f := m.fit()
	for _, r := range []int{0, 130, premiumReplicates - 1} {
		weight := func(employer uint64) float64 {
			var weights [blockSize]uint8
			drawWeights(bootstrapSeed, employer, r/blockSize*blockSize, weights[:])
			return float64(weights[r%blockSize])
		}
		for s, want := range lengthy(m.design, true, []int{0, 1, 2}, func(*example) any { return 0 }, weight) {
			if got := f.replicates[modelAd][s][r]; math.Abs(got-want) > 1e-4 {
				t.Errorf("replicate %d of skill %d is %.5f; want %.5f", r, s, got, want)
			}
		}
	}
}

// TestEmployersOfOneAd fits a market in which no employer has two ads: nothing is known within employers.
func TestEmployersOfOneAd(t *testing.T) {
	answer, err := premium(payMarket{employers: 200, skills: 4, least: 1}.draw(rand.New(rand.NewPCG(1, 1))).firstAds())
	if err != nil || len(answer.Rows) != 4 {
		t.Fatalf("got %d rows, %v; want 4", len(answer.Rows), err)
	}
	for row := range answer.Rows {
		if v, ok := answer.number(row, "same_employer"); ok {
			t.Errorf("same_employer of row %d is %v; want none", row, v)
		}
		if got := answer.Rows[row][answer.column("employer_verdict")]; got != "too few employers offer pay with and without it (0)" {
			t.Errorf("the verdict within employers is %q", got)
		}
	}
}

// firstAds keeps the first ad of each employer.
func (t *Table) firstAds() *Table {
	kept := &Table{Columns: t.Columns}
	first := map[any]any{}
	for _, row := range t.Rows {
		if _, ok := first[row[1]]; !ok {
			first[row[1]] = row[0]
		}
		if first[row[1]] == row[0] {
			kept.Rows = append(kept.Rows, row)
		}
	}
	return kept
}

// TestRanges fits a market in which ads with the skill tell pay by bands of 80 % and others by bands of 5 %: the middles of
// wide bands overstate pay and with it what the skill adds, interval regression finds it. Where ranges are points both say the same.
func TestRanges(t *testing.T) {
	rng := rand.New(rand.NewPCG(2, 3))
	var wide, points []payAd
	for i := range 20000 {
		ad := payAd{employer: uint64(i), controls: []string{"", "", "", "", "", ""}}
		pay, band := 11+0.25*rng.NormFloat64(), 0.05
		if rng.IntN(2) == 0 {
			ad.skills = []int{0}
			pay, band = pay+0.1, 0.6
		}
		ad.logPay, ad.logLow, ad.logHigh = pay, pay, pay
		points = append(points, ad)
		ad.logLow = band * math.Floor(pay/band)
		ad.logHigh = ad.logLow + band
		ad.logPay = math.Log((math.Exp(ad.logLow) + math.Exp(ad.logHigh)) / 2)
		wide = append(wide, ad)
	}
	for name, ads := range map[string][]payAd{"bands": wide, "points": points} {
		m, err := newModels(newDesign(ads, 1))
		if err != nil {
			t.Fatal(err)
		}
		got, ok := m.fitRanges()
		if !ok {
			t.Fatalf("%s: there is no end to it", name)
		}
		beta, _ := newSolution(m.level).fit(m.level.total(func(uint64) bool { return true }), m.skills, 0)
		middle := beta.AtVec(m.skills)
		t.Logf("%s: the truth is 0.1, the middles say %.3f, the ranges %.3f", name, middle, got[0])
		if math.Abs(got[0]-0.1) > 0.012 {
			t.Errorf("%s: the ranges say %.3f; want 0.1", name, got[0])
		}
		if name == "points" && math.Abs(middle-got[0]) > 1e-6 || name == "bands" && middle < 0.12 {
			t.Errorf("%s: the ranges say %.6f and the middles %.6f", name, got[0], middle)
		}
	}
}

// TestTruncated compares the mean and the variance of what lies between two ends with sums over a fine grid.
func TestTruncated(t *testing.T) {
	for _, c := range []struct{ mean, sigma, low, high float64 }{
		{0, 1, -1, 2}, {3, 0.5, 1, 2}, {-4, 1, 1, 1.5}, {0, 2, math.Inf(-1), 1}, {5, 1, 5, 5}, {0, 1, 40, 41},
	} {
		mean, variance := truncated(c.mean, c.sigma, c.low, c.high)
		low := max(c.low, c.mean-12*c.sigma)
		var sum, first, second float64
		const steps = 200000
		for i := range steps {
			v := low + (c.high-low)*(float64(i)+0.5)/steps
			p := math.Exp(-(v - c.mean) * (v - c.mean) / (2 * c.sigma * c.sigma))
			sum, first, second = sum+p, first+p*v, second+p*v*v
		}
		if sum == 0 || c.low == c.high {
			if mean != c.low || variance != 0 {
				t.Errorf("%+v: got %v and %v; want the nearer end", c, mean, variance)
			}
			continue
		}
		first /= sum
		if want := second/sum - first*first; math.Abs(mean-first) > 1e-5 || math.Abs(variance-want) > 1e-5 {
			t.Errorf("%+v: got %.6f and %.6f; want %.6f and %.6f", c, mean, variance, first, want)
		}
	}
}
