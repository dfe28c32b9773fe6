package sourcetest

import (
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"rung/internal/job"
)

func write(t *testing.T, files ...string) string {
	t.Helper()
	dir := t.TempDir()
	for i := 0; i < len(files); i += 2 {
		if err := os.WriteFile(filepath.Join(dir, files[i]), []byte(files[i+1]), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return filepath.Join(dir, files[0])
}

func TestRecording(t *testing.T) {
	file := write(t, "x.txtar", `A comment.
-- 200 /a?x=1&y=* --
Content-Type: text/plain
ETag: "own"

first
-- 200 /a?y=*&x=1 --

second
-- 404 https://other.example/gone --
-- 200 /file --
Body: big.json
No-ETag: true

`, "big.json", `{"big": true}`)
	rec, err := Load(file, "https://api.example/v1/")
	if err != nil {
		t.Fatal(err)
	}
	site := &Site{Recording: rec}
	for _, tt := range []struct {
		url, knows string
		status     int
		body       string
		etag       string
	}{
		{"https://api.example/v1/a?y=7&x=1", "", 200, "first\n", `"own"`},
		{"https://api.example/v1/a?x=1&y=8", "", 200, "second\n", "made"},
		{"https://api.example/v1/a?x=1&y=8", `"own"`, 200, "second\n", "made"},
		{"https://api.example/v1/a?x=2&y=8", "", 501, "", ""},
		{"https://api.example/v1/a?x=1", "", 501, "", ""},
		{"https://api.example/v1/a?x=1&y=8&z=9", "", 501, "", ""},
		{"https://api.example/a?x=1&y=8", "", 501, "", ""},
		{"https://other.example/gone", "", 404, "", ""},
		{"https://api.example/v1/file", "", 200, `{"big": true}`, ""},
		{"https://api.example/robots.txt", "", 404, "", ""},
	} {
		u, _ := url.Parse(tt.url)
		h := http.Header{}
		if tt.knows != "" {
			h.Set("If-None-Match", tt.knows)
		}
		resp, err := site.RoundTrip((&http.Request{Method: http.MethodGet, URL: u, Header: h}).WithContext(t.Context()))
		if err != nil {
			t.Fatal(err)
		}
		body := new(strings.Builder)
		_ = resp.Write(body)
		tag := resp.Header.Get("ETag")
		if resp.StatusCode != tt.status || !strings.HasSuffix(body.String(), tt.body) || tt.etag == "made" != (tag != "" && tag != `"own"`) || tt.etag == `"own"` && tag != tt.etag {
			t.Errorf("%s: %d, ETag %q, %q; want %d, %q, %q", tt.url, resp.StatusCode, tag, body, tt.status, tt.etag, tt.body)
		}
		if tag != "" {
			h.Set("If-None-Match", tag)
			if again, err := site.RoundTrip((&http.Request{Method: http.MethodGet, URL: u, Header: h}).WithContext(t.Context())); err != nil || tt.body == "second\n" && again.StatusCode != http.StatusNotModified {
				t.Errorf("%s again: %d, %v; want 304", tt.url, again.StatusCode, err)
			}
		}
	}
	if missing := site.Missing(); len(missing) != 4 {
		t.Errorf("missing %q, want 4", missing)
	}
}

func TestBadRecordings(t *testing.T) {
	for name, text := range map[string]string{
		"empty":      "only a comment\n",
		"no status":  "-- /a --\n",
		"no address": "-- 200 --\n",
		"no gap":     "-- 200 /a --\n{\"a\": 1}\n",
		"no file":    "-- 200 /a --\nBody: none.json\n\n",
	} {
		if _, err := Load(write(t, "x.txtar", text), "https://x.example"); err == nil {
			t.Errorf("%s: %q was taken", name, text)
		}
	}
}

// TestValidateBites wants the suite's own check to find what it is there for.
func TestValidateBites(t *testing.T) {
	good := job.Listing{Source: "x", ID: "1", Title: "t", Licence: "CC0-1.0"}
	for name, tt := range map[string]struct {
		p    job.Parsed
		want string
	}{
		"good":       {job.Parsed{Listings: []job.Listing{good}}, ""},
		"no licence": {job.Parsed{Listings: []job.Listing{{Source: "x", ID: "1", Title: "t"}}}, "licence"},
		"twice":      {job.Parsed{Listings: []job.Listing{good, good}}, "twice"},
		"no title":   {job.Parsed{Listings: []job.Listing{{Source: "x", ID: "1", Licence: "l"}}}, "title"},
		"no reason":  {job.Parsed{Rejects: []job.Reject{{Stage: "parse"}}}, "why"},
		"big sample": {job.Parsed{Rejects: []job.Reject{{Stage: "parse", Reason: "r", Sample: strings.Repeat("x", 5000)}}}, "sample"},
	} {
		err := validate(tt.p, false)
		if tt.want == "" && err != nil || tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)) {
			t.Errorf("%s: error %v, want %q", name, err, tt.want)
		}
	}
}
