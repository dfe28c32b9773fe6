package polite

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

const (
	firstBackoff = time.Second
	maxBackoff   = 30 * time.Second
)

// send asks once and again until there is an answer to live with. A status that is no body is an
// answer, too; only an exchange that failed is an error.
func (c *Client) send(ctx context.Context, req *Request, u *url.URL, header http.Header, stats *Stats) (*answer, error) {
	h := c.host(c.root(u))
	var budget time.Duration
	for try := 0; ; try++ {
		a, err := c.attempt(ctx, h, req, u, header, stats)
		if err != nil && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		wait, again := c.again(h, try, a, err)
		budget += wait
		if !again || budget > c.cfg.RetryBudget {
			h.judge(failed(a, err))
			return a, err
		}
		c.cfg.Log.Debug("retry", "url", stripped(u), "try", try+1, "wait", wait, "status", statusOf(a), "error", err)
		began := c.cfg.Now()
		if err := sleep(ctx, wait); err != nil {
			return nil, err
		}
		stats.Waited += c.cfg.Now().Sub(began)
		stats.Retries++
	}
}

// again says whether to try once more, and after what wait. It notes a Retry-After on the host even
// when it is too long to wait for.
func (c *Client) again(h *host, try int, a *answer, err error) (time.Duration, bool) {
	if a != nil && !mayPass(a.status) || err != nil && final(err) {
		return 0, false
	}
	wait := min(firstBackoff<<min(try, 10), maxBackoff)
	wait = time.Duration(float64(wait) * c.cfg.Jitter())
	if a != nil {
		if asked, ok := retryAfter(a.header.Get("Retry-After"), c.cfg.Now()); ok {
			a.retryAt = c.cfg.Now().Add(asked)
			h.hold(a.retryAt)
			if asked > c.cfg.MaxRetryAfter {
				return 0, false
			}
			wait = max(wait, asked)
		}
	}
	return wait, try < c.cfg.Retries
}

// mayPass reports whether a status may be another one a little later.
func mayPass(status int) bool {
	switch status {
	case http.StatusRequestTimeout, http.StatusTooManyRequests:
		return true
	case http.StatusNotImplemented, http.StatusHTTPVersionNotSupported:
		return false
	}
	return status >= 500
}

// final reports whether an error would only repeat itself.
func final(err error) bool {
	var dns *net.DNSError
	var cert *tls.CertificateVerificationError
	var name x509.HostnameError
	var status *StatusError
	switch {
	case errors.Is(err, ErrPrivateAddress), errors.Is(err, ErrTooLarge), errors.Is(err, ErrBlocked),
		errors.Is(err, ErrAddress), errors.Is(err, errEncoding), errors.As(err, &status):
		return true
	case errors.As(err, &cert), errors.As(err, &name):
		return true
	}
	return errors.As(err, &dns) && dns.IsNotFound
}

// failed reports whether the host, and not the page, is to blame.
func failed(a *answer, err error) bool {
	if err != nil {
		return !errors.Is(err, ErrTooLarge)
	}
	return a.status == http.StatusUnauthorized || a.status == http.StatusForbidden || mayPass(a.status)
}

func statusOf(a *answer) int {
	if a == nil {
		return 0
	}
	return a.status
}

// retryAfter reads the two forms of RFC 9110, 10.2.3: seconds, or an HTTP date. The least wait is a
// second; numbers beyond reason are kept beyond reason.
func retryAfter(value string, now time.Time) (time.Duration, bool) {
	value = strings.TrimSpace(value)
	if value == "" {
		return 0, false
	}
	const far = 100 * 365 * 24 * time.Hour
	if strings.Trim(value, "0123456789") == "" {
		n, err := strconv.ParseInt(value, 10, 64)
		if err != nil || n > int64(far/time.Second) {
			return far, true
		}
		return max(time.Duration(n)*time.Second, time.Second), true
	}
	at, err := http.ParseTime(value)
	if err != nil {
		return 0, false
	}
	return min(max(at.Sub(now), time.Second), far), true
}

// attempt takes a turn and exchanges one request for one whole answer.
func (c *Client) attempt(ctx context.Context, h *host, req *Request, u *url.URL, header http.Header, stats *Stats) (*answer, error) {
	rt, err := c.transport(u)
	if err != nil {
		return nil, fmt.Errorf("get %s: %w", stripped(u), err)
	}
	began := c.cfg.Now()
	done, err := c.turn(ctx, h, stripped(u))
	stats.Waited += c.cfg.Now().Sub(began)
	if err != nil {
		return nil, err
	}
	defer done()
	stats.Requests++
	a, err := c.exchange(h.spaced(ctx, stats), rt, req, u, header)
	h.ended(c.cfg.Now())
	if a != nil {
		stats.Answers++
		stats.Bytes += int64(len(a.body))
		c.cfg.Log.Debug("request", "url", stripped(u), "status", a.status, "bytes", len(a.body))
	}
	if err != nil {
		return nil, fmt.Errorf("get %s: %w", stripped(u), Clean(err))
	}
	return a, nil
}
