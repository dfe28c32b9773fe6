package polite

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"rung/internal/shared"
)

// replay starts the server of recorded sites. An empty corpus makes it start at once; the boards below are
// in payloads.
func replay(t *testing.T, args ...string) string {
	t.Helper()
	return shared.Replay(t, append([]string{"--corpus", t.TempDir()}, args...)...)
}

// wantGaps checks the time between requests as the server saw them. A busy server notes a request late, so
// single gaps may look short; what it saw in all may not be much quicker than the gaps add up to.
func wantGaps(t *testing.T, log []shared.Asked, want time.Duration) {
	t.Helper()
	for i := 1; i < len(log); i++ {
		if gap := log[i].T - log[i-1].T; gap < want.Seconds()*0.3 {
			t.Errorf("%s came %.3fs after %s, want %v", log[i].Path, gap, log[i-1].Path, want)
		}
	}
	if n := len(log) - 1; n > 0 {
		if all := log[n].T - log[0].T; all < float64(n)*want.Seconds()*0.7 {
			t.Errorf("%d requests came within %.3fs, want gaps of %v", n+1, all, want)
		}
	}
}

func TestReplayTwoRuns(t *testing.T) {
	t.Parallel()
	root := replay(t)
	base := root + "/api.lever.co"
	client := func() *Client {
		return New(Config{Version: "1.0", Home: "https://rung.example", Contact: "me@example.org", Now: time.Now}).For(Site{Base: base, Rate: 5})
	}
	boards := []string{"careerkit", "aaron", "zoox"}
	known := map[string]Request{}
	first := client()
	for _, b := range boards {
		req := Request{URL: base + "/v0/postings/" + b + "?mode=json"}
		resp, err := first.Do(t.Context(), req)
		if err != nil || !json.Valid(resp.Body) {
			t.Fatalf("%s: %d bytes, %v", b, len(resp.Body), err)
		}
		req.ETag, req.LastModified = resp.Header.Get("ETag"), resp.Header.Get("Last-Modified")
		known[b] = req
	}
	second := client()
	for _, b := range boards {
		if resp, err := second.Do(t.Context(), known[b]); err != nil || resp.Status != 304 || len(resp.Body) > 0 {
			t.Errorf("%s again: %d with %d bytes, %v; want 304", b, resp.Status, len(resp.Body), err)
		}
	}
	var status *StatusError
	if _, err := second.Do(t.Context(), Request{URL: base + "/v0/postings/nobody"}); !errors.As(err, &status) || status.Status != 404 {
		t.Errorf("an unknown board: %v, want 404", err)
	}
	log := shared.Log(t, root, "api.lever.co")
	if len(log) != 7 {
		t.Fatalf("the server saw %d requests, want 7", len(log))
	}
	wantGaps(t, log[:3], 200*time.Millisecond)
	wantGaps(t, log[3:], 200*time.Millisecond)
	for i, r := range log {
		if r.UA != "rung/1.0 (+https://rung.example; me@example.org)" {
			t.Errorf("user agent %q", r.UA)
		}
		if conditional := i >= 3 && i < 6; conditional != (r.INM != "") || conditional && r.Status != 304 {
			t.Errorf("request %d to %s: If-None-Match %q, status %d", i, r.Path, r.INM, r.Status)
		}
	}
}

func TestReplayFaults(t *testing.T) {
	t.Parallel()
	root := replay(t, "--faults", "429:4,500:7,cut:9,drop:11")
	base := root + "/remoteok.com"
	c := live(t, base, func(cfg *Config) { cfg.Rate = 10 })
	for i := range 9 {
		resp, err := c.Do(t.Context(), Request{URL: base + "/api"})
		if err != nil || !json.Valid(resp.Body) {
			t.Errorf("request %d: %d bytes, error %v", i, len(resp.Body), err)
		}
	}
	log := shared.Log(t, root, "remoteok.com")
	wantGaps(t, log, 100*time.Millisecond)
	faults := map[int]int{}
	for i, r := range log {
		faults[r.Status]++
		if r.Status == 429 && i+1 < len(log) {
			wantGaps(t, log[i:i+2], time.Second)
		}
	}
	if faults[429] == 0 || faults[500] == 0 || faults[0] == 0 || c.Stats().Retries == 0 {
		t.Errorf("statuses %v, %d retries: the faults did not happen", faults, c.Stats().Retries)
	}
}

// TestReplayCrawl visits the made-up company site with its traps.
func TestReplayCrawl(t *testing.T) {
	t.Parallel()
	root := replay(t)
	base := root + "/careers.example.com"
	c := New(Config{Now: time.Now, Rate: 100, MaxBody: 8 << 20}).For(Site{Base: base, Crawl: true})
	maps, err := c.Sitemaps(t.Context(), base+"/")
	if err != nil || len(maps) != 1 || !strings.HasSuffix(maps[0], "/careers.example.com/sitemap.xml") {
		t.Errorf("sitemaps %q, %v", maps, err)
	}
	for _, tt := range []struct {
		path string
		want error
	}{
		{"/jobs/1", nil},
		{"/private/jobs/1", ErrDisallowed},
		{"/jobs/moved", ErrDisallowed},
		{"/jobs/away", ErrPrivateAddress},
		{"/jobs/huge", ErrTooLarge},
		{"/jobs/bomb", ErrTooLarge},
	} {
		if _, err := c.Do(t.Context(), Request{URL: base + tt.path}); !errors.Is(err, tt.want) {
			t.Errorf("%s: error %v, want %v", tt.path, err, tt.want)
		}
	}
	log := shared.Log(t, root, "careers.example.com")
	wantGaps(t, log, time.Second)
	if got := fmt.Sprint(paths(log)); got != "[/robots.txt /jobs/1 /jobs/moved /jobs/away /jobs/huge /jobs/bomb]" {
		t.Errorf("the site saw %s", got)
	}
}

func paths(log []shared.Asked) []string {
	var out []string
	for _, r := range log {
		out = append(out, r.Path)
	}
	return out
}
