// Package feed fetches sources that show their adverts in one answer, or page by page with the newest
// first.
package feed

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"rung/collect"
	"rung/internal/job"
	"rung/internal/polite"
)

// Feed says how a source is asked whose answers are whole in themselves.
type Feed struct {
	// Check says whether a body is an answer of the source at all. What it refuses is not kept.
	Check func(body []byte) error
	// Whole says whether a body shows everything that is open in its scope. Nil means that none does.
	Whole func(body []byte) bool
	// Ask are options of each request.
	Ask []polite.Option
}

// Part is one answer of a feed: what it stands for, and where it is.
type Part struct {
	Scope   string
	Address string
}

// Fetch asks for each part once. One that fails is reported and does not stop the others, but a site
// that refuses us ends the run.
func (f Feed) Fetch(ctx context.Context, r *collect.Run, parts ...Part) error {
	for _, p := range parts {
		if err := f.one(ctx, r, p); err != nil {
			if Ends(ctx, err) {
				return err
			}
			r.Failed(p.Scope, err)
		}
	}
	return nil
}

func (f Feed) one(ctx context.Context, r *collect.Run, p Part) error {
	page, err := Get(ctx, r, p.Scope, p.Address, f.Check, f.Ask...)
	if err != nil {
		return err
	}
	if err := r.Keep(ctx, page); err != nil {
		return err
	}
	if f.Whole != nil && len(page.Body) > 0 && f.Whole(page.Body) {
		return r.Complete(ctx, p.Scope)
	}
	return nil
}

// Ends reports whether an error of one part leaves nothing to hope for from the others: the run is over,
// or the site refuses us.
func Ends(ctx context.Context, err error) bool {
	return ctx.Err() != nil || errors.Is(err, polite.ErrBlocked)
}

// Get asks for a page, and once more when what came is no answer of the source, such as the page of a
// proxy. A page that is not there is an error: it is an interface that has moved, not a board that closed.
func Get(ctx context.Context, r *collect.Run, scope, address string, check func([]byte) error, ask ...polite.Option) (page job.Page, err error) {
	for range 2 {
		page, err = r.Get(ctx, scope, address, ask...)
		switch {
		case err != nil:
			return page, err
		case page.Kind == job.PageGone:
			return page, fmt.Errorf("get %s: it answered %d", polite.Strip(address), page.Status)
		case page.Kind == job.PageUnchanged:
			return page, nil
		}
		if err = check(page.Body); err == nil {
			return page, nil
		}
	}
	return page, err
}

// Number reads an option that is a whole number from 1 to most.
func Number(s collect.Settings, option string, most int) (int, error) {
	n, err := strconv.Atoi(s.First(option))
	if err != nil || n < 1 || n > most {
		return 0, fmt.Errorf("setting %s: %q is no number from 1 to %d", option, s.First(option), most)
	}
	return n, nil
}
