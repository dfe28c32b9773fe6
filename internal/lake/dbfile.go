package lake

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// WriteDB writes a DuckDB database to a file, whole or not at all. It holds views over the lake's files
// and no rows, for programs that open such databases. It may take the place of one that it wrote before; any other
// file stays, and the error wraps ErrForeign. Prepare adds views of the caller's own and may be
// nil. The views name the files of the commit that this lake reads: they hold until those are compacted
// and swept, or for as long as a snapshot of that commit.
func (l *Lake) WriteDB(ctx context.Context, path string, prepare func(context.Context, *sql.DB) error) error {
	old, err := mayReplace(path, isDuckDB)
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	dir, err := os.MkdirTemp(filepath.Dir(path), ".rung-db-*")
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	tmp := filepath.Join(dir, "lake.duckdb")
	err = l.fillDB(ctx, tmp, prepare)
	if err == nil && old {
		err = sameViews(ctx, path, tmp)
	}
	if err == nil {
		err = os.Rename(tmp, path)
	}
	if err = errors.Join(err, os.RemoveAll(dir)); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	return syncDir(filepath.Dir(path))
}

func (l *Lake) fillDB(ctx context.Context, path string, prepare func(context.Context, *sql.DB) error) error {
	if len(l.Damaged()) > 0 {
		return l.Damaged()[0]
	}
	db, err := sql.Open("duckdb", path)
	if err != nil {
		return err
	}
	for _, statement := range append(l.db.settings(), l.viewStatements(true)...) {
		if _, err := db.ExecContext(ctx, statement); err != nil {
			return errors.Join(err, db.Close())
		}
	}
	if prepare != nil {
		if err := prepare(ctx, db); err != nil {
			return errors.Join(err, db.Close())
		}
	}
	_, err = db.ExecContext(ctx, "checkpoint")
	if err = errors.Join(err, db.Close()); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
