package polite

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/jimsmart/grobotstxt"
	"golang.org/x/time/rate"
)

const (
	// robotsLife is how long a robots.txt is good for (RFC 9309, 2.4); unreachableLife is how long
	// one that could not be had is not asked for again.
	robotsLife      = 24 * time.Hour
	unreachableLife = 10 * time.Minute
	// maxRobots is the least size a crawler must read (RFC 9309, 2.5); what comes after is ignored.
	maxRobots = 500 << 10
	// maxMatch bounds the address that is matched, since matching costs pattern times address.
	maxMatch = 2 << 10
	// maxCrawlDelay keeps a slip of the pen from stopping a run.
	maxCrawlDelay = time.Minute
)

// Robots is a robots.txt as it was answered.
type Robots struct {
	FetchedAt time.Time
	// Allow is true when the site has none, so that everything may be read. Otherwise Body decides.
	Allow bool
	Body  []byte
}

// RobotsCache keeps robots.txt files by the address of the site's root.
type RobotsCache interface {
	Load(root string) (Robots, bool)
	Store(root string, r Robots)
}

type memoryCache struct{ m sync.Map }

func (c *memoryCache) Load(root string) (Robots, bool) {
	v, ok := c.m.Load(root)
	if !ok {
		return Robots{}, false
	}
	return v.(Robots), true
}

func (c *memoryCache) Store(root string, r Robots) { c.m.Store(root, r) }

type robots struct {
	cache RobotsCache

	mu   sync.Mutex
	seen map[string]*robotsEntry
}

// robotsEntry is one site's robots.txt. Its lock makes others wait while one fetches it.
type robotsEntry struct {
	busy    chan struct{}
	known   bool
	rules   Robots
	failure error
	at      time.Time
}

func (r *robots) entry(root string) *robotsEntry {
	r.mu.Lock()
	defer r.mu.Unlock()
	e := r.seen[root]
	if e == nil {
		e = &robotsEntry{busy: make(chan struct{}, 1)}
		r.seen[root] = e
	}
	return e
}

// allow returns nil when u may be crawled, an error wrapping ErrDisallowed when it may not.
func (r *robots) allow(ctx context.Context, c *Client, u *url.URL, stats *Stats) error {
	root := c.root(u)
	rules, err := r.get(ctx, c, root, stats)
	if err != nil {
		return fmt.Errorf("get %s: %w", stripped(u), err)
	}
	path := strings.TrimPrefix(u.EscapedPath(), strings.TrimPrefix(root, u.Scheme+"://"+u.Host))
	if rules.Allow || path == "/robots.txt" {
		return nil
	}
	if u.RawQuery != "" {
		path += "?" + u.RawQuery
	}
	if !strings.HasPrefix(path, "/") {
		path = "/" + path
	}
	body := octets(strings.TrimPrefix(string(rules.Body), "\ufeff"))
	if len(path) > maxMatch || !grobotstxt.AgentAllowed(body, Token, "https://site"+octets(path)) {
		return fmt.Errorf("get %s: %w", stripped(u), ErrDisallowed)
	}
	return nil
}

// get returns the rules of a site, fetching them at most once a day.
func (r *robots) get(ctx context.Context, c *Client, root string, stats *Stats) (Robots, error) {
	e := r.entry(root)
	select {
	case e.busy <- struct{}{}:
	case <-ctx.Done():
		return Robots{}, ctx.Err()
	}
	defer func() { <-e.busy }()
	now := c.cfg.Now()
	if !e.known {
		if kept, ok := r.cache.Load(root); ok {
			e.known, e.rules, e.at = true, kept, kept.FetchedAt
			c.delay(root, kept)
		}
	}
	life := robotsLife
	if e.failure != nil {
		life = unreachableLife
	}
	if e.known && now.Sub(e.at) < life {
		return e.rules, e.failure
	}
	rules, err := c.fetchRobots(ctx, root, stats)
	if ctx.Err() != nil {
		return Robots{}, ctx.Err()
	}
	e.known, e.rules, e.failure, e.at = true, rules, err, now
	if err == nil {
		r.cache.Store(root, rules)
		c.delay(root, rules)
	}
	return rules, err
}

// fetchRobots asks for a robots.txt. A site that says it has none (4xx) allows everything; one that
// cannot be asked (5xx, no connection, 429) allows nothing.
func (c *Client) fetchRobots(ctx context.Context, root string, stats *Stats) (Robots, error) {
	plain := &Client{common: c.common, site: Site{Base: c.site.Base, Rate: c.site.Rate}, bases: c.bases}
	resp, err := plain.Do(ctx, Request{URL: root + "/robots.txt", MaxBytes: maxRobots, cut: true})
	stats.add(resp.Stats)
	rules := Robots{FetchedAt: c.cfg.Now(), Body: resp.Body}
	var status *StatusError
	switch {
	case err == nil:
		return rules, nil
	case errors.As(err, &status) && status.Status/100 == 4 && !mayPass(status.Status):
		return Robots{FetchedAt: rules.FetchedAt, Allow: true}, nil
	}
	return Robots{}, fmt.Errorf("%w: robots.txt cannot be had: %w", ErrDisallowed, err)
}

func (c *Client) delay(root string, rules Robots) {
	if d := crawlDelay(string(rules.Body)); d > 0 {
		c.host(root).slow(rate.Every(d))
	}
}

// Sitemaps returns the addresses of the sitemaps that a site names in its robots.txt.
func (c *Client) Sitemaps(ctx context.Context, address string) ([]string, error) {
	u, err := parse(address)
	if err != nil {
		return nil, err
	}
	var stats Stats
	rules, err := c.robots.get(ctx, c, c.root(u), &stats)
	c.mu.Lock()
	c.stats.add(stats)
	c.mu.Unlock()
	return grobotstxt.Sitemaps(string(rules.Body)), err
}

// crawlDelay returns the delay of our group, or of "*" when there is no group of ours. It is no part
// of RFC 9309, but sites mean it.
func crawlDelay(body string) time.Duration {
	d := delays{}
	grobotstxt.Parse(body, &d)
	if d.named {
		return d.ours
	}
	return d.all
}

// delays collects Crawl-delay lines while grobotstxt parses.
type delays struct {
	ours, all time.Duration
	// named is true once a group of ours was seen; inOurs and inAll say which group is open, rules
	// whether it has begun to list rules.
	named, inOurs, inAll, rules bool
}

func (d *delays) HandleRobotsStart() {}
func (d *delays) HandleRobotsEnd()   {}

func (d *delays) HandleUserAgent(_ int, agent string) {
	if d.rules {
		d.inOurs, d.inAll, d.rules = false, false, false
	}
	name, _, _ := strings.Cut(agent, "/")
	ours := strings.EqualFold(strings.TrimSpace(name), Token)
	d.inOurs, d.named = d.inOurs || ours, d.named || ours
	d.inAll = d.inAll || strings.TrimSpace(agent) == "*"
}

func (d *delays) HandleAllow(int, string)    { d.rules = true }
func (d *delays) HandleDisallow(int, string) { d.rules = true }
func (d *delays) HandleSitemap(int, string)  {}

func (d *delays) HandleUnknownAction(_ int, action, value string) {
	if !strings.EqualFold(strings.TrimSpace(action), "crawl-delay") {
		return
	}
	d.rules = true
	seconds, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
	if err != nil || !(seconds > 0) {
		return
	}
	delay := maxCrawlDelay
	if seconds < maxCrawlDelay.Seconds() {
		delay = time.Duration(seconds * float64(time.Second))
	}
	if d.inOurs {
		d.ours = max(d.ours, delay)
	}
	if d.inAll {
		d.all = max(d.all, delay)
	}
}
