package cli

import (
	"database/sql"
	"html"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"rung/analyze"
	"rung/collect/all"
	"rung/config"
	"rung/internal/lake"
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

// TestFiguresOfTheReport explains a figure of every question that the demo's report shows, and wants as many adverts as
// the row counts.
func TestFiguresOfTheReport(t *testing.T) {
	dir := demoDir(t)
	figures := firstFigures(t, filepath.Join(dir, "report"))
	a := &app{out: io.Discard, err: io.Discard, now: time.Now, env: []string{"HOME=" + dir}, sources: all.With(lake.ReadParquet)}
	a.flags = globalFlags{lake: filepath.Join(dir, "lake"), colour: "auto", json: true}
	err := a.withAnswers(t.Context(), func(db *sql.DB, _ *lake.Lake, _ *config.Config) error {
		for question, figure := range figures {
			asked, err := reports.Figure(figure)
			if err != nil {
				return err
			}
			e, err := findFigure(t.Context(), db, figure, asked, maps.Clone(asked.Args), 0)
			if err != nil {
				t.Errorf("%s: %v", figure, err)
				continue
			}
			if e.behind.N == 0 || int(e.behind.N) != len(e.behind.Ads.Rows) {
				t.Errorf("%s of %s: %d adverts, %d of them listed", figure, question, e.behind.N, len(e.behind.Ads.Rows))
			}
			if i := column(e.table, e.behind.Count); i >= 0 && e.rows[0][i] != e.behind.N {
				t.Errorf("%s: the row counts %v %s, and %d adverts are listed", figure, e.rows[0][i], e.behind.Count, e.behind.N)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestFiguresAskedOtherwise asks questions with parameters of their own, and explains a row with what RowIDs says: it is the
// same row, with as many adverts as it counts.
func TestFiguresAskedOtherwise(t *testing.T) {
	dir := demoDir(t)
	a := &app{out: io.Discard, err: io.Discard, now: time.Now, env: []string{"HOME=" + dir}, sources: all.With(lake.ReadParquet)}
	a.flags = globalFlags{lake: filepath.Join(dir, "lake"), colour: "auto"}
	err := a.withAnswers(t.Context(), func(db *sql.DB, _ *lake.Lake, _ *config.Config) error {
		for _, c := range []struct {
			question string
			given    analyze.Args
		}{
			{"next", analyze.Args{"have": "go,postgresql", "rate": 40.5, "min_opened": "2", "min_employers": "2", "period": "year"}},
			{"next", analyze.Args{"have": "php", "undated": "false", "since": "2026-06", "top": "0"}},
			{"pay", analyze.Args{"skill": "python", "kind": "budget", "undated": "true"}},
			{"pay", analyze.Args{"kind": "offer", "back_off": "false", "country": "DE"}},
			{"ladder", analyze.Args{"period": "year", "min_band": "5"}},
			{"bands", analyze.Args{"period": "year", "kind": "offer", "top": "2"}},
			{"pairs", analyze.Args{"skill": "python", "min_pair": "10"}},
			{"pay_spread", analyze.Args{"skill": "python", "period": "year", "one_source": "true", "step": "0.5"}},
			{"open", analyze.Args{"skill": "python"}},
			{"examples", analyze.Args{"skills": "python", "top": "20"}},
			{"needs", analyze.Args{"undated": "false", "source": "ashby"}},
		} {
			explainAgain(t, a, db, c.question, c.given)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// explainAgain explains the last row of an answer, which fewer rows would leave out.
func explainAgain(t *testing.T, a *app, db analyze.Querier, question string, given analyze.Args) {
	t.Helper()
	answer, err := analyze.Ask(t.Context(), db, question, given)
	if err != nil {
		t.Fatal(err)
	}
	ids, differs, err := reports.RowIDs(answer)
	if err != nil || len(ids) == 0 {
		t.Fatalf("%s %v: %d ids, %v", question, given, len(ids), err)
	}
	last := len(ids) - 1
	figure := ids[last] + "/" + answer.Columns[len(answer.Columns)-1].Name
	asked, err := reports.Figure(figure)
	if err != nil {
		t.Fatal(err)
	}
	args := asTyped(differs, given)
	if err := a.takenBy(figure, asked, args); err != nil {
		t.Fatal(err)
	}
	e, err := findFigure(t.Context(), db, figure, asked, args, 0)
	if err != nil {
		t.Fatalf("%s %v: %v", question, given, err)
	}
	if diff := cmp.Diff([][]any{answer.Rows[last]}, e.rows); diff != "" {
		t.Errorf("%s %v: %s explained with %v is another row (-answer +explained):\n%s", question, given, figure, args, diff)
	}
	if i := column(e.table, e.behind.Count); i >= 0 && e.rows[0][i] != nil && e.rows[0][i] != e.behind.N {
		t.Errorf("%s %v: %s counts %v %s, and %d adverts are listed", question, given, figure, e.rows[0][i], e.behind.Count, e.behind.N)
	}
}

func TestFigureIn(t *testing.T) {
	for args, want := range map[string]string{
		"explain demand/go/share":                         "demand/go/share",
		"explain --have php next/laravel/score --rate 25": "next/laravel/score",
		"explain --lake open/lake next/laravel/score":     "next/laravel/score",
		"explain --lake=open/lake next/laravel/score":     "next/laravel/score",
		"explain --sql next/laravel/score":                "next/laravel/score",
		"__complete explain pay/go/hour/any/any/middle -": "pay/go/hour/any/any/middle",
		"explain nothing/go/share":                        "",
		"explain":                                         "",
	} {
		if got := figureIn(strings.Fields(args)); got != want {
			t.Errorf("%s: got %q, want %q", args, got, want)
		}
	}
}

// TestParamWords writes parameters as a shell takes them, and reads them again.
func TestParamWords(t *testing.T) {
	args := analyze.Args{"have": "ms sql,it's", "rate": 33.3333333, "undated": false, "classes": true, "skill": "", "win": -0.5, "top": int64(0)}
	line := strings.Join(paramWords(args), " ")
	if want := `--classes --have 'ms sql,it'\''s' --rate 33.3333333 --skill= --top 0 --undated=false --win=-0.5`; line != want {
		t.Errorf("got %s, want %s", line, want)
	}
}

var figureID = regexp.MustCompile(`<code class="id">([^<]+)</code>`)

// firstFigures returns the first figure of each question in the pages of a report.
func firstFigures(t *testing.T, dir string) map[string]string {
	t.Helper()
	figures := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, _ fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".html" {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for _, m := range figureID.FindAllStringSubmatch(string(data), -1) {
			id := html.UnescapeString(m[1])
			if asked, err := reports.Figure(id); err != nil {
				t.Errorf("%s: %v", path, err)
			} else if _, seen := figures[asked.Question]; !seen {
				figures[asked.Question] = id
			}
		}
		return nil
	})
	if err != nil || len(figures) < 15 {
		t.Fatalf("figures of %d questions in %s, %v; want more", len(figures), dir, err)
	}
	return figures
}
