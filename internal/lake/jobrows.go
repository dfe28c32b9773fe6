package lake

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"rung/internal/job"
)

// Jobs returns the rows that these listings have in the table jobs before this commit, in any order. There
// are none where All reports true.
func (c *Comparison) Jobs(ctx context.Context, listings []int64) ([]job.JobRow, error) {
	stored, err := c.stored(ctx, listings)
	if err != nil {
		return nil, c.wrap(ctx, err)
	}
	out := make([]job.JobRow, 0, len(stored))
	for _, s := range stored {
		out = append(out, s.JobRow)
	}
	return out, nil
}

// storedJob is a row of jobs and the file that holds it.
type storedJob struct {
	job.JobRow
	path string
}

func (c *Comparison) stored(ctx context.Context, listings []int64) (map[int64]storedJob, error) {
	out := map[int64]storedJob{}
	if len(c.before) == 0 {
		return out, nil
	}
	if err := c.ask(ctx, listings); err != nil {
		return nil, err
	}
	if err := c.remember(ctx); err != nil {
		return nil, err
	}
	return out, c.jobRows(ctx, "from stood where listing_key in (select listing_key from asked)", func(s storedJob) error {
		out[s.ListingKey] = s
		return nil
	})
}

// Put writes rows of jobs. A row that is as it was before is left alone; any other replaces the one that its
// listing had. Done must follow before the commit. A listing may be put once.
func (c *Comparison) Put(ctx context.Context, rows []job.JobRow) error {
	listings := make([]int64, len(rows))
	for i := range rows {
		listings[i] = rows[i].ListingKey
	}
	stored, err := c.stored(ctx, listings)
	if err != nil {
		return c.wrap(ctx, err)
	}
	// Rows of one file stand together: few files are open at a time, and each gets all of its rows.
	slices.SortFunc(rows, func(a, b job.JobRow) int {
		return cmp.Or(strings.Compare(a.Source, b.Source), months(a.FirstSeen)-months(b.FirstSeen), cmp.Compare(a.ListingKey, b.ListingKey))
	})
	var replaced []int64
	for i := range rows {
		r := &rows[i]
		old, ok := stored[r.ListingKey]
		if ok && sameJob(&old.JobRow, r) {
			continue
		}
		at, err := partitionOf(r.Source, r.FirstSeen)
		if err != nil {
			return err
		}
		if ok {
			if old.ClosedAt.IsZero() && !r.ClosedAt.IsZero() {
				c.closed[r.Source]++
			}
			replaced = append(replaced, r.ListingKey)
			at = partitionIn(old.path, at)
			c.rewrite[old.path] = true
		}
		if err := c.writer.putJob(at, r); err != nil {
			return err
		}
		c.work.Rows++
	}
	return c.wrap(ctx, c.appendKeys("replaced", replaced))
}

// months counts the months of a moment.
func months(t time.Time) int { return 12*t.UTC().Year() + int(t.UTC().Month()) }

// partitionIn reads a partition off the path of a file in it.
func partitionIn(file string, or partition) partition {
	parts := strings.Split(filepath.ToSlash(file), "/")
	if len(parts) < 3 {
		return or
	}
	source, ok := strings.CutPrefix(parts[len(parts)-3], "source=")
	month, also := strings.CutPrefix(parts[len(parts)-2], "month=")
	if !ok || !also {
		return or
	}
	return partition{source, month}
}

// Done copies what stays of the files that held rows which Put replaced.
func (c *Comparison) Done(ctx context.Context) error {
	gone := map[string]bool{}
	for _, f := range c.before {
		if !c.rewrite[c.writer.lake.path(f.Path)] {
			continue
		}
		if err := c.copyRest(ctx, f); err != nil {
			return c.wrap(ctx, err)
		}
		gone[f.Path] = true
	}
	c.writer.mu.Lock()
	defer c.writer.mu.Unlock()
	c.writer.rewritten = gone
	c.writer.compared = true
	if c.all {
		c.writer.replaced = append(c.writer.replaced, jobs.Name)
	}
	return nil
}

// copyRest copies the rows of a file that were not replaced, a part of the file at a time.
func (c *Comparison) copyRest(ctx context.Context, f File) error {
	at := partitionIn(f.Path, partition{source: f.Source})
	for from := int64(0); from < f.Rows; from += sliceRows {
		query := fmt.Sprintf(`select %s, '' from read_parquet(%s, file_row_number = true, hive_partitioning = false)
			where file_row_number between %d and %d and listing_key not in (select listing_key from replaced)`,
			jobs.columnList(), quote(c.writer.lake.path(f.Path)), from, from+sliceRows-1)
		err := c.jobRows(ctx, query, func(s storedJob) error {
			c.work.Copied++
			return c.writer.putJob(at, &s.JobRow)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (s *SilverWriter) putJob(at partition, r *job.JobRow) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return errClosed
	}
	return s.jobs.put(at, r, 300)
}

// jobRows reads rows of jobs with the name of their file.
func (c *Comparison) jobRows(ctx context.Context, query string, use func(storedJob) error) error {
	rows, err := c.conn.QueryContext(ctx, query)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		s, err := scanJob(rows)
		if err != nil {
			return err
		}
		if err := use(s); err != nil {
			return err
		}
	}
	return rows.Err()
}

func scanJob(rows *sql.Rows) (storedJob, error) {
	var s storedJob
	var text [4]sql.NullString
	var twin sql.NullInt64
	var at [4]sql.Null[time.Time]
	err := rows.Scan(&s.ListingKey, &s.VersionKey, &s.JobKey, &text[0], &text[1], &s.Representative, &text[2], &twin,
		&at[0], &at[1], &at[2], &at[3], &text[3], &s.Versions, &s.Reposts, &s.path)
	s.Source, s.ID, s.Reason, s.CloseRule, s.TwinOf = text[0].String, text[1].String, text[2].String, text[3].String, twin.Int64
	s.PostedAt, s.FirstSeen, s.LastSeen, s.ClosedAt = at[0].V, at[1].V, at[2].V, at[3].V
	return s, err
}

// sameJob reports whether two rows of jobs are written alike.
func sameJob(a, b *job.JobRow) bool {
	x, y := *a, *b
	same := true
	for _, at := range [][2]*time.Time{{&x.PostedAt, &y.PostedAt}, {&x.FirstSeen, &y.FirstSeen}, {&x.LastSeen, &y.LastSeen}, {&x.ClosedAt, &y.ClosedAt}} {
		same = same && at[0].Equal(*at[1])
		*at[0], *at[1] = time.Time{}, time.Time{}
	}
	return same && x == y
}
