package polite

import (
	"bytes"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/google/go-cmp/cmp"
)

// moved answers with redirects from a table of addresses, and with a page where the table ends.
func moved(table map[string]string) func(int, *http.Request) (*http.Response, error) {
	return func(_ int, req *http.Request) (*http.Response, error) {
		if to, ok := table[req.URL.String()]; ok {
			return reply(302, "", "Location", to), nil
		}
		return reply(200, "page"), nil
	}
}

func TestRedirects(t *testing.T) {
	chain := map[string]string{}
	for i := range 6 {
		chain[fmt.Sprintf("https://a.example/%d", i)] = fmt.Sprintf("/%d", i+1)
	}
	for _, tt := range []struct {
		name  string
		table map[string]string
		start string
		want  error
		sent  int
		end   string
	}{
		{"relative", map[string]string{"https://a.example/x/y": "../z#part"}, "https://a.example/x/y", nil, 2, "https://a.example/z"},
		{"five", chain, "https://a.example/1", nil, 6, "https://a.example/6"},
		{"six", chain, "https://a.example/0", ErrRedirects, 6, ""},
		{"loop", map[string]string{"https://a.example/": "/"}, "https://a.example/", ErrRedirects, 6, ""},
		{"nowhere", map[string]string{"https://a.example/": ""}, "https://a.example/", ErrAddress, 1, ""},
		{"file", map[string]string{"https://a.example/": "file:///etc/passwd"}, "https://a.example/", ErrAddress, 1, ""},
		{"script", map[string]string{"https://a.example/": "javascript:alert(1)"}, "https://a.example/", ErrAddress, 1, ""},
		{"gopher", map[string]string{"https://a.example/": "gopher://b.example/"}, "https://a.example/", ErrAddress, 1, ""},
		{"credentials", map[string]string{"https://a.example/": "https://u:p@b.example/"}, "https://a.example/", ErrAddress, 1, ""},
		{"endless location", map[string]string{"https://a.example/": "/" + strings.Repeat("x", 9000)}, "https://a.example/", ErrAddress, 1, ""},
		{"cloud metadata", map[string]string{"https://a.example/": "http://169.254.169.254/"}, "https://a.example/", ErrPrivateAddress, 1, ""},
		{"this machine", map[string]string{"https://a.example/": "http://localhost:1/admin"}, "https://a.example/", ErrPrivateAddress, 1, ""},
		{"number", map[string]string{"https://a.example/": "http://0x7f000001/"}, "https://a.example/", ErrPrivateAddress, 1, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				c, w := fake(t, moved(tt.table))
				resp, err := c.Do(t.Context(), Request{URL: tt.start})
				if !errors.Is(err, tt.want) || len(w.sent()) != tt.sent || resp.URL != tt.end {
					t.Errorf("ended at %q after %d requests with %v; want %q, %d, %v", resp.URL, len(w.sent()), err, tt.end, tt.sent, tt.want)
				}
			})
		})
	}
}

// TestSameHost wants a page that moved to another host refused unasked, and one that moved within followed.
func TestSameHost(t *testing.T) {
	for _, tt := range []struct {
		to   string
		want error
		sent int
	}{
		{"/en", nil, 2},
		{"https://a.example/en", nil, 2},
		{"https://b.example/", ErrElsewhere, 1},
		{"http://169.254.169.254/", ErrPrivateAddress, 1},
	} {
		synctest.Test(t, func(t *testing.T) {
			c, w := fake(t, moved(map[string]string{"https://a.example/": tt.to}))
			req := Request{URL: "https://a.example/"}
			SameHost()(&req)
			if _, err := c.Do(t.Context(), req); !errors.Is(err, tt.want) || len(w.sent()) != tt.sent {
				t.Errorf("sent to %s: %d requests, %v; want %d, %v", tt.to, len(w.sent()), err, tt.sent, tt.want)
			}
		})
	}
}

func TestHeadersStayWithTheirHost(t *testing.T) {
	for _, tt := range []struct {
		name     string
		from, to string
		kept     bool
	}{
		{"same host", "https://a.example/", "https://a.example/next", true},
		{"same host, now encrypted", "http://a.example/", "https://a.example/", true},
		{"no longer encrypted", "https://a.example/", "http://a.example/", false},
		{"sub-domain", "https://a.example/", "https://x.a.example/", false},
		{"other port", "https://a.example/", "https://a.example:8443/", false},
		{"other host", "https://a.example/", "https://b.example/", false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				c, w := fake(t, moved(map[string]string{tt.from: tt.to, tt.to: "https://a.example/back"}))
				req := Request{URL: tt.from, ETag: `W/"v1"`}
				for _, o := range []Option{Header("Authorization", "Bearer x"), Header("Authorization-Key", "x"), Header("Freelancer-OAuth-V1", "x"), Header("Cookie", "a=b")} {
					o(&req)
				}
				if _, err := c.Do(t.Context(), req); err != nil {
					t.Fatal(err)
				}
				for i, s := range w.sent() {
					secret := i == 0 || tt.kept
					var names []string
					for _, k := range []string{"Authorization", "Authorization-Key", "Freelancer-Oauth-V1", "Cookie"} {
						if s.header.Get(k) != "" {
							names = append(names, k)
						}
					}
					if secret && len(names) != 4 || !secret && len(names) != 0 {
						t.Errorf("request %d to %s carried %v; want all: %v", i, s.url, names, secret)
					}
					if s.header.Get("Referer") != "" || s.header.Get("If-None-Match") != `W/"v1"` || s.header.Get("User-Agent") != "rung/1.2 (+https://rung.example; me@example.org)" {
						t.Errorf("request %d to %s: headers %v", i, s.url, s.header)
					}
				}
			})
		})
	}
}

func TestConditional(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, w := fake(t, func(_ int, req *http.Request) (*http.Response, error) {
			if req.Header.Get("If-None-Match") == `W/"a b"` && req.Header.Get("If-Modified-Since") == "Sat, 30 Nov 2024 00:00:00 GMT" {
				return reply(304, "", "ETag", `W/"a b"`), nil
			}
			return reply(200, "page", "ETag", `W/"a b"`, "Last-Modified", "Sat, 30 Nov 2024 00:00:00 GMT"), nil
		})
		req := Request{URL: "https://a.example/"}
		first, err := c.Do(t.Context(), req)
		if err != nil || first.Status != 200 {
			t.Fatal(first.Status, err)
		}
		req.ETag, req.LastModified = first.Header.Get("ETag"), first.Header.Get("Last-Modified")
		if again, err := c.Do(t.Context(), req); err != nil || again.Status != 304 || len(again.Body) > 0 {
			t.Errorf("second: %d, %q, %v; want 304", again.Status, again.Body, err)
		}
		req.Always = true
		if third, err := c.Do(t.Context(), req); err != nil || third.Status != 200 || w.sent()[2].header.Get("If-None-Match") != "" {
			t.Errorf("third: %d, %v; want 200 to an unconditional request", third.Status, err)
		}
		if s := c.Stats(); s.Requests != 3 || s.Answers != 3 || s.Bytes != 8 {
			t.Errorf("counted %+v, want 3 requests, 3 answers, 8 bytes", s)
		}
	})
}

func TestBadAddresses(t *testing.T) {
	c, w := fake(t, moved(nil))
	for _, address := range []string{"", "x", "/jobs", "ftp://a.example/", "file:///etc/passwd", "https://", "https://user:pw@a.example/", "http://a b/", "https://a.example/" + strings.Repeat("x", 9000), "mailto:a@b.example"} {
		if _, err := c.Do(t.Context(), Request{URL: address}); !errors.Is(err, ErrAddress) {
			t.Errorf("%.40q: error %v, want %v", address, err, ErrAddress)
		}
	}
	if len(w.sent()) > 0 {
		t.Errorf("sent %q", w.urls())
	}
}

// TestSecretsStayOut puts a canary into the query, the headers and the body, makes everything fail
// that can, and looks for it in errors and logs.
func TestSecretsStayOut(t *testing.T) {
	const canary = "CANARY-7f3a"
	var log bytes.Buffer
	for _, tt := range []struct {
		name, url string
		answer    func(n int, req *http.Request) (*http.Response, error)
	}{
		{"status", "https://a.example/jobs?key=" + canary, func(int, *http.Request) (*http.Response, error) { return reply(401, ""), nil }},
		{"retried status", "https://a.example/jobs?key=" + canary, func(int, *http.Request) (*http.Response, error) { return reply(500, ""), nil }},
		{"waits too long", "https://a.example/jobs?key=" + canary, func(int, *http.Request) (*http.Response, error) { return reply(429, "", "Retry-After", "99999"), nil }},
		{"connection", "https://a.example/jobs?key=" + canary, func(int, *http.Request) (*http.Response, error) { return nil, errors.New("reset") }},
		{"too large", "https://a.example/jobs?key=" + canary, func(int, *http.Request) (*http.Response, error) {
			r := reply(200, "")
			r.ContentLength = 1 << 40
			return r, nil
		}},
		{"redirect loop", "https://a.example/jobs?key=" + canary, func(_ int, req *http.Request) (*http.Response, error) {
			return reply(302, "", "Location", req.URL.String()), nil
		}},
		{"redirect nowhere", "https://a.example/jobs?key=" + canary, func(_ int, req *http.Request) (*http.Response, error) {
			return reply(302, "", "Location", "ftp://x.example/?key="+canary), nil
		}},
		{"redirect not to be parsed", "https://a.example/jobs?key=" + canary, func(_ int, req *http.Request) (*http.Response, error) {
			return reply(302, "", "Location", "http://%zz/?key="+canary), nil
		}},
		{"redirect inside", "https://a.example/jobs?key=" + canary, func(_ int, req *http.Request) (*http.Response, error) {
			return reply(302, "", "Location", "http://10.0.0.1/?key="+canary), nil
		}},
		{"address with credentials", "https://u:" + canary + "@a.example/", nil},
		{"address not to be parsed", "https://a.example/%zz?key=" + canary, nil},
		{"scheme", "ftp://a.example/?key=" + canary, nil},
		{"robots", "https://a.example/jobs?key=" + canary, func(_ int, req *http.Request) (*http.Response, error) {
			return reply(200, "User-agent: *\nDisallow: /"), nil
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				c, _ := fake(t, tt.answer, func(cfg *Config) {
					cfg.Log = slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))
				})
				req := Request{URL: tt.url, Crawl: tt.name == "robots"}
				Header("Authorization", canary)(&req)
				_, err := c.Do(t.Context(), req)
				if err == nil || strings.Contains(err.Error(), canary) {
					t.Errorf("error %q; want one without the canary", err)
				}
			})
		})
	}
	if strings.Contains(log.String(), canary) {
		t.Errorf("the log holds the canary:\n%s", log.String())
	}
}

func TestUserAgent(t *testing.T) {
	got := []string{
		Config{}.userAgent(),
		Config{Version: "1.0", Home: "https://rung.example"}.userAgent(),
		Config{Version: "1.0", Contact: "me@example.org\r\nX-Evil: 1"}.userAgent(),
	}
	want := []string{"rung/dev", "rung/1.0 (+https://rung.example)", "rung/1.0 (me@example.orgX-Evil: 1)"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("user agents (-want +got):\n%s", diff)
	}
	if slices.Contains(got, "") {
		t.Error("no user agent")
	}
}
