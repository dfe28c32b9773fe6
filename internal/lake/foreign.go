package lake

import (
	"archive/tar"
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
)

// ErrForeign is returned where a file that rung did not write stands in the place of one that it was to write.
var ErrForeign = errors.New("there is a file that rung did not write")

// mayReplace reports whether there is a file at path, and returns an error unless it is one of our kind.
func mayReplace(path string, ours func(*os.File) error) (there bool, err error) {
	info, err := os.Lstat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return false, nil
	case err != nil:
		return false, err
	case !info.Mode().IsRegular():
		return true, fmt.Errorf("%w: it is no regular file", ErrForeign)
	}
	f, err := os.Open(path)
	if err != nil {
		return true, err
	}
	defer f.Close()
	if err := ours(f); err != nil {
		return true, fmt.Errorf("%w: %w", ErrForeign, err)
	}
	return true, nil
}

// isArchive checks that a file begins as an exported lake does, of whatever format.
func isArchive(f *os.File) error {
	r := tar.NewReader(f)
	h, err := r.Next()
	if err != nil || h.Name != archiveHead {
		return errors.New("it is no exported lake")
	}
	var head struct {
		Number int64 `json:"number"`
	}
	if err := json.NewDecoder(r).Decode(&head); err != nil || head.Number < 1 {
		return errors.New("it is no exported lake")
	}
	return nil
}

// isDuckDB checks for the mark of a DuckDB database, which stands behind a checksum.
func isDuckDB(f *os.File) error {
	var head [12]byte
	if _, err := io.ReadFull(f, head[:]); err != nil || !bytes.Equal(head[8:], []byte("DUCK")) {
		return errors.New("it is no database")
	}
	return nil
}

// sameViews checks that a database is one that WriteDB wrote, and that the one that is to take its place has all that
// is in it: somebody may have put a table of their own beside.
func sameViews(ctx context.Context, old, next string) (err error) {
	db, err := sql.Open("duckdb", "")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	db.SetMaxOpenConns(1)
	for name, path := range map[string]string{"old": old, "next": next} {
		if _, err := db.ExecContext(ctx, fmt.Sprintf("attach %s as %s (read_only)", quote(path), name)); err != nil {
			return fmt.Errorf("%w: it cannot be opened: %w", ErrForeign, err)
		}
	}
	const objects = `(select database_name as db, schema_name || '.' || view_name as name, sql from duckdb_views() where not internal
		union all select database_name, schema_name || '.' || table_name, '' from duckdb_tables())`
	var marked bool
	query := "select count(*) > 0 from " + objects + ` where db = 'old' and name = 'main.listing_versions' and sql <> ''`
	if err := db.QueryRowContext(ctx, query).Scan(&marked); err != nil {
		return err
	}
	if !marked {
		return fmt.Errorf("%w: it is a database of something else", ErrForeign)
	}
	others, err := valuesOf[string](ctx, db, `select name from `+objects+` where db = 'old' except select name from `+objects+` where db = 'next' order by 1`)
	if err == nil && len(others) > 0 {
		err = fmt.Errorf("%w: it holds %s besides", ErrForeign, strings.Join(others, ", "))
	}
	return err
}
