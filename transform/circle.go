package transform

import (
	"context"
	"slices"
)

// step says why a listing is in a circle.
type step uint8

const (
	// own listings are touched, or chains of tie blocks lead from them to touched ones: their job may change.
	own step = iota + 1
	// inner listings have a text like that of an own one, or are tied to one that has: their twin may change.
	inner
	// outer listings are there because the twins of inner ones must know their own job.
	outer
)

// circle is the part of a lake that decides about some listings. It holds with every listing all that
// chains of tie blocks lead to.
type circle struct {
	idx Index
	at  map[int64]step
}

// draw adds all that decides about the touched listings and what they can change.
func (c *circle) draw(ctx context.Context, touched []int64) error {
	from := touched
	for _, s := range []step{own, inner, outer} {
		fresh, err := c.tied(ctx, from, s)
		if err != nil || len(fresh) == 0 || s == outer {
			return err
		}
		// The twins of those of the step before are in already.
		if from, err = c.idx.Mates(ctx, fresh, true); err != nil {
			return err
		}
	}
	return nil
}

// tied adds listings and all that chains of tie blocks lead to, and returns those that are new.
func (c *circle) tied(ctx context.Context, from []int64, s step) ([]int64, error) {
	var all []int64
	for {
		fresh := c.add(from, s)
		if len(fresh) == 0 {
			return all, nil
		}
		all = append(all, fresh...)
		var err error
		if from, err = c.idx.Mates(ctx, fresh, false); err != nil {
			return nil, err
		}
	}
}

// add adds listings and returns those that are new.
func (c *circle) add(listings []int64, s step) []int64 {
	var fresh []int64
	for _, k := range listings {
		if c.at[k] == 0 {
			c.at[k] = s
			fresh = append(fresh, k)
		}
	}
	return fresh
}

// listings returns what is in the circle, in order.
func (c *circle) listings() []int64 {
	keys := make([]int64, 0, len(c.at))
	for k := range c.at {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
