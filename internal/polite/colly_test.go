package polite

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/gocolly/colly/v2"
	"github.com/google/go-cmp/cmp"
)

// trap is a site that crawlers should come out of whole.
func trap(t *testing.T) (base string, requests func() []string) {
	t.Helper()
	var mu sync.Mutex
	var got []string
	inner := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("the inner server was reached") }))
	bomb := zeros(500, gzipped)
	mux := http.NewServeMux()
	mux.HandleFunc("/robots.txt", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, "User-agent: rung\nDisallow: /private\n")
	})
	mux.HandleFunc("/{$}", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		for _, path := range []string{"/jobs/1", "/private/1", "/moved", "/inside", "/huge", "/loop", "/gone", "/forbidden-not", "/map.xml.gz", "/bomb.xml.gz"} {
			fmt.Fprintf(w, `<a href="%s">x</a>`, path)
		}
	})
	mux.HandleFunc("/jobs/1", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "<html>one</html>") })
	mux.HandleFunc("/moved", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/private/2", http.StatusFound) })
	mux.HandleFunc("/inside", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, inner.URL, http.StatusFound) })
	mux.HandleFunc("/loop", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/loop", http.StatusFound) })
	mux.HandleFunc("/huge", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, strings.Repeat("x", 5<<20))
	})
	mux.HandleFunc("/map.xml.gz", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/gzip")
		fmt.Fprint(w, gzipped("<?xml version='1.0'?><urlset/>"))
	})
	mux.HandleFunc("/bomb.xml.gz", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, bomb) })
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		got = append(got, r.URL.Path)
		mu.Unlock()
		if ua := r.UserAgent(); ua != "rung/dev" {
			t.Errorf("%s: user agent %q", r.URL.Path, ua)
		}
		if r.Header.Get("Referer") != "" && r.URL.Path == "/private/2" {
			t.Errorf("a redirect carried the referer %q", r.Header.Get("Referer"))
		}
		mux.ServeHTTP(w, r)
	}))
	t.Cleanup(srv.Close)
	t.Cleanup(inner.Close)
	return srv.URL, func() []string { mu.Lock(); defer mu.Unlock(); return slices.Clone(got) }
}

func TestCollector(t *testing.T) {
	t.Setenv("COLLY_USER_AGENT", "Mozilla/5.0")
	t.Setenv("COLLY_IGNORE_ROBOTSTXT", "no")
	t.Setenv("COLLY_MAX_BODY_SIZE", "10")
	base, requests := trap(t)
	client := live(t, base, func(cfg *Config) { cfg.MaxBody = 4 << 20 })
	c := Collector(t.Context(), client, "trap")
	pages, failures := map[string]string{}, map[string]error{}
	c.OnResponse(func(r *colly.Response) { pages[r.Request.URL.Path] = string(r.Body) })
	c.OnError(func(r *colly.Response, err error) { failures[r.Request.URL.Path] = err })
	c.OnHTML("a[href]", func(e *colly.HTMLElement) { _ = e.Request.Visit(e.Attr("href")) })
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	if err := c.Visit(base + "/"); err != nil {
		t.Fatal(err)
	}
	c.Wait()
	runtime.ReadMemStats(&after)
	if used := after.TotalAlloc - before.TotalAlloc; used > 128<<20 {
		t.Errorf("%d MiB were allocated", used>>20)
	}
	for path, want := range map[string]string{"/jobs/1": "<html>one</html>", "/map.xml.gz": "<?xml version='1.0'?><urlset/>"} {
		if pages[path] != want {
			t.Errorf("%s: got %q, want %q", path, pages[path], want)
		}
	}
	if len(pages) != 3 {
		t.Errorf("got %d pages, want the start and two more: %v", len(pages), slices.Sorted(keys(pages)))
	}
	for path, want := range map[string]error{
		"/private/1": ErrDisallowed, "/moved": ErrDisallowed, "/private/2": ErrDisallowed, "/inside": ErrPrivateAddress,
		"/huge": ErrTooLarge, "/bomb.xml.gz": ErrTooLarge,
	} {
		if err, ok := failures[path]; ok && !errors.Is(err, want) {
			t.Errorf("%s: error %v, want %v", path, err, want)
		}
	}
	for _, path := range requests() {
		if strings.HasPrefix(path, "/private") {
			t.Errorf("%s was asked for", path)
		}
	}
	if diff := cmp.Diff(1, count(requests(), "/robots.txt")); diff != "" {
		t.Errorf("requests for robots.txt (-want +got):\n%s", diff)
	}
	if n := count(requests(), "/loop"); n > maxRedirects+1 {
		t.Errorf("the loop was walked %d times", n)
	}
	if s := client.Stats(); s.Requests != int64(len(requests())) {
		t.Errorf("counted %d requests, the server %d", s.Requests, len(requests()))
	}
}

func keys(m map[string]string) func(func(string) bool) {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

func count(list []string, want string) int {
	n := 0
	for _, s := range list {
		if s == want {
			n++
		}
	}
	return n
}

func TestCollectorReadsOnly(t *testing.T) {
	base, requests := trap(t)
	c := Collector(t.Context(), live(t, base), "trap")
	if err := c.Post(base+"/jobs/1", map[string]string{"a": "b"}); !errors.Is(err, ErrAddress) || len(requests()) > 0 {
		t.Errorf("post: error %v, %d requests; want %v and none", err, len(requests()), ErrAddress)
	}
	if err := c.Visit("https://elsewhere.example/"); !errors.Is(err, colly.ErrForbiddenDomain) {
		t.Errorf("another host: error %v, want %v", err, colly.ErrForbiddenDomain)
	}
}
