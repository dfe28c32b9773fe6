package reports

import (
	"testing"
	"time"

	"rung/analyze"

	"github.com/google/go-cmp/cmp"
)

// TestRowIDs names the rows of answers as the report would, and says where it would ask otherwise.
func TestRowIDs(t *testing.T) {
	table := func(question, columns string, params analyze.Args, row ...any) *analyze.Table {
		a := tableOf(ask{}, columns, row)
		a.Name, a.Params = question, params
		return a.Table
	}
	for _, c := range []struct {
		name    string
		table   *analyze.Table
		want    string
		assumed analyze.Args
		fails   bool
	}{
		{"plain", table("demand", "skill share", nil, "go", 0.5), "demand/go", nil, false},
		{"a month", table("market", "month index", nil, time.Date(2024, 5, 1, 0, 0, 0, 0, time.UTC), 90.0), "market/2024-05", nil, false},
		{
			"as the report asks", table("pay", "skill period employment country middle", analyze.Args{"kind": "offer", "one_source": true}, "go", "hour", "any", "DE", 40.0),
			"pay/go/hour/any/DE", nil, false,
		},
		{
			"without one source", table("pay", "skill period employment country middle", analyze.Args{"kind": "offer", "one_source": false}, "go", "hour", "any", "any", 40.0),
			"pay/go/hour/any/any",
			analyze.Args{"one_source": true},
			false,
		},
		{
			"budgets", table("pay", "skill period employment country middle", analyze.Args{"kind": "budget", "undated": true, "classes": false, "countries": false, "one_source": true}, "go", "hour", "any", "any", 40.0),
			"pay/budget/go/hour/any/any", nil, false,
		},
		{"what the report never asks", table("pay", "skill period employment country middle", analyze.Args{"kind": "ceiling"}, "go", "hour", "any", "any", 40.0), "", nil, true},
		{"a ladder by the year", table("ladder", "rung skill share", analyze.Args{"period": "year", "kind": "offer"}, int64(3), "go", 0.5), "ladder/year/3/go", nil, false},
		{"a ladder by the day", table("ladder", "rung skill share", analyze.Args{"period": "day", "kind": "offer"}, int64(3), "go", 0.5), "", nil, true},
		{"no table of the report", table("needs", "needs", nil, "go"), "", nil, true},
	} {
		ids, assumed, err := RowIDs(c.table)
		if (err != nil) != c.fails {
			t.Errorf("%s: error %v, want one: %v", c.name, err, c.fails)
			continue
		}
		if c.fails {
			continue
		}
		if len(assumed) == 0 {
			assumed = nil
		}
		if diff := cmp.Diff([]any{[]string{c.want}, c.assumed}, []any{ids, assumed}); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
		if _, err := Figure(ids[0] + "/" + c.table.Columns[len(c.table.Columns)-1].Name); err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}
