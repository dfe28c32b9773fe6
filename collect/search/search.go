// Package search fetches what a source answers to questions, page by page.
package search

import (
	"context"
	"strconv"

	"rung/collect"
	"rung/collect/feed"
	"rung/internal/job"
	"rung/internal/polite"
)

// Query is one question whose answer comes in pages. Every page is asked for in every run, those that
// are known conditionally: new rows need not come first.
type Query struct {
	// Scope names the question.
	Scope string
	// Most is the most pages that are read.
	Most int
	// Address returns the address of a page; the first is 1.
	Address func(page int) string
	// Ask returns the options of the request for a page. Nil means none.
	Ask func(page int) []polite.Option
	// Read says what a page holds. Its error means that the body is no answer of the source.
	Read func(body []byte) (Extent, error)
	// Prepare adapts a page before it is kept: it takes a key out of its address, or tells Parse what
	// the body does not say. Nil means that the page is kept as it came.
	Prepare func(page int, p *job.Page)
}

// Extent is what paging needs to know of a page.
type Extent struct {
	Rows int
	// Last says that no page follows.
	Last bool
}

// Fetch asks every question. One that fails is reported and does not stop the others, but a site that
// refuses us ends the run.
func Fetch(ctx context.Context, r *collect.Run, queries ...Query) error {
	for _, q := range queries {
		if err := q.fetch(ctx, r); err != nil {
			if feed.Ends(ctx, err) {
				return err
			}
			r.Failed(q.Scope, err)
		}
	}
	return nil
}

// fetch reads the pages of one question. Its cursor is how many there were, for a page that is unchanged
// comes without a body and does not say whether another follows.
func (q Query) fetch(ctx context.Context, r *collect.Run) error {
	before, err := strconv.Atoi(r.Cursor(q.Scope))
	if err != nil {
		before = 0
	}
	n := 1
	for ; ; n++ {
		last, err := q.one(ctx, r, n, n >= before)
		if err != nil {
			return err
		}
		if last {
			break
		}
		if n >= q.Most {
			r.Log.Info("what follows is left out", "scope", q.Scope, "pages", n)
			break
		}
	}
	for gone := n + 1; gone <= min(before, q.Most); gone++ {
		r.Forget(q.Address(gone))
	}
	if n == before {
		return nil
	}
	return r.SetCursor(q.Scope, strconv.Itoa(n))
}

// one reads one page. Last is what is believed of it when it is unchanged.
func (q Query) one(ctx context.Context, r *collect.Run, n int, last bool) (bool, error) {
	var ask []polite.Option
	if q.Ask != nil {
		ask = q.Ask(n)
	}
	check := func(body []byte) error {
		_, err := q.Read(body)
		return err
	}
	page, err := feed.Get(ctx, r, q.Scope, q.Address(n), check, ask...)
	if err != nil {
		return false, err
	}
	if len(page.Body) > 0 {
		e, err := q.Read(page.Body)
		if err != nil {
			return false, err
		}
		if last = e.Last || e.Rows == 0; e.Rows == 0 && n > 1 {
			return true, nil // beyond the end: nothing to keep
		}
	}
	if q.Prepare != nil {
		// Without kind and hash, Keep compares with what it kept under the address it is given.
		if q.Prepare(n, &page); page.Kind == job.PageBody {
			page.Kind, page.Hash = "", ""
		}
	}
	return last, r.Keep(ctx, page)
}
