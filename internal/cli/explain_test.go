package cli

import (
	"testing"
	"time"

	"rung/analyze"
	"rung/reports"
)

func TestNamedRows(t *testing.T) {
	month := time.Date(2024, 5, 1, 0, 0, 0, 0, time.UTC)
	table := &analyze.Table{
		Columns: []analyze.Column{{Name: "skill"}, {Name: "period"}, {Name: "month"}},
		Rows:    [][]any{{"go", "year", nil}, {"go", "hour", nil}, {nil, nil, month}},
	}
	for _, c := range []struct {
		keys, values []string
		want         int
	}{
		{[]string{"skill", "period"}, []string{"go", "year"}, 1},
		{[]string{"skill"}, []string{"go"}, 2},
		{[]string{"month"}, []string{"2024-05"}, 1},
		{[]string{"skill"}, []string{"rust"}, 0},
		{[]string{"level"}, []string{"go"}, 0},
	} {
		if got := named(table, reports.Asked{Keys: c.keys, Values: c.values}); len(got) != c.want {
			t.Errorf("%v %v names %d rows, want %d", c.keys, c.values, len(got), c.want)
		}
	}
}
