package analyze_test

import (
	"bytes"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	_ "github.com/marcboeker/go-duckdb/v2"
	"golang.org/x/tools/txtar"

	"rung/analyze"
	"rung/internal/golden"
)

// empty opens a database with the lake's tables, empty, and the silver views of analyze on top.
func empty(tb testing.TB, s analyze.Settings) *sql.DB {
	tb.Helper()
	db := tables(tb)
	if err := analyze.Prepare(tb.Context(), db, s); err != nil {
		tb.Fatal(err)
	}
	return db
}

// tables opens a database with the lake's tables, empty.
func tables(tb testing.TB) *sql.DB {
	tb.Helper()
	db, err := sql.Open("duckdb", "")
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { db.Close() })
	schema, err := os.ReadFile("testdata/schema.sql")
	if err != nil {
		tb.Fatal(err)
	}
	if _, err := db.ExecContext(tb.Context(), string(schema)); err != nil {
		tb.Fatal(err)
	}
	return db
}

// load fills tables from the files NAME.csv of an archive.
func load(tb testing.TB, db analyze.Execer, files []txtar.File) {
	tb.Helper()
	dir := tb.TempDir()
	for _, f := range files {
		table, ok := strings.CutSuffix(f.Name, ".csv")
		if !ok {
			continue
		}
		path := filepath.Join(dir, f.Name)
		if err := os.WriteFile(path, f.Data, 0o600); err != nil {
			tb.Fatal(err)
		}
		insert := fmt.Sprintf("insert into %s by name select * from read_csv('%s', header = true, all_varchar = true)", table, path)
		if _, err := db.ExecContext(tb.Context(), insert); err != nil {
			tb.Fatalf("load %s: %v", f.Name, err)
		}
	}
}

// TestQuestions answers the questions of each archive: the file ask holds one command a line, a name
// and arguments as name=value; archives names the sources that are; want.md holds the answers. Then it
// loads the same rows turned round, since no answer may depend on their order.
func TestQuestions(t *testing.T) {
	paths, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no archives in testdata: %v", err)
	}
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			t.Parallel()
			archive, db := open(t, path)
			got := ask(t, db, archive.Files, file(archive, "ask"))
			checkAnswers(t, path, archive, got)
			again := ask(t, db, turnedRound(archive.Files), file(archive, "ask"))
			if diff := cmp.Diff(string(got), string(again)); diff != "" {
				t.Errorf("the answer depends on the order of rows (-as written +turned round):\n%s", diff)
			}
		})
	}
}

// open reads an archive and prepares a database, still without its rows.
func open(t *testing.T, path string) (*txtar.Archive, *sql.DB) {
	t.Helper()
	archive := readArchive(t, path)
	return archive, empty(t, settings(archive))
}

func readArchive(t *testing.T, path string) *txtar.Archive {
	t.Helper()
	archive, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return archive
}

// settings are those that an archive is asked with.
func settings(archive *txtar.Archive) analyze.Settings {
	s := analyze.DefaultSettings()
	if names := strings.Fields(file(archive, "archives")); names != nil {
		s.Archives = names
	}
	return s
}

// ask loads files, answers, and takes the rows back.
func ask(t *testing.T, db *sql.DB, files []txtar.File, lines string) []byte {
	t.Helper()
	tx, err := db.BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback()
	load(t, tx, files)
	return answers(t, tx, lines)
}

func turnedRound(files []txtar.File) []txtar.File {
	turned := slices.Clone(files)
	for i, f := range turned {
		if strings.HasSuffix(f.Name, ".csv") {
			lines := strings.Split(strings.TrimSpace(string(f.Data)), "\n")
			slices.Reverse(lines[1:])
			turned[i].Data = []byte(strings.Join(lines, "\n") + "\n")
		}
	}
	return turned
}

func file(a *txtar.Archive, name string) string {
	for _, f := range a.Files {
		if f.Name == name {
			return string(f.Data)
		}
	}
	return ""
}

func answers(t *testing.T, db analyze.Querier, lines string) []byte {
	t.Helper()
	var out bytes.Buffer
	for line := range strings.Lines(lines) {
		words := strings.Fields(line)
		if len(words) == 0 {
			continue
		}
		args, show := asked(words)
		fmt.Fprintf(&out, "# %s\n", strings.TrimSpace(line))
		table, err := analyze.Ask(t.Context(), db, words[0], args)
		if err != nil {
			fmt.Fprintf(&out, "error: %v\n", err)
			continue
		}
		days := cell(table.Params["since"]) + " to " + cell(table.Params["until"])
		if why := table.Params["window"]; why != nil {
			days += fmt.Sprintf(" (%s)", why)
		}
		if base := table.Params["base"]; base != nil {
			fmt.Fprintf(&out, "%s against %s to %s (%s)\n", days, cell(table.Params["base_since"]), cell(table.Params["base_until"]), base)
		} else if since := table.Params["comparable_since"]; since != nil {
			fmt.Fprintf(&out, "%s against nothing; %s to %s can be compared\n", days, cell(since), cell(table.Params["comparable_until"]))
		}
		writeMarkdown(&out, table, show)
	}
	return out.Bytes()
}

// asked reads a line of the file ask: the arguments, whose blanks are written as %20, and the columns to show.
func asked(words []string) (args analyze.Args, show []string) {
	args = analyze.Args{}
	for _, w := range words[1:] {
		name, value, _ := strings.Cut(w, "=")
		if name == "show" {
			show = strings.Split(value, ",")
			continue
		}
		args[name] = strings.ReplaceAll(value, "%20", " ")
	}
	return args, show
}

func checkAnswers(t *testing.T, path string, archive *txtar.Archive, got []byte) {
	t.Helper()
	for i := range archive.Files {
		f := &archive.Files[i]
		if f.Name != "want.md" {
			continue
		}
		if golden.Updating() {
			f.Data = got
			if err := os.WriteFile(path, txtar.Format(archive), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if diff := cmp.Diff(string(f.Data), string(got)); diff != "" {
			t.Errorf("%s: answer differs (-want +got); run with -update if this is meant:\n%s", path, diff)
		}
		return
	}
	t.Errorf("%s holds no want.md", path)
}

// TestEmptyLake asks everything of a lake without rows.
func TestEmptyLake(t *testing.T) {
	db := empty(t, analyze.DefaultSettings())
	for _, q := range analyze.Questions() {
		got, err := analyze.Ask(t.Context(), db, q.Name, analyze.Args{})
		if err != nil {
			t.Errorf("%s: %v", q.Name, err)
			continue
		}
		for _, c := range q.Columns {
			if !hasColumn(got, c.Name) {
				t.Errorf("%s: the header describes %q, which is no column of the answer", q.Name, c.Name)
			}
		}
	}
	findings, err := analyze.Audit(t.Context(), db)
	if err != nil || len(findings) > 0 {
		t.Errorf("audit of an empty lake: got %v, %v; want nothing", findings, err)
	}
}

func hasColumn(t *analyze.Table, name string) bool {
	for _, c := range t.Columns {
		if c.Name == name {
			return true
		}
	}
	return false
}
