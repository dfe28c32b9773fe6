package polite

import (
	"context"
	"errors"
	"net/http"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// TestOneAtATimeAndSpaced sends many requests at once and looks at when they leave.
func TestOneAtATimeAndSpaced(t *testing.T) {
	for _, tt := range []struct {
		name      string
		rate      float64
		takes     time.Duration
		want      time.Duration // least gap between two starts
		twoHosts  bool
		wantTotal time.Duration
	}{
		{name: "rate decides", rate: 2, takes: 10 * time.Millisecond, want: 510 * time.Millisecond, wantTotal: 2050 * time.Millisecond},
		{name: "a slow host has its pause, too", rate: 2, takes: 3 * time.Second, want: 3500 * time.Millisecond, wantTotal: 17 * time.Second},
		{name: "hosts do not wait for each other", rate: 1, takes: 10 * time.Millisecond, want: time.Second, twoHosts: true, wantTotal: 2030 * time.Millisecond},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var mu sync.Mutex
				under, worst := map[string]int{}, 0
				c, w := fake(t, func(_ int, req *http.Request) (*http.Response, error) {
					mu.Lock()
					under[req.URL.Host]++
					worst = max(worst, under[req.URL.Host])
					mu.Unlock()
					time.Sleep(tt.takes)
					mu.Lock()
					under[req.URL.Host]--
					mu.Unlock()
					return reply(200, "x"), nil
				}, func(cfg *Config) { cfg.Rate = tt.rate })
				began := time.Now()
				var wg sync.WaitGroup
				for i := range 5 {
					wg.Go(func() {
						address := "https://a.example/"
						if tt.twoHosts && i%2 == 1 {
							address = "https://b.example/"
						}
						if _, err := c.Do(t.Context(), Request{URL: address}); err != nil {
							t.Error(err)
						}
					})
				}
				wg.Wait()
				if worst != 1 {
					t.Errorf("%d requests were under way at once on a host, want 1", worst)
				}
				if total := time.Since(began); total != tt.wantTotal {
					t.Errorf("all took %v, want %v", total, tt.wantTotal)
				}
				last := map[string]time.Time{}
				for _, s := range w.sent() {
					if before, ok := last[s.url]; ok && s.at.Sub(before) < tt.want {
						t.Errorf("gap of %v at %s, want at least %v", s.at.Sub(before), s.url, tt.want)
					}
					last[s.url] = s.at
				}
				if waited := c.Stats().Waited; waited == 0 {
					t.Error("no waiting was counted")
				}
			})
		})
	}
}

// TestLowestRateWins lets two sources share a host.
func TestLowestRateWins(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, w := fake(t, func(int, *http.Request) (*http.Response, error) { return reply(200, "x"), nil })
		quick, slow := c.For(Site{Rate: 10}), c.For(Site{Rate: 0.5})
		for _, client := range []*Client{quick, slow, quick, slow} {
			if _, err := client.Do(t.Context(), Request{URL: "https://a.example/"}); err != nil {
				t.Fatal(err)
			}
		}
		got := w.sent()
		for i := 2; i < len(got); i++ {
			if gap := got[i].at.Sub(got[i-1].at); gap < 2*time.Second {
				t.Errorf("gap %d is %v, want 2s", i, gap)
			}
		}
		if quick.Stats().Requests != 2 || slow.Stats().Requests != 2 {
			t.Errorf("counted %d and %d requests, want 2 and 2", quick.Stats().Requests, slow.Stats().Requests)
		}
	})
}

// TestWaitingEndsWithContext stops a request in each of the places where it may wait.
func TestWaitingEndsWithContext(t *testing.T) {
	for _, tt := range []struct {
		name   string
		answer func(n int, req *http.Request) (*http.Response, error)
		prime  bool
	}{
		{"rate", func(int, *http.Request) (*http.Response, error) { return reply(200, "x"), nil }, true},
		{"Retry-After", func(int, *http.Request) (*http.Response, error) { return reply(429, "", "Retry-After", "600"), nil }, false},
		{"backoff", func(int, *http.Request) (*http.Response, error) { return nil, errors.New("connection reset") }, false},
		{"answer", func(_ int, req *http.Request) (*http.Response, error) {
			<-req.Context().Done()
			return nil, req.Context().Err()
		}, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				c, _ := fake(t, tt.answer, func(cfg *Config) { cfg.Rate = 0.001 })
				if tt.prime {
					if _, err := c.Do(t.Context(), Request{URL: "https://a.example/"}); err != nil {
						t.Fatal(err)
					}
				}
				ctx, cancel := context.WithCancel(t.Context())
				time.AfterFunc(500*time.Millisecond, cancel)
				began := time.Now()
				_, err := c.Do(ctx, Request{URL: "https://a.example/"})
				if !errors.Is(err, context.Canceled) || time.Since(began) != 500*time.Millisecond {
					t.Errorf("error %v after %v, want %v after 500ms", err, time.Since(began), context.Canceled)
				}
			})
		})
	}
}

// TestStreakEndsTheTalk wants a host left alone after five failures in a row, and not before.
func TestStreakEndsTheTalk(t *testing.T) {
	for _, tt := range []struct {
		name     string
		statuses []int // answered in turn, the last one again and again
		asks     int
		want     int // requests that were sent
	}{
		{"refusals", []int{403}, 9, 5},
		{"a page between", []int{403, 403, 403, 403, 200, 403}, 20, 10},
		{"missing pages are no failures", []int{404}, 9, 9},
		{"server errors, retries included", []int{500}, 9, 20},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				c, w := fake(t, func(n int, _ *http.Request) (*http.Response, error) {
					return reply(tt.statuses[min(n, len(tt.statuses)-1)], ""), nil
				})
				var err error
				for range tt.asks {
					_, err = c.Do(t.Context(), Request{URL: "https://a.example/"})
				}
				if got := len(w.sent()); got != tt.want {
					t.Errorf("%d requests were sent, want %d", got, tt.want)
				}
				if blocked := tt.want < tt.asks || tt.statuses[0] == 500; blocked != errors.Is(err, ErrBlocked) {
					t.Errorf("last error %v; want ErrBlocked: %v", err, blocked)
				}
				if _, err := c.Do(t.Context(), Request{URL: "https://other.example/"}); errors.Is(err, ErrBlocked) && tt.statuses[len(tt.statuses)-1] == 500 {
					t.Errorf("another host is blocked, too: %v", err)
				}
			})
		})
	}
}
