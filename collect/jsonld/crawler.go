package jsonld

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/gocolly/colly/v2"

	"rung/collect"
	"rung/internal/job"
	"rung/internal/polite"
)

// crawler asks for the pages of one site, one after the other, through colly over the polite client:
// turns, robots.txt on every hop, sizes and private addresses are looked after there, and pages visited
// before and other hosts here.
type crawler struct {
	run     *collect.Run
	colly   *colly.Collector
	domains []string
	// follow says whether the links of a page are wanted.
	follow bool
	got    answer
}

// maxPage is more than a page about a job has.
const maxPage = 8 << 20

// answer is what came for one page.
type answer struct {
	status int
	header http.Header
	body   []byte
	links  []*url.URL
	page   job.Page
}

func newCrawler(ctx context.Context, r *collect.Run, start *url.URL) *crawler {
	host := start.Hostname()
	w := &crawler{run: r, domains: []string{host, "www." + host}}
	if bare, ok := strings.CutPrefix(host, "www."); ok {
		w.domains = []string{host, bare}
	}
	w.colly = polite.Collector(ctx, r.Client, "jsonld", w.domains...)
	// Pages are kept as they came; Parse finds out their character set.
	w.colly.DetectCharset = false
	w.colly.OnResponse(w.take)
	w.colly.OnError(func(resp *colly.Response, _ error) { w.take(resp) })
	w.colly.OnHTML("a[href]", func(e *colly.HTMLElement) {
		if u, err := url.Parse(e.Request.AbsoluteURL(e.Attr("href"))); err == nil && w.follow && w.may(u) {
			u.Fragment = ""
			w.got.links = append(w.got.links, u)
		}
	})
	return w
}

func (w *crawler) take(resp *colly.Response) {
	w.got.status, w.got.body = resp.StatusCode, resp.Body
	if resp.Headers != nil {
		w.got.header = *resp.Headers
	}
}

// may reports whether an address is on the site.
func (w *crawler) may(u *url.URL) bool {
	return (u.Scheme == "http" || u.Scheme == "https") && slices.Contains(w.domains, u.Hostname())
}

// errVisited means that a page was asked for before in this run, or leads to one that was.
var errVisited = errors.New("a page that was asked for already")

// get asks for a page, conditionally when it is known. Links are returned when follow is set.
func (w *crawler) get(address string, follow bool) (answer, error) {
	known := w.run.Known(address)
	header := http.Header{"Accept": {"text/html,application/xhtml+xml;q=0.9,*/*;q=0.1"}}
	if known.ETag != "" {
		header.Set("If-None-Match", known.ETag)
	}
	if known.LastModified != "" {
		header.Set("If-Modified-Since", known.LastModified)
	}
	w.follow, w.got = follow, answer{}
	err := w.colly.Request(http.MethodGet, address, nil, nil, header)
	got := w.got
	got.page = job.Page{
		Scope: address, URL: address, Status: got.status, MediaType: got.header.Get("Content-Type"),
		ETag: got.header.Get("ETag"), LastModified: got.header.Get("Last-Modified"), Body: got.body,
	}
	var visited *colly.AlreadyVisitedError
	var outer *url.Error
	switch {
	case errors.As(err, &visited):
		return got, fmt.Errorf("get %s: %w", polite.Strip(address), errVisited)
	case errors.Is(err, colly.ErrForbiddenDomain):
		return got, fmt.Errorf("get %s: %w", polite.Strip(address), polite.ErrElsewhere)
	case got.status == 0 && errors.As(err, &outer):
		return got, outer.Err // it names the address without its query
	case got.status == 0 && err != nil:
		return got, err
	}
	return got, got.judge(known)
}

// judge tells a page from an answer that is none.
func (a *answer) judge(known job.Validator) error {
	switch {
	case len(a.body) > maxPage:
		return fmt.Errorf("get %s: %d bytes: %w", polite.Strip(a.page.URL), len(a.body), polite.ErrTooLarge)
	case a.status/100 == 2:
	case a.status == http.StatusNotModified && known.Hash != "":
		a.page.Kind, a.page.Hash = job.PageUnchanged, known.Hash
		if a.page.ETag == "" {
			a.page.ETag = known.ETag
		}
		if a.page.LastModified == "" {
			a.page.LastModified = known.LastModified
		}
	case a.status == http.StatusNotFound, a.status == http.StatusGone:
		a.page.Kind = job.PageGone
	default:
		return &polite.StatusError{URL: polite.Strip(a.page.URL), Status: a.status}
	}
	return nil
}
