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
	"testing"
	"time"

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
