package lake

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	_ "github.com/marcboeker/go-duckdb/v2" // the driver "duckdb"
)

// engine holds the DuckDB databases of a lake. All are in memory; the data stays in Parquet.
type engine struct {
	dir string

	mu      sync.Mutex
	bare    *sql.DB // without views
	viewed  *sql.DB // with the views of manifest number
	number  int64
	damaged int       // number of damaged files that viewed leaves out
	older   []*sql.DB // replaced by a later commit, but perhaps still in use
	closed  bool

	memory budget
}

func newEngine(dir string) *engine { return &engine{dir: dir} }

// settings keep DuckDB from fetching extensions and from writing its spill files into the working
// directory.
func (e *engine) settings() []string {
	return []string{
		"set autoinstall_known_extensions = false",
		"set autoload_known_extensions = false",
		"set temp_directory = " + quote(filepath.Join(e.dir, stagingDir, "spill")),
		"set enable_progress_bar = false",
	}
}

// bounded are the settings of a database with a bound on its memory. What does not fit goes into a folder of its own,
// since two databases must not share one; its rows come in any order.
func (e *engine) bounded(spill string) []string {
	return append(e.settings(), "set temp_directory = "+quote(spill), e.memory.limit(), "set preserve_insertion_order = false")
}

// openDB opens an empty database and runs statements in it.
func openDB(ctx context.Context, statements []string) (*sql.DB, error) {
	db, err := sql.Open("duckdb", "")
	if err != nil {
		return nil, fmt.Errorf("open DuckDB: %w", err)
	}
	if _, err := db.ExecContext(ctx, strings.Join(statements, ";\n")); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return db, nil
}

// plain is a database without views.
func (e *engine) plain(ctx context.Context) (*sql.DB, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.closed {
		return nil, errors.New("the lake is closed")
	}
	if e.bare == nil {
		db, err := openDB(ctx, append(e.settings(), e.memory.limit()))
		if err != nil {
			return nil, err
		}
		e.bare = db
	}
	return e.bare, nil
}

// count returns how many rows a Parquet file says it has.
func (e *engine) count(ctx context.Context, path string) (int64, error) {
	db, err := e.plain(ctx)
	if err != nil {
		return 0, err
	}
	var n int64
	err = db.QueryRowContext(ctx, "select count(*) from read_parquet(?, hive_partitioning = false)", path).Scan(&n)
	return n, err
}

func (e *engine) close() error {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.closed = true
	var errs []error
	for _, db := range append(e.older, e.bare, e.viewed) {
		if db != nil {
			errs = append(errs, db.Close())
		}
	}
	e.older, e.bare, e.viewed = nil, nil, nil
	return errors.Join(errs...)
}

// DB returns an in-memory database with the views over the commit that this lake reads. It is for
// rung's own SQL: nothing is fenced. Files known to be damaged are left out; see Damaged. After a
// commit of this lake the next call gives a new database. The lake closes it.
func (l *Lake) DB(ctx context.Context) (*sql.DB, error) {
	man, damaged := l.Manifest(), l.Damaged()
	e := l.db
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.closed {
		return nil, errors.New("the lake is closed")
	}
	if e.viewed != nil && e.number == man.Number && e.damaged == len(damaged) {
		return e.viewed, nil
	}
	db, err := l.openViews(ctx, e.settings(), false)
	if err != nil {
		return nil, err
	}
	if e.viewed != nil {
		e.older = append(e.older, e.viewed)
	}
	e.viewed, e.number, e.damaged = db, man.Number, len(l.Damaged())
	return db, nil
}

// openViews opens a database with the views. DuckDB reads the first file of each table meanwhile; if
// one of those is damaged it is found and left out, and the views are made again. Comments are half of
// the time it takes.
func (l *Lake) openViews(ctx context.Context, settings []string, comments bool) (*sql.DB, error) {
	return l.openSound(ctx, settings, func() []string { return l.viewStatements(comments) })
}

// openSound opens a database with views over files that are sound.
func (l *Lake) openSound(ctx context.Context, settings []string, views func() []string) (*sql.DB, error) {
	for {
		before := len(l.Damaged())
		db, err := openDB(ctx, append(slices.Clone(settings), views()...))
		if err == nil {
			return db, nil
		}
		// A damaged footer may look like anything, even like a missing column.
		bad, failed := l.Verify(ctx)
		if failed != nil || len(bad) == before {
			return nil, fmt.Errorf("open the lake's tables: %w", errors.Join(err, failed))
		}
	}
}

// quote makes an SQL literal of a text.
func quote(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

// ident makes an SQL name of a text.
func ident(s string) string { return `"` + strings.ReplaceAll(s, `"`, `""`) + `"` }
