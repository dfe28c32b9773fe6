package reports_test

import (
	"database/sql"
	"os"
	"testing"
	"time"

	"rung/analyze"
	"rung/reports"

	_ "github.com/marcboeker/go-duckdb/v2"
)

// open returns a database with the lake's tables, filled by SQL files, and analyze's views on top.
func open(tb testing.TB, archives []string, fill ...string) *sql.DB {
	tb.Helper()
	db, err := sql.Open("duckdb", "")
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { db.Close() })
	run := func(path string) {
		text, err := os.ReadFile(path)
		if err != nil {
			tb.Fatal(err)
		}
		if _, err := db.ExecContext(tb.Context(), string(text)); err != nil {
			tb.Fatalf("%s: %v", path, err)
		}
	}
	run("../analyze/testdata/schema.sql")
	s := analyze.DefaultSettings()
	s.Archives = archives
	if err := analyze.Prepare(tb.Context(), db, s); err != nil {
		tb.Fatal(err)
	}
	for _, path := range fill {
		run(path)
	}
	return db
}

func meta() reports.Meta {
	return reports.Meta{
		Generated: time.Date(2026, 11, 2, 8, 0, 0, 0, time.UTC), Snapshot: 7, SnapshotAt: time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC),
		Version: "test", Reader: "reader-1", Args: analyze.Args{},
		Sources: []reports.Source{
			{Name: "archive", Title: "An <Archive>", Home: "https://archive.example/", Credit: "Data by An Archive", TermsURL: "https://archive.example/terms", Licence: "CC-BY 4.0"},
			{Name: "board", Title: "A Board", Home: "javascript:alert(1)"},
		},
		Accuracy: []reports.Accuracy{{Task: "skills", Name: "precision", Value: 0.97, Bar: 0.95, N: 1200}, {Task: "pay", Name: "recall", Value: 0.90, Bar: 0.95, N: 500}},
	}
}

func build(tb testing.TB, db *sql.DB, m reports.Meta) *reports.Report {
	tb.Helper()
	r, err := reports.Build(tb.Context(), db, m)
	if err != nil {
		tb.Fatal(err)
	}
	return r
}

// TestBig builds a report over a made-up market of ninety thousand ads where RUNG_REPORT_DIR says to write it.
func TestBig(t *testing.T) {
	dir := os.Getenv("RUNG_REPORT_DIR")
	if dir == "" {
		t.Skip("set RUNG_REPORT_DIR to build a report over 90,000 made-up ads and look at it")
	}
	db := open(t, []string{"archive"}, "../analyze/testdata/market.sql")
	start := time.Now()
	r := build(t, db, meta())
	built := time.Since(start)
	if _, err := r.Write(dir); err != nil {
		t.Fatal(err)
	}
	t.Logf("build %v, write %v", built, time.Since(start)-built)
	if err := r.Digest(os.Stdout); err != nil {
		t.Fatal(err)
	}
}
