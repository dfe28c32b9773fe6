package hackernews

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"rung/collect"
)

const (
	licence  = "Hacker News public API"
	firebase = "https://hacker-news.firebaseio.com"
	algolia  = "https://hn.algolia.com"

	// openDays is how long a thread is asked for news. The site closes comments after two weeks.
	openDays = 45
	// overlap is read again before the newest known comment: authors may edit for two hours.
	overlap = 2 * time.Hour
	// defaultMonths is how far back threads are read when the settings do not say.
	defaultMonths = 12
)

// Source returns the source.
func Source() collect.Source {
	return collect.Source{
		ByDefault: true,
		Name:      "hackernews", Title: "Hacker News: Who is hiring?", Home: "https://news.ycombinator.com",
		BaseURL: algolia, Access: collect.API,
		Terms: collect.Terms{
			Verdict: collect.Allowed,
			Why:     "Both are the official public interfaces for exactly this data.",
			URL:     "https://hn.algolia.com/api", ReadOn: "2026-11-22",
			Asks: []string{
				"Send no more than 10,000 requests an hour.",
				"Names of authors are personal: they are dropped when pages are parsed.",
			},
			Licence: licence, Rate: 2,
		},
		Gives: []string{"text"},
		Options: []collect.Option{
			{Name: "since", Doc: "The first month whose threads are read, as YYYY-MM. Empty: twelve months back.", Check: collect.Month},
			{Name: "threads", Doc: "Which threads are read: hiring, freelancer.", Check: collect.OneOf(string(hiring), string(freelancer)), Default: []string{string(hiring), string(freelancer)}},
			{Name: "firebase_url", Doc: "Where to ask when Algolia fails. Empty: the official address, unless base_url is set.", Check: collect.Address},
		},
		// A thread is followed by the next one after a month; by six weeks few adverts still stand.
		Life:  collect.Life{Days: 42},
		Fetch: Fetch, Parse: Parse,
	}
}

// fetcher holds what one run over the source needs.
type fetcher struct {
	run      *collect.Run
	firebase string
	kinds    []string
	since    time.Time
}

// story is one monthly thread.
type story struct {
	id      string
	kind    thread
	created time.Time
}

// Fetch lists the threads, and of each thread that is still open the comments that are new. A thread
// that fails is reported and does not stop the others.
func Fetch(ctx context.Context, r *collect.Run) error {
	f, err := newFetcher(r)
	if err != nil {
		return err
	}
	stories, err := f.stories(ctx)
	if err != nil {
		return err
	}
	for _, s := range stories {
		pos, err := parsePosition(r.Cursor(s.id))
		if err == nil && !pos.closed {
			err = f.comments(ctx, s, pos)
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			r.Failed(s.id, err)
		}
	}
	return nil
}

func newFetcher(r *collect.Run) (*fetcher, error) {
	f := &fetcher{run: r, kinds: r.Settings.Options["threads"], firebase: r.Settings.First("firebase_url")}
	if f.firebase == "" && r.Base == algolia {
		f.firebase = firebase
	}
	for _, k := range f.kinds {
		if k != string(hiring) && k != string(freelancer) {
			return nil, fmt.Errorf("setting threads: %q is neither hiring nor freelancer", k)
		}
	}
	if s := r.Settings.First("since"); s != "" {
		t, err := time.Parse("2006-01", s)
		if err != nil {
			return nil, fmt.Errorf("setting since: %q is no month such as 2024-01", s)
		}
		f.since = t
		return f, nil
	}
	y, m, _ := r.Now.UTC().Date()
	f.since = time.Date(y, m-defaultMonths, 1, 0, 0, 0, 0, time.UTC)
	return f, nil
}

// stories returns the threads to read, newest first.
func (f *fetcher) stories(ctx context.Context) ([]story, error) {
	all, err := f.searchStories(ctx)
	if err != nil && ctx.Err() == nil && f.firebase != "" {
		f.run.Log.Warn("algolia does not answer, asking firebase", "error", err)
		var second error
		if all, second = f.firebaseStories(ctx); second != nil {
			err = errors.Join(err, second)
		} else {
			err = nil
		}
	}
	if err != nil {
		return nil, fmt.Errorf("list the threads: %w", err)
	}
	all = slices.DeleteFunc(all, func(s story) bool {
		return s.created.Before(f.since) || s.kind == "" || len(f.kinds) > 0 && !slices.Contains(f.kinds, string(s.kind))
	})
	slices.SortStableFunc(all, func(a, b story) int { return b.created.Compare(a.created) })
	return slices.CompactFunc(all, func(a, b story) bool { return a.id == b.id }), nil
}

// comments reads what a thread has beyond pos, and moves the cursor when all of it is kept.
func (f *fetcher) comments(ctx context.Context, s story, pos position) error {
	next, err := f.searchComments(ctx, s, pos)
	if err != nil && ctx.Err() == nil && f.firebase != "" {
		f.run.Log.Warn("algolia does not answer, asking firebase", "thread", s.id, "error", err)
		var second error
		if next, second = f.firebaseComments(ctx, s, pos); second != nil {
			return errors.Join(err, second)
		}
		err = nil
	}
	if err != nil {
		return err
	}
	next.partial = false
	if s.created.AddDate(0, 0, openDays).Before(f.run.Now) {
		next = position{closed: true}
	}
	if next != pos {
		f.run.Forget(f.commentsURL(s, pos, 0))
		return f.run.SetCursor(s.id, next.String())
	}
	return nil
}
