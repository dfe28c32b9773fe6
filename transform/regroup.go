package transform

import (
	"context"
	"fmt"
	"slices"

	"rung/internal/job"
	"rung/transform/dedupe"
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

// batchSize is how many touched listings are grouped together where the options do not say. An identity
// on its way takes some 1.5 KB, and a batch may bring in as many others.
const batchSize = 100_000

// Alone returns what is known of a listing by itself: its times, without its job.
func Alone(id *job.Identity, o JobOptions) job.JobRow { return row(id, o) }

// Single is the row of a listing that shares no block with any other: it is a job by itself.
func Single(id *job.Identity, o JobOptions) job.JobRow {
	r := row(id, o)
	r.JobKey, r.Representative, r.Reason = r.ListingKey, true, dedupe.Alone
	return r
}

// Moved reports whether a listing must be grouped again, by its row before and by what Alone says now: it
// has another current version, or another start.
//
// One case more needs other listings: the LastSeen of a listing moved on, its source shows all that is
// open, and a listing in a tie block of any listing of its job starts (PostedAt, or FirstSeen without one)
// later than the old end and RepostAfter. The old end is the later of the start and the old LastSeen.
// Other changes of times alone change no group. Where a listing went away, all that shared a block with
// it must be grouped again.
func Moved(before, now *job.JobRow) bool {
	return before.VersionKey != now.VersionKey || !start(before).Equal(start(now))
}

// Regroup gives the rows of all listings whose job, twin or reposts may have changed because the touched
// listings are new or have [Moved]; all of them are in idx. The rows are those of a run over all listings. Every row is given
// once, in pieces, one for each batch; with every listing touched it is that full run.
//
// It takes the touched listings in their order, a batch at a time, in whatever order: a batch holds less
// that is not its own where listings of one employer and title stand together.
func Regroup(ctx context.Context, touched []int64, idx Index, o JobOptions, give func([]job.JobRow) error) error {
	size := o.Batch
	if size <= 0 {
		size = batchSize
	}
	p := newProgress(touched)
	for take := size; len(touched) > 0; {
		part := touched[:min(take, len(touched))]
		batch := p.missing(part)
		if len(batch) == 0 {
			touched = touched[len(part):]
			continue
		}
		c, err := drawn(ctx, batch, idx, o)
		if err != nil {
			return fmt.Errorf("look for the mates of listings: %w", err)
		}
		if len(c.at) > 2*size && len(part) > max(1, size/8) {
			take = len(part) / 2 // the others of the circle have no bound but this
			continue
		}
		touched, take = touched[len(part):], min(size, 2*take)
		ids, err := idx.Identities(ctx, c.listings())
		if err != nil {
			return fmt.Errorf("read listings to compare: %w", err)
		}
		rows := slices.DeleteFunc(Jobs(ids, o).Rows, func(r job.JobRow) bool {
			return c.at[r.ListingKey] == outer || !p.give(r.ListingKey)
		})
		p.follow(c)
		if err := give(rows); err != nil {
			return err
		}
	}
	return nil
}

// drawn returns the circle of a batch.
func drawn(ctx context.Context, batch []int64, idx Index, o JobOptions) (*circle, error) {
	c := &circle{idx: idx, at: map[int64]step{}}
	if o.Listings > 0 && int64(len(c.add(batch, own))) >= o.Listings {
		return c, nil // there are no others
	}
	clear(c.at)
	return c, c.draw(ctx, batch)
}

// progress tells which rows were given, and which touched listings were followed to all that they can
// change. A touched listing takes nine bytes.
type progress struct {
	touched KeySet
	flags   []uint8
	// others are given rows of listings that were not touched.
	others map[int64]bool
}

const (
	flagGiven uint8 = 1 << iota
	flagFollowed
)

func newProgress(touched []int64) *progress {
	set := NewKeySet(slices.Clone(touched))
	return &progress{touched: set, flags: make([]uint8, len(set)), others: map[int64]bool{}}
}

// missing returns those listings of a part of the touched ones that were not followed yet.
func (p *progress) missing(part []int64) []int64 {
	var out []int64
	for _, k := range part {
		if i, ok := slices.BinarySearch(p.touched, k); ok && p.flags[i]&flagFollowed == 0 {
			out = append(out, k)
		}
	}
	return out
}

// give reports whether a row is to be given, which it is once.
func (p *progress) give(key int64) bool {
	i, ok := slices.BinarySearch(p.touched, key)
	if !ok {
		again := p.others[key]
		p.others[key] = true
		return !again
	}
	again := p.flags[i]&flagGiven != 0
	p.flags[i] |= flagGiven
	return !again
}

// follow notes the touched listings of a circle. Those that are inner to it may change more than it holds.
func (p *progress) follow(c *circle) {
	for k, s := range c.at {
		if i, ok := slices.BinarySearch(p.touched, k); ok && s == own {
			p.flags[i] |= flagFollowed
		}
	}
}
