package polite

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
)

const (
	maxRedirects = 5
	maxURL       = 8 << 10
)

// Client asks sites for pages. It is safe for use by many goroutines. Clients made by For share hosts,
// connections and robots.txt with the one they come from, and count for themselves.
type Client struct {
	*common
	site Site
	// bases are the private addresses that stand in for sites.
	bases []*url.URL

	mu    sync.Mutex
	stats Stats
}

// common is what all clients of a program have in common.
type common struct {
	cfg    Config
	public http.RoundTripper
	inside http.RoundTripper

	hostsMu sync.Mutex
	hosts   map[string]*host
	robots  *robots
}

// Site is what a client knows about the one site it works with.
type Site struct {
	// Base is the address requests are built on. If it is private (IsPrivateHost), it stands in for
	// a site: its host and port may be dialled, and its path plays the part of the site's root, with
	// a rate of its own and robots.txt below it.
	Base string
	// Rate is the most requests a second to a host, zero for the client's own.
	Rate float64
	// Crawl asks robots.txt before every request.
	Crawl bool
}

// New returns a client for public sites. It panics when the clock is missing.
func New(cfg Config) *Client {
	cfg = cfg.filled()
	s := &common{cfg: cfg, public: cfg.Transport, inside: cfg.Transport, hosts: map[string]*host{}}
	if cfg.Transport == nil {
		s.public, s.inside = network(cfg, refusePrivate), network(cfg, nil)
	}
	s.robots = &robots{cache: cfg.Robots, seen: map[string]*robotsEntry{}}
	return &Client{common: s, bases: privateBases(cfg.PrivateBases...)}
}

// For returns a client for one site.
func (c *Client) For(site Site) *Client {
	return &Client{common: c.common, site: site, bases: privateBases(slices.Concat(c.cfg.PrivateBases, []string{site.Base})...)}
}

// privateBases keeps those of the addresses that lie inside a private network.
func privateBases(addresses ...string) []*url.URL {
	var out []*url.URL
	for _, a := range addresses {
		if u, err := url.Parse(strings.TrimRight(a, "/")); err == nil && IsPrivateHost(a) {
			out = append(out, u)
		}
	}
	return out
}

// Stats returns what all requests of this client took so far.
func (c *Client) Stats() Stats {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.stats
}

// Do gets one page, whole or not at all. The error is a *StatusError for an answer that is neither
// 2xx nor an expected 304, ctx's own error when ctx ended, or wraps one of this package's errors.
func (c *Client) Do(ctx context.Context, req Request) (Response, error) {
	var out Response
	err := c.follow(ctx, &req, &out)
	c.mu.Lock()
	c.stats.add(out.Stats)
	c.mu.Unlock()
	return out, err
}

// follow walks through redirects; each step is checked like a request of its own.
func (c *Client) follow(ctx context.Context, req *Request, out *Response) error {
	u, err := parse(req.URL)
	if err != nil {
		return err
	}
	header := c.header(req)
	for hop := 0; ; hop++ {
		if req.Crawl || c.site.Crawl {
			if err := c.robots.allow(ctx, c, u, &out.Stats); err != nil {
				return err
			}
		}
		a, err := c.send(ctx, req, u, header, &out.Stats)
		if err != nil {
			return err
		}
		next, err := redirect(u, a)
		if err != nil {
			return err
		}
		if next == nil {
			out.URL, out.Status, out.Header, out.Body, out.FetchedAt = u.String(), a.status, a.header, a.body, c.cfg.Now()
			return judge(u, a, header)
		}
		if hop == maxRedirects || req.body != nil {
			return fmt.Errorf("get %s: %w", stripped(u), ErrRedirects)
		}
		if req.SameHost && next.Host != u.Host && !privateName(next.Hostname()) {
			return fmt.Errorf("get %s: %w", stripped(u), ErrElsewhere)
		}
		header = carry(header, u, next)
		u = next
	}
}

// parse accepts what may be asked for: http or https, with a host, without credentials.
func parse(address string) (*url.URL, error) {
	u, err := url.Parse(address)
	switch {
	case err != nil:
		return nil, fmt.Errorf("%w: cannot be parsed", ErrAddress)
	case len(address) > maxURL:
		return nil, fmt.Errorf("%w: %s is %d bytes long", ErrAddress, u.Host, len(address))
	}
	return u, usable(u)
}

func usable(u *url.URL) error {
	switch {
	case u.Scheme != "http" && u.Scheme != "https":
		return fmt.Errorf("%w: %q is neither http nor https", ErrAddress, u.Scheme)
	case u.Hostname() == "":
		return fmt.Errorf("%w: no host", ErrAddress)
	case u.User != nil:
		return fmt.Errorf("%w: credentials in the address of %s", ErrAddress, u.Host)
	}
	return nil
}

func (c *Client) header(req *Request) http.Header {
	h := req.Header.Clone()
	if h == nil {
		h = http.Header{}
	}
	// Range would make a part look like the whole.
	h.Del("Range")
	if h.Get("User-Agent") == "" {
		h.Set("User-Agent", c.cfg.userAgent())
	}
	if req.mediaType != "" {
		h.Set("Content-Type", req.mediaType)
	}
	if !req.Always && req.ETag != "" {
		h.Set("If-None-Match", req.ETag)
	}
	if !req.Always && req.LastModified != "" {
		h.Set("If-Modified-Since", req.LastModified)
	}
	return h
}

// redirect returns where an answer sends us, nil when it does not.
func redirect(from *url.URL, a *answer) (*url.URL, error) {
	switch a.status {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther,
		http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
	default:
		return nil, nil
	}
	to, err := from.Parse(a.header.Get("Location"))
	if err != nil || a.header.Get("Location") == "" || len(a.header.Get("Location")) > maxURL {
		return nil, fmt.Errorf("get %s: redirect: %w: no usable location", stripped(from), ErrAddress)
	}
	to.Fragment, to.RawFragment = "", ""
	if err := usable(to); err != nil {
		return nil, fmt.Errorf("get %s: redirect: %w", stripped(from), err)
	}
	return to, nil
}

// carry returns the headers that go along with a redirect. Another host, or the same without
// encryption, learns no more than what every site is told.
func carry(h http.Header, from, to *url.URL) http.Header {
	if from.Host == to.Host && (from.Scheme == to.Scheme || to.Scheme == "https") {
		return h
	}
	out := http.Header{}
	for _, k := range []string{"Accept", "Accept-Language", "User-Agent", "If-None-Match", "If-Modified-Since"} {
		if v := h.Values(k); len(v) > 0 {
			out[k] = v
		}
	}
	return out
}

func judge(u *url.URL, a *answer, sent http.Header) error {
	asked := sent.Get("If-None-Match") != "" || sent.Get("If-Modified-Since") != ""
	if a.status/100 == 2 || a.status == http.StatusNotModified && asked {
		return nil
	}
	return &StatusError{URL: stripped(u), Status: a.status, RetryAt: a.retryAt}
}
