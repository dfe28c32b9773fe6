package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"rung/internal/job"
	"rung/internal/lake"
	"rung/transform"
)

// How many listings are looked at together with the default budget of memory: where no others are needed, and
// where they are grouped. An identity on its way takes some 1.5 KB, and those of a batch may bring in as many
// others.
const (
	lifeBatch  = 200_000
	groupBatch = 100_000
)

// vacancies finds out which listings are one job, and which of them have ended. It looks at what a commit
// can change and at nothing else; a rebuild takes the same way with all listings.
type vacancies struct {
	*lake.Comparison
	options transform.JobOptions
	// lifeBatch is how many listings are looked at together where no others are needed.
	lifeBatch int
	// open are the listings that were open before where all are compared anew, closed counts by source those of
	// them that no longer are.
	open   transform.KeySet
	closed map[string]int64
}

// compare writes what the commit changes in the table jobs.
func (s *session) compare(ctx context.Context, w *lake.SilverWriter, sum *transformed) (err error) {
	options := transform.JobOptions{Lives: s.lives(), AsOf: s.start, Batch: s.lake.Fit(groupBatch)}
	lives := make(map[string]lake.Life, len(options.Lives))
	for source, l := range options.Lives {
		lives[source] = lake.Life{ShowsAllOpen: l.ShowsAllOpen, Days: l.Days}
	}
	c, err := w.Compare(ctx, lives, s.start)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, c.Close()) }()
	v := &vacancies{Comparison: c, options: options, lifeBatch: s.lake.Fit(lifeBatch), closed: c.Closed()}
	if c.All() {
		open, err := s.lake.OpenListings(ctx)
		if err != nil {
			return err
		}
		v.open = transform.NewKeySet(open)
	}
	if err := v.run(ctx); err != nil {
		return err
	}
	sum.closed, sum.work = v.closed, c.Work()
	s.log.Debug("compared", "lived", len(c.Lived()), "lives", sum.work.Lives, "identities", sum.work.Identities, "rows", sum.work.Rows,
		"copied", sum.work.Copied, "looks", sum.work.Looks)
	return nil
}

func (v *vacancies) run(ctx context.Context) error {
	touched, aged, err := v.touched(ctx)
	if err != nil {
		return err
	}
	alone, rest, err := v.Part(ctx, touched)
	if err != nil {
		return err
	}
	for batch := range slices.Chunk(alone, v.lifeBatch) {
		ids, err := v.Lives(ctx, batch)
		if err != nil {
			return err
		}
		rows := make([]job.JobRow, len(ids))
		for i := range ids {
			rows[i] = transform.Single(&ids[i], v.options)
		}
		if err := v.put(ctx, rows); err != nil {
			return err
		}
	}
	if v.All() {
		v.options.Listings = int64(len(rest)) // the others share no block with these
	}
	grouped := map[int64]bool{}
	err = transform.Regroup(ctx, rest, v, v.options, func(rows []job.JobRow) error {
		for i := range rows {
			if len(aged) > 0 {
				grouped[rows[i].ListingKey] = true
			}
		}
		return v.put(ctx, rows)
	})
	if err != nil {
		return err
	}
	if err := v.age(ctx, slices.DeleteFunc(aged, func(k int64) bool { return grouped[k] })); err != nil {
		return err
	}
	return v.Done(ctx)
}

// touched returns the listings that must be grouped again, and those of which nothing but times may change;
// some are both.
func (v *vacancies) touched(ctx context.Context) (touched, aged []int64, err error) {
	if v.All() {
		return v.Lived(), nil, nil
	}
	var later []int64
	for batch := range slices.Chunk(v.Lived(), v.lifeBatch) {
		before, ids, err := v.known(ctx, batch)
		if err != nil {
			return nil, nil, err
		}
		for _, k := range batch {
			if before[k] == nil {
				touched = append(touched, k)
			}
		}
		for i := range ids {
			old, now := before[ids[i].ListingKey], transform.Alone(&ids[i], v.options)
			if transform.Moved(old, &now) {
				touched = append(touched, now.ListingKey)
				continue
			}
			aged = append(aged, now.ListingKey)
			if v.options.Lives[now.Source].ShowsAllOpen && !now.LastSeen.Equal(old.LastSeen) {
				later = append(later, now.ListingKey)
			}
		}
	}
	overtaken, err := v.Overtaken(ctx, later)
	return append(touched, overtaken...), aged, err
}

// known returns the rows that listings had before, and the lives of those that had one.
func (v *vacancies) known(ctx context.Context, listings []int64) (map[int64]*job.JobRow, []job.Identity, error) {
	rows, err := v.Jobs(ctx, listings)
	if err != nil {
		return nil, nil, err
	}
	before := make(map[int64]*job.JobRow, len(rows))
	had := make([]int64, len(rows))
	for i := range rows {
		had[i] = rows[i].ListingKey
		before[had[i]] = &rows[i]
	}
	ids, err := v.Lives(ctx, had)
	return before, ids, err
}

// age writes the rows of listings whose times alone changed.
func (v *vacancies) age(ctx context.Context, aged []int64) error {
	for batch := range slices.Chunk(aged, v.lifeBatch) {
		before, ids, err := v.known(ctx, batch)
		if err != nil {
			return err
		}
		rows := make([]job.JobRow, len(ids))
		for i := range ids {
			now := transform.Alone(&ids[i], v.options)
			old := before[now.ListingKey]
			now.JobKey, now.Representative, now.Reason, now.TwinOf, now.Reposts = old.JobKey, old.Representative, old.Reason, old.TwinOf, old.Reposts
			rows[i] = now
		}
		if err := v.put(ctx, rows); err != nil {
			return err
		}
	}
	return nil
}

func (v *vacancies) put(ctx context.Context, rows []job.JobRow) error {
	for i := range rows {
		if r := &rows[i]; !r.ClosedAt.IsZero() && v.open.Has(r.ListingKey) {
			v.closed[r.Source]++
		}
	}
	return v.Put(ctx, rows)
}

// jobCounts sums up the table jobs.
type jobCounts struct{ listings, jobs, open int64 }

func (s *session) countJobs(ctx context.Context) (n jobCounts, err error) {
	db, end, err := s.lake.TablesDB(ctx, "jobs")
	if err != nil {
		return n, err
	}
	defer func() { err = errors.Join(err, end()) }()
	err = db.QueryRowContext(ctx, "select count(*), count(*) filter (representative), count(distinct job_key) filter (closed_at is null) from jobs").
		Scan(&n.listings, &n.jobs, &n.open)
	if err != nil {
		return n, fmt.Errorf("count jobs: %w", err)
	}
	return n, nil
}
