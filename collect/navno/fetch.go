package navno

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"rung/collect"
	"rung/collect/feed"
	"rung/collect/secret"
	"rung/collect/wire"
	"rung/internal/job"
	"rung/internal/polite"
)

// scope is the whole feed: its pages and its entries.
const scope = "feed"

// feedPage is one page of the feed: headers of adverts, in the order in which they changed.
type feedPage struct {
	Self  wire.Text `json:"feed_url"`
	Next  wire.Text `json:"next_url"`
	Items []item    `json:"items"`
}

type item struct {
	URL   wire.Text `json:"url"`
	Entry struct {
		UUID    wire.Text `json:"uuid"`
		Status  wire.Text `json:"status"`
		Changed wire.Text `json:"sistEndret"`
	} `json:"_feed_entry"`
}

func (i item) active() bool { return strings.EqualFold(string(i.Entry.Status), "ACTIVE") }

func readPage(body []byte) (feedPage, error) {
	var p feedPage
	if _, err := wire.Rows(body, "items"); err != nil {
		return p, err
	}
	if err := json.Unmarshal(body, &p); err != nil {
		return p, fmt.Errorf("read the page: %w", err)
	}
	return p, nil
}

// reader follows the feed.
type reader struct {
	run   *collect.Run
	token polite.Option
	// left is how many entries this run may still ask for.
	left int
}

// Fetch follows the feed from where the last run ended. It asks for the entry of every advert that is
// still active at the end of its page.
func Fetch(ctx context.Context, r *collect.Run) error {
	token, err := secret.Need(r.Settings, name, "token")
	if err != nil {
		return err
	}
	days, err := feed.Number(r.Settings, "days", 183)
	if err != nil {
		return err
	}
	most, err := feed.Number(r.Settings, "entries", 100_000)
	if err != nil {
		return err
	}
	f := &reader{run: r, token: secret.Bearer(token), left: most}
	at, err := readPosition(r.Cursor(scope))
	if err != nil {
		return err
	}
	var since []polite.Option
	if at.path == "" {
		at.path = "/api/v1/feed"
		since = append(since, polite.Header("If-Modified-Since", r.Now.AddDate(0, 0, -days).UTC().Format(http.TimeFormat)))
	}
	for at.path != "" {
		next, err := f.page(ctx, at, since...)
		if err != nil {
			return err
		}
		at, since = next, nil
	}
	return nil
}

// page reads one page and the entries on it that are new, and returns where to go on; an empty path when
// this run is done. The page is kept after its entries: what is interrupted is asked for again.
func (f *reader) page(ctx context.Context, at position, ask ...polite.Option) (position, error) {
	check := func(body []byte) error {
		_, err := readPage(body)
		return err
	}
	page, err := feed.Get(ctx, f.run, scope, f.run.Base+at.path, check, append(ask, f.token, polite.Header("Accept", "application/json"))...)
	if err != nil {
		return position{}, err
	}
	if len(page.Body) == 0 { // nothing is new
		return position{}, f.run.Keep(ctx, page)
	}
	body, err := readPage(page.Body)
	if err != nil {
		return position{}, err
	}
	if own := local(body.Self); own != "" { // the first page was asked for by its time
		at.path = own
		page.URL = f.run.Base + own
	}
	if at, err = f.entries(ctx, at, body.Items); err != nil {
		return position{}, err
	}
	if err := f.run.Keep(ctx, page); err != nil {
		return position{}, err
	}
	next := local(body.Next)
	done := at.items >= len(body.Items)
	if !done || next != "" {
		f.run.Forget(page.URL) // the body is needed once more, or never again
	}
	if !done {
		f.run.Log.Info("the rest of the adverts is left to the next run", "read", at.items, "of", len(body.Items))
		return position{}, nil
	}
	if next == "" {
		return position{}, f.run.SetCursor(scope, at.String())
	}
	at = position{path: next}
	return at, f.run.SetCursor(scope, at.String())
}

// entries asks for the adverts of a page that come after at, each once, and returns how far it came.
func (f *reader) entries(ctx context.Context, at position, items []item) (position, error) {
	last := lastOf(items)
	for i := min(at.items, len(items)); i < len(items); i++ {
		it := items[i]
		if it.active() && last[it.Entry.UUID] == i {
			if f.left == 0 {
				return at, f.run.SetCursor(scope, at.String())
			}
			f.left--
			if err := f.entry(ctx, it); err != nil {
				if feed.Ends(ctx, err) {
					return at, errors.Join(err, f.run.SetCursor(scope, at.String()))
				}
				f.run.Failed(string(it.Entry.UUID), err)
			}
		}
		at.items = i + 1
	}
	return at, f.run.SetCursor(scope, at.String())
}

// entry asks for one advert. One that is not there any more will be taken back by the feed.
func (f *reader) entry(ctx context.Context, it item) error {
	path := local(it.URL)
	if path == "" {
		return errors.New("its address is none of the feed's own")
	}
	page, err := f.run.Get(ctx, scope, f.run.Base+path, f.token, polite.Header("Accept", "application/json"), polite.Always())
	if err != nil || page.Kind == job.PageGone {
		return err
	}
	var is struct {
		UUID wire.Text `json:"uuid"`
	}
	if err := json.Unmarshal(page.Body, &is); err != nil || is.UUID == "" {
		return errors.New("the answer is no entry of the feed")
	}
	if err := f.run.Keep(ctx, page); err != nil {
		return err
	}
	f.run.Forget(page.URL) // it is asked for again only when the feed says that it changed
	return nil
}

// lastOf returns the place of the last item of each advert: only that one holds.
func lastOf(items []item) map[wire.Text]int {
	last := map[wire.Text]int{}
	for i, it := range items {
		last[it.Entry.UUID] = i
	}
	return last
}

// local returns a path of the feed's own host. Anything else is not followed: the token goes with it.
func local(t wire.Text) string {
	s := strings.TrimSpace(string(t))
	if !strings.HasPrefix(s, "/api/") || strings.ContainsAny(s, "\\#\n\r\t ") || strings.Contains(s, "..") {
		return ""
	}
	return s
}

// position is a page of the feed, and how many items of it are done.
type position struct {
	path  string
	items int
}

func (p position) String() string { return p.path + " " + strconv.Itoa(p.items) }

func readPosition(cursor string) (position, error) {
	if cursor == "" {
		return position{}, nil
	}
	path, count, _ := strings.Cut(cursor, " ")
	n, err := strconv.Atoi(count)
	if err != nil || n < 0 || local(wire.Text(path)) == "" {
		return position{}, fmt.Errorf("position %q of the last run: not one of the feed", cursor)
	}
	return position{path, n}, nil
}
