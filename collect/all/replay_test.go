package all_test

import (
	"net/http"
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

// replayRate is how many requests a second the stand-in is asked; the real sites' rates would take minutes.
const replayRate = 4

// onReplay says which recorded host stands in for a source, which paths may be asked for there, and how
// many bodies and different adverts come of it.
var onReplay = map[string]struct {
	host     string
	paths    []string
	bodies   int64
	listings int
}{
	"remotive":       {"remotive.com", []string{"/api/remote-jobs"}, 1, 8},
	"arbeitnow":      {"www.arbeitnow.com", []string{"/api/job-board-api"}, 2, 8},
	"himalayas":      {"himalayas.app", []string{"/jobs/api"}, 3, 7},
	"jobicy":         {"jobicy.com", []string{"/api/v2/remote-jobs"}, 1, 68},
	"weworkremotely": {"weworkremotely.com", []string{"/remote-jobs.rss"}, 1, 4},
	"themuse":        {"www.themuse.com", []string{"/api/public/jobs"}, 2, 2},
	"workingnomads":  {"www.workingnomads.com", []string{"/api/exposed_jobs/"}, 1, 4},
}

// TestReplay collects from recorded sites twice, over the network, and judges by what the sites saw.
func TestReplay(t *testing.T) {
	base := shared.Replay(t, "--corpus", t.TempDir())
	var sources []collect.Source
	settings := map[string]collect.Settings{}
	for _, s := range all.Sources() {
		if r, ok := onReplay[s.Name]; ok {
			sources = append(sources, s)
			set := collect.Settings{Enabled: true, BaseURL: base + "/" + r.host, Rate: replayRate, Permission: "recorded pages", Options: map[string][]string{}}
			for _, o := range s.Options {
				set.Options[o.Name] = o.Default
			}
			settings[s.Name] = set
		}
	}
	sink := &sourcetest.MemorySink{}
	client := polite.New(polite.Config{Version: "test", Home: "https://rung.example", Now: time.Now})
	run := func(id string) []job.RunRecord {
		records, err := collect.Collect(t.Context(), sources, settings, sink, collect.Options{RunID: id, Now: time.Now, Client: client})
		if err != nil {
			t.Errorf("run %s: %v", id, err)
		}
		return records
	}
	for i, r := range run("1") {
		want := onReplay[sources[i].Name]
		if r.Outcome != job.Done || r.Bodies != want.bodies || r.Failures > 0 {
			t.Errorf("%s: outcome %s, %d bodies, %d failures (%s); want %d bodies", r.Source, r.Outcome, r.Bodies, r.Failures, r.Message, want.bodies)
		}
		if got := listings(t, sources[i], sink); got != want.listings {
			t.Errorf("%s: %d adverts, want %d", r.Source, got, want.listings)
		}
	}
	first := len(shared.Log(t, base, ""))
	for _, r := range run("2") {
		if r.Outcome != job.Done || r.Bodies > 0 || r.Unchanged == 0 {
			t.Errorf("%s again: outcome %s, %d bodies, %d unchanged (%s); want unchanged ones alone", r.Source, r.Outcome, r.Bodies, r.Unchanged, r.Message)
		}
	}
	log := shared.Log(t, base, "")
	for _, s := range log[first:] {
		if s.Status != http.StatusNotModified && s.Path != "/robots.txt" {
			t.Errorf("second run: %s%s?%s was answered %d, want 304", s.Host, s.Path, s.Query, s.Status)
		}
	}
	wantManners(t, log)
}

// listings counts the different adverts that the kept pages of a source hold, and wants every row read.
func listings(t *testing.T, s collect.Source, sink *sourcetest.MemorySink) int {
	t.Helper()
	ids := map[string]bool{}
	for _, p := range sink.Pages(job.PageBody) {
		if p.Source != s.Name {
			continue
		}
		out, err := s.Parse(p)
		if err != nil || len(out.Rejects) > 0 {
			t.Errorf("%s: error %v, rejects %+v", s.Name, err, out.Rejects)
		}
		for _, l := range out.Listings {
			ids[l.ID] = true
		}
	}
	return len(ids)
}

// wantManners wants our own name on every request, the paths of the interface alone, and the gap between
// requests to one host. A busy server notes a request late, so a gap may look shorter than it was.
func wantManners(t *testing.T, log []shared.Asked) {
	t.Helper()
	hosts := map[string][]string{}
	for _, r := range onReplay {
		hosts[r.host] = append(r.paths, "/robots.txt")
	}
	last := map[string]float64{}
	for _, s := range log {
		if !strings.HasPrefix(s.UA, "rung/test (+https://rung.example") {
			t.Errorf("%s%s was asked by %q", s.Host, s.Path, s.UA)
		}
		if !strings.Contains(strings.Join(hosts[s.Host], "\n")+"\n", s.Path+"\n") {
			t.Errorf("%s%s was asked, which is no path of the source", s.Host, s.Path)
		}
		if before, ok := last[s.Host]; ok && s.T-before < 0.3/replayRate {
			t.Errorf("%s%s came %.3f s after the request before", s.Host, s.Path, s.T-before)
		}
		last[s.Host] = s.T
	}
}
