package polite

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"

	"github.com/gocolly/colly/v2"
)

// Collector returns a colly collector that works through a client: its turns, rates, retries, limits
// and address checks hold for every request, and robots.txt for every hop. Name goes to the log.
//
// colly's own robots.txt check is switched off on purpose: its matcher takes our whole user agent line
// for a name, lets a tie forbid, and visits a site whose robots.txt answered 503. Its cache, cookies,
// limits and body cap are off, too. Domains restrict where it may go; none means the base's host.
func Collector(ctx context.Context, c *Client, name string, domains ...string) *colly.Collector {
	out := colly.NewCollector(colly.StdlibContext(ctx))
	// Everything is set after NewCollector, which reads COLLY_* variables last.
	out.UserAgent = c.cfg.userAgent()
	out.IgnoreRobotsTxt = true
	out.AllowURLRevisit = false
	out.ParseHTTPErrorResponse = false
	out.DetectCharset = true
	out.TraceHTTP = false
	out.Async = false
	out.CacheDir = ""
	out.MaxDepth = 0
	out.MaxRequests = 0
	out.MaxBodySize = 0
	out.DisallowedDomains = nil
	out.AllowedDomains = domains
	if len(domains) == 0 {
		if u, err := parse(c.site.Base); err == nil {
			out.AllowedDomains = []string{u.Hostname()}
		}
	}
	out.DisableCookies()
	out.SetRequestTimeout(0)
	out.WithTransport(roundTripper{c})
	out.SetRedirectHandler(func(req *http.Request, via []*http.Request) error {
		if len(via) > maxRedirects {
			return ErrRedirects
		}
		req.Header = carry(req.Header, via[len(via)-1].URL, req.URL)
		req.Header.Del("Referer")
		return nil
	})
	c.cfg.Log.Debug("crawler", "name", name, "domains", out.AllowedDomains)
	return out
}

// roundTripper lends a client's manners to a foreign HTTP client, which follows redirects by itself.
type roundTripper struct{ c *Client }

func (t roundTripper) RoundTrip(hr *http.Request) (*http.Response, error) {
	if hr.Method != http.MethodGet && hr.Method != "" {
		return nil, fmt.Errorf("%w: only pages are read, not %s", ErrAddress, hr.Method)
	}
	if err := usable(hr.URL); err != nil {
		return nil, err
	}
	req := &Request{URL: hr.URL.String(), Header: hr.Header}
	header := t.c.header(req)
	header.Del("Accept-Encoding")
	var stats Stats
	defer func() {
		t.c.mu.Lock()
		defer t.c.mu.Unlock()
		t.c.stats.add(stats)
	}()
	if err := t.c.robots.allow(hr.Context(), t.c, hr.URL, &stats); err != nil {
		return nil, err
	}
	a, err := t.c.send(hr.Context(), req, hr.URL, header, &stats)
	if err != nil {
		return nil, err
	}
	return t.response(hr, a)
}

// response hands on an answer that is fully read and unpacked, so that nothing downstream unpacks it
// again without a limit: colly would, for a sitemap.xml.gz.
func (t roundTripper) response(hr *http.Request, a *answer) (*http.Response, error) {
	body := a.body
	if len(body) > 2 && body[0] == 0x1f && body[1] == 0x8b {
		packed := &http.Response{
			Header:        http.Header{"Content-Encoding": {"gzip"}},
			Body:          io.NopCloser(bytes.NewReader(body)),
			ContentLength: int64(len(body)),
		}
		var err error
		if body, err = (limits{max: t.c.cfg.MaxBody, ratio: t.c.cfg.MaxRatio}).read(packed); err != nil {
			return nil, fmt.Errorf("get %s: %w", stripped(hr.URL), err)
		}
	}
	h := a.header.Clone()
	h.Del("Content-Encoding")
	h.Del("Content-Length")
	return &http.Response{
		Status: fmt.Sprintf("%d %s", a.status, http.StatusText(a.status)), StatusCode: a.status,
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Header: h, Uncompressed: true,
		Body: io.NopCloser(bytes.NewReader(body)), ContentLength: int64(len(body)), Request: hr,
	}, nil
}
