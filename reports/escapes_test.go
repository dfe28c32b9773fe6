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

// TestEscapes shows two skills that are exposed, of which one has a way out, and counts the fields.
func TestEscapes(t *testing.T) {
	r := &Report{answers: map[string]*answer{
		"ai": tableOf(ask{}, "skill skill_name field verdict",
			[]any{"python", "Python", "exposed more than others, demand shrinks", "falling"},
			[]any{"php", "PHP", "exposed more than others", "nothing to compare with"},
			[]any{"go", "Go", "exposed as others are, demand grows", "rising"},
			[]any{"rust", "Rust", "raters differ on exposure", "no clear change"},
			[]any{"elm", "Elm", "exposure not known", "no clear change"},
		),
		"escapes": tableOf(
			ask{key: "escapes", question: "escapes", keys: []string{"skill", "neighbour"}},
			"skill skill_name ads rated_ads exposure exposure_low exposure_high ai_share ai_low ai_high verdict neighbour neighbour_name n npmi npmi_low npmi_high neighbour_ads neighbour_rated_ads neighbour_exposure neighbour_exposure_low neighbour_exposure_high neighbour_ai_share neighbour_ai_low neighbour_ai_high neighbour_growth neighbour_growth_low neighbour_growth_high neighbour_verdict neighbour_premium neighbour_premium_low neighbour_premium_high neighbour_premium_n",
			[]any{"python", "Python", int64(30), int64(28), 0.78, 0.76, 0.8, 0.8, 0.61, 0.91, "falling", "go", "Go", int64(20), 0.317, 0.168, 0.466, int64(40), int64(39), 0.68, 0.66, 0.7, 0.35, 0.21, 0.51, 2.0, 1.3, 3.5, "rising", 0.043, 0.007, 0.081, int64(120)},
			[]any{"python", "Python", int64(30), int64(28), 0.78, 0.76, 0.8, 0.8, 0.61, 0.91, "falling", "elm", "Elm", int64(20), 0.317, 0.168, 0.466, int64(40), int64(39), 0.68, 0.66, 0.7, 0.35, 0.21, 0.51, 2.0, 1.3, 3.5, "rising", nil, nil, nil, nil},
			append([]any{"php", "PHP", int64(30), int64(30), 0.82, 0.8, 0.84, 0.67, 0.47, 0.82, "no clear change", "none", "none"}, make([]any, 20)...),
		),
	}}
	var got [][]string
	for _, b := range r.escapeBlocks() {
		if b.Grid == nil {
			t.Fatalf("got the paragraph %v, want a table", b)
		}
		got = append(got, textsOf(b.Grid)...)
	}
	want := [][]string{
		{"exposed more than others", "1 Python", "0", "0", "1 PHP"},
		{"exposed as others are", "0", "0", "1 Go", "0"},
		{"exposed less than others", "0", "0", "0", "0"},
		{"raters differ on exposure", "0", "1 Rust", "0", "0"},
		{"exposure not known", "0", "1 Elm", "0", "0"},
		{"Python", "0.78 0.76–0.80", "80.0% 61.0–91.0%", "falling", "Go", "0.32 0.17–0.47", "20", "0.68 0.66–0.70", "35.0% 21.0–51.0%", "×2.00 ×1.30–3.50", "rising", "+4.3% +0.70–+8.1%"},
		{"Python", "0.78 0.76–0.80", "80.0% 61.0–91.0%", "falling", "Elm", "0.32 0.17–0.47", "20", "0.68 0.66–0.70", "35.0% 21.0–51.0%", "×2.00 ×1.30–3.50", "rising", "no figure of it"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the tables differ (-want +got):\n%s", diff)
	}
}

// TestNoEscapes shows that a report without a base says so, and not that there is no way out.
func TestNoEscapes(t *testing.T) {
	for verdict, want := range map[string]string{"nothing to compare with": "nothing is there to compare with", "falling": "as far as this window and its base tell"} {
		r := &Report{answers: map[string]*answer{
			"ai":      tableOf(ask{}, "skill skill_name field verdict", []any{"php", "PHP", "exposed more than others", verdict}),
			"escapes": tableOf(ask{}, "skill neighbour n", []any{"php", "none", nil}),
		}}
		blocks := r.escapeBlocks()
		var text strings.Builder
		for _, s := range blocks[len(blocks)-1].Line {
			text.WriteString(s.Text)
		}
		if !strings.Contains(text.String(), want) {
			t.Errorf("%s: got %q, want %q in it", verdict, text.String(), want)
		}
	}
}

// textsOf is what the cells of a table show.
func textsOf(g *grid) (rows [][]string) {
	for _, row := range g.Rows {
		var texts []string
		for _, c := range row {
			texts = append(texts, strings.TrimSpace(c.Text+" "+c.Detail))
		}
		rows = append(rows, texts)
	}
	return rows
}

// TestAITable shows columns of pay and bids only where a skill has a figure of them, and the most exposed first.
func TestAITable(t *testing.T) {
	columns := "skill skill_name ads rated_ads exposure exposure_low exposure_high exposure_human exposure_gpt4 all_exposure ai_share ai_low ai_high all_ai_share ads_before ai_before verdict entry_share entry_low entry_high entry_before pay_n pay_change pay_verdict bids_n bids field note"
	elm := []any{"elm", "Elm", int64(40), int64(0), nil, nil, nil, nil, nil, 0.61, 0.5, 0.4, 0.6, 0.4, int64(9), nil, "too few ads", 0.1, 0.05, 0.2, nil, nil, nil, "too few ads", int64(0), nil, "exposure not known", "exposure: no ad tells it"}
	python := []any{"python", "Python", int64(30), int64(28), 0.78, 0.76, 0.8, 0.7, 0.86, 0.61, 0.8, 0.61, 0.91, 0.4, int64(20), 0.25, "falling", 0.1, 0.05, 0.2, 0.3, int64(60), -0.05, "falling", int64(12), 7.5, "exposed more than others, demand shrinks", nil}
	r := &Report{answers: map[string]*answer{"ai": tableOf(ask{key: "ai", question: "ai", keys: []string{"skill"}}, columns, elm, python)}}
	blocks := r.aiBlocks()
	want := [][]string{
		{"Python", "30", "0.78 0.76–0.80", "0.70, 0.86", "80.0% 61.0–91.0%", "25.0%", "falling", "10.0% 5.0–20.0%", "30.0%", "-5.0%", "7.5", "too few ads tell", "exposed more than others, demand shrinks"},
		{"Elm", "40", "exposure: no ad tells it", "not known", "50.0% 40.0–60.0%", "no base", "too few ads", "10.0% 5.0–20.0%", "no base", "too few ads", "too few ads tell", "too few ads tell", "exposure not known"},
	}
	if diff := cmp.Diff(want, textsOf(blocks[1].Grid)); diff != "" {
		t.Errorf("the table differs (-want +got):\n%s", diff)
	}
	for _, values := range [][]any{elm, python} {
		values[22], values[25] = nil, nil
	}
	r.answers["ai"] = tableOf(ask{key: "ai", question: "ai", keys: []string{"skill"}}, columns, elm, python)
	if got := len(r.aiBlocks()[1].Grid.Heads); got != 10 {
		t.Errorf("got %d columns without pay and bids, want 10", got)
	}
}
