package polite

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
)

// withRobots answers robots.txt with one response and everything else with a page.
func withRobots(robots func() *http.Response) func(int, *http.Request) (*http.Response, error) {
	return func(_ int, req *http.Request) (*http.Response, error) {
		if strings.HasSuffix(req.URL.Path, "/robots.txt") {
			return robots(), nil
		}
		return reply(200, "page"), nil
	}
}

// TestRobotsRules follows RFC 9309, 2.2.
func TestRobotsRules(t *testing.T) {
	for _, tt := range []struct {
		name, body, path string
		allowed          bool
	}{
		{"empty", "", "/x", true},
		{"nothing is disallowed", "User-agent: *\nDisallow:\n", "/x", true},
		{"everything", "User-agent: *\nDisallow: /\n", "/x", false},
		{"another's group", "User-agent: other\nDisallow: /\n", "/x", true},
		{"our group beats the common one", "User-agent: *\nDisallow: /\n\nUser-agent: rung\nDisallow: /private\n", "/x", true},
		{"our group, in capitals and with a version", "User-agent: RUNG/2.0\nDisallow: /\n", "/x", false},
		{"a longer name is not ours", "User-agent: rungbot\nDisallow: /\n", "/x", true},
		{"two groups of ours are one", "User-agent: rung\nDisallow: /a\n\nUser-agent: rung\nDisallow: /b\n", "/b", false},
		{"the longest match wins", "User-agent: *\nDisallow: /jobs\nAllow: /jobs/open\n", "/jobs/open/1", true},
		{"a tie allows", "User-agent: *\nDisallow: /page\nAllow: /page\n", "/page", true},
		{"star and end", "User-agent: *\nDisallow: /*.php$\n", "/a/b.php", false},
		{"star and end, not at the end", "User-agent: *\nDisallow: /*.php$\n", "/a/b.php5", true},
		{"the query counts", "User-agent: *\nDisallow: /*?sort=\n", "/jobs?sort=pay", false},
		{"small hex digits in the address", "User-agent: *\nDisallow: /a%3Cd\n", "/a%3cd", false},
		{"digits beside letters that are no ASCII", "User-agent: *\nDisallow: /jos\u00e9%2Fx\n", "/jos%C3%A9%2Fx", false},
		{"encoded without need", "User-agent: *\nDisallow: /%70rivate\n", "/private/1", false},
		{"encoded to slip by", "User-agent: *\nDisallow: /private\n", "/%70rivate/1", false},
		{"percent signs are equal to what they stand for", "User-agent: *\nDisallow: /a%3cd\n", "/a%3Cd", false},
		{"rules before any group", "Disallow: /\nUser-agent: *\nDisallow: /private\n", "/x", true},
		{"unknown lines do not end a group", "User-agent: *\nNoindex: /\nDisallow: /x\n", "/x", false},
		{"robots.txt itself", "User-agent: *\nDisallow: /\n", "/robots.txt", true},
		{"a page instead of rules", "<html><body>Not found</body></html>", "/x", true},
		{"odd line ends and a BOM", "\xef\xbb\xbfUser-agent: *\r\nDisallow: /x\r", "/x", false},
		{"an address too long to match", "User-agent: *\nDisallow: /private\n", "/" + strings.Repeat("x", 3000), false},
		{"rules beyond 500 KiB are not read", strings.Repeat("#"+strings.Repeat("x", 99)+"\n", 6000) + "User-agent: *\nDisallow: /\n", "/x", true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				c, _ := fake(t, withRobots(func() *http.Response { return reply(200, tt.body) }))
				_, err := c.Do(t.Context(), Request{URL: "https://a.example" + tt.path, Crawl: true})
				if tt.allowed != (err == nil) || !tt.allowed && !errors.Is(err, ErrDisallowed) {
					t.Errorf("robots.txt %.200q, path %.60q: error %v, want allowed: %v", tt.body, tt.path, err, tt.allowed)
				}
			})
		})
	}
}

// TestRobotsAnswers follows RFC 9309, 2.3.1, and waits where a 429 asks to.
func TestRobotsAnswers(t *testing.T) {
	for _, tt := range []struct {
		name    string
		robots  func() *http.Response
		allowed bool
	}{
		{"404", func() *http.Response { return reply(404, "") }, true},
		{"401", func() *http.Response { return reply(401, "") }, true},
		{"403", func() *http.Response { return reply(403, "") }, true},
		{"410", func() *http.Response { return reply(410, "") }, true},
		{"429", func() *http.Response { return reply(429, "") }, false},
		{"500", func() *http.Response { return reply(500, "") }, false},
		{"503", func() *http.Response { return reply(503, "") }, false},
		{"no connection", func() *http.Response {
			r := reply(200, "")
			r.ContentLength = 5
			return r
		}, false},
		{"a loop", func() *http.Response { return reply(302, "", "Location", "/robots.txt") }, false},
		{"elsewhere, where there is none", func() *http.Response { return reply(301, "", "Location", "https://b.example/none") }, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				c, w := fake(t, withRobots(tt.robots))
				_, err := c.Do(t.Context(), Request{URL: "https://a.example/jobs/1", Crawl: true})
				if tt.allowed != (err == nil) || !tt.allowed && !errors.Is(err, ErrDisallowed) {
					t.Errorf("error %v, want allowed: %v", err, tt.allowed)
				}
				before := len(w.sent())
				_, again := c.Do(t.Context(), Request{URL: "https://a.example/jobs/2", Crawl: true})
				if tt.allowed != (again == nil) {
					t.Errorf("second page: error %v, want allowed: %v", again, tt.allowed)
				}
				for _, u := range w.urls()[before:] {
					if strings.HasSuffix(u, "robots.txt") {
						t.Errorf("asked for %s again at once", u)
					}
				}
			})
		})
	}
}

func TestRobotsIsAskedOnceADay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		asked := 0
		c, _ := fake(t, withRobots(func() *http.Response { asked++; return reply(200, "User-agent: *\nDisallow: /private") }))
		var wg sync.WaitGroup
		for i := range 5 {
			wg.Go(func() {
				if _, err := c.Do(t.Context(), Request{URL: fmt.Sprintf("https://a.example/%d", i), Crawl: true}); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		time.Sleep(23 * time.Hour)
		_, _ = c.Do(t.Context(), Request{URL: "https://a.example/x", Crawl: true})
		if asked != 1 {
			t.Errorf("asked %d times within a day, want 1", asked)
		}
		time.Sleep(2 * time.Hour)
		_, _ = c.Do(t.Context(), Request{URL: "https://a.example/x", Crawl: true})
		if asked != 2 {
			t.Errorf("asked %d times after a day, want 2", asked)
		}
		if _, err := c.Do(t.Context(), Request{URL: "https://a.example/private"}); err != nil {
			t.Errorf("a documented interface is no crawl: %v", err)
		}
	})
}

func TestRobotsAfterRedirects(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, w := fake(t, func(_ int, req *http.Request) (*http.Response, error) {
			switch req.URL.String() {
			case "https://a.example/robots.txt":
				return reply(200, "User-agent: *\nDisallow: /private"), nil
			case "https://b.example/robots.txt":
				return reply(200, "User-agent: *\nDisallow: /"), nil
			case "https://a.example/moved":
				return reply(301, "", "Location", "/private/1"), nil
			case "https://a.example/away":
				return reply(301, "", "Location", "https://b.example/"), nil
			}
			return reply(200, "page"), nil
		})
		for _, path := range []string{"/moved", "/away"} {
			if _, err := c.Do(t.Context(), Request{URL: "https://a.example" + path, Crawl: true}); !errors.Is(err, ErrDisallowed) {
				t.Errorf("%s: error %v, want %v", path, err, ErrDisallowed)
			}
		}
		want := []string{"https://a.example/robots.txt", "https://a.example/moved", "https://a.example/away", "https://b.example/robots.txt"}
		if diff := cmp.Diff(want, w.urls()); diff != "" {
			t.Errorf("requests (-want +got):\n%s", diff)
		}
	})
}

func TestCrawlDelay(t *testing.T) {
	for _, tt := range []struct {
		body string
		want time.Duration
	}{
		{"User-agent: *\nCrawl-delay: 5\n", 5 * time.Second},
		{"User-agent: *\ncrawl-delay : 2.5\n", 2500 * time.Millisecond},
		{"User-agent: *\nCrawl-delay: 30\n\nUser-agent: Rung\nCrawl-delay: 3\n", 3 * time.Second},
		{"User-agent: *\nCrawl-delay: 30\n\nUser-agent: rung\nDisallow: /x\n", 0},
		{"User-agent: other\nCrawl-delay: 30\n", 0},
		{"User-agent: rung\nUser-agent: other\nCrawl-delay: 4\n", 4 * time.Second},
		{"User-agent: *\nCrawl-delay: 86400\n", time.Minute},
		{"User-agent: *\nCrawl-delay: five\n", 0},
		{"User-agent: *\nCrawl-delay: -1\n", 0},
		{"User-agent: *\nCrawl-delay: NaN\n", 0},
		{"User-agent: *\nCrawl-delay: Inf\n", time.Minute},
		{"Crawl-delay: 9\n", 0},
	} {
		if got := crawlDelay(tt.body); got != tt.want {
			t.Errorf("crawlDelay(%q) = %v, want %v", tt.body, got, tt.want)
		}
		synctest.Test(t, func(t *testing.T) {
			c, w := fake(t, withRobots(func() *http.Response { return reply(200, tt.body) }))
			for range 3 {
				if _, err := c.Do(t.Context(), Request{URL: "https://a.example/y", Crawl: true}); err != nil {
					t.Fatal(err)
				}
			}
			got := w.sent()
			for i := 2; i < len(got); i++ {
				if gap := got[i].at.Sub(got[i-1].at); gap < max(tt.want, time.Second)-time.Millisecond {
					t.Errorf("%q: gap of %v, want %v", tt.body, gap, max(tt.want, time.Second))
				}
			}
		})
	}
}

// TestStandInHasItsOwnRoot gives a base with a path its own robots.txt and its own rate.
func TestStandInHasItsOwnRoot(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, w := fake(t, withRobots(func() *http.Response {
			return reply(200, "User-agent: *\nDisallow: /private\nSitemap: http://127.0.0.1:9/site.example/map.xml\n")
		}))
		one := c.For(Site{Base: "http://127.0.0.1:9/site.example/", Rate: 100, Crawl: true})
		if _, err := one.Do(t.Context(), Request{URL: "http://127.0.0.1:9/site.example/jobs"}); err != nil {
			t.Error(err)
		}
		if _, err := one.Do(t.Context(), Request{URL: "http://127.0.0.1:9/site.example/private/1"}); !errors.Is(err, ErrDisallowed) {
			t.Errorf("error %v, want %v", err, ErrDisallowed)
		}
		maps, err := one.Sitemaps(t.Context(), "http://127.0.0.1:9/site.example/")
		if diff := cmp.Diff([]string{"http://127.0.0.1:9/site.example/map.xml"}, maps); diff != "" || err != nil {
			t.Errorf("sitemaps: %v (-want +got):\n%s", err, diff)
		}
		want := []string{"http://127.0.0.1:9/site.example/robots.txt", "http://127.0.0.1:9/site.example/jobs"}
		if diff := cmp.Diff(want, w.urls()); diff != "" {
			t.Errorf("requests (-want +got):\n%s", diff)
		}
		if one.Stats().Requests != 2 {
			t.Errorf("counted %d requests, want 2", one.Stats().Requests)
		}
	})
}

func FuzzRobots(f *testing.F) {
	f.Add("User-agent: *\nDisallow: /x\nCrawl-delay: 1", "/x?y=%20")
	f.Add("User-agent:\x00*\nDisallow: /%%%\nAllow: *$*$", "//a//b")
	f.Add(strings.Repeat("*", 200)+":", "/;x")
	f.Fuzz(func(t *testing.T, body, path string) {
		c, _ := fake(t, withRobots(func() *http.Response { return reply(200, body) }), func(cfg *Config) { cfg.Rate = 1e9; cfg.Retries = 1 })
		_ = crawlDelay(body)
		u, err := parse("https://a.example/" + path)
		if err != nil {
			return
		}
		c.robots.cache.Store("https://a.example", Robots{FetchedAt: time.Now(), Body: []byte(body)})
		if err := c.robots.allow(t.Context(), c, u, &Stats{}); err != nil && !errors.Is(err, ErrDisallowed) {
			t.Errorf("robots.txt %q, path %q: %v", body, path, err)
		}
	})
}
