package lake

import (
	"context"
	"slices"
)

// windowRows is how many listings are gathered at a time: what identities are made of takes some 700 bytes
// a listing in DuckDB.
const windowRows = 400_000

// gather splits listings into those that stand in the tables gathered, and the others. Where all listings are
// compared, batch after batch, each would read every file of the lake once more; so the files are read for
// many batches at a time.
func (c *Comparison) gather(ctx context.Context, listings []int64) (gathered, others []int64, err error) {
	if gathered, others = split(c.window, listings); 2*len(others) < len(listings) || len(c.rest) == 0 {
		return gathered, others, nil
	}
	next := slices.Clone(c.rest[:min(int(c.fit(windowRows)), len(c.rest))])
	slices.Sort(next)
	within, outside := split(next, listings)
	if 2*len(outside) > len(listings) {
		return gathered, others, nil // asked in another order
	}
	c.rest, c.window = c.rest[len(next):], next
	return within, outside, c.pick(ctx, next, "gathered")
}

// split tells the listings that a sorted list holds from the others.
func split(sorted, listings []int64) (in, out []int64) {
	for _, k := range listings {
		if _, ok := slices.BinarySearch(sorted, k); ok {
			in = append(in, k)
		} else {
			out = append(out, k)
		}
	}
	return in, out
}
