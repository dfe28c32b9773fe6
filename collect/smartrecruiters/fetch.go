package smartrecruiters

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"

	"rung/collect"
	"rung/collect/board"
	"rung/collect/wire"
	"rung/internal/job"
	"rung/internal/polite"
)

// fetcher is one run over the boards. details bounds how many texts are asked for.
type fetcher struct{ details *board.Details }

// Fetch lists every board of the settings, and asks for the texts of adverts that are new.
func Fetch(ctx context.Context, r *collect.Run) error {
	details, err := board.ReadDetails(r.Settings, "details")
	if err != nil {
		return err
	}
	f := &fetcher{details}
	return board.Each(ctx, r, "boards", f.board)
}

// listing is one board while it is read.
type listing struct {
	run            *collect.Run
	name, employer string
	base           string
	memory         *memory
	// listed are the ids of this run, and whole says that every page of them came with its body.
	listed map[string]bool
	whole  bool
	total  int
	// empty is set when a page held nothing, whatever the list says of its length.
	empty bool
	texts *board.BoardDetails
}

func (f *fetcher) board(ctx context.Context, r *collect.Run, name, employer string) error {
	l := &listing{
		run: r, name: name, texts: f.details.Of(r, name, "text of"), employer: employer, listed: map[string]bool{}, whole: true,
		base: r.Base + "/v1/companies/" + url.PathEscape(name) + "/postings", memory: remember(r.Cursor(name)),
	}
	l.total = l.memory.Total
	for page := 0; page == 0 || page*perPage < l.total && !l.empty; page++ {
		if page == maxPages {
			return fmt.Errorf("more than %d adverts", maxPages*perPage)
		}
		gone, err := l.page(ctx, page*perPage)
		if err != nil || gone {
			return err
		}
	}
	return l.finish(ctx)
}

// page reads one page of the list, and the texts of what is new on it before the page itself is kept.
func (l *listing) page(ctx context.Context, offset int) (gone bool, err error) {
	page, list, err := l.get(ctx, offset)
	switch {
	case err != nil:
		return false, err
	case page.Kind == job.PageGone && offset == 0:
		return true, l.run.Gone(ctx, page)
	case page.Kind == job.PageGone:
		return false, fmt.Errorf("page at %d: it answered %d", offset, page.Status)
	case page.Body == nil:
		l.whole = false
		return false, l.run.Keep(ctx, page)
	}
	l.total, l.empty = int(list.Total), len(list.Content) == 0
	detailErr := l.details(ctx, list)
	page.Meta = map[string]string{metaDetailed: strings.Join(l.memory.detailed(list), " ")}
	if l.employer != "" {
		page.Meta["employer"] = l.employer
	}
	if err := l.run.Keep(ctx, page); err != nil {
		return false, err
	}
	return false, errors.Join(l.save(), detailErr)
}

// get asks for a page of the list, and once more when what came is no answer of it. While texts are
// missing the ids are needed, so that the body is asked for even when it is known.
func (l *listing) get(ctx context.Context, offset int) (page job.Page, list postings, err error) {
	var ask []polite.Option
	if l.memory.More {
		ask = append(ask, polite.Always())
	}
	address := fmt.Sprintf("%s?limit=%d&offset=%d", l.base, perPage, offset)
	for range 2 {
		page, err = l.run.Get(ctx, l.name, address, ask...)
		if err != nil || page.Kind == job.PageGone || page.Body == nil {
			return page, list, err
		}
		if list, err = readList(page.Body); err == nil {
			return page, list, nil
		}
	}
	return page, list, err
}

// details asks for the texts of adverts on a page that have none yet. Its error ends the run over the
// source; any other failure is reported and leaves the rest for the next run.
func (l *listing) details(ctx context.Context, list postings) error {
	for _, p := range list.Content {
		id := string(p.ID)
		if id == "" {
			continue
		}
		l.listed[id] = true
		if p.skip() || l.memory.asked(id) {
			continue
		}
		if err := l.texts.Ask(ctx, id, func() error { return l.detail(ctx, id) }); err != nil {
			return err
		}
	}
	return nil
}

func (l *listing) detail(ctx context.Context, id string) error {
	address := l.base + "/" + url.PathEscape(id)
	page, err := l.run.Get(ctx, l.name, address)
	if err != nil {
		return err
	}
	if page.Kind == job.PageGone { // it was taken down since, or has no text of its own
		l.memory.Without[id] = true
		return nil
	}
	if err := checkDetail(page.Body); err != nil {
		return err
	}
	if l.employer != "" {
		page.Meta = map[string]string{"employer": l.employer}
	}
	if err := l.run.Keep(ctx, page); err != nil {
		return err
	}
	// It is not asked for again, so that nothing needs to be known of the address.
	l.run.Forget(address)
	l.memory.Full[id] = true
	return nil
}

// finish says that the board was listed to its end. A list that changed while it was read may have hidden
// an advert between two pages: then nothing is closed by this run.
func (l *listing) finish(ctx context.Context) error {
	l.memory.More = l.texts.More || l.memory.More && !l.whole
	if l.whole {
		l.memory.prune(l.listed)
	}
	if err := l.save(); err != nil {
		return err
	}
	if l.whole && len(l.listed) < l.total {
		l.run.Log.Info("the list changed while it was read", "board", l.name, "listed", len(l.listed), "said", l.total)
		return nil
	}
	return l.run.Complete(ctx, l.name)
}

func (l *listing) save() error {
	l.memory.Total = l.total
	return l.run.SetCursor(l.name, l.memory.String())
}

// readList reads a page of the list as far as fetching needs it.
func readList(body []byte) (list postings, err error) {
	if _, err = wire.Rows(body, "content"); err != nil {
		return list, err
	}
	return list, unmarshal(body, &list)
}
