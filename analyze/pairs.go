package analyze

import (
	"fmt"
	"math"
)

// pairTally holds the ads by employer of pairs of skills, of single skills and of all: a sum for each row.
type pairTally struct {
	*shareTally
	pairs []pair
	// rows holds what employers have of each row, in order of their numbers.
	rows [][]contribution
	// sizes are the parts of all ads that employers have, by number; everyone sums them up.
	sizes    []float64
	everyone influences
}

// pair is two skills that ads want together. Its fields are rows.
type pair struct{ both, a, b int32 }

// pairs sets the intervals of pairs of skills: the shares as those of any question, lift and npmi by the variance that
// they have over replicates. Rows without a second skill hold the ads of one skill, that without a first all ads.
func pairs(t *Table) (*Table, error) {
	p, err := readPairs(t)
	if err != nil {
		return nil, err
	}
	given := p.given()
	p.vary(given)
	ties := p.ties()
	for i, pair := range p.pairs {
		row := int(pair.both)
		ofA, ofB := &given[2*i], &given[2*i+1]
		low, high := ofA.interval()
		t.fill(row, "given_a", low, high)
		lowB, highB := ofB.interval()
		t.fill(row, "given_b", lowB, highB)
		tie := ties[i]
		switch {
		case ofA.value >= 1:
			tie.reach(low)
		case ofB.value >= 1:
			tie.reach(lowB)
		}
		t.fill(row, "lift", math.Exp(tie.liftLow), math.Exp(tie.liftHigh))
		if t.has(row, "npmi") {
			t.fill(row, "npmi", max(-1, tie.low), min(1, tie.high))
		}
	}
	t.dropHidden()
	return t, nil
}

func readPairs(t *Table) (*pairTally, error) {
	tally, err := readShares(t, 1)
	if err != nil {
		return nil, err
	}
	p := &pairTally{shareTally: tally, rows: make([][]contribution, len(t.Rows)), sizes: make([]float64, len(tally.employers))}
	for e := range tally.employers {
		for _, c := range tally.of(e) {
			p.rows[c.sum] = append(p.rows[c.sum], c)
			if int(c.sum) == tally.all {
				p.sizes[e] = float64(c.count) / tally.totals[c.sum]
			}
		}
		p.everyone.employers++
		p.everyone.add(p.sizes[e])
	}
	singles, a, b := map[string]int32{}, t.column("a"), t.column("b")
	for row, values := range t.Rows {
		if values[a] != nil && values[b] == nil {
			singles[word(values[a])] = int32(row)
		}
	}
	for row, values := range t.Rows {
		if values[b] == nil {
			continue
		}
		ofA, isA := singles[word(values[a])]
		ofB, isB := singles[word(values[b])]
		if !isA || !isB || tally.all < 0 {
			return nil, fmt.Errorf("no ads to draw the pair of %v and %v with", values[a], values[b])
		}
		p.pairs = append(p.pairs, pair{int32(row), ofA, ofB})
	}
	return p, nil
}

// given are the shares of each pair: of the ads with the one skill, and of those with the other.
func (p *pairTally) given() []share {
	list := make([]share, 0, 2*len(p.pairs))
	for _, pair := range p.pairs {
		of := [2]share{p.shareOf(pair.both, pair.a), p.shareOf(pair.both, pair.b)}
		p.eachEmployer(pair, func(_ int32, both, a, b float64) {
			of[0].add([]float64{both, a}, ratio{of: 0, among: 1}, 0)
			of[1].add([]float64{both, b}, ratio{of: 0, among: 1}, 0)
		})
		list = append(list, of[0], of[1])
	}
	return list
}

func (p *pairTally) shareOf(of, among int32) share {
	return share{row: of, of: of, among: among, n: p.totals[among], value: p.totals[of] / p.totals[among]}
}

// eachEmployer calls use with every employer that wants one of two skills: ads that want both, and each.
func (p *pairTally) eachEmployer(pair pair, use func(employer int32, both, a, b float64)) {
	both, a, b := p.rows[pair.both], p.rows[pair.a], p.rows[pair.b]
	take := func(list *[]contribution, employer int32) float64 {
		if len(*list) == 0 || (*list)[0].employer != employer {
			return 0
		}
		n := (*list)[0].count
		*list = (*list)[1:]
		return float64(n)
	}
	for len(a) > 0 || len(b) > 0 {
		var employer int32
		switch {
		case len(b) == 0 || len(a) > 0 && a[0].employer < b[0].employer:
			employer = a[0].employer
		default:
			employer = b[0].employer
		}
		use(employer, take(&both, employer), take(&a, employer), take(&b, employer))
	}
}

// tie is how a pair's lift, in logarithms, and its npmi lie: the ends of their intervals.
type tie struct {
	log, ofAll                   float64 // the logarithms of lift and of the share of all ads that want both
	liftLow, liftHigh, low, high float64
}

// ties measures lift and npmi of each pair.
func (p *pairTally) ties() []tie {
	list := make([]tie, len(p.pairs))
	for i, pair := range p.pairs {
		n, all := p.totals[pair.both], p.totals[p.all]
		list[i] = tie{log: math.Log(n * all / (p.totals[pair.a] * p.totals[pair.b])), ofAll: math.Log(n / all)}
	}
	lifts, ties := p.tieVariances(list)
	for i, pair := range p.pairs {
		t := &list[i]
		ofLift, ofTie := p.influences(pair, t)
		lift, npmi := ofLift.reach(lifts[i].variance()), ofTie.reach(ties[i].variance())
		t.liftLow, t.liftHigh = t.log-lift, t.log+lift
		t.low, t.high = t.npmi()-npmi, t.npmi()+npmi
	}
	return list
}

func (t *tie) npmi() float64 { return -t.log / t.ofAll }

// tieVariances sums up the logarithm of lift and npmi over replicates, taken from what they are. Half an ad is added
// where [logShare] adds it.
func (p *pairTally) tieVariances(list []tie) (lifts, ties []*runningSum) {
	const blocks = replicates / blockSize
	parts := make([][2][blocks]runningSum, len(list))
	p.resample(func(b block) {
		logs := p.blockLogs(b)
		for i, pair := range p.pairs {
			part, t := &parts[i], &list[i]
			a, ofB := logs[pair.a], logs[pair.b]
			for r, n := range b.sum(pair.both) {
				both := math.Log(float64(n) + 0.5)
				lift, ofAll := both-a[r].more-ofB[r].half+logs[p.all][r].more, both-logs[p.all][r].more
				part[0][b.first/blockSize].add(lift - t.log)
				part[1][b.first/blockSize].add(-lift/ofAll - t.npmi())
			}
		}
	})
	for i := range parts {
		lifts, ties = append(lifts, total(parts[i][0][:])), append(ties, total(parts[i][1][:]))
	}
	return lifts, ties
}

// logPair holds the logarithms of a sum with half an ad more, and with one.
type logPair struct{ half, more float64 }

// blockLogs takes the logarithms of the sums of single skills and of all ads, which many pairs share.
func (p *pairTally) blockLogs(b block) [][]logPair {
	logs := make([][]logPair, p.sums)
	take := func(row int32) {
		if logs[row] != nil {
			return
		}
		logs[row] = make([]logPair, blockSize)
		for r, n := range b.sum(row) {
			logs[row][r] = logPair{math.Log(float64(n) + 0.5), math.Log(float64(n) + 1)}
		}
	}
	take(int32(p.all))
	for _, pair := range p.pairs {
		take(pair.a)
		take(pair.b)
	}
	return logs
}

// influences tells how much each employer moves the logarithm of a pair's lift, and its npmi. Those who want neither
// skill move them by what they have of all ads.
func (p *pairTally) influences(pair pair, t *tie) (ofLift, ofTie influences) {
	n, a, b := p.totals[pair.both], p.totals[pair.a], p.totals[pair.b]
	base := (1 - t.npmi()) / -t.ofAll // what the part of all ads moves npmi
	ofLift, ofTie = p.everyone, p.everyone.times(base)
	p.eachEmployer(pair, func(employer int32, both, ofA, ofB float64) {
		size := p.sizes[employer]
		lift := both/n - ofA/a - ofB/b + size
		ofLift.replace(size, lift)
		ofTie.replace(base*size, (lift+t.npmi()*(both/n-size))/-t.ofAll)
	})
	return ofLift, ofTie
}

// reach is how far the ends of an interval lie from a figure of that variance over replicates.
func (s *influences) reach(variance float64) float64 {
	return s.quantile() * math.Sqrt(variance*s.correction())
}

// times are the influences on a figure that each employer moves so many times as much.
func (s influences) times(n float64) influences {
	return influences{s.employers, s.squares * n * n, s.fourth * n * n * n * n}
}

// replace puts one influence in the place of another.
func (s *influences) replace(u, by float64) {
	s.squares += by*by - u*u
	s.fourth += by*by*by*by - u*u*u*u
}

// reach lets the intervals of a pair, one of whose skills never comes without the other, reach down to where that of the
// share does: no replicate tells that.
func (t *tie) reach(given float64) {
	log := math.Log(given)
	t.liftLow = min(t.liftLow, t.log+log)
	lower := tie{log: t.log + log, ofAll: t.ofAll + log}
	t.low = min(t.low, lower.npmi())
}
