package dedupe

import (
	"cmp"
	"slices"
)

// tie is a pair that a rule makes one job. a has the lower key.
type tie struct {
	a, b int32
	rule rule
	// alike is the number of equal values of the signatures.
	alike uint8
}

// rule is the rank of a reason: the lower the stronger.
type rule uint8

const (
	ruleURL rule = iota
	ruleKey
	ruleKeyOnly
	ruleText
)

func (r rule) String() string { return [...]string{ByURL, ByKey, ByKeyOnly, ByText}[r] }

// ties collects pairs. Texts that are the same meet in every band, so that a pair may come 16 times; it is
// kept once.
type ties struct {
	list []tie
	// limit is the length from which on doubles are looked for.
	limit int
}

const leastLimit = 1 << 16

func (t *ties) add(x tie) {
	t.list = append(t.list, x)
	if len(t.list) < max(t.limit, leastLimit) {
		return
	}
	slices.SortFunc(t.list, func(x, y tie) int {
		return cmp.Or(cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b), cmp.Compare(x.rule, y.rule))
	})
	t.list = slices.Compact(t.list)
	t.limit = 2 * len(t.list)
}

// canonical orders ties by strength and then by keys, so that the order of the input does not matter.
func (g *grouper) canonical(x, y tie) int {
	return cmp.Or(
		cmp.Compare(x.rule, y.rule),
		cmp.Compare(y.alike, x.alike),
		cmp.Compare(g.items[x.a].Key, g.items[y.a].Key),
		cmp.Compare(g.items[x.b].Key, g.items[y.b].Key),
	)
}
