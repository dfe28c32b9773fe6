package analyze

import "slices"

// How a skill stands to all ads. A field begins with the first or the last of these, or with one between.
const (
	exposedMore = "exposed more than others"
	exposedLess = "exposed less than others"
	exposedAs   = "exposed as others are"
	// ratersDiffer is of one that people put on one side of all ads and GPT-4 on the other.
	ratersDiffer = "raters differ on exposure"
	// exposureUnknown is of a skill whose ads are of no family that has an exposure.
	exposureUnknown = "exposure not known"
)

// meetAI fills in the intervals of the question ai, what they say, and how pay moved, as the question pay_growth tells.
func meetAI(q Question, t, growth *Table) (*Table, error) {
	t, err := intervals(q, t)
	if err != nil {
		return nil, err
	}
	t.joinPayGrowth(growth)
	return t, nil
}

// fillFields says how a skill is exposed and whether its demand moves, whether it meets AI more than others, and
// whether more of its ads are open to beginners than before.
func (t *Table) fillFields() {
	t.fillOfAll()
	for row := range t.Rows {
		field := t.exposureOf(row)
		switch t.Rows[row][t.column("verdict")] {
		case "rising":
			field += ", demand grows"
		case "falling":
			field += ", demand shrinks"
		}
		t.set(row, "field", field)
		if meets := t.against(row, "ai", "all_ai_share", "more than others", "as others do", "less than others"); meets != "" {
			t.set(row, "meets", meets)
		}
		if entry := t.entryVerdict(row); entry != "" {
			t.set(row, "entry_verdict", entry)
		}
	}
}

// fillOfAll sets the interval of the share of all ads, which is that of the row of all.
func (t *Table) fillOfAll() {
	all := slices.IndexFunc(t.Rows, func(row []any) bool { return row[0] == nil })
	for row := range t.Rows {
		if all >= 0 {
			t.set(row, "all_ai_low", t.Rows[all][t.column("ai_low")])
			t.set(row, "all_ai_high", t.Rows[all][t.column("ai_high")])
		}
	}
}

// exposureOf says how a skill is exposed. Where the two ratings lie on different sides of all ads, their mean decides nothing.
func (t *Table) exposureOf(row int) string {
	side := t.against(row, "exposure", "all_exposure", exposedMore, exposedAs, exposedLess)
	switch differ, _ := t.Rows[row][t.column("by_raters")].(bool); {
	case side == "":
		return exposureUnknown
	case differ && side != exposedAs:
		return ratersDiffer
	}
	return side
}

// against says on which side of the figure of all ads the interval of a row's figure lies; empty where either is not known.
func (t *Table) against(row int, name, all, above, between, below string) string {
	low, isLow := t.number(row, name+"_low")
	high, isHigh := t.number(row, name+"_high")
	limit, known := t.number(row, all)
	switch {
	case !isLow || !isHigh || !known:
		return ""
	case low > limit:
		return above
	case high < limit:
		return below
	}
	return between
}

// entryVerdict compares the two intervals of the part that is open to beginners: more or less where they lie apart.
func (t *Table) entryVerdict(row int) string {
	low, isNow := t.number(row, "entry_low")
	high, _ := t.number(row, "entry_high")
	lowBefore, isBefore := t.number(row, "entry_before_low")
	highBefore, _ := t.number(row, "entry_before_high")
	switch {
	case !isNow || !isBefore:
		return ""
	case low > highBefore:
		return "more"
	case high < lowBefore:
		return "less"
	}
	return noChange
}

// joinPayGrowth sets how the pay of each skill moved: of the period that most of its ads name.
func (t *Table) joinPayGrowth(growth *Table) {
	best := map[any]int{}
	for row := range growth.Rows {
		skill := growth.Rows[row][growth.column("skill")]
		if first, ok := best[skill]; !ok || growth.paidAds(row) > growth.paidAds(first) {
			best[skill] = row
		}
	}
	for row := range t.Rows {
		found, ok := best[t.Rows[row][0]]
		if !ok {
			t.set(row, "pay_verdict", "too few ads")
			continue
		}
		for to, from := range map[string]string{
			"pay_period": "period", "pay_n": "n", "pay_n_before": "n_before", "pay_verdict": "verdict",
			"pay_change": "adjusted", "pay_change_low": "adjusted_low", "pay_change_high": "adjusted_high",
		} {
			t.set(row, to, growth.Rows[found][growth.column(from)])
		}
	}
}

// paidAds is how many ads of both windows a row of the question pay_growth rests on.
func (t *Table) paidAds(row int) float64 {
	now, _ := t.number(row, "n")
	before, _ := t.number(row, "n_before")
	return now + before
}
