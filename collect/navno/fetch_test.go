package navno_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"rung/collect"
	"rung/collect/navno"
	"rung/collect/sourcetest"
	"rung/internal/shared"
)

// TestFollows wants the first run to begin by time, each active advert asked for once, and the token on
// every request.
func TestFollows(t *testing.T) {
	_, seen := sourcetest.Once(t, navno.Source(), recorded)
	var paths []string
	for _, s := range seen {
		paths = append(paths, strings.TrimPrefix(s.URL.Path, "/api/v1/"))
		if got := s.Header.Get("Authorization"); got != "Bearer t0ken-of-mine" {
			t.Errorf("%s: authorization %q", s.URL, got)
		}
	}
	want := []string{"feed", "feedentry/a1", "feed/p2", "feedentry/a3", "feedentry/a4", "feedentry/a5", "feedentry/a6"}
	if diff := cmp.Diff(want, paths); diff != "" {
		t.Errorf("requests (-want +got):\n%s", diff)
	}
	if got, want := seen[0].Header.Get("If-Modified-Since"), "Thu, 28 Nov 2024 12:00:00 GMT"; got != want {
		t.Errorf("begins at %q, want %q", got, want)
	}
}

// TestLimit wants runs that may ask for one advert each to come through the feed in the end, and none
// asked for twice.
func TestLimit(t *testing.T) {
	c := recorded
	c.Settings = collect.Settings{Options: map[string][]string{"token": {"x"}, "entries": {"1"}}}
	c.Now = time.Date(2024, 12, 1, 12, 0, 0, 0, time.UTC)
	var entries []string
	for _, seen := range sourcetest.Times(t, 7, navno.Source(), c) {
		for _, s := range seen {
			if name, ok := strings.CutPrefix(s.URL.Path, "/api/v1/feedentry/"); ok {
				entries = append(entries, name)
			}
		}
	}
	if want := []string{"a1", "a3", "a4", "a5", "a6"}; !slices.Equal(entries, want) {
		t.Errorf("entries %q, want %q", entries, want)
	}
}

// TestDocumented wants the fields of the recorded entry to be those of the documentation.
func TestDocumented(t *testing.T) {
	doc, err := os.ReadFile(filepath.Join(shared.Dir(t, "payloads", "nav_no"), "docs_index.markdown"))
	if err != nil {
		t.Fatal(err)
	}
	var example map[string]any
	for _, m := range regexp.MustCompile("(?s)```json\n(.*?)```").FindAllSubmatch(doc, -1) {
		example = nil
		if json.Unmarshal(m[1], &example) == nil && example["json"] != nil {
			break
		}
	}
	recording, err := os.ReadFile(filepath.Join("testdata", "exchanges.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	entry := regexp.MustCompile(`(?s)\{"uuid": "a1", "status": "ACTIVE", "sistEndret".*?\n-- `).Find(recording)
	var ours map[string]any
	if err := json.Unmarshal(entry[:len(entry)-len("\n-- ")], &ours); err != nil {
		t.Fatal(err)
	}
	want, got := keys("", example), keys("", ours)
	if diff := cmp.Diff(want, got); diff != "" || len(want) < 20 {
		t.Errorf("%d fields (-documented +recorded):\n%s", len(want), diff)
	}
}

func keys(path string, v any) (out []string) {
	switch v := v.(type) {
	case map[string]any:
		for k, m := range v {
			out = append(out, path+k)
			out = append(out, keys(path+k+".", m)...)
		}
	case []any:
		if len(v) > 0 {
			out = keys(path, v[0])
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
