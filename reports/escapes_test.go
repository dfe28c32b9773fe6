package reports

import (
	"strings"
	"testing"

	"rung/analyze"

	"github.com/google/go-cmp/cmp"
)

// tableOf is an answer of those columns and rows.
func tableOf(a ask, columns string, rows ...[]any) *answer {
	t := &analyze.Table{Rows: rows}
	for name := range strings.FieldsSeq(columns) {
		t.Columns = append(t.Columns, analyze.Column{Name: name})
	}
	return newAnswer(a, t)
}

// TestEscapes shows two skills that meet AI, of which one has a way out, and counts the fields.
func TestEscapes(t *testing.T) {
	r := &Report{answers: map[string]*answer{
		"ai": tableOf(ask{}, "skill skill_name field verdict",
			[]any{"python", "Python", "meets AI more than others, demand shrinks", "falling"},
			[]any{"php", "PHP", "meets AI more than others", "nothing to compare with"},
			[]any{"go", "Go", "meets AI as others do, demand grows", "rising"},
		),
		"escapes": tableOf(
			ask{key: "escapes", question: "escapes", keys: []string{"skill", "neighbour"}},
			"skill skill_name ads ai_share ai_low ai_high verdict neighbour neighbour_name n npmi npmi_low npmi_high neighbour_ads neighbour_ai_share neighbour_ai_low neighbour_ai_high neighbour_growth neighbour_growth_low neighbour_growth_high neighbour_verdict",
			[]any{"python", "Python", int64(30), 0.8, 0.61, 0.91, "falling", "go", "Go", int64(20), 0.317, 0.168, 0.466, int64(40), 0.35, 0.21, 0.51, 2.0, 1.3, 3.5, "rising"},
			[]any{"php", "PHP", int64(30), 0.67, 0.47, 0.82, "no clear change", "none", "none", nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, nil},
		),
		"premium_year": tableOf(ask{}, "skill n premium premium_low premium_high", []any{"go", int64(120), 0.043, 0.007, 0.081}),
	}}
	var got [][]string
	for _, b := range r.escapeBlocks() {
		if b.Grid == nil {
			t.Fatalf("got the paragraph %v, want a table", b)
		}
		for _, row := range b.Grid.Rows {
			var texts []string
			for _, c := range row {
				texts = append(texts, strings.TrimSpace(c.Text+" "+c.Detail))
			}
			got = append(got, texts)
		}
	}
	want := [][]string{
		{"meets AI more than others", "1 Python", "0", "0", "1 PHP"},
		{"meets AI as others do", "0", "0", "1 Go", "0"},
		{"meets AI less than others", "0", "0", "0", "0"},
		{"Python", "80.0% 61.0–91.0%", "falling", "Go", "0.32 0.17–0.47", "20", "35.0% 21.0–51.0%", "×2.00 ×1.30–3.50", "rising", "+4.3% +0.70–+8.1%"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the tables differ (-want +got):\n%s", diff)
	}
}
