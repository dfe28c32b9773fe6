package polite

import (
	"context"
	"fmt"
	"net/http"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// maxStreak is how many refusals or failures in a row end the talk with a host.
const maxStreak = 5

// host is the state of the talk with one host.
type host struct {
	// busy holds the one request that may be under way.
	busy    chan struct{}
	limiter *rate.Limiter

	mu sync.Mutex
	// notBefore is when the host allows the next request.
	notBefore time.Time
	streak    int
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
	}
	if limit < h.limiter.Limit() {
		h.limiter.SetLimit(limit)
	}
	return h
}

// slow keeps at least delay between two requests from now on.
func (c *Client) slow(root string, delay time.Duration) {
	h := c.host(root)
	c.hostsMu.Lock()
	defer c.hostsMu.Unlock()
	if limit := rate.Every(delay); limit < h.limiter.Limit() {
		h.limiter.SetLimit(limit)
	}
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
	if err := sleep(ctx, wait); err != nil {
		return err
	}
	if err := h.limiter.Wait(ctx); err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return fmt.Errorf("get %s: wait for a turn: %w", where, context.DeadlineExceeded)
	}
	return nil
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
