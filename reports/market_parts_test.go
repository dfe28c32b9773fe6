package reports

import (
	"strings"
	"testing"
	"time"

	"rung/analyze"

	"github.com/google/go-cmp/cmp"
)

// monthsOf is an answer whose rows are months from January 2024 on, each with those values.
func monthsOf(a ask, values string, months ...[]any) *answer {
	var rows [][]any
	for i, m := range months {
		rows = append(rows, append([]any{time.Date(2024, time.Month(1+i), 1, 0, 0, 0, 0, time.UTC)}, m...))
	}
	return tableOf(a, "month "+values, rows...)
}

// TestAfterLast says why the months after the last with an index have none.
func TestAfterLast(t *testing.T) {
	const unwatched = "no source was watched through the month"
	for _, c := range []struct {
		name   string
		months [][]any
		want   string
	}{
		{"none later", [][]any{{100.0, nil}, {90.0, nil}}, ""},
		{"one later", [][]any{{100.0, nil}, {nil, unwatched}}, " February 2024 has no index: no source was watched through the month. "},
		{
			"several for two reasons",
			[][]any{{100.0, nil}, {nil, "no ads seen"}, {nil, unwatched}, {nil, unwatched}},
			" The months from February 2024 to April 2024 have no index: no ads seen; no source was watched through the month. ",
		},
	} {
		r := &Report{answers: map[string]*answer{"market": monthsOf(ask{}, "index note", c.months...)}}
		last, ok := r.lastMonth()
		if !ok {
			t.Fatalf("%s: no last month", c.name)
		}
		want := c.want
		if want != "" {
			want += afterLastWhy
		}
		if got := r.afterLast(last); got != want {
			t.Errorf("%s: got %q, want %q", c.name, got, want)
		}
	}
}

// TestParts takes of each value the last month that has a ratio, else an index, and says in words what they did.
func TestParts(t *testing.T) {
	a := tableOf(ask{question: "market", shown: []string{"by"}, keys: []string{"by", "value", "month"}}, "by value month ads index year_ratio verdict",
		[]any{"source", "hn", day(1), int64(40), 100.0, nil, "not enough history yet"},
		[]any{"source", "hn", day(2), int64(40), 90.0, 0.8, "shrinking"},
		[]any{"source", "hn", day(3), int64(40), nil, nil, "not enough history yet"},
		[]any{"source", "board_a", day(1), int64(3), 100.0, nil, "not enough history yet"},
		[]any{"source", "board_a", day(2), int64(3), nil, nil, "not enough history yet"},
		[]any{"source", "new", day(2), int64(50), nil, nil, "too few ads (n=4)"},
		[]any{"source", "up", day(2), int64(50), 120.0, 1.3, "growing"},
	)
	latest := latestOf(a.rows())
	var got []string
	for _, row := range latest {
		got = append(got, row.figure("index"))
	}
	want := []string{"market/by/source/hn/2024-02/index", "market/by/source/board_a/2024-01/index", "market/by/source/new/2024-02/index", "market/by/source/up/2024-02/index"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("latest months (-want +got):\n%s", diff)
	}
	if got, want := partSentence(latest), "Growing: up; shrinking: hn; not enough history yet: board a and new."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	names := map[string]bool{}
	for _, row := range drawn(a.rows(), latest) {
		names[row.text("value")] = true
	}
	if diff := cmp.Diff(map[string]bool{"hn": true, "new": true, "up": true}, names); diff != "" {
		t.Errorf("drawn, which takes 30 ads a month (-want +got):\n%s", diff)
	}
}

func day(month int) time.Time { return time.Date(2024, time.Month(month), 1, 0, 0, 0, 0, time.UTC) }

// TestWhichParts leaves out the parameters that a report was narrowed to, and takes what most ads have.
func TestWhichParts(t *testing.T) {
	r := &Report{meta: Meta{Args: analyze.Args{"country": "DE"}}, answers: map[string]*answer{
		"volume": tableOf(ask{}, "source jobs", []any{"a", int64(1)}, []any{"b", int64(5)}, []any{"a", int64(6)}),
		"demand": tableOf(ask{}, "category ads", []any{"web", int64(9)}),
		"places": tableOf(ask{}, "place ads", []any{"US", int64(9)}),
	}}
	want := []marketPart{{"source", "a"}, {"source", "b"}, {"category", "web"}, {"employment", "salaried"}, {"employment", "contract"}, {"employment", "freelance"}, {"employment", "internship"}}
	if diff := cmp.Diff(want, r.parts(), cmp.AllowUnexported(marketPart{})); diff != "" {
		t.Errorf("parts (-want +got):\n%s", diff)
	}
}

// TestSpokenOf names no technology in a sentence that a source itself is, and none that few employers ask for as the
// most open to beginners.
func TestSpokenOf(t *testing.T) {
	r := &Report{answers: map[string]*answer{
		"coverage": tableOf(ask{}, "source", []any{"all"}, []any{"ashby"}),
		"market":   tableOf(ask{}, "month index"), "door": tableOf(ask{}, "month change"),
		"demand": tableOf(ask{}, "skill skill_name concept ads employers entry_share entry_share_low",
			[]any{"ashby-ats", "Ashby", false, int64(60), int64(40), 0.5, 0.4},
			[]any{"tiktok", "TikTok", false, int64(60), int64(29), 0.4, 0.3},
			[]any{"react", "React", false, int64(60), int64(30), 0.1, 0.05},
			[]any{"go", "Go", false, int64(49), int64(40), 0.3, 0.2},
			[]any{"sales", "Sales", true, int64(90), int64(90), 0.9, 0.8},
		),
	}}
	got := r.doorThing().plain()
	if want := "Of the technologies with 50 ads or more of 30 employers or more, React is most surely open to them: 10.0%"; !strings.Contains(got, want) {
		t.Errorf("got %q, want it to say %q", got, want)
	}
}

// TestNoPremium says why nothing is told of what skills add.
func TestNoPremium(t *testing.T) {
	r := &Report{answers: map[string]*answer{"premium_hour": tableOf(ask{}, "skill"), "premium_year": tableOf(ask{}, "skill")}}
	sections := r.premiumSections()
	if len(sections) != 2 {
		t.Fatalf("got %d sections, want one by the hour and one by the year", len(sections))
	}
	if got, want := sections[0].Blocks[0].Line.plain(), "No skill has 100 ads with pay by the hour and 20 employers"; !strings.HasPrefix(got, want) {
		t.Errorf("got %q, want it to begin with %q", got, want)
	}
}
