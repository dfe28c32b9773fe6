package transform

import (
	"context"
	"maps"
	"slices"

	"rung/internal/job"
)

// Index is what a lake knows of its listings, those of the open commit included.
type Index interface {
	// Mates returns the listings that share a block with any of these, each once, in any order; they may
	// hold these listings themselves. With twins set it means twin blocks that hold listings of two owners
	// or more, else tie blocks. A block that an earlier version of a listing was in counts as its own.
	Mates(ctx context.Context, listings []int64, twins bool) ([]int64, error)
	// Identities returns these listings, in any order. A key that no listing has is left out.
	Identities(ctx context.Context, listings []int64) ([]job.Identity, error)
}

// RepostAfter is how far apart two adverts of one employer with one title may be and still be one
// opening. Monthly threads set the bound: an advert that stands in the next month's thread again is a new
// call for people, a repost, and counts in its own month.
const RepostAfter = repostAfter

// Alone is what is known of a listing by itself: its times, without its job.
func Alone(id *job.Identity, o JobOptions) job.JobRow { return row(id, o) }

// Moved reports whether a listing must be grouped again, by its row before and what Alone says now: it
// has another current version, or another start.
//
// One case more needs other listings: LastSeen of a listing moved on, its source shows all that is open,
// and a listing in a tie block of any listing of its job starts (PostedAt, or FirstSeen without one)
// later than the old end and RepostAfter; the old end is the later of the start and the old LastSeen.
// Other changes of times alone change no group.
func Moved(before, now *job.JobRow) bool {
	return before.VersionKey != now.VersionKey || !start(before).Equal(start(now))
}

// Regroup gives the rows of all listings whose job, twin or reposts may have changed since the touched
// listings are new or have Moved. The rows are those of a run over all listings. Every row is given once,
// in pieces; with every listing touched it is that full run. It takes the touched listings in their order,
// some 100,000 at a time, so that listings of one employer and title should stand together.
func Regroup(ctx context.Context, touched []int64, idx Index, o JobOptions, give func([]job.JobRow) error) error {
	done := map[int64]bool{}
	for batch := range slices.Chunk(touched, batchSize) {
		batch = slices.DeleteFunc(slices.Clone(batch), func(k int64) bool { return done[k] })
		if len(batch) == 0 {
			continue
		}
		rows, err := regroup(ctx, batch, idx, o)
		if err != nil {
			return err
		}
		rows = slices.DeleteFunc(rows, func(r job.JobRow) bool { return done[r.ListingKey] })
		for i := range rows {
			done[rows[i].ListingKey] = true
		}
		if err := give(rows); err != nil {
			return err
		}
	}
	return nil
}

// batchSize is how many touched listings are grouped together.
const batchSize = 100_000

// regroup returns the rows of one batch, which may hold some of another batch, then with equal values.
func regroup(ctx context.Context, touched []int64, idx Index, o JobOptions) ([]job.JobRow, error) {
	c := circle{idx: idx, in: map[int64]bool{}}
	// Who is tied to a touched listing may change its job. Whose text is like theirs may change its twin,
	// and with it all listings of its job.
	if err := c.tied(ctx, touched); err != nil {
		return nil, err
	}
	if err := c.twins(ctx); err != nil {
		return nil, err
	}
	inner := maps.Clone(c.in)
	// The twins of all these have to know their own jobs.
	if err := c.twins(ctx); err != nil {
		return nil, err
	}
	ids, err := idx.Identities(ctx, slices.Sorted(maps.Keys(c.in)))
	if err != nil {
		return nil, err
	}
	rows := Jobs(ids, o).Rows
	return slices.DeleteFunc(rows, func(r job.JobRow) bool { return !inner[r.ListingKey] }), nil
}

// circle is a set of listings that holds with every listing all that chains of tie blocks lead to.
type circle struct {
	idx Index
	in  map[int64]bool
}

// tied adds listings and all that chains of tie blocks lead to.
func (c *circle) tied(ctx context.Context, more []int64) error {
	for {
		more = slices.DeleteFunc(more, func(k int64) bool { return c.in[k] })
		if len(more) == 0 {
			return nil
		}
		for _, k := range more {
			c.in[k] = true
		}
		var err error
		if more, err = c.idx.Mates(ctx, more, false); err != nil {
			return err
		}
	}
}

// twins adds the mates of all in twin blocks.
func (c *circle) twins(ctx context.Context) error {
	mates, err := c.idx.Mates(ctx, slices.Sorted(maps.Keys(c.in)), true)
	if err != nil {
		return err
	}
	return c.tied(ctx, mates)
}
