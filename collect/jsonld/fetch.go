package jsonld

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"rung/collect"
	"rung/internal/job"
	"rung/internal/polite"
)

// bounds are the user's limits for one site.
type bounds struct {
	match        []string
	pages, depth int
}

// Fetch reads every site of the setting. One that fails is reported and does not stop the others. A
// base address of the user's own stands in for all of them.
func Fetch(ctx context.Context, r *collect.Run) error {
	limits, err := boundsOf(r.Settings)
	if err != nil {
		return err
	}
	sites := r.Settings.Options["sites"]
	if r.Base != noSite {
		sites = []string{r.Base}
	}
	if len(sites) == 0 {
		return errors.New("no site is named: set the option sites")
	}
	for _, start := range sites {
		if err := fetchSite(ctx, r, strings.TrimSpace(start), limits); err != nil {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			r.Failed(start, err)
		}
	}
	return nil
}

func boundsOf(s collect.Settings) (bounds, error) {
	b := bounds{}
	for _, w := range s.Options["match"] {
		b.match = append(b.match, strings.ToLower(strings.TrimSpace(w)))
	}
	for name, to := range map[string]*int{"pages": &b.pages, "depth": &b.depth} {
		n, err := strconv.Atoi(strings.TrimSpace(s.First(name)))
		if err != nil || n < 0 {
			return b, fmt.Errorf("option %s: %q is no number of pages or links", name, s.First(name))
		}
		*to = n
	}
	return b, nil
}

// wants says whether an address on a site is worth a request.
func (b bounds) wants(u *url.URL) bool {
	path := strings.ToLower(u.EscapedPath())
	if i := strings.LastIndexByte(path, '.'); i >= 0 && slices.Contains(noPages, path[i+1:]) {
		return false
	}
	return slices.ContainsFunc(b.match, func(w string) bool { return w == "*" || w != "" && strings.Contains(path, w) })
}

// noPages are endings of files that hold no markup.
var noPages = []string{
	"pdf", "jpg", "jpeg", "png", "gif", "svg", "webp", "ico", "css", "js", "json", "xml", "zip", "gz", "doc", "docx", "mp4", "woff2",
}

// site is the visit to one site.
type site struct {
	bounds
	run *collect.Run
	// name is the site as the setting names it, and the scope of its cursor.
	name    string
	start   *url.URL
	crawler *crawler
	memory  memory
	// partial says that a sitemap could not be read.
	partial bool
	// left is how many more pages may be asked for, asked the ones that were.
	left  int
	asked map[string]bool
}

func fetchSite(ctx context.Context, r *collect.Run, address string, limits bounds) error {
	start, err := url.Parse(address)
	if err != nil || start.Hostname() == "" {
		return fmt.Errorf("begin: %w: %.80q is no address of a site", polite.ErrAddress, address)
	}
	s := &site{bounds: limits, run: r, name: address, start: start, left: limits.pages, asked: map[string]bool{}}
	s.crawler = newCrawler(ctx, r, start)
	if s.memory, err = remember(r.Cursor(address)); err != nil {
		return err
	}
	err = s.visit(ctx)
	return errors.Join(err, s.handOn())
}

// handOn keeps what is known of the pages of the site for the next run.
func (s *site) handOn() error {
	text, err := s.memory.text()
	if err != nil {
		return err
	}
	return s.run.SetCursor(s.name, text)
}

func (s *site) visit(ctx context.Context) error {
	listed, err := s.sitemaps(ctx)
	if err != nil {
		return err
	}
	if listed == nil {
		if listed, err = s.follow(ctx); err != nil {
			return err
		}
	}
	due := s.memory.due(listed, s.run.Now, func(address string) bool { return s.asked[address] || s.run.IsGone(address) })
	if more := len(due) - s.left; more > 0 {
		s.run.Log.Info("left for the next run", "site", s.name, "pages", more)
		due = due[:s.left]
	}
	for _, e := range due {
		if _, err := s.page(ctx, e, false); err != nil {
			return err
		}
	}
	if !s.partial {
		s.memory.forget(listed)
	}
	return nil
}

// handOnEvery is how many pages may have to be asked for again after a run was killed.
const handOnEvery = 50

// page asks for one page, keeps it when it holds a posting or held one, and returns its links when they
// are wanted. Its error is one that ends the visit to the site.
func (s *site) page(ctx context.Context, e entry, links bool) ([]*url.URL, error) {
	s.left--
	if s.asked[e.URL] = true; len(s.asked)%handOnEvery == 0 {
		if err := s.handOn(); err != nil {
			return nil, err
		}
	}
	got, err := s.crawler.get(e.URL, links)
	switch {
	case err == nil:
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case errors.Is(err, polite.ErrBlocked):
		return nil, err
	default:
		if inOrder(err) {
			s.run.Log.Info("not read", "page", polite.Strip(e.URL), "reason", err.Error())
		} else {
			s.run.Failed(unnamed(e, err), err)
		}
		if lasting(err) {
			s.memory[e.URL] = visit{Mod: e.Mod, At: day(s.run.Now)}
		}
		return nil, nil
	}
	return got.links, s.keep(ctx, e, got.page)
}

// unnamed returns the page that an error is about, unless the error names it.
func unnamed(e entry, err error) string {
	page := polite.Strip(e.URL)
	if strings.Contains(err.Error(), page) {
		return ""
	}
	return page
}

// inOrder says of a page that was not read that nothing is wrong with it or with us.
func inOrder(err error) bool {
	return errors.Is(err, errVisited) || errors.Is(err, polite.ErrDisallowed) && !errors.Is(err, polite.ErrPrivateAddress)
}

func (s *site) keep(ctx context.Context, e entry, p job.Page) error {
	was := s.memory[e.URL]
	now := visit{Mod: e.Mod, At: day(s.run.Now), Jobs: was.Jobs}
	switch p.Kind {
	case job.PageGone:
		delete(s.memory, e.URL)
		return s.run.Gone(ctx, p)
	case job.PageUnchanged:
	default:
		now.Jobs = holdsPosting(p.Body)
		if !now.Jobs && !was.Jobs {
			s.memory[e.URL] = now
			return nil
		}
	}
	if err := s.run.Keep(ctx, p); err != nil {
		return err
	}
	s.memory[e.URL] = now
	return s.run.Complete(ctx, p.Scope)
}

// holdsPosting is a quick look that parsing repeats with care.
func holdsPosting(body []byte) bool {
	return bytes.Contains(body, []byte("JobPosting")) && (bytes.Contains(body, []byte("ld+json")) || bytes.Contains(body, []byte("ld&#")))
}

// lasting says whether a failure would only repeat itself on the next day.
func lasting(err error) bool {
	return slices.ContainsFunc([]error{
		polite.ErrTooLarge, polite.ErrDisallowed, polite.ErrPrivateAddress, polite.ErrElsewhere, polite.ErrRedirects, polite.ErrAddress,
		errVisited,
	}, func(e error) bool { return errors.Is(err, e) })
}
