package cli

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"rung/analyze"
)

func TestCompact(t *testing.T) {
	columns := []analyze.Column{
		{Name: "skill"},
		{Name: "skill_name"},
		{Name: "ads"},
		{Name: "share", Unit: "share"},
		{Name: "share_low", Unit: "share"},
		{Name: "share_high", Unit: "share"},
		{Name: "entry_share"},
		{Name: "entry_low"},
		{Name: "entry_high"},
		{Name: "floor"},
		{Name: "p90"},
		{Name: "low"},
		{Name: "note"},
	}
	got, rows := compact(&analyze.Table{Columns: columns, Rows: [][]any{
		{"go", "Go", int64(3), 0.25, 0.1, 0.5, 0.0512, nil, nil, 95_500.4, nil, 1.0, nil},
		{"c", "C", int64(1), nil, nil, nil, nil, nil, nil, 12.3456, nil, 2.0, "too few"},
	}}, nil)
	if diff := cmp.Diff([]string{"skill", "ads", "floor", "share", "entry_share", "low", "note"}, got); diff != "" {
		t.Errorf("columns (-want +got)\n%s", diff)
	}
	want := [][]any{
		{"Go", int64(3), "95500", "25.0 % (10.0–50.0)", "5.1 %", "1", nil},
		{"C", int64(1), "12.3", nil, nil, "2", "too few"},
	}
	if diff := cmp.Diff(want, rows); diff != "" {
		t.Errorf("rows (-want +got)\n%s", diff)
	}
}
