package lake_test

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"rung/internal/lake"
)

// fenced is a lake beside a secret that no query may see.
func fenced(t *testing.T) (l *lake.Lake, s *lake.Session, secret string) {
	t.Helper()
	l = openWrite(t)
	fill(t, l, listing("a"))
	secret = filepath.Join(filepath.Dir(l.Dir()), "secret.csv")
	must(t, os.WriteFile(secret, []byte("word\nxyzzy\n"), 0o644))
	must(t, os.Symlink(secret, filepath.Join(l.Dir(), "link.csv")))
	must(t, os.Symlink(filepath.Dir(secret), filepath.Join(l.Dir(), "silver", "up")))
	s, err := l.Query(t.Context(), lake.Limits{Timeout: 20 * time.Second, MemoryMB: 256, Threads: 2})
	must(t, err)
	t.Cleanup(func() { must(t, s.Close()) })
	return l, s, secret
}

func run(t testing.TB, s *lake.Session, query string) ([]string, error) {
	t.Helper()
	rows, err := s.Rows(t.Context(), query)
	if err != nil {
		return nil, err
	}
	got, err := texts(rows.Rows)
	return got, errors.Join(err, rows.Close())
}

func TestQueriesAreAnswered(t *testing.T) {
	_, s, _ := fenced(t)
	for query, want := range map[string]string{
		"select native_id from listings": "a",
		"select 1;":                      "1",
		" -- a comment\n select 1 /* ; drop */ ; -- done":                 "1",
		"select '; drop table x'":                                         "; drop table x",
		"from mentions select count(*)":                                   "2",
		"table skills":                                                    "",
		"values (1, 'a')":                                                 "1|a",
		"with x as (select 2 as n) select n from x":                       "2",
		"select count(*) from (describe listings)":                        "51",
		"pivot (select 1 as a, 'x' as b) on b in ('x', 'y') using sum(a)": "1|<nil>",
		"select table_name from (show tables) t(table_name) where true and table_name = 'pay'":                     "pay",
		"select comment is not null from duckdb_columns() where table_name = 'listings' and column_name = 'title'": "true",
	} {
		got, err := run(t, s, query)
		if err != nil || strings.Join(got, "\n") != want {
			t.Errorf("%s: %q, %v, want %q", query, got, err, want)
		}
	}
	for _, query := range []string{
		"show tables", "describe listings", "summarize listings", "explain select 1", "EXPLAIN ANALYZE select count(*) from pay",
		"explain (select 1)", "explain (format json) select 1", "explain (analyze, format json) select 1", "explain /* x */ analyze -- y\n select 1",
		"from pragma_table_info('listings')", "select * from pages", "select * from range(3), unnest([1, 2])",
		"select unnest([1]), (select max(range) from range(4))", "from duckdb_settings()",
	} {
		if _, err := run(t, s, query); err != nil {
			t.Errorf("%s: %v", query, err)
		}
	}
}

func TestOwnMacrosAreAllowed(t *testing.T) {
	l, _, _ := fenced(t)
	s, err := l.Query(t.Context(), lake.Limits{Prepare: func(ctx context.Context, db *sql.DB) error {
		_, err := db.ExecContext(ctx, "create macro Named(n) as table select native_id from listings where native_id = n")
		return err
	}})
	must(t, err)
	defer s.Close()
	if got, err := run(t, s, "select * from named('a')"); err != nil || strings.Join(got, "\n") != "a" {
		t.Errorf("a macro of Prepare: %q, %v, want a", got, err)
	}
	if _, err := run(t, s, "select * from read_text('/etc/passwd')"); err == nil {
		t.Error("a function that is no macro was allowed")
	}
}

// TestNothingEscapes holds what a hostile statement may try. Every one must fail, leave the files as
// they are, and leave the session usable.
func TestNothingEscapes(t *testing.T) {
	l, s, secret := fenced(t)
	data := filepath.Join(l.Dir(), l.Manifest().Table("listing_versions")[0].Path)
	out := filepath.Join(filepath.Dir(secret), "out")
	before := tree(t, filepath.Dir(secret))
	for _, probe := range []string{
		// Reading outside.
		"select * from read_csv('/etc/passwd')", "select * from read_csv('SECRET')", "from 'SECRET'", `from "SECRET"`,
		"select * from read_text('SECRET')", "select * from read_blob('SECRET')", "select count(*) from read_text('SECRET')",
		"select * from read_csv_auto('SECRET')", "select * from sniff_csv('SECRET')", "select * from read_json('SECRET')",
		"select * from read_json_objects('SECRET')", "select * from read_ndjson('SECRET')", "select * from read_parquet('SECRET')",
		"select * from parquet_metadata('SECRET')", "select * from glob('/etc/*')", "select * from glob('LAKE/*')",
		"select * from read_text('LAKE/lake.json')", "select * from read_text('LAKE/link.csv')", "select * from read_csv('LAKE/link.csv')",
		"select * from read_text('LAKE/silver/up/secret.csv')", "select * from read_text('LAKE/../secret.csv')",
		"select * from read_text('DATA/../../../../../../secret.csv')", "select * from read_text('file://SECRET')",
		"select * from read_text(['DATA', 'SECRET'])", "select * from read_text('LAKE/silver/*/*/*/*')",
		"select * from read_blob('/proc/self/environ')", "select * from read_text('/dev/stdin')",
		"select * from query('select * from read_text(''SECRET'')')", "select getenv('HOME')",
		"select * from read_parquet('s3://bucket/x.parquet')", "select * from read_csv('https://example.com/x.csv')",
		"select * from read_duckdb('SECRET')", "select * from sqlite_scan('SECRET', 't')", "select * from postgres_query('x', 'y')",
		"select * from json_execute_serialized_sql(json_serialize_sql('select * from read_text(''SECRET'')'))",
		"explain analyze select * from read_text('SECRET')", "summarize 'SECRET'", "describe 'SECRET'",
		// Functions with effects, wherever they stand. The first ends the process if it is let through.
		"select * from enable_logging(storage = 'file', storage_config = {'path': 'SECRET'})", "select * from main.ENABLE_LOGGING()",
		"select * from system.main.enable_logging()", "with x as (from enable_logging()) from x", "select (select 1 from enable_logging())",
		"explain analyze from enable_logging()", "explain (analyze) from enable_logging()", "from range(3), lateral (from disable_logging())",
		"summarize from truncate_duckdb_logs()", "describe from enable_logging()", "from checkpoint()", "from force_checkpoint('memory')",
		"from query('from enable_logging()')", "from query_table('listings')", "select write_log('x')", "select \"write_log\"('x')",
		"select nextval('x')", "from json_execute_serialized_sql('{}')", "from which_secret('x', 'y')",
		// Writing.
		"copy (select 1) to 'OUT'", "copy listings to 'LAKE/x.csv'", "copy (select 1 as a) to 'DATA' (format parquet)",
		"copy (select 1 as a) to 'DATA' (format parquet, use_tmp_file false)", "explain analyze copy (select 1) to 'OUT'",
		"explain (analyze) copy (select 1 as a) to 'DATA' (format parquet, use_tmp_file false)",
		"explain analyze create table x as select 1", "copy (select 1) to '/dev/stdout'", "copy (select 1) to 'OUT' (partition_by (a))",
		"export database 'OUT'", "copy from database memory to other", "create table x(a int)", "create view x as select 1",
		"create or replace view listings as select 1", "create temp table x(a int)", "create macro f() as 1", "create schema x",
		"create secret (type s3)", "create persistent secret s (type http)", "create sequence x", "create type t as enum ('a')",
		"insert into listings values (1)", "update listings set title = 'x'", "delete from listings", "truncate jobs",
		"drop view listings", "alter view listings rename to x", "comment on view listings is 'x'",
		"merge into listings using jobs on true when matched then delete", "with x as (select 1) insert into jobs select * from x",
		// Settings, extensions, databases.
		"attach 'SECRET' as x", "attach ':memory:' as x", "attach 'LAKE/x.db'", "detach memory", "use memory", "install httpfs", "load httpfs",
		"force install 'SECRET'", "load 'SECRET'", "update extensions", "set enable_external_access = true", "set memory_limit = '100GB'",
		"set lock_configuration = false", "reset memory_limit", "set variable x = 1", "set temp_directory = 'OUT'", "set log_query_path = 'OUT'",
		"pragma enable_profiling", "pragma profiling_output = 'OUT'", "pragma memory_limit = '1TB'", "pragma import_database('OUT')",
		"import database 'OUT'", "call enable_logging(storage = 'file', storage_config = {'path': 'OUT'})", "call pragma_version()",
		"prepare x as select 1", "execute x", "deallocate x", "begin", "commit", "rollback", "checkpoint", "vacuum", "analyze",
		// More than one statement, or none.
		"select 1; select 2", "select 1; drop view listings", "select 1; copy (select 1) to 'OUT'", "drop view listings; select 1",
		";", "", "-- nothing", "explain", "explain analyze", "explain explain drop view listings",
	} {
		query := strings.NewReplacer("SECRET", secret, "LAKE", l.Dir(), "DATA", data, "OUT", out).Replace(probe)
		if got, err := run(t, s, query); err == nil {
			t.Errorf("%s was answered: %.200q", probe, got)
		} else if strings.Contains(err.Error(), "xyzzy") {
			t.Errorf("%s: the error tells the secret: %v", probe, err)
		}
	}
	if diff := cmp.Diff(before, tree(t, filepath.Dir(secret))); diff != "" {
		t.Errorf("files changed (-before +after)\n%s", diff)
	}
	if got, err := run(t, s, "select native_id from listings"); err != nil || len(got) != 1 || got[0] != "a" {
		t.Errorf("after the probes: %q, %v, want a", got, err)
	}
}

// tree lists every file below dir with its content.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := make(map[string]string)
	must(t, filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		data, err := os.ReadFile(path)
		files[path] = string(data)
		return err
	}))
	return files
}

func TestLongQueriesStop(t *testing.T) {
	l, _, _ := fenced(t)
	const long = "select count(*) from range(100000000) a, range(100000) b where (a.range * b.range) % 7 = 1"
	s, err := l.Query(t.Context(), lake.Limits{Timeout: 100 * time.Millisecond})
	must(t, err)
	defer s.Close()
	if _, err := run(t, s, long); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("a long query with a timeout = %v, want the deadline", err)
	}
	free, err := l.Query(t.Context(), lake.Limits{})
	must(t, err)
	defer free.Close()
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(50*time.Millisecond, cancel)
	if _, err := free.Rows(ctx, long); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled query = %v, want Canceled", err)
	}
	if got, err := run(t, free, "select 1"); err != nil || got[0] != "1" {
		t.Errorf("after a cancelled query: %q, %v", got, err)
	}
}

func TestMemoryLimit(t *testing.T) {
	l, _, _ := fenced(t)
	s, err := l.Query(t.Context(), lake.Limits{MemoryMB: 64, Threads: 1})
	must(t, err)
	defer s.Close()
	_, err = run(t, s, "select range % 7, max(random()) from range(30000000) group by range")
	if err == nil || !strings.Contains(err.Error(), "Out of Memory") {
		t.Errorf("a query over the limit = %v, want Out of Memory", err)
	}
}

func TestArguments(t *testing.T) {
	_, s, _ := fenced(t)
	rows, err := s.Rows(t.Context(), "select skill from mentions where polarity = ?", "negated")
	must(t, err)
	got, err := texts(rows.Rows)
	must(t, errors.Join(err, rows.Close(), rows.Close()))
	if diff := cmp.Diff([]string{"php"}, got); diff != "" {
		t.Errorf("rows (-want +got)\n%s", diff)
	}
}

func TestRefusalIsTold(t *testing.T) {
	_, s, _ := fenced(t)
	for _, query := range []string{"drop view listings", "select 1; select 2"} {
		_, err := run(t, s, query)
		if _, ok := errors.AsType[*lake.RefusedError](err); !ok {
			t.Errorf("%s: %v, want a RefusedError", query, err)
		}
	}
}
