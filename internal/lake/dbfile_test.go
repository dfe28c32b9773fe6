package lake_test

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"rung/internal/lake"
)

// The file opens in any DuckDB, under any name, and answers as the lake does.
func TestWriteDB(t *testing.T) {
	t.Parallel()
	l := openWrite(t)
	collectShown(t, l, sample()...)
	path := filepath.Join(t.TempDir(), "my market.duckdb")
	own := func(ctx context.Context, db *sql.DB) error {
		_, err := db.ExecContext(ctx, "create table settings as select 8 as hours; create view wanted as select skill, hours from mentions, settings")
		return err
	}
	for range 2 { // it may be written again over itself
		must(t, l.WriteDB(t.Context(), path, own))
	}
	moved := filepath.Join(t.TempDir(), "moved.db")
	must(t, os.Rename(path, moved))
	db, err := sql.Open("duckdb", moved+"?access_mode=read_only")
	must(t, err)
	defer db.Close()
	for _, table := range append(lake.Tables(), lake.Views()...) {
		var n string
		must(t, db.QueryRowContext(t.Context(), "select count(*)::varchar from "+table.Name).Scan(&n))
		want(t, l, "select count(*) from "+table.Name, n)
	}
	var n, comments int
	must(t, db.QueryRowContext(t.Context(), "select count(*) from wanted").Scan(&n))
	must(t, db.QueryRowContext(t.Context(), "select count(*) from duckdb_columns() where table_name = 'listings' and comment is not null").Scan(&comments))
	if n == 0 || comments < 40 {
		t.Errorf("%d rows of a view of the caller's, %d comments", n, comments)
	}
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil || len(entries) > 0 {
		t.Errorf("left beside the file: %v, %v", entries, err)
	}
}

func TestWriteDBWholeOrNot(t *testing.T) {
	l := openWrite(t)
	fill(t, l, listing("a"))
	dir := t.TempDir()
	path := filepath.Join(dir, "x.duckdb")
	must(t, l.WriteDB(t.Context(), path, nil))
	before, err := os.ReadFile(path)
	must(t, err)
	stop := errors.New("stop")
	if err := l.WriteDB(t.Context(), path, func(context.Context, *sql.DB) error { return stop }); !errors.Is(err, stop) {
		t.Errorf("WriteDB = %v, want %v", err, stop)
	}
	spoil(t, l, l.Manifest().Files[0], func([]byte) []byte { return nil })
	var damage lake.Damage
	if err := l.WriteDB(t.Context(), path, nil); !errors.As(err, &damage) {
		t.Errorf("WriteDB of a damaged lake = %v, want the file's name", err)
	}
	if err := l.WriteDB(t.Context(), dir, nil); err == nil {
		t.Error("WriteDB over a folder succeeded")
	}
	entries, err := os.ReadDir(dir)
	must(t, err)
	if data, err := os.ReadFile(path); err != nil || !bytes.Equal(data, before) || len(entries) != 1 {
		t.Errorf("file of %d bytes, %v; folder = %v, want the old file alone", len(data), err, entries)
	}
}

// Only what WriteDB wrote is replaced by it.
func TestWriteDBLeavesOthers(t *testing.T) {
	t.Parallel()
	l := openWrite(t)
	fill(t, l, listing("a"))
	for name, write := range map[string]func(path string){
		"text":             func(path string) { must(t, os.WriteFile(path, []byte("my notes, and DUCK"), 0o644)) },
		"empty":            func(path string) { must(t, os.WriteFile(path, nil, 0o644)) },
		"looks like one":   func(path string) { must(t, os.WriteFile(path, []byte("8 bytes.DUCK and no more"), 0o644)) },
		"another database": func(path string) { inDuckDB(t, path, "create table listing_versions as select 1 as a") },
		"a table of the user's beside": func(path string) {
			must(t, l.WriteDB(t.Context(), path, nil))
			inDuckDB(t, path, "create table mine as select 1 as a")
		},
		"a link": func(path string) { must(t, os.Symlink(filepath.Join(t.TempDir(), "elsewhere"), path)) },
	} {
		path := filepath.Join(t.TempDir(), "x.duckdb")
		write(path)
		before, _ := os.ReadFile(path)
		if err := l.WriteDB(t.Context(), path, nil); !errors.Is(err, lake.ErrForeign) {
			t.Errorf("%s: WriteDB = %v, want ErrForeign", name, err)
		}
		if _, err := l.Export(t.Context(), path); !errors.Is(err, lake.ErrForeign) {
			t.Errorf("%s: Export = %v, want ErrForeign", name, err)
		}
		if after, _ := os.ReadFile(path); !bytes.Equal(before, after) {
			t.Errorf("%s: the file was changed", name)
		}
	}
}

func inDuckDB(t *testing.T, path, statement string) {
	t.Helper()
	db, err := sql.Open("duckdb", path)
	must(t, err)
	_, err = db.ExecContext(t.Context(), statement)
	must(t, errors.Join(err, db.Close()))
}
