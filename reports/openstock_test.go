package reports

import (
	"strings"
	"testing"
	"time"
)

// stock is an answer of the question open: months of 2024 by number, 0 for none, with what is open there.
func stock(rows ...[]any) []row {
	for _, r := range rows {
		if m, _ := r[1].(int); m > 0 {
			r[1] = time.Date(2024, time.Month(m), 1, 0, 0, 0, 0, time.UTC)
		} else {
			r[1] = nil
		}
	}
	return tableOf(ask{key: "open", question: "open", keys: []string{"source", "month"}}, "source month open employers note", rows...).rows()
}

// TestOpenSentence tells what is open when last seen, and compares it with a month before over the same sources alone.
func TestOpenSentence(t *testing.T) {
	for _, c := range []struct {
		name string
		rows []row
		want string
	}{
		{
			"one source in its first month", stock([]any{"ashby", 8, int64(1), int64(1), nil}),
			"When last seen in August 2024, 1 job of 1 employer was open at ashby; nothing was counted at the end of July 2024 to compare it with.",
		},
		{
			"all were there before", stock(
				[]any{"ashby", 7, int64(1200), int64(40), nil}, []any{"lever", 7, int64(50), int64(7), nil},
				[]any{"ashby", 8, int64(1000), int64(41), nil}, []any{"lever", 8, int64(60), int64(8), nil}),
			"When last seen in August 2024, 1,060 jobs were open at ashby (1,000 of 41 employers) and lever (60 of 8 employers); 1,250 were at the end of July 2024.",
		},
		{
			"lever is new, reed has ended", stock(
				[]any{"ashby", 7, int64(1), int64(1), nil}, []any{"reed", 7, int64(99), int64(9), nil},
				[]any{"ashby", 8, int64(5), int64(1), nil}, []any{"lever", 8, int64(60), int64(8), nil}),
			"When last seen in August 2024, 65 jobs were open at lever (60 of 8 employers) and ashby (5 of 1 employer); at those that were watched before, 1 was at the end of July 2024 and 5 now.",
		},
		{
			"more than are named", stock(
				[]any{"a", 8, int64(1), int64(1), nil}, []any{"b", 8, int64(2), int64(1), nil}, []any{"c", 8, int64(3), int64(1), nil},
				[]any{"d", 8, int64(4), int64(1), nil}, []any{"e", 8, int64(5), int64(1), nil}, []any{"f", 8, int64(6), int64(1), nil}, []any{"g", 8, int64(7), int64(1), nil}),
			"When last seen in August 2024, 28 jobs were open at g (7 of 1 employer), f (6 of 1 employer), e (5 of 1 employer), d (4 of 1 employer), c (3 of 1 employer) and 2 more; " +
				"nothing was counted at the end of July 2024 to compare it with.",
		},
	} {
		if got := openSentence(c.rows).plain(); got != c.want {
			t.Errorf("%s:\ngot  %s\nwant %s", c.name, got, c.want)
		}
	}
}

// TestOpenBlocks wants lines for months that were counted, a table with a reason for those that were not, and the names of
// those that cannot tell.
func TestOpenBlocks(t *testing.T) {
	const cannot = "cannot be told: the source does not show all that is open"
	blocks := func(rows []row) (said string, charts, grids int) {
		var b strings.Builder
		r := &Report{answers: map[string]*answer{"open": tableOf(ask{}, "month")}}
		if len(rows) > 0 {
			r.answers["open"] = rows[0].from
		}
		for _, bl := range r.openBlocks() {
			b.WriteString(bl.Line.plain() + "\n")
			if bl.Chart != nil {
				charts++
				bl.Grid = bl.Chart.Grid
			}
			if bl.Grid != nil {
				grids++
				for _, cells := range bl.Grid.Rows {
					for _, c := range cells {
						b.WriteString(c.Text + "|")
					}
				}
			}
		}
		return b.String(), charts, grids
	}
	for _, c := range []struct {
		name          string
		rows          []row
		charts, grids int
		want          []string
	}{
		{"nothing", nil, 0, 0, []string{"There is no source yet to tell how many jobs are open."}},
		{"none can tell", stock([]any{"hn", 0, nil, nil, cannot}), 0, 0, []string{"How many jobs are open is not known of hn, which does not show all that is open."}},
		{
			"one month", stock([]any{"ashby", 8, int64(3), int64(2), nil}, []any{"hn", 0, nil, nil, cannot}, []any{"reed", 0, nil, nil, cannot}), 0, 1,
			[]string{"3 jobs of 2 employers were open at ashby", "not known of hn and reed, which do not show all that is open.", "in two months yet", "August 2024|ashby|"},
		},
		{
			"a gap", stock([]any{"ashby", 6, int64(3), int64(2), nil}, []any{"ashby", 7, nil, nil, "not watched: missing, not zero"}, []any{"ashby", 8, int64(4), int64(2), nil}), 1, 1,
			[]string{"July 2024|ashby||not known|not known|not known|not known|not watched: missing, not zero|"},
		},
	} {
		said, charts, grids := blocks(c.rows)
		if charts != c.charts || grids != c.grids {
			t.Errorf("%s: got %d charts and %d tables, want %d and %d", c.name, charts, grids, c.charts, c.grids)
		}
		for _, want := range c.want {
			if !strings.Contains(said, want) {
				t.Errorf("%s: want %q in\n%s", c.name, want, said)
			}
		}
	}
}
