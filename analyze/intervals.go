package analyze

import (
	"fmt"
	"math"
	"slices"
)

// intervals fills in what the SQL of a question leaves null because employers are drawn for it: the ends of the
// intervals that its header declares, of shares and of medians, and where the columns are there, growth with its
// verdict, the index and ranks.
func intervals(q Question, t *Table) (*Table, error) {
	found, err := t.fillShares(q)
	if err != nil {
		return nil, err
	}
	switch {
	case t.column("index") >= 0:
		err = fillIndex(t)
	case t.column("by_source") >= 0:
		err = fillGrowth(t)
	}
	if err != nil {
		return nil, err
	}
	if err := t.fillValues(q.medians); err != nil {
		return nil, err
	}
	if t.column("rank_low") >= 0 {
		fillRanks(t, found[:len(t.Rows)])
	}
	if t.column("field") >= 0 {
		t.fillFields()
	}
	t.dropHidden()
	return t, nil
}

// fillShares fills in the ends of the intervals that the header declares. It returns the shares, those of a ratio
// after each other, where they are not of groups of rows.
func (t *Table) fillShares(q Question) ([]share, error) {
	if len(q.ratios) == 0 {
		return nil, nil
	}
	if len(q.within) > 0 {
		for _, group := range t.groups(q.within) {
			if _, err := group.fillShares(Question{counts: q.counts, ratios: q.ratios}); err != nil {
				return nil, err
			}
		}
		return nil, nil
	}
	tally, err := readShares(t, len(q.counts))
	if err != nil {
		return nil, err
	}
	found := tally.shares(q.ratios, t.column("rank_low") >= 0)
	for i := range found {
		row, name := int(found[i].row), q.ratios[i/len(t.Rows)].name
		if t.isWithheld(row, name+"_share") || t.isWithheld(row, name) {
			continue
		}
		low, high := found[i].interval()
		t.fill(row, name, low, high)
	}
	return found, nil
}

// isWithheld says that a figure is not shown, so that it has no interval either.
func (t *Table) isWithheld(row int, name string) bool {
	at := t.column(name)
	return at >= 0 && t.Rows[row][at] == nil
}

// groups are the rows that have the same values in some columns, with the rows' own values.
func (t *Table) groups(columns []string) []*Table {
	numbers := numbering[string]{}
	var groups []*Table
	for _, row := range t.Rows {
		values := make([]any, len(columns))
		for i, name := range columns {
			values[i] = row[t.column(name)]
		}
		n, isNew := numbers.of(fmt.Sprintf("%q", values))
		if isNew {
			groups = append(groups, &Table{Columns: t.Columns})
		}
		groups[n].Rows = append(groups[n].Rows, row)
	}
	return groups
}

// fill sets the ends of the interval of a figure.
func (t *Table) fill(row int, name string, low, high float64) {
	t.set(row, name+"_low", finite(low))
	t.set(row, name+"_high", finite(high))
}

// set sets a value where the column is there.
func (t *Table) set(row int, name string, v any) {
	if at := t.column(name); at >= 0 {
		t.Rows[row][at] = v
	}
}

// number reads a number of a row; there is none where it is null.
func (t *Table) number(row int, name string) (float64, bool) {
	at := t.column(name)
	if at < 0 {
		return 0, false
	}
	switch v := t.Rows[row][at].(type) {
	case float64:
		return v, true
	case int64:
		return float64(v), true
	}
	return 0, false
}

// fillGrowth judges every row that has a growth.
func fillGrowth(t *Table) error {
	g, err := readGrowth(t)
	if err != nil || g == nil {
		return err
	}
	var tested []int
	for row := range t.Rows {
		if _, ok := t.number(row, "growth"); ok && row != g.all {
			tested = append(tested, row)
		}
	}
	changes := g.changes(tested)
	values, logs, errors := make([]float64, len(changes)), make([]float64, len(changes)), make([]float64, len(changes))
	for i, c := range changes {
		values[i], logs[i], errors[i] = c.p, c.log, c.err*c.err
	}
	isClear, common := clearAfter(values), priorOf(logs, errors)
	for i, c := range changes {
		t.fill(c.row, "growth", c.low, c.high)
		t.fill(c.row, "employer_growth", c.employersLow, c.employersHigh)
		if common.known() {
			t.set(c.row, "growth_shrunk", finite(math.Exp(common.mean+common.weight(errors[i])*(c.log-common.mean))))
		}
		t.judge(c.row, isClear[i], c.log)
	}
	if t.column("rank_before_low") >= 0 {
		t.fillRankChanges(g)
	}
	return nil
}

// judge sets the verdict of a row and notes where its employers say something else.
func (t *Table) judge(row int, isClear bool, log float64) {
	t.set(row, "verdict", verdictOf(isClear, log, "rising", "falling", noChange))
	note := ""
	switch employers, ok := t.number(row, "employer_growth"); {
	case isClear && ok && log > 0 && employers <= 1:
		note = "more ads, but not of more employers"
	case isClear && ok && log <= 0 && employers >= 1:
		note = "fewer ads, but not of fewer employers"
	}
	if at := t.column("note"); at >= 0 && t.Rows[row][at] == nil && note != "" {
		t.Rows[row][at] = note
	}
}

// fillRanks sets the shares that are pulled towards those of their category, and the interval of ranks.
func fillRanks(t *Table, found []share) {
	priors := priorsByCategory(t, found)
	s := standingOf(t, found, priors)
	for i := range found {
		if t.Rows[i][0] == nil {
			continue
		}
		if p := priors[i]; p.known() {
			log := found[i].logarithm() - p.mean
			t.set(i, "share_shrunk", finite(math.Exp(p.mean+p.weight(found[i].correctedLogVariance())*log)))
		}
		if rank, ok := t.number(i, "rank"); ok {
			best, worst := s.ranks(i, rank, &found[i])
			t.set(i, "rank_low", best)
			t.set(i, "rank_high", worst)
		}
	}
}

// standing tells where shares stand among each other. Those seen lie wider apart than the true ones, by their errors, so
// they are drawn together until they lie as wide as the true ones do (Louis 1984, "Estimating a population of
// parameter values using Bayes and empirical Bayes methods").
type standing struct {
	own    []float64 // by row
	sorted []float64
}

func standingOf(t *Table, found []share, priors []prior) standing {
	s := standing{own: make([]float64, len(found))}
	for i := range found {
		if t.Rows[i][0] == nil {
			continue
		}
		p := priors[i]
		log, weight := found[i].logarithm()-p.mean, p.weight(found[i].correctedLogVariance())
		s.own[i] = math.Exp(p.mean + math.Sqrt(weight)*log)
		s.sorted = append(s.sorted, s.own[i])
	}
	slices.Sort(s.sorted)
	return s
}

// ranks is the interval of the rank of a row: where the ends of its share's interval would stand among the others.
func (s standing) ranks(row int, rank float64, of *share) (best, worst int64) {
	low, high := of.interval()
	above, notBelow := above(s.sorted, high), len(s.sorted)-below(s.sorted, low)
	if s.own[row] > high {
		above--
	}
	if s.own[row] >= low {
		notBelow--
	}
	return int64(min(rank, float64(above+1))), int64(max(rank, float64(notBelow+1)))
}

// above is how many values lie above a limit, and below how many lie below it.
func above(sorted []float64, limit float64) int {
	at, _ := slices.BinarySearchFunc(sorted, limit, func(v, limit float64) int {
		if v <= limit {
			return -1
		}
		return 1
	})
	return len(sorted) - at
}

func below(sorted []float64, limit float64) int {
	at, _ := slices.BinarySearch(sorted, limit)
	return at
}

func (s *share) correctedLogVariance() float64 { return s.logVariance * s.influences.correction() }

// priorsByCategory gives each share what its category has in common, or all where the category is small.
func priorsByCategory(t *Table, found []share) []prior {
	groups, at := map[any][]int{}, t.column("category")
	var everyone []int
	for i := range found {
		if t.Rows[i][0] == nil {
			continue
		}
		everyone = append(everyone, i)
		groups[t.Rows[i][at]] = append(groups[t.Rows[i][at]], i)
	}
	common := commonOf(found, everyone)
	priors := make([]prior, len(found))
	for _, group := range groups {
		p := common
		if len(group) >= leastGroup {
			p = commonOf(found, group)
		}
		for _, i := range group {
			priors[i] = p
		}
	}
	return priors
}

func commonOf(found []share, group []int) prior {
	values, errors := make([]float64, len(group)), make([]float64, len(group))
	for k, i := range group {
		values[k], errors[k] = found[i].logarithm(), found[i].correctedLogVariance()
	}
	return priorOf(values, errors)
}
