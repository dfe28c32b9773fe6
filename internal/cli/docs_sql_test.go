package cli

import (
	"bytes"
	"database/sql"
	"fmt"
	"os"
	"os/exec"
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
	inMarket(t)
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

// TestDocsOffers wants the examples about pay to count what the questions count as an offer, and no more.
func TestDocsOffers(t *testing.T) {
	offers := regexp.MustCompile(`basis in (\([^)]*\))`)
	view, err := os.ReadFile(filepath.Join("..", "..", "analyze", "sql", "silver", "pay_equivalents.sql"))
	if err != nil {
		t.Fatal(err)
	}
	want := offers.FindSubmatch(view)
	if want == nil {
		t.Fatal("pay_equivalents does not say what an offer is")
	}
	doc, err := os.ReadFile(filepath.Join("..", "..", "docs", "sql.md"))
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, m := range fence.FindAllSubmatch(doc, -1) {
		if !bytes.Contains(m[2], []byte("from pay")) {
			continue
		}
		found++
		if got := offers.FindSubmatch(m[2]); got == nil || !bytes.Equal(got[1], want[1]) {
			t.Errorf("%s\ncounts other pay than that of basis in %s", m[2], want[1])
		}
	}
	if found != 2 {
		t.Errorf("%d examples about pay, want two", found)
	}
}

// inMarket goes to a folder with the lake of the demo and its export, as the page has them.
func inMarket(t *testing.T) {
	t.Helper()
	demo := demoDir(t)
	t.Chdir(t.TempDir())
	if err := os.Symlink(filepath.Join(demo, "lake"), "lake"); err != nil {
		t.Fatal(err)
	}
	docsRun(t, "lake", "export", "market.tar")
	docsRun(t, "market", "import", "market.tar")
}

var pythonFence = regexp.MustCompile("(?ms)^```python\n(import (\\w+).*?)^```$")

// TestDocsPython runs the Python of docs/sql.md that says what it imports, where that is installed, and wants the
// most asked for skill of the demo in what it prints.
func TestDocsPython(t *testing.T) {
	doc, err := os.ReadFile(filepath.Join("..", "..", "docs", "sql.md"))
	if err != nil {
		t.Fatal(err)
	}
	examples := pythonFence.FindAllStringSubmatch(string(doc), -1)
	if len(examples) != 2 {
		t.Fatalf("%d examples in Python that say what they import, want two", len(examples))
	}
	there := map[string]error{}
	for _, m := range examples {
		if out, err := exec.CommandContext(t.Context(), "python3", "-c", "import "+m[2]).CombinedOutput(); err != nil {
			there[m[2]] = fmt.Errorf("%w: %s", err, lastLine(string(out)))
		}
	}
	if len(there) < len(examples) {
		inMarket(t)
	}
	for _, m := range examples {
		t.Run(m[2], func(t *testing.T) {
			if err := there[m[2]]; err != nil {
				t.Skipf("skipped: there is no %s for python3 here: %v", m[2], err)
			}
			out, err := exec.CommandContext(t.Context(), "python3", "-c", m[1]).CombinedOutput()
			if err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
			if want := mostWanted(t); !strings.Contains(string(out), want) || !strings.Contains(string(out), "jobs") {
				t.Errorf("%s is not in\n%s", want, out)
			}
		})
	}
}

// mostWanted is the skill that most jobs of the export want.
func mostWanted(t *testing.T) (name string) {
	t.Helper()
	db, err := sql.Open("duckdb", "")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	err = db.QueryRowContext(t.Context(), `select m.skill_name
from read_parquet('market/silver/mentions/*/*/*.parquet', hive_partitioning = false) m
join read_parquet('market/silver/jobs/*/*/*.parquet', hive_partitioning = false) j on j.version_key = m.version_key
where m.polarity = 'wanted' group by 1 order by count(distinct j.job_key) desc, 1 limit 1`).Scan(&name)
	if err != nil {
		t.Fatal(err)
	}
	return name
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
