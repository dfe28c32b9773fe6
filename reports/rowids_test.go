package reports

import (
	"testing"
	"time"

	"rung/analyze"

	"github.com/google/go-cmp/cmp"
)

// TestRowIDs names the rows of answers by the ids of the report, and says with which parameters they are found again.
func TestRowIDs(t *testing.T) {
	table := func(question, columns string, params analyze.Args, row ...any) *analyze.Table {
		a := tableOf(ask{}, columns, row)
		a.Name, a.Params = question, params
		return a.Table
	}
	payColumns, payRow := "skill period employment country middle", []any{"go", "hour", "any", "any", 40.0}
	for _, c := range []struct {
		name    string
		table   *analyze.Table
		want    string
		differs analyze.Args
	}{
		{"plain", table("demand", "skill share", nil, "go", 0.5), "demand/go", nil},
		{"days are left to who gave them", table("demand", "skill share", analyze.Args{"since": time.Now(), "country": "DE"}, "go", 0.5), "demand/go", analyze.Args{"country": "DE"}},
		{"a month", table("market", "month index", nil, time.Date(2024, 5, 1, 0, 0, 0, 0, time.UTC), 90.0), "market/2024-05", nil},
		{"as the report asks", table("pay", payColumns, analyze.Args{"kind": "offer", "one_source": true}, payRow...), "pay/go/hour/any/any", nil},
		{
			"without one source", table("pay", payColumns, analyze.Args{"kind": "offer", "one_source": false}, payRow...),
			"pay/go/hour/any/any",
			analyze.Args{"one_source": false},
		},
		{
			"budgets", table("pay", payColumns, analyze.Args{"kind": "budget", "undated": true, "classes": false, "countries": false, "one_source": true}, payRow...),
			"pay/budget/go/hour/any/any", nil,
		},
		{
			"budgets, not as the report asks", table("pay", payColumns, analyze.Args{"skill": "go", "kind": "budget", "undated": false, "classes": true, "countries": true, "one_source": true}, payRow...),
			"pay/go/hour/any/any",
			analyze.Args{"skill": "go", "kind": "budget"},
		},
		{
			"what the report never asks", table("pay", payColumns, analyze.Args{"kind": "ceiling", "one_source": true}, payRow...),
			"pay/go/hour/any/any",
			analyze.Args{"kind": "ceiling"},
		},
		{"a ladder by the year", table("ladder", "rung skill share", analyze.Args{"period": "year", "kind": "offer"}, int64(3), "go", 0.5), "ladder/year/3/go", nil},
		{"a ladder by the day", table("ladder", "rung skill share", analyze.Args{"period": "day", "kind": "offer"}, int64(3), "go", 0.5), "ladder/3/go", analyze.Args{"period": "day"}},
		{"fewer rows than the report", table("next", "skill score", analyze.Args{"top": int64(20), "have": "php", "rate": 25.5}, "go", 0.5), "next/go", analyze.Args{"have": "php", "rate": 25.5}},
		{"more rows than the report", table("next", "skill score", analyze.Args{"top": int64(0)}, "go", 0.5), "next/go", analyze.Args{"top": int64(0)}},
		{"no table of the report", table("needs", "url hour_mid", nil, "https://a.example/1", 40.0), "needs/https://a.example/1", nil},
	} {
		ids, differs, err := RowIDs(c.table)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if len(differs) == 0 {
			differs = nil
		}
		if diff := cmp.Diff([]any{[]string{c.want}, c.differs}, []any{ids, differs}); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
		if _, err := Figure(ids[0] + "/" + c.table.Columns[len(c.table.Columns)-1].Name); err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

// TestAllRowsHaveIDs wants ids for the rows of every question.
func TestAllRowsHaveIDs(t *testing.T) {
	for _, q := range analyze.Questions() {
		if _, _, err := RowIDs(&analyze.Table{Name: q.Name}); err != nil {
			t.Error(err)
		}
	}
}
