package lake

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// Limits bound what the SQL of a user may use. A zero means DuckDB's own default, or no timeout.
type Limits struct {
	Timeout  time.Duration
	MemoryMB int
	Threads  int
	// SpillDir is a folder for what does not fit into memory; empty means that such a query fails.
	SpillDir string
	// Prepare adds views of the caller's own to the session before it is fenced. It may be nil.
	Prepare func(ctx context.Context, db *sql.DB) error
}

// Session answers the SQL of a user over the lake's views, and can do nothing else.
//
// Three fences hold it. The database is one of its own, in memory, so nothing it does is kept. DuckDB
// may open the live files of the lake and no other (allowed_paths; an allowed directory would let a
// link in it lead outside and COPY write into it), and its settings are locked. And only one statement
// at a time runs, after it was found to be a query that calls no function with an effect. A deadline
// interrupts a query, but DuckDB looks for interrupts between blocks of rows only: package cell, which
// must stop any query in time, runs the session in a process of its own.
type Session struct {
	lake    *Lake
	limits  Limits
	db      *sql.DB
	damaged []Damage
	// macros are the functions that Prepare made. Nobody can add to them later.
	macros []string
}

// Query opens a session for the SQL of a user. It must be closed.
func (l *Lake) Query(ctx context.Context, limits Limits) (*Session, error) {
	s := &Session{lake: l, limits: limits}
	if err := s.open(ctx); err != nil {
		return nil, err
	}
	return s, nil
}

func (s *Session) open(ctx context.Context) error {
	settings := []string{
		"set autoinstall_known_extensions = false",
		"set autoload_known_extensions = false",
		"set enable_progress_bar = false",
		"set temp_directory = " + quote(s.limits.SpillDir),
	}
	if s.limits.MemoryMB > 0 {
		settings = append(settings, fmt.Sprintf("set memory_limit = '%dMiB'", s.limits.MemoryMB))
	}
	if s.limits.Threads > 0 {
		settings = append(settings, fmt.Sprintf("set threads = %d", s.limits.Threads))
	}
	db, err := s.lake.openViews(ctx, settings, true)
	if err != nil {
		return err
	}
	if s.limits.Prepare != nil {
		if err := s.limits.Prepare(ctx, db); err != nil {
			return errors.Join(err, db.Close())
		}
	}
	macros, err := tableMacros(ctx, db)
	if err != nil {
		return errors.Join(err, db.Close())
	}
	var paths []string
	for _, f := range s.lake.soundFiles() {
		paths = append(paths, s.lake.path(f.Path))
	}
	if err := fence(ctx, db, paths); err != nil {
		return errors.Join(err, db.Close())
	}
	if s.db != nil {
		if err := s.db.Close(); err != nil {
			return errors.Join(err, db.Close())
		}
	}
	s.db, s.damaged, s.macros = db, s.lake.Damaged(), macros
	return nil
}

// tableMacros lists the functions of a database that stand for tables and are not DuckDB's own.
func tableMacros(ctx context.Context, db *sql.DB) ([]string, error) {
	names, err := valuesOf[string](ctx, db, "select lower(function_name) from duckdb_functions() where function_type = 'table_macro' and not internal")
	if err != nil {
		return nil, fmt.Errorf("list the macros: %w", err)
	}
	return names, nil
}

// fence lets a database open the named files and no other, and locks its settings.
func fence(ctx context.Context, db *sql.DB, paths []string) error {
	list := make([]byte, 0, 64*len(paths))
	for i, p := range paths {
		if i > 0 {
			list = append(list, ',')
		}
		list = append(list, quote(p)...)
	}
	_, err := db.ExecContext(ctx, "set allowed_paths = ["+string(list)+"];"+
		"set enable_external_access = false; set lock_configuration = true")
	if err != nil {
		return fmt.Errorf("fence the SQL session: %w", err)
	}
	return nil
}

// Damaged returns the files that the session leaves out.
func (s *Session) Damaged() []Damage { return s.damaged }

// Close ends the session.
func (s *Session) Close() error { return s.db.Close() }

// Rows is the result of a query. It must be closed.
type Rows struct {
	*sql.Rows
	conn *sql.Conn
	stop context.CancelFunc
}

// Close frees what the result holds. It may be called twice.
func (r *Rows) Close() error {
	defer r.stop()
	err := errors.Join(r.Rows.Close(), r.conn.Close())
	if errors.Is(err, sql.ErrConnDone) {
		return nil
	}
	return err
}

// Rows runs one query. If it fails because a file of the lake is damaged, it is run again over the
// rest; Damaged then names the file. An error of kind *RefusedError means that the statement is not a
// query.
func (s *Session) Rows(ctx context.Context, query string, args ...any) (*Rows, error) {
	rows, err := s.rows(ctx, query, args)
	var damage *DamageError
	if err = s.lake.Blame(ctx, err); !errors.As(err, &damage) || len(damage.Damaged) == len(s.damaged) {
		return rows, err
	}
	if err := s.open(ctx); err != nil {
		return nil, errors.Join(damage, err)
	}
	return s.rows(ctx, query, args)
}

func (s *Session) rows(ctx context.Context, query string, args []any) (*Rows, error) {
	stop := context.CancelFunc(func() {})
	if s.limits.Timeout > 0 {
		ctx, stop = context.WithTimeout(ctx, s.limits.Timeout)
	}
	conn, err := s.db.Conn(ctx)
	if err != nil {
		stop()
		return nil, err
	}
	if err := allow(ctx, conn, query, s.macros); err != nil {
		stop()
		return nil, errors.Join(err, conn.Close())
	}
	rows, err := conn.QueryContext(ctx, query, args...) //nolint:rowserrcheck // the caller reads them
	if err != nil {
		err = errors.Join(ctx.Err(), err)
		stop()
		return nil, errors.Join(err, conn.Close())
	}
	return &Rows{Rows: rows, conn: conn, stop: stop}, nil
}
