package feed

import (
	"context"
	"fmt"
	"strconv"

	"rung/collect"
	"rung/internal/job"
	"rung/internal/polite"
)

// Pages says how a source is read that shows the newest adverts first, page by page: until a page holds
// nothing that the last run did not reach, and never more than Most pages.
//
// Every new advert moves all the others on, so only the first page is asked for conditionally, and an
// unchanged first page means that there is nothing new.
type Pages struct {
	Scope string
	Most  int
	// Address returns the address of the page after so many pages with so many adverts.
	Address func(pages, adverts int) string
	// Read says what a page holds. Its error means that the body is no answer of the source.
	Read func(body []byte) (Extent, error)
}

// Extent is what paging needs to know of a page.
type Extent struct {
	Adverts int
	// Newest is when the newest advert was posted, in Unix seconds. Within a page the order is not relied on.
	Newest int64
	// Last says that no page follows.
	Last bool
}

// Fetch keeps every page up to what the last run reached. After an error the next run begins anew.
func (p Pages) Fetch(ctx context.Context, r *collect.Run) error {
	known, err := position(r.Cursor(p.Scope))
	if err != nil {
		return err
	}
	newest, adverts := known, 0
	for n := 0; ; n++ {
		if n == p.Most {
			r.Log.Info("older adverts are left out", "scope", p.Scope, "pages", n)
			break
		}
		e, err := p.one(ctx, r, n, adverts)
		if err != nil {
			if n > 0 {
				r.Forget(p.Address(0, 0))
			}
			return err
		}
		adverts += e.Adverts
		// A date in the future would hide whatever is posted until then.
		newest = max(newest, min(e.Newest, r.Now.Unix()))
		if e.Last || e.Adverts == 0 || known > 0 && e.Newest <= known {
			break
		}
	}
	if newest == known {
		return nil
	}
	return r.SetCursor(p.Scope, strconv.FormatInt(newest, 10))
}

func (p Pages) one(ctx context.Context, r *collect.Run, n, adverts int) (e Extent, err error) {
	address := p.Address(n, adverts)
	var ask []polite.Option
	if n > 0 {
		ask = append(ask, polite.Always())
	}
	check := func(body []byte) error {
		e, err = p.Read(body)
		return err
	}
	page, err := Get(ctx, r, p.Scope, address, check, ask...)
	if err != nil {
		return e, err
	}
	if page.Kind == job.PageUnchanged {
		e = Extent{Last: true}
	}
	if err := r.Keep(ctx, page); err != nil {
		return e, err
	}
	if n > 0 {
		r.Forget(address)
	}
	return e, nil
}

// position reads a cursor of Fetch.
func position(cursor string) (int64, error) {
	if cursor == "" {
		return 0, nil
	}
	n, err := strconv.ParseInt(cursor, 10, 64)
	if err != nil {
		return 0, fmt.Errorf("position %q of the last run: not a time", cursor)
	}
	return n, nil
}
