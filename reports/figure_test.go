package reports_test

import (
	"testing"

	"rung/analyze"
	"rung/reports"

	"github.com/google/go-cmp/cmp"
)

func TestFigure(t *testing.T) {
	for _, c := range []struct {
		id   string
		want reports.Asked
	}{
		{"demand/go/share", reports.Asked{Question: "demand", Keys: []string{"skill"}, Values: []string{"go"}, Column: "share"}},
		{"pay/go/hour/any/DE/middle", reports.Asked{
			Question: "pay", Args: analyze.Args{"one_source": true},
			Keys: []string{"skill", "period", "employment", "country"}, Values: []string{"go", "hour", "any", "DE"}, Column: "middle",
		}},
		{"pay/budget/go/project/any/any/n", reports.Asked{
			Question: "pay", Args: analyze.Args{"kind": "budget", "undated": true, "classes": false, "countries": false, "one_source": true}, Said: []string{"kind"},
			Keys: []string{"skill", "period", "employment", "country"}, Values: []string{"go", "project", "any", "any"}, Column: "n",
		}},
		{"ladder/year/3/go/share", reports.Asked{Question: "ladder", Args: analyze.Args{"period": "year"}, Said: []string{"period"}, Keys: []string{"rung", "skill"}, Values: []string{"3", "go"}, Column: "share"}},
		{"market/by/source/hackernews/2024-05/year_ratio", reports.Asked{
			Question: "market", Args: analyze.Args{"source": "hackernews"}, Said: []string{"source"}, Keys: []string{"month"}, Values: []string{"2024-05"}, Column: "year_ratio",
		}},
		{"ladder/3/go/share", reports.Asked{Question: "ladder", Keys: []string{"rung", "skill"}, Values: []string{"3", "go"}, Column: "share"}},
		{"needs/https://a.example/1/hour_mid", reports.Asked{Question: "needs", Keys: []string{"url"}, Values: []string{"https://a.example/1"}, Column: "hour_mid"}},
		{"pairs/undated/php/mysql/npmi", reports.Asked{
			Question: "pairs", Args: analyze.Args{"top": int64(0), "undated": true}, Keys: []string{"a", "b"}, Values: []string{"php", "mysql"}, Column: "npmi",
		}},
		{"pairs/go/sql/npmi", reports.Asked{Question: "pairs", Args: analyze.Args{"top": int64(0)}, Keys: []string{"a", "b"}, Values: []string{"go", "sql"}, Column: "npmi"}},
		{"pay_trend/hour/2024-05/middle", reports.Asked{
			Question: "pay_trend", Args: analyze.Args{"one_source": true}, Keys: []string{"period", "month"}, Values: []string{"hour", "2024-05"}, Column: "middle",
		}},
		{"open/board/2024-05/open", reports.Asked{Question: "open", Keys: []string{"source", "month"}, Values: []string{"board", "2024-05"}, Column: "open"}},
		{"names/php/undated", reports.Asked{Question: "names", Args: analyze.Args{"undated": true}, Keys: []string{"skill"}, Values: []string{"php"}, Column: "undated"}},
		{"emerging/label/ci/cd/ads", reports.Asked{Question: "emerging", Keys: []string{"kind", "name"}, Values: []string{"label", "ci/cd"}, Column: "ads"}},
	} {
		got, err := reports.Figure(c.id)
		if err != nil {
			t.Errorf("Figure(%q): %v", c.id, err)
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("Figure(%q) (-want +got):\n%s", c.id, diff)
		}
	}
	for _, id := range []string{"", "demand", "demand/share", "nothing/go/share", "ladder/go/share", "needs/x"} {
		if got, err := reports.Figure(id); err == nil {
			t.Errorf("Figure(%q): got %v, want an error", id, got)
		}
	}
}
