package lake

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"path"
	"strings"
)

const (
	// mergeMemory is what DuckDB may use to sort one batch.
	mergeMemory = "768MiB"
	// mergeRows is how many rows are read from DuckDB at a time: the driver holds a result whole.
	mergeRows = 4096
)

// merger writes one file out of many. DuckDB reads and sorts, Arrow writes: its pages have checksums,
// and those of DuckDB's COPY have none, so that a flipped bit there would be a wrong answer in silence.
type merger struct {
	lake *Lake
	db   *sql.DB
}

func (m *merger) close() error {
	if m.db == nil {
		return nil
	}
	return m.db.Close()
}

// open returns a database of the merger's own, in memory.
func (m *merger) open(ctx context.Context) (*sql.DB, error) {
	if m.db != nil {
		return m.db, nil
	}
	db, err := openDB(ctx, append(m.lake.db.settings(), "set memory_limit = "+quote(mergeMemory), "set threads = 1"))
	if err != nil {
		return nil, err
	}
	m.db = db
	return db, nil
}

// merge writes the rows of a batch to a file in staging. Every file is checked whole before.
func (m *merger) merge(ctx context.Context, b batch) (sealed, error) {
	for _, f := range b.files {
		if d, bad := m.lake.verify(f); bad {
			return sealed{}, d
		}
	}
	w := newWriter(m.lake.dir, tableNamed(b.table))
	write := m.rows
	if b.table == pages.Name {
		write = m.pages
	}
	if err := write(ctx, w, b); err != nil {
		return sealed{}, errors.Join(fmt.Errorf("merge files of %s: %w", b.table, err), w.drop())
	}
	f, _, err := w.finish()
	if err != nil {
		return sealed{}, err
	}
	var rows int64
	for _, old := range b.files {
		rows += old.Rows
	}
	if f.Rows != rows {
		return sealed{}, errors.Join(fmt.Errorf("merge files of %s: %d rows became %d", b.table, rows, f.Rows), dropSealed([]sealed{f}))
	}
	f.Source, f.Read, f.Compact = b.files[0].Source, b.files[0].Read, true
	f.Path = path.Join(b.dir, f.SHA256+".parquet")
	return f, nil
}

// pages copies pages in their order.
func (m *merger) pages(ctx context.Context, w *writer, b batch) error {
	for _, f := range b.files {
		for p, err := range m.lake.Pages(ctx, f) {
			if err != nil {
				return err
			}
			if err := put(w, pages, &p, pageSize(&p)); err != nil {
				return err
			}
		}
	}
	return nil
}

// rows copies the rows of any other table in its order.
func (m *merger) rows(ctx context.Context, w *writer, b batch) error {
	paths := make([]string, len(b.files))
	for i, f := range b.files {
		paths[i] = m.lake.path(f.Path)
	}
	query := w.table.fromFiles(paths)
	if len(w.table.sorted) > 0 {
		query += "\norder by " + strings.Join(w.table.sorted, ", ")
	}
	return m.copy(ctx, w, query)
}

// copy writes the result of a query in its order. It goes through a table in memory, because that can
// be read in slices.
func (m *merger) copy(ctx context.Context, w *writer, query string) error {
	db, err := m.open(ctx)
	if err != nil {
		return err
	}
	if _, err := db.ExecContext(ctx, "create or replace table batch as "+query); err != nil {
		return err
	}
	for from := int64(0); ; from += mergeRows {
		before := w.rows
		if err := copySlice(ctx, w, db, from); err != nil {
			return err
		}
		if w.rows == before {
			_, err := db.ExecContext(ctx, "drop table batch")
			return err
		}
	}
}

func copySlice(ctx context.Context, w *writer, db *sql.DB, from int64) (err error) {
	r, err := db.QueryContext(ctx, fmt.Sprintf("select * from batch where rowid between %d and %d", from, from+mergeRows-1))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	return copyRows(w, r)
}
