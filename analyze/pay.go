package analyze

import (
	"context"
	"fmt"
	"math"
	"runtime"
	"sync"
)

// payPool names the ads that a row of pay rests on, as the columns by_pool and by_change do.
type payPool struct{ subject, class, country, period string }

// payPools holds the ads of each pool that a row asks for.
type payPools struct {
	hashes   []uint64 // of employers by number
	employer numbering[uint64]
	kind     numbering[string]
	amounts  map[payPool]*[]pricedAd
	changes  map[payPool]*[]paidAd
	// shown says which of payFigures the rows of a pool show.
	shown map[payPool]uint
}

// pricedAd is an ad with what it offers.
type pricedAd struct {
	employer  int32
	low, high float64
	amounts   []float64
}

// fillPay fills in what the SQL of a question about pay leaves null because employers are drawn for it: the intervals
// of payFigures where by_pool names the ads of a row, and those of growth, with a verdict where
// there is a column for it, where by_change does. The ads come from queries of their own, so that each is read
// once, in however many rows it counts.
func fillPay(ctx context.Context, db Querier, q Question, t *Table, values map[string]any) error {
	pools := poolsOf(t)
	if len(pools.amounts) > 0 {
		drawn, err := query(ctx, db, sqlText("sql/draws/"+q.Name+".sql"), values)
		if err != nil {
			return fmt.Errorf("read the ads that intervals are drawn from: %w", err)
		}
		pools.readAmounts(drawn)
		t.fillQuantiles(pools)
	}
	if len(pools.changes) > 0 {
		drawn, err := query(ctx, db, sqlText("sql/draws/"+q.Name+"_changes.sql"), values)
		if err != nil {
			return fmt.Errorf("read the ads that intervals of growth are drawn from: %w", err)
		}
		pools.readChanges(drawn)
		t.fillPayChanges(pools)
	}
	t.dropHidden()
	return nil
}

// poolsOf makes room for the pools that the rows name.
func poolsOf(t *Table) *payPools {
	p := &payPools{employer: numbering[uint64]{}, kind: numbering[string]{}, amounts: map[payPool]*[]pricedAd{}, changes: map[payPool]*[]paidAd{}, shown: map[payPool]uint{}}
	raw, _ := t.payChangeNames()
	for row := range t.Rows {
		if pool, ok := t.pool(row, "by_pool"); ok {
			if p.amounts[pool] == nil {
				p.amounts[pool] = new([]pricedAd)
			}
			p.shown[pool] |= t.shownFigures(row)
		}
		if pool, ok := t.pool(row, "by_change"); ok && t.has(row, raw) {
			p.changes[pool] = new([]paidAd)
		}
	}
	return p
}

// pool reads the name of a pool.
func (t *Table) pool(row int, column string) (payPool, bool) {
	at := t.column(column)
	if at < 0 {
		return payPool{}, false
	}
	list, _ := t.Rows[row][at].([]any)
	if len(list) != 4 {
		return payPool{}, false
	}
	return payPool{word(list[0]), word(list[1]), word(list[2]), word(list[3])}, true
}

func word(v any) string {
	s, _ := v.(string)
	return s
}

// payChangeNames are the columns of growth, of all ads and with the mix held the same.
func (t *Table) payChangeNames() (raw, mix string) {
	if t.column("growth_raw") >= 0 {
		return "growth_raw", "growth_mix"
	}
	return "raw", "adjusted"
}

func (t *Table) has(row int, column string) bool {
	_, ok := t.number(row, column)
	return ok
}

// readAmounts hands each ad to the pools that it counts in.
func (p *payPools) readAmounts(drawn *Table) {
	at := columnsOf(drawn, "draw", "low", "high", "amounts")
	for _, row := range drawn.Rows {
		ad := pricedAd{p.number(hashOf(row[at[0]])), float(row[at[1]]), float(row[at[2]]), floatsOf(row[at[3]])}
		drawn.eachPool(row, func(pool payPool) {
			if ads := p.amounts[pool]; ads != nil {
				*ads = append(*ads, ad)
			}
		})
	}
}

// readChanges does the same with ads of two windows.
func (p *payPools) readChanges(drawn *Table) {
	at := columnsOf(drawn, "draw", "is_now", "kind_of_ad", "log_mid")
	for _, row := range drawn.Rows {
		isNow, _ := row[at[1]].(int64)
		kind, _ := p.kind.of(word(row[at[2]]))
		ad := paidAd{p.number(hashOf(row[at[0]])), kind, isNow == 1, float(row[at[3]])}
		drawn.eachPool(row, func(pool payPool) {
			if ads := p.changes[pool]; ads != nil {
				*ads = append(*ads, ad)
			}
		})
	}
}

func columnsOf(t *Table, names ...string) []int {
	at := make([]int, len(names))
	for i, name := range names {
		at[i] = t.column(name)
	}
	return at
}

// eachPool calls use with every pool that an ad counts in.
func (t *Table) eachPool(row []any, use func(payPool)) {
	at := columnsOf(t, "subjects", "classes", "countries", "period")
	for _, subject := range listOf(row[at[0]]) {
		for _, class := range listOf(row[at[1]]) {
			for _, country := range listOf(row[at[2]]) {
				use(payPool{word(subject), word(class), word(country), word(row[at[3]])})
			}
		}
	}
}

func listOf(v any) []any {
	list, _ := v.([]any)
	return list
}

// hashOf is the number by which an employer is drawn.
func hashOf(v any) uint64 {
	n, _ := v.(int64)
	return uint64(n)
}

func float(v any) float64 {
	f, _ := v.(float64)
	return f
}

func floatsOf(v any) []float64 {
	list := listOf(v)
	values := make([]float64, len(list))
	for i := range list {
		values[i] = float(list[i])
	}
	return values
}

// number numbers an employer.
func (p *payPools) number(hash uint64) int32 {
	n, isNew := p.employer.of(hash)
	if isNew {
		p.hashes = append(p.hashes, hash)
	}
	return n
}

// payFigure is a quantile of the lower ends of offers (line 0), of offers spread evenly or of the upper ends.
type payFigure struct {
	name string
	line int
	of   twentieths
}

// payFigures are the figures whose intervals are drawn, those of a line in rising order.
func payFigures() []payFigure {
	return []payFigure{
		{"floor", 0, 10},
		{"p10", 1, 2},
		{"p25", 1, 5},
		{"middle", 1, 10},
		{"p75", 1, 15},
		{"p90", 1, 18},
		{"ceiling", 2, 10},
	}
}

// shownFigures says which of payFigures a row shows, a bit for each.
func (t *Table) shownFigures(row int) (shown uint) {
	for i, f := range payFigures() {
		if t.has(row, f.name) {
			shown |= 1 << i
		}
	}
	return shown
}

// fillQuantiles fills in the intervals of the figures that are shown.
func (t *Table) fillQuantiles(p *payPools) {
	found := inParallel(p.amounts, func(pool payPool, ads []pricedAd) [][2]float64 { return p.quantiles(ads, p.shown[pool]) })
	for row := range t.Rows {
		pool, ok := t.pool(row, "by_pool")
		if !ok {
			continue
		}
		for i, f := range payFigures() {
			if ends := found[pool]; ends != nil && t.has(row, f.name) {
				t.fill(row, f.name, ends[i][0], ends[i][1])
			}
		}
	}
}

// quantiles measures the intervals of one pool that are shown, in the order of payFigures; there are none without ads.
func (p *payPools) quantiles(ads []pricedAd, shown uint) [][2]float64 {
	if len(ads) == 0 {
		return nil
	}
	var of [3][]twentieths
	for i, f := range payFigures() {
		if shown>>i&1 == 1 {
			of[f.line] = append(of[f.line], f.of)
		}
	}
	lines, hashes := p.lines(ads)
	var found [3][][2]float64
	for line := range lines {
		if len(of[line]) > 0 {
			found[line] = quantileIntervals(lines[line], hashes, of[line])
		}
	}
	ends := make([][2]float64, len(payFigures()))
	for i, f := range payFigures() {
		if shown>>i&1 == 1 {
			ends[i], found[f.line] = found[f.line][0], found[f.line][1:]
		}
	}
	return ends
}

// lines are the lower ends of ads, their amounts and their upper ends; hashes are those of the employers.
func (p *payPools) lines(ads []pricedAd) (lines [3][]point, hashes []uint64) {
	local := newNumbers(p.hashes)
	for i := range ads {
		ad := &ads[i]
		e := local.of(ad.employer)
		lines[0] = append(lines[0], point{ad.low, e})
		lines[2] = append(lines[2], point{ad.high, e})
		for _, amount := range ad.amounts {
			lines[1] = append(lines[1], point{amount, e})
		}
	}
	return lines, local.hashes
}

// numbers numbers the employers of a pool from 0.
type numbers struct {
	all, hashes []uint64
	known       numbering[int32]
}

func newNumbers(all []uint64) *numbers { return &numbers{all: all, known: numbering[int32]{}} }

func (n *numbers) of(employer int32) int32 {
	local, isNew := n.known.of(employer)
	if isNew {
		n.hashes = append(n.hashes, n.all[employer])
	}
	return local
}

// fillPayChanges fills in the intervals of growth, and verdicts that are corrected for the number of rows.
func (t *Table) fillPayChanges(p *payPools) {
	raw, mix := t.payChangeNames()
	found := inParallel(p.changes, func(_ payPool, ads []paidAd) [2]logEstimate { return p.payChanges(ads) })
	var rows []int
	var values []float64
	for row := range t.Rows {
		pool, _ := t.pool(row, "by_change")
		for i, name := range []string{raw, mix} {
			if c := found[pool][i]; t.has(row, name) {
				t.fill(row, name, math.Expm1(c.low), math.Expm1(c.high))
			}
		}
		if t.has(row, mix) {
			rows, values = append(rows, row), append(values, found[pool][1].p)
		}
	}
	for i, isClear := range clearAfter(values) {
		growth, _ := t.number(rows[i], mix)
		t.set(rows[i], "verdict", verdictOf(isClear, growth, "rising", "falling", noChange))
	}
}

// payChanges measures the change of one pool, of all ads and within kinds.
func (p *payPools) payChanges(ads []paidAd) [2]logEstimate {
	if len(ads) == 0 {
		return [2]logEstimate{}
	}
	local, kinds := newNumbers(p.hashes), numbering[int32]{}
	all, within := make([]paidAd, len(ads)), make([]paidAd, len(ads))
	for i, ad := range ads {
		ad.employer = local.of(ad.employer)
		ad.kind, _ = kinds.of(ad.kind)
		within[i] = ad
		ad.kind = 0
		all[i] = ad
	}
	return [2]logEstimate{payChangeOf(all, local.hashes), payChangeOf(within, local.hashes)}
}

// inParallel measures each pool by itself.
func inParallel[A, M any](pools map[payPool]*[]A, measure func(payPool, []A) M) map[payPool]M {
	var group sync.WaitGroup
	var lock sync.Mutex
	found, todo := make(map[payPool]M, len(pools)), make(chan payPool)
	for range runtime.GOMAXPROCS(0) {
		group.Go(func() {
			for pool := range todo {
				m := measure(pool, *pools[pool])
				lock.Lock()
				found[pool] = m
				lock.Unlock()
			}
		})
	}
	for pool := range pools {
		todo <- pool
	}
	close(todo)
	group.Wait()
	return found
}
