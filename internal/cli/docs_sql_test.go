package cli

import (
	"bytes"
	"database/sql"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"rung/collect/all"
	"rung/internal/lake"
)

var fence = regexp.MustCompile("(?ms)^```sql( plain)?\n(.*?)^```$")

// TestDocsSQL runs the SQL of docs/sql.md: what is for rung in rung, and what is for plain DuckDB there,
// over a lake and its export. Every statement must give rows, but for the table of what did not fit.
func TestDocsSQL(t *testing.T) {
	doc, err := os.ReadFile(filepath.Join("..", "..", "docs", "sql.md"))
	if err != nil {
		t.Fatal(err)
	}
	demo := demoDir(t)
	t.Chdir(t.TempDir())
	if err := os.Symlink(filepath.Join(demo, "lake"), "lake"); err != nil {
		t.Fatal(err)
	}
	docsRun(t, "lake", "export", "market.tar")
	docsRun(t, "market", "import", "market.tar")
	plain := 0
	for _, m := range fence.FindAllStringSubmatch(string(doc), -1) {
		if m[1] != "" {
			plain++
			runPlain(t, m[2])
			continue
		}
		var out, errs bytes.Buffer
		a := &app{out: &out, err: &errs, now: time.Now, env: []string{"HOME=/nowhere"}, sources: all.With(lake.ReadParquet)}
		if code := a.run(t.Context(), []string{"sql", "--lake", "lake", "--format", "csv", "-c", m[2]}); code != 0 {
			t.Errorf("%s\nends with %d: %s", m[2], code, errs.String())
		}
		if rows := bytes.Count(out.Bytes(), []byte("\n")); rows < 2 && !strings.Contains(m[2], "from rejects") {
			t.Errorf("%s\ngives no rows: %s", m[2], out.String())
		}
	}
	if plain < 2 {
		t.Errorf("%d examples for plain DuckDB, want two", plain)
	}
}

func docsRun(t *testing.T, dir string, args ...string) {
	t.Helper()
	var errs bytes.Buffer
	a := &app{out: &bytes.Buffer{}, err: &errs, now: time.Now, env: []string{"HOME=/nowhere"}, sources: all.With(lake.ReadParquet)}
	if code := a.run(t.Context(), append([]string{"lake", "--lake", dir}, args...)); code != 0 {
		t.Fatalf("rung lake %s ends with %d: %s", strings.Join(args, " "), code, errs.String())
	}
}

// runPlain runs statements in a DuckDB that knows nothing of rung; the last one must give rows.
func runPlain(t *testing.T, text string) {
	t.Helper()
	db, err := sql.Open("duckdb", "")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	conn, err := db.Conn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	steps, _ := splitSQL(text)
	n := 0
	for _, step := range steps {
		rows, err := conn.QueryContext(t.Context(), step)
		if err != nil {
			t.Errorf("%s\n%v", step, err)
			return
		}
		n = count(t, rows)
	}
	if n == 0 {
		t.Errorf("%s\ngives no rows", text)
	}
}

// count returns how many rows a query gives.
func count(t *testing.T, rows *sql.Rows) (n int) {
	t.Helper()
	defer rows.Close()
	for rows.Next() {
		n++
	}
	if err := rows.Err(); err != nil {
		t.Error(err)
	}
	return n
}
