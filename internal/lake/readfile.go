package lake

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
)

// readRows is how many rows of a file of the user's are in memory at a time.
const readRows = 50_000

// ReadParquet reads a Parquet file of the user's own, in the order of its rows. Values are nil, bool,
// int64, float64, string, []byte, time.Time, []any or what DuckDB has beyond these. The row is used
// again for the next one. Nothing but that file can be opened by what reads it.
func ReadParquet(ctx context.Context, path string) (columns []string, rows iter.Seq2[[]any, error], err error) {
	if path, err = filepath.Abs(path); err != nil {
		return nil, nil, fmt.Errorf("read %s: %w", path, err)
	}
	if info, err := os.Stat(path); err != nil {
		return nil, nil, fmt.Errorf("read a Parquet file: %w", err)
	} else if !info.Mode().IsRegular() {
		return nil, nil, fmt.Errorf("read %s: it is no file", path)
	}
	db, err := openFenced(ctx, path)
	if err != nil {
		return nil, nil, err
	}
	columns, total, err := describe(ctx, db, path)
	if err := errors.Join(err, db.Close()); err != nil {
		return nil, nil, fmt.Errorf("read %s: %w", path, err)
	}
	return columns, func(yield func([]any, error) bool) {
		if err := eachRow(ctx, path, total, yield); err != nil {
			yield(nil, fmt.Errorf("read %s: %w", path, err))
		}
	}, nil
}

func openFenced(ctx context.Context, path string) (*sql.DB, error) {
	db, err := openDB(ctx, []string{
		"set autoinstall_known_extensions = false", "set autoload_known_extensions = false", "set temp_directory = ''",
	})
	if err != nil {
		return nil, err
	}
	if err := fence(ctx, db, []string{path}); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return db, nil
}

func describe(ctx context.Context, db *sql.DB, path string) (columns []string, total int64, err error) {
	rows, err := db.QueryContext(ctx, "select * from "+ownFile(path)+" limit 0")
	if err != nil {
		return nil, 0, err
	}
	defer rows.Close()
	columns, err = rows.Columns()
	if err := errors.Join(err, rows.Err()); err != nil {
		return nil, 0, err
	}
	err = db.QueryRowContext(ctx, "select count(*) from "+ownFile(path)).Scan(&total)
	return columns, total, err
}

// ownFile is the file as a table. A glob character in its name is no pattern: the fence lets the exact
// path through and nothing else.
func ownFile(path string) string {
	return "read_parquet(" + quote(path) + ", hive_partitioning = false)"
}

// errEnough ends a loop over rows that nobody wants more of.
var errEnough = errors.New("no more rows are wanted")

// eachRow reads the file in slices, because the driver holds a result in memory whole.
func eachRow(ctx context.Context, path string, total int64, yield func([]any, error) bool) error {
	db, err := openFenced(ctx, path)
	if err != nil {
		return err
	}
	defer db.Close()
	for from := int64(0); from < total; from += readRows {
		if err := slice(ctx, db, path, from, yield); errors.Is(err, errEnough) {
			return nil
		} else if err != nil {
			return err
		}
	}
	return nil
}

// slice reads readRows rows from the given one on.
func slice(ctx context.Context, db *sql.DB, path string, from int64, yield func([]any, error) bool) error {
	rows, err := db.QueryContext(ctx, fmt.Sprintf("select * exclude (file_row_number) from read_parquet(%s, hive_partitioning = false, "+
		"file_row_number = true) where file_row_number between %d and %d", quote(path), from, from+readRows-1))
	if err != nil {
		return err
	}
	defer rows.Close()
	return eachValues(rows, func(values []any) error {
		if !yield(values, nil) {
			return errEnough
		}
		return nil
	})
}
