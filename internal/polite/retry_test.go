package polite

import (
	"errors"
	"io"
	"net"
	"net/http"
	"testing"
	"testing/synctest"
	"time"
)

func TestRetries(t *testing.T) {
	status := func(code int) func() (*http.Response, error) {
		return func() (*http.Response, error) { return reply(code, "no"), nil }
	}
	fail := func(err error) func() (*http.Response, error) {
		return func() (*http.Response, error) { return nil, err }
	}
	for _, tt := range []struct {
		name  string
		bad   func() (*http.Response, error)
		want  int // requests when the answer never gets better
		again bool
	}{
		{"408", status(408), 4, true},
		{"429", status(429), 4, true},
		{"500", status(500), 4, true},
		{"502", status(502), 4, true},
		{"503", status(503), 4, true},
		{"504", status(504), 4, true},
		{"522 of a CDN", status(522), 4, true},
		{"400", status(400), 1, false},
		{"401", status(401), 1, false},
		{"403", status(403), 1, false},
		{"404", status(404), 1, false},
		{"410", status(410), 1, false},
		{"501", status(501), 1, false},
		{"304 nobody asked for", status(304), 1, false},
		{"connection reset", fail(errors.New("connection reset by peer")), 4, true},
		{"name server is down", fail(&net.DNSError{IsTemporary: true}), 4, true},
		{"no such host", fail(&net.DNSError{IsNotFound: true}), 1, false},
		{"shorter than announced", func() (*http.Response, error) {
			r := reply(200, `{"jobs": [`)
			r.ContentLength = 4000
			return r, nil
		}, 4, true},
		{"gzip cut in the middle", func() (*http.Response, error) {
			packed := gzipped("a page that is a little longer than nothing at all")
			return reply(200, packed[:len(packed)/2], "Content-Encoding", "gzip"), nil
		}, 4, true},
		{"an encoding nobody asked for", func() (*http.Response, error) { return reply(200, "x", "Content-Encoding", "br"), nil }, 1, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				c, w := fake(t, func(int, *http.Request) (*http.Response, error) { return tt.bad() })
				resp, err := c.Do(t.Context(), Request{URL: "https://a.example/"})
				if err == nil || len(w.sent()) != tt.want || resp.Stats.Retries != int64(tt.want-1) || resp.Body != nil && err == nil {
					t.Errorf("%d requests, %d retries counted, error %v; want %d, %d and one", len(w.sent()), resp.Stats.Retries, err, tt.want, tt.want-1)
				}
				c, w = fake(t, func(n int, _ *http.Request) (*http.Response, error) {
					if n == 0 {
						return tt.bad()
					}
					return reply(200, "good"), nil
				})
				resp, err = c.Do(t.Context(), Request{URL: "https://a.example/"})
				if tt.again && (err != nil || string(resp.Body) != "good" || len(w.sent()) != 2) {
					t.Errorf("second try: %q, %v after %d requests; want good after 2", resp.Body, err, len(w.sent()))
				}
			})
		})
	}
}

func TestRetryAfter(t *testing.T) {
	for _, tt := range []struct {
		name   string
		status int
		value  func() string
		want   time.Duration // between the two requests
		until  bool          // given up, with a time to come back
	}{
		{"seconds", 429, func() string { return "7" }, 7 * time.Second, false},
		{"date", 429, func() string { return time.Now().Add(40 * time.Second).UTC().Format(http.TimeFormat) }, 40 * time.Second, false},
		{"seconds of a 503", 503, func() string { return "90" }, 90 * time.Second, false},
		{"a date that is over", 429, func() string { return time.Now().Add(-time.Hour).UTC().Format(http.TimeFormat) }, time.Second, false},
		{"zero", 429, func() string { return "0" }, time.Second, false},
		{"shorter than the rate", 429, func() string { return "1" }, time.Second, false},
		{"not to be read", 429, func() string { return "soon" }, time.Second, false},
		{"negative", 429, func() string { return "-5" }, time.Second, false},
		{"as long as allowed", 429, func() string { return "900" }, 900 * time.Second, false},
		{"longer than allowed", 429, func() string { return "901" }, 0, true},
		{"a date that is far", 503, func() string { return time.Now().Add(24 * time.Hour).UTC().Format(http.TimeFormat) }, 0, true},
		{"beyond numbers", 429, func() string { return "99999999999999999999999" }, 0, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				c, w := fake(t, func(n int, _ *http.Request) (*http.Response, error) {
					if n == 0 {
						return reply(tt.status, "", "Retry-After", tt.value()), nil
					}
					return reply(200, "good"), nil
				})
				resp, err := c.Do(t.Context(), Request{URL: "https://a.example/"})
				if !tt.until {
					if err != nil || len(w.sent()) != 2 {
						t.Fatalf("%d requests, error %v; want 2 and none", len(w.sent()), err)
					}
					if gap := w.sent()[1].at.Sub(w.sent()[0].at); gap != tt.want || resp.Stats.Waited != tt.want {
						t.Errorf("came back after %v, %v counted; want %v", gap, resp.Stats.Waited, tt.want)
					}
					return
				}
				var status *StatusError
				if !errors.As(err, &status) || !status.RetryAt.After(time.Now().Add(15*time.Minute)) || len(w.sent()) != 1 {
					t.Fatalf("%d requests, error %v; want 1 and a StatusError that says when", len(w.sent()), err)
				}
				if _, err := c.Do(t.Context(), Request{URL: "https://a.example/other"}); !errors.As(err, &status) || len(w.sent()) != 1 {
					t.Errorf("the host was asked again: %d requests, error %v", len(w.sent()), err)
				}
			})
		})
	}
}

// TestRetryAfterHoldsEverybody wants other requests to the host to wait, too.
func TestRetryAfterHoldsEverybody(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, w := fake(t, func(n int, _ *http.Request) (*http.Response, error) {
			if n == 0 {
				return reply(429, "", "Retry-After", "60"), nil
			}
			return reply(200, "good"), nil
		})
		done := make(chan error, 2)
		for range 2 {
			go func() { _, err := c.Do(t.Context(), Request{URL: "https://a.example/"}); done <- err }()
		}
		if err := errors.Join(<-done, <-done); err != nil {
			t.Fatal(err)
		}
		if gap := w.sent()[1].at.Sub(w.sent()[0].at); gap != time.Minute {
			t.Errorf("the next request of all came after %v, want 1m", gap)
		}
	})
}

func TestRetryBudget(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, w := fake(t, func(int, *http.Request) (*http.Response, error) {
			return reply(503, "", "Retry-After", "600"), nil
		}, func(cfg *Config) { cfg.Retries = 100 })
		began := time.Now()
		if _, err := c.Do(t.Context(), Request{URL: "https://a.example/"}); err == nil {
			t.Error("no error")
		}
		if took := time.Since(began); took != 20*time.Minute || len(w.sent()) != 3 {
			t.Errorf("gave up after %v and %d requests, want 20m and 3", took, len(w.sent()))
		}
	})
}

// TestBackoff wants waits that double, bounded, and spread over their whole length.
func TestBackoff(t *testing.T) {
	for _, tt := range []struct {
		jitter float64
		want   []time.Duration
	}{
		{1, []time.Duration{1, 2, 4, 8, 16, 30, 30}},
		{0.5, []time.Duration{1, 1, 2, 4, 8, 15, 15}}, // the rate of one a second is the floor
		{0, []time.Duration{1, 1, 1, 1, 1, 1, 1}},
	} {
		synctest.Test(t, func(t *testing.T) {
			c, w := fake(t, func(int, *http.Request) (*http.Response, error) { return nil, io.ErrUnexpectedEOF },
				func(cfg *Config) { cfg.Retries = len(tt.want); cfg.Jitter = func() float64 { return tt.jitter } })
			_, err := c.Do(t.Context(), Request{URL: "https://a.example/"})
			if !errors.Is(err, io.ErrUnexpectedEOF) {
				t.Errorf("error %v, want %v", err, io.ErrUnexpectedEOF)
			}
			for i, s := range w.sent()[1:] {
				if gap := s.at.Sub(w.sent()[i].at); gap != tt.want[i]*time.Second {
					t.Errorf("jitter %v, retry %d: waited %v, want %v", tt.jitter, i+1, gap, tt.want[i]*time.Second)
				}
			}
		})
	}
}

func TestPostIsRetriedAndNeverRedirected(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var bodies []string
		c, w := fake(t, func(n int, req *http.Request) (*http.Response, error) {
			b, _ := io.ReadAll(req.Body)
			bodies = append(bodies, req.Method+" "+string(b))
			return []*http.Response{reply(503, ""), reply(200, "token"), reply(307, "", "Location", "https://b.example/")}[n], nil
		})
		var req Request
		req.URL = "https://a.example/graphql"
		Post("application/json", []byte(`{}`))(&req)
		if resp, err := c.Do(t.Context(), req); err != nil || string(resp.Body) != "token" || bodies[1] != "POST {}" {
			t.Errorf("got %q, %v after %q", resp.Body, err, bodies)
		}
		if _, err := c.Do(t.Context(), req); !errors.Is(err, ErrRedirects) || len(w.sent()) != 3 {
			t.Errorf("error %v after %d requests, want %v after 3", err, len(w.sent()), ErrRedirects)
		}
	})
}
