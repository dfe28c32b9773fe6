package lake

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"iter"
	"time"

	"rung/internal/job"
)

// Unread returns the files of pages that are not in silver yet, in the order of their commits.
func (l *Lake) Unread() []File {
	var files []File
	for _, f := range l.AllBronze() {
		if !f.Read {
			files = append(files, f)
		}
	}
	return files
}

// AllBronze returns every file of pages in the order of their commits.
func (l *Lake) AllBronze() []File { return l.Manifest().Table(pages.Name) }

// Pages reads the pages of a file in the order in which they were put. It ends at the first error,
// which names the file. A page belongs to the caller.
func (l *Lake) Pages(ctx context.Context, f File) iter.Seq2[job.Page, error] {
	return func(yield func(job.Page, error) bool) {
		err := l.eachPage(ctx, f, func(p job.Page) bool { return yield(p, nil) })
		if err != nil {
			yield(job.Page{}, fmt.Errorf("read pages of %s: %w", f.Path, err))
		}
	}
}

func (l *Lake) eachPage(ctx context.Context, f File, yield func(job.Page) bool) error {
	// Everything else is made from these bytes, so they are checked whole; it takes a tenth of the time
	// of reading them.
	if d, bad := l.verify(f); bad {
		return d
	}
	db, err := l.db.plain(ctx)
	if err != nil {
		return err
	}
	rows, err := db.QueryContext(ctx, "select "+pages.columnList()+" from read_parquet(?, hive_partitioning = false)", l.path(f.Path))
	if err != nil {
		return err
	}
	defer rows.Close()
	var n int64
	for rows.Next() {
		p, err := scanPage(rows)
		if err != nil {
			return err
		}
		n++
		if !yield(p) {
			return nil
		}
	}
	if err := rows.Err(); err != nil {
		return err
	}
	if n != f.Rows {
		return fmt.Errorf("%d rows were written and %d are there", f.Rows, n)
	}
	return nil
}

func scanPage(rows *sql.Rows) (job.Page, error) {
	var p job.Page
	var text [10]sql.NullString
	var at sql.Null[time.Time]
	var status sql.NullInt64
	err := rows.Scan(&text[0], &text[1], &text[2], &text[3], &text[4], &at, &status,
		&text[5], &text[6], &text[7], &text[8], &text[9], &p.Body)
	if err != nil {
		return p, err
	}
	p.Source, p.Kind, p.Scope, p.URL, p.RunID = text[0].String, job.PageKind(text[1].String), text[2].String, text[3].String, text[4].String
	p.FetchedAt, p.Status = at.V, int(status.Int64)
	p.MediaType, p.ETag, p.LastModified, p.Hash = text[5].String, text[6].String, text[7].String, text[8].String
	if text[9].Valid {
		if err := json.Unmarshal([]byte(text[9].String), &p.Meta); err != nil {
			return p, fmt.Errorf("read meta: %w", err)
		}
	}
	return p, nil
}
