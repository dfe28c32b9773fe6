package polite

import (
	"bytes"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

func gzipped(s string) string {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, _ = z.Write([]byte(s))
	_ = z.Close()
	return b.String()
}

func zstded(s string) string {
	var b bytes.Buffer
	z, _ := zstd.NewWriter(&b)
	_, _ = z.Write([]byte(s))
	_ = z.Close()
	return b.String()
}

// zeros packs mib MiB of zero bytes, as members of a MiB one after the other.
func zeros(mib int, pack func(string) string) string {
	return strings.Repeat(pack(strings.Repeat("\x00", 1<<20)), mib)
}

func TestDecoding(t *testing.T) {
	page := strings.Repeat("one advert and another; ", 10_000)
	for _, tt := range []struct {
		coding, body, want string
		err                error
	}{
		{"", page, page, nil},
		{"identity", page, page, nil},
		{"gzip", gzipped(page), page, nil},
		{"x-gzip", gzipped(page), page, nil},
		{"GZIP", gzipped(page), page, nil},
		{"zstd", zstded(page), page, nil},
		{"gzip", "", "", nil},
		{"gzip", gzipped("one ") + gzipped("two"), "one two", nil},
		{"gzip", "not packed", "", gzip.ErrHeader},
		{"gzip, gzip", gzipped(gzipped(page)), "", errEncoding},
		{"br", "x", "", errEncoding},
		{"deflate", "x", "", errEncoding},
	} {
		synctest.Test(t, func(t *testing.T) {
			c, w := fake(t, func(int, *http.Request) (*http.Response, error) {
				return reply(200, tt.body, "Content-Encoding", tt.coding), nil
			})
			resp, err := c.Do(t.Context(), Request{URL: "https://a.example/"})
			if string(resp.Body) != tt.want || !errors.Is(err, tt.err) {
				t.Errorf("coding %q: %d bytes, %v; want %d bytes, %v", tt.coding, len(resp.Body), err, len(tt.want), tt.err)
			}
			if got := w.sent()[0].header.Get("Accept-Encoding"); got != "gzip, zstd" {
				t.Errorf("asked for %q", got)
			}
		})
	}
}

// TestSizeIsAnErrorAndNeverACut serves bodies around and far beyond the limit.
func TestSizeIsAnErrorAndNeverACut(t *testing.T) {
	const limit = 4 << 20
	bomb, bombZstd := zeros(500, gzipped), zeros(500, zstded)
	serve := func(coding, body string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", coding)
			fmt.Fprint(w, body)
		}
	}
	for _, tt := range []struct {
		name    string
		handler http.HandlerFunc
		ratio   int64
		ok      bool
	}{
		{"at the limit", serve("", strings.Repeat("x", limit)), 0, true},
		{"a byte over", serve("", strings.Repeat("x", limit+1)), 0, false},
		{"a byte over, packed", serve("gzip", gzipped(strings.Repeat("x", limit+1))), 1 << 40, false},
		{"at the limit, packed", serve("gzip", gzipped(strings.Repeat("x", limit))), 1 << 40, true},
		{"bomb, by its ratio", serve("gzip", bomb), 0, false},
		{"bomb, by its size", serve("gzip", bomb), 1 << 40, false},
		{"zstd bomb, by its ratio", serve("zstd", bombZstd), 0, false},
		{"zstd bomb, by its size", serve("zstd", bombZstd), 1 << 40, false},
		{"announced", func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("Content-Length", "99999999999") }, 0, false},
		{"without an end", func(w http.ResponseWriter, _ *http.Request) {
			for block := make([]byte, 64<<10); ; {
				if _, err := w.Write(block); err != nil {
					return
				}
			}
		}, 0, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			srv := httptest.NewServer(tt.handler)
			defer srv.Close()
			c := live(t, srv.URL, func(cfg *Config) { cfg.MaxBody, cfg.MaxRatio = limit, tt.ratio })
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			resp, err := c.Do(t.Context(), Request{URL: srv.URL})
			runtime.ReadMemStats(&after)
			if tt.ok != (err == nil) || !tt.ok && !errors.Is(err, ErrTooLarge) || !tt.ok && resp.Body != nil {
				t.Errorf("%d bytes, error %v; want ErrTooLarge and nothing: %v", len(resp.Body), err, !tt.ok)
			}
			if !tt.ok && resp.Stats.Retries > 0 {
				t.Errorf("asked %d times more for what is too large", resp.Stats.Retries)
			}
			if used := after.TotalAlloc - before.TotalAlloc; used > 64<<20 {
				t.Errorf("%d MiB were allocated", used>>20)
			}
		})
	}
}

// drip is a body that gives one byte every so often, or none at all.
type drip struct {
	req   *http.Request
	every time.Duration
}

func (d drip) Read(p []byte) (int, error) {
	select {
	case <-time.After(d.every):
		p[0] = 'x'
		return 1, nil
	case <-d.req.Context().Done():
		return 0, d.req.Context().Err()
	}
}

func (d drip) Close() error { return nil }

func TestTimeouts(t *testing.T) {
	for _, tt := range []struct {
		name    string
		headers time.Duration
		every   time.Duration
		want    error
		after   time.Duration
	}{
		{"no answer", time.Hour, 0, errHeaders, 30 * time.Second},
		{"the body stops", 0, time.Hour, errIdle, 30 * time.Second},
		{"the body drips", 0, 20 * time.Second, errSlow, 2 * time.Minute},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				c, _ := fake(t, func(_ int, req *http.Request) (*http.Response, error) {
					if sleep(req.Context(), tt.headers) != nil {
						return nil, req.Context().Err()
					}
					r := reply(200, "")
					r.Body, r.ContentLength = drip{req, tt.every}, -1
					return r, nil
				}, func(cfg *Config) { cfg.Retries = 1; cfg.Jitter = func() float64 { return 0 } })
				began := time.Now()
				_, err := c.Do(t.Context(), Request{URL: "https://a.example/"})
				if !errors.Is(err, tt.want) || time.Since(began) != 2*tt.after+time.Second {
					t.Errorf("error %v after %v, want %v after twice %v and a pause", err, time.Since(began), tt.want, tt.after)
				}
			})
		})
	}
}

// TestTruncated cuts bodies on a real connection.
func TestTruncated(t *testing.T) {
	for _, tt := range []struct{ name, raw string }{
		{"shorter than announced", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"jobs\": ["},
		{"chunks without an end", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\na\r\n{\"jobs\": [\r\n"},
		{"no answer at all", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var requests atomic.Int64
			srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				requests.Add(1)
				conn, buf, err := w.(http.Hijacker).Hijack()
				if err != nil {
					t.Error(err)
					return
				}
				_, _ = buf.WriteString(tt.raw)
				_ = buf.Flush()
				_ = conn.Close()
			}))
			defer srv.Close()
			resp, err := live(t, srv.URL).Do(t.Context(), Request{URL: srv.URL})
			if err == nil || resp.Body != nil || requests.Load() < 4 {
				t.Errorf("%q, error %v after %d requests; want nothing and an error after 4", resp.Body, err, requests.Load())
			}
		})
	}
}
