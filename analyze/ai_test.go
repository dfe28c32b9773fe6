package analyze

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// tableOf is a table of those columns and rows.
func tableOf(columns []string, rows ...[]any) *Table {
	t := &Table{Rows: rows}
	for _, name := range columns {
		t.Columns = append(t.Columns, Column{Name: name})
	}
	return t
}

// TestExposureOf shows that both ratings and the interval decide, and that what is not known is said.
func TestExposureOf(t *testing.T) {
	columns := []string{"exposure_low", "exposure_high", "all_exposure", "by_raters"}
	for _, c := range []struct {
		row  []any
		want string
	}{
		{[]any{0.61, 0.69, 0.60, false}, "exposed more than others"},
		{[]any{0.51, 0.59, 0.60, false}, "exposed less than others"},
		{[]any{0.59, 0.69, 0.60, false}, "exposed as others are"},
		{[]any{0.59, 0.69, 0.60, true}, "exposed as others are"},
		{[]any{0.61, 0.69, 0.60, true}, "raters differ on exposure"},
		{[]any{nil, nil, 0.60, nil}, "exposure not known"},
		{[]any{0.61, 0.69, nil, nil}, "exposure not known"},
	} {
		if got := tableOf(columns, c.row).exposureOf(0); got != c.want {
			t.Errorf("%v: got %q, want %q", c.row, got, c.want)
		}
	}
}

// TestEntryVerdict shows that intervals must lie apart.
func TestEntryVerdict(t *testing.T) {
	columns := []string{"entry_low", "entry_high", "entry_before_low", "entry_before_high"}
	for _, c := range []struct {
		row  []any
		want string
	}{
		{[]any{0.2, 0.3, 0.1, 0.19}, "more"},
		{[]any{0.1, 0.19, 0.2, 0.3}, "less"},
		{[]any{0.1, 0.21, 0.2, 0.3}, "no clear change"},
		{[]any{0.1, 0.2, nil, nil}, ""},
	} {
		if got := tableOf(columns, c.row).entryVerdict(0); got != c.want {
			t.Errorf("%v: got %q, want %q", c.row, got, c.want)
		}
	}
}

// TestJoinPayGrowth takes over the period that most ads name, and says why there is no other figure.
func TestJoinPayGrowth(t *testing.T) {
	growth := tableOf([]string{"period", "skill", "n", "n_before", "adjusted", "adjusted_low", "adjusted_high", "verdict"},
		[]any{"hour", "go", int64(30), int64(20), 0.5, 0.4, 0.6, "rising"},
		[]any{"year", "go", int64(40), int64(20), -0.1, -0.2, -0.05, "falling"},
		[]any{"year", "php", int64(12), int64(11), nil, nil, nil, "too few ads"},
	)
	joined := []string{"skill", "pay_period", "pay_n", "pay_n_before", "pay_change", "pay_change_low", "pay_change_high", "pay_verdict"}
	got := tableOf(joined, append([]any{"go"}, make([]any, 7)...), append([]any{"php"}, make([]any, 7)...), append([]any{"rust"}, make([]any, 7)...))
	got.joinPayGrowth(growth)
	want := [][]any{
		{"go", "year", int64(40), int64(20), -0.1, -0.2, -0.05, "falling"},
		{"php", "year", int64(12), int64(11), nil, nil, nil, "too few ads"},
		{"rust", nil, nil, nil, nil, nil, nil, "too few ads"},
	}
	if diff := cmp.Diff(want, got.Rows); diff != "" {
		t.Errorf("the rows differ (-want +got):\n%s", diff)
	}
}

// TestWaysOut shows what keeps a neighbour from being a way out, and that those whose premium is known come first.
func TestWaysOut(t *testing.T) {
	skills := tableOf([]string{"skill", "field", "exposure", "exposure_high", "exposure_human", "exposure_gpt4", "growth"},
		[]any{"html", "exposed more than others", 0.7, 0.72, 0.6, 0.8, 1.0},
		[]any{"untold", "exposed less than others", 0.5, 0.52, 0.4, 0.6, 1.5},
		[]any{"pays-less", "exposed less than others", 0.5, 0.52, 0.4, 0.6, 1.5},
		[]any{"pays", "exposed as others are", 0.5, 0.52, 0.4, 0.6, 1.1},
		[]any{"shrinks", "exposed less than others", 0.5, 0.52, 0.4, 0.6, 0.9},
		[]any{"unknown-growth", "exposed less than others", 0.5, 0.52, 0.4, 0.6, nil},
		[]any{"unsure", "exposed as others are", 0.6, 0.71, 0.5, 0.7, 1.5},
		[]any{"people-say-more", "raters differ on exposure", 0.5, 0.52, 0.65, 0.35, 1.5},
		[]any{"exposed", "exposed more than others", 0.65, 0.66, 0.55, 0.75, 1.5},
		[]any{"unrated", "exposure not known", nil, nil, nil, nil, 1.5},
	)
	premium := tableOf([]string{"skill", "premium"}, []any{"pays-less", -0.02}, []any{"pays", 0.03})
	var near []neighbour
	for _, name := range []string{"untold", "pays-less", "pays", "shrinks", "unknown-growth", "unsure", "people-say-more", "exposed", "unrated", "gone"} {
		near = append(near, neighbour{skill: name})
	}
	w := wayFinder{Table: skills, premium: premium, rows: rowsBySkill(skills), premiums: rowsBySkill(premium)}
	var got []any
	for _, n := range w.waysOut(0, near) {
		got = append(got, n.skill)
	}
	if diff := cmp.Diff([]any{"pays", "untold"}, got); diff != "" {
		t.Errorf("the ways out differ (-want +got):\n%s", diff)
	}
}
