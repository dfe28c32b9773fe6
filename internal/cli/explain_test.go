package cli

import (
	"testing"
	"time"

	"rung/analyze"
)

func TestNamedRows(t *testing.T) {
	month := time.Date(2024, 5, 1, 0, 0, 0, 0, time.UTC)
	table := &analyze.Table{Rows: [][]any{{"go", "year", "any", 1.0}, {"go", "hour", "any", 2.0}, {month, "hackernews", int64(3)}}}
	for _, c := range []struct {
		name []string
		want int
	}{
		{[]string{"go", "year", "any", "middle"}, 1},
		{[]string{"budget", "go", "hour", "any", "middle"}, 1},
		{[]string{"go", "ads"}, 2},
		{[]string{"2024-05", "hackernews", "jobs"}, 1},
		{[]string{"rust", "ads"}, 0},
	} {
		if got := named(table, c.name); len(got) != c.want {
			t.Errorf("%v names %d rows, want %d", c.name, len(got), c.want)
		}
	}
}
