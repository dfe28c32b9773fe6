package all_test

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"rung/collect"
	"rung/collect/all"
	"rung/collect/sourcetest"
	"rung/internal/job"
	"rung/internal/polite"
	"rung/internal/shared"
)

// keyedReplay are the sources with keys that the replay server knows: where, with which options, and how
// many different adverts come of it.
var keyedReplay = map[string]struct {
	host     string
	options  map[string]string
	paths    []string
	listings int
}{
	"freelancer": {"www.freelancer.com", map[string]string{"token": "s3cret-token"}, []string{"/api/projects/0.1/projects/active/"}, 3},
	"usajobs":    {"data.usajobs.gov", map[string]string{"key": "s3cret-key", "email": "s3cret@rung.example", "series": "2210"}, []string{"/api/Search"}, 8},
	"adzuna":     {"api.adzuna.com", map[string]string{"app_id": "s3cret-id", "app_key": "s3cret-app", "queries": "frontend"}, []string{"/v1/api/jobs/gb/search/1", "/v1/api/jobs/gb/search/2"}, 50},
	"reed":       {"www.reed.co.uk", map[string]string{"key": "s3cret-reed", "keywords": "javascript"}, []string{"/api/1.0/search", "/api/1.0/jobs/41315279"}, 1},
}

// TestKeyedReplay collects over the network from recorded sites that want keys, and wants the keys to go
// to their site and nowhere else.
func TestKeyedReplay(t *testing.T) {
	base := shared.Replay(t, "--corpus", t.TempDir())
	var log bytes.Buffer
	logger := slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	client := polite.New(polite.Config{Version: "test", Home: "https://rung.example", Now: time.Now, Log: logger})
	for name, want := range keyedReplay {
		s, ok := collect.Find(all.Sources(), name)
		if !ok {
			t.Fatalf("no source %s", name)
		}
		set := collect.Settings{Enabled: true, BaseURL: base + "/" + want.host, Rate: 50, Options: map[string][]string{}}
		for _, o := range s.Options {
			if set.Options[o.Name] = o.Default; want.options[o.Name] != "" {
				set.Options[o.Name] = []string{want.options[o.Name]}
			}
		}
		sink := &sourcetest.MemorySink{}
		records, err := collect.Collect(t.Context(), []collect.Source{s}, map[string]collect.Settings{name: set}, sink,
			collect.Options{RunID: "1", Now: time.Now, Client: client, Log: logger})
		if err != nil || records[0].Outcome != job.Done {
			t.Errorf("%s: %s, %v", name, records[0].Outcome, err)
		}
		if got := listings(t, s, sink); got != want.listings {
			t.Errorf("%s: %d adverts, want %d", name, got, want.listings)
		}
		kept, err := json.Marshal([]any{sink.Pages(), sink.State(name)})
		if err != nil || strings.Contains(string(kept), "s3cret") {
			t.Errorf("%s: a key was kept: %v", name, err)
		}
		for _, p := range sink.Pages() {
			if bytes.Contains(p.Body, []byte("s3cret")) {
				t.Errorf("%s: a key is in the body of %s", name, p.URL)
			}
		}
		for _, a := range shared.Log(t, base, want.host) {
			if a.Path != "/robots.txt" && !slices.Contains(want.paths, a.Path) {
				t.Errorf("%s: %s was asked", name, a.Path)
			}
			if name != "adzuna" && strings.Contains(a.Query, "s3cret") {
				t.Errorf("%s: a key is in the address of %s", name, a.Path)
			}
		}
	}
	if strings.Contains(log.String(), "s3cret") {
		t.Errorf("a key is in the log:\n%s", log.String())
	}
}
