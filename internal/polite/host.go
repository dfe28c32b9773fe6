package polite

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptrace"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// maxStreak is how many refusals or failures in a row end the talk with a host.
const maxStreak = 5

// host is the state of the talk with one host.
type host struct {
	// busy holds the one request that may be under way.
	busy chan struct{}

	mu      sync.Mutex
	limiter *rate.Limiter
	// notBefore is when the host allows the next request.
	notBefore time.Time
	// answered is when the last exchange ended.
	answered time.Time
	streak   int
}

// host returns the state for a root, slowed down to the client's rate if that is lower.
func (c *Client) host(root string) *host {
	limit := rate.Limit(or(c.site.Rate, c.cfg.Rate))
	c.hostsMu.Lock()
	defer c.hostsMu.Unlock()
	h := c.hosts[root]
	if h == nil {
		h = &host{busy: make(chan struct{}, 1), limiter: rate.NewLimiter(limit, 1)}
		c.hosts[root] = h
		return h
	}
	h.slow(limit)
	return h
}

// slow lowers the rate. What was saved up at the higher one is void: the next request comes a whole
// gap from now.
func (h *host) slow(limit rate.Limit) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if limit < h.limiter.Limit() {
		h.limiter = rate.NewLimiter(limit, 1)
		h.limiter.Allow()
	}
}

func (h *host) wait(ctx context.Context) error {
	h.mu.Lock()
	limiter := h.limiter
	h.mu.Unlock()
	return limiter.Wait(ctx)
}

// turn waits until a request may be sent and returns the function that ends the turn.
func (c *Client) turn(ctx context.Context, h *host, where string) (func(), error) {
	select {
	case h.busy <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	done := func() { <-h.busy }
	if err := c.clearance(ctx, h, where); err != nil {
		done()
		return nil, err
	}
	return done, nil
}

func (c *Client) clearance(ctx context.Context, h *host, where string) error {
	h.mu.Lock()
	streak, until := h.streak, h.notBefore
	h.mu.Unlock()
	if streak >= maxStreak {
		return fmt.Errorf("get %s: not sent after %d failures in a row: %w", where, streak, ErrBlocked)
	}
	wait := until.Sub(c.cfg.Now())
	if wait > c.cfg.MaxRetryAfter {
		return &StatusError{URL: where, Status: http.StatusTooManyRequests, RetryAt: until}
	}
	if err := sleep(ctx, max(wait, h.pause(c.cfg.Now()))); err != nil {
		return err
	}
	if err := h.wait(ctx); err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return fmt.Errorf("get %s: wait for a turn: %w", where, context.DeadlineExceeded)
	}
	return nil
}

// pause is how long to wait after the last answer. A gap between the beginnings of requests alone would
// press a host that takes its time.
func (h *host) pause(now time.Time) time.Duration {
	h.mu.Lock()
	defer h.mu.Unlock()
	gap := time.Duration(float64(time.Second) / float64(h.limiter.Limit()))
	return min(gap, h.answered.Add(gap).Sub(now)) // a clock may be set back
}

// ended notes the end of an exchange.
func (h *host) ended(at time.Time) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.answered = at
}

// spaced makes a request that net/http sends again by itself, when a kept connection turned out to be
// closed, wait for its turn like any other, and counts it.
func (h *host) spaced(ctx context.Context, stats *Stats) context.Context {
	connections := 0
	return httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{GotConn: func(httptrace.GotConnInfo) {
		if connections++; connections > 1 {
			stats.Requests++
			stats.Retries++
			_ = h.wait(ctx)
		}
	}})
}

// hold keeps every request to the host back until a moment.
func (h *host) hold(until time.Time) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if until.After(h.notBefore) {
		h.notBefore = until
	}
}

// judge counts failures in a row. A page that is not there is no failure of its host.
func (h *host) judge(failed bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if !failed {
		h.streak = 0
		return
	}
	h.streak++
}

func sleep(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return ctx.Err()
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
