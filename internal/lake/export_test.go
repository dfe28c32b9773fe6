package lake_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"rung/internal/lake"
)

func TestExportAndReadBack(t *testing.T) {
	_, s, secret := fenced(t)
	path := filepath.Join(filepath.Dir(secret), "out file's.parquet")
	const query = `select 'a' as text, 1::tinyint as small, sum(2) as big, 1.5::decimal(9,2) as price, 2.5::float as f, true as yes,
		null as nothing, date '2024-05-01' as day, timestamp '2024-05-01 12:00:00' as at, ['x', null] as list,
		{'k': 1} as record, [1, 2] as numbers, '\x00\xff'::blob as bytes, uuid '00000000-0000-0000-0000-000000000001' as id`
	n, err := parquet(t, s, query, path)
	if err != nil || n != 1 {
		t.Fatalf("Parquet = %d, %v, want one row", n, err)
	}
	columns, rows, err := lake.ReadParquet(t.Context(), path)
	must(t, err)
	if got, want := strings.Join(columns, " "), "text small big price f yes nothing day at list record numbers bytes id"; got != want {
		t.Errorf("columns = %s, want %s", got, want)
	}
	var got [][]any
	for row, err := range rows {
		must(t, err)
		got = append(got, append([]any(nil), row...))
	}
	want := [][]any{{
		"a", int64(1), int64(2), 1.5, 2.5, true, nil, time.Date(2024, 5, 1, 0, 0, 0, 0, time.UTC),
		time.Date(2024, 5, 1, 12, 0, 0, 0, time.UTC),
		[]any{"x", nil},
		`{"k":1}`, "[1,2]", []byte("\x00\xff"), "00000000-0000-0000-0000-000000000001",
	}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("rows (-want +got)\n%s", diff)
	}
	if n, err := parquet(t, s, "select 1 as a where false", path); n != 0 || err != nil {
		t.Errorf("Parquet of no rows = %d, %v", n, err)
	}
	if columns, _, err := lake.ReadParquet(t.Context(), path); err != nil || len(columns) != 1 {
		t.Errorf("columns of an empty file = %v, %v", columns, err)
	}
}

// A file is written whole or not at all, and what was there stays.
func TestExportFails(t *testing.T) {
	_, s, secret := fenced(t)
	path := filepath.Join(filepath.Dir(secret), "out.parquet")
	must(t, os.WriteFile(path, []byte("before"), 0o644))
	for _, query := range []string{
		"select case when range = 90000 then error('stop') end from range(100000)",
		"select 170141183460469231731687303715884105727::hugeint as n", "drop view listings", "selec",
	} {
		if _, err := parquet(t, s, query, path); err == nil {
			t.Errorf("%s was written", query)
		}
	}
	if _, err := parquet(t, s, "select 1", filepath.Join(path, "x")); err == nil {
		t.Error("a file below a file was written")
	}
	entries, err := os.ReadDir(filepath.Dir(path))
	must(t, err)
	if data, err := os.ReadFile(path); err != nil || string(data) != "before" || len(entries) != 3 {
		t.Errorf("file = %q, %v; folder = %v, want the old file and nothing more", data, err, entries)
	}
}

func TestReadParquetInSlices(t *testing.T) {
	_, s, secret := fenced(t)
	path := filepath.Join(filepath.Dir(secret), "a[1]*.parquet")
	_, err := parquet(t, s, "select range as n from range(120001)", path)
	must(t, err)
	_, rows, err := lake.ReadParquet(t.Context(), path)
	must(t, err)
	n := int64(0)
	for row, err := range rows {
		must(t, err)
		if row[0] != n {
			t.Fatalf("row %d is %v", n, row[0])
		}
		n++
	}
	if n != 120_001 {
		t.Errorf("%d rows, want 120001", n)
	}
	for range rows {
		break // may end early, and be read again
	}
}

func TestReadParquetOfOther(t *testing.T) {
	dir := t.TempDir()
	text := filepath.Join(dir, "x.parquet")
	must(t, os.WriteFile(text, []byte("no parquet at all"), 0o644))
	for _, path := range []string{text, dir, filepath.Join(dir, "absent.parquet"), ""} {
		if _, _, err := lake.ReadParquet(t.Context(), path); err == nil {
			t.Errorf("ReadParquet(%q) succeeded", path)
		}
	}
}

// The printed script gives another client the same tables.
func TestPrintInit(t *testing.T) {
	l := openWrite(t)
	fill(t, l, listing("a"))
	var script strings.Builder
	must(t, l.PrintInit(&script))
	other := openDuckDB(t)
	for range 2 { // it may be run twice
		if _, err := other.ExecContext(t.Context(), script.String()); err != nil {
			t.Fatalf("run the script: %v", err)
		}
	}
	for _, table := range append(lake.Tables(), lake.Views()...) {
		var got string
		must(t, other.QueryRowContext(t.Context(), "select count(*)::varchar from "+table.Name).Scan(&got))
		want(t, l, "select count(*) from "+table.Name, got)
	}
}

func parquet(t *testing.T, s *lake.Session, query, path string) (int64, error) {
	t.Helper()
	rows, err := s.Rows(t.Context(), query)
	if err != nil {
		return 0, err
	}
	defer rows.Close()
	return lake.WriteParquet(rows.Rows, path)
}
