package jsonld_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"rung/collect"
	"rung/collect/jsonld"
	"rung/collect/sourcetest"
	"rung/internal/job"
	"rung/internal/polite"
	"rung/internal/shared"
)

// outside sends requests from a bubble of synctest to a real server: the clock of the bubble stands still
// while it waits for an answer, since the channels were made outside.
type outside struct {
	mu  sync.Mutex
	ask chan *http.Request
	got chan result
	// sent are the moments of the requests by the bubble's clock.
	sent []time.Time
}

type result struct {
	resp *http.Response
	err  error
}

func newOutside(t *testing.T) *outside {
	t.Helper()
	o := &outside{ask: make(chan *http.Request), got: make(chan result)}
	rt := &http.Transport{DisableCompression: true}
	go func() {
		for req := range o.ask {
			resp, err := rt.RoundTrip(req)
			if err == nil {
				// More than this no page of the test has; the rest is there to be refused.
				body, _ := io.ReadAll(io.LimitReader(resp.Body, 1<<20))
				_ = resp.Body.Close()
				resp.Body = io.NopCloser(bytes.NewReader(body))
			}
			o.got <- result{resp, err}
		}
		rt.CloseIdleConnections()
	}()
	t.Cleanup(func() { close(o.ask) })
	return o
}

func (o *outside) RoundTrip(req *http.Request) (*http.Response, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.sent = append(o.sent, time.Now())
	o.ask <- req.Clone(context.Background())
	r := <-o.got
	return r.resp, r.err
}

// TestCareerSite visits the made-up company site with its traps, and again after two and after nine days.
func TestCareerSite(t *testing.T) {
	base := shared.Replay(t, "--corpus", t.TempDir())
	network, sink := newOutside(t), &sourcetest.MemorySink{}
	source := jsonld.Source()
	settings := collect.Settings{BaseURL: base + "/careers.example.com", Options: map[string][]string{}}
	for _, o := range source.Options {
		settings.Options[o.Name] = o.Default
	}
	var records []job.RunRecord
	var failure error
	var runs [][]shared.Asked
	before := 0
	for _, days := range []int{0, 2, 9} {
		synctest.Test(t, func(t *testing.T) {
			began, at := time.Now(), time.Date(2024, 12, 1+days, 12, 0, 0, 0, time.UTC)
			clock := func() time.Time { return at.Add(time.Since(began)) }
			got, err := collect.Collect(t.Context(), []collect.Source{source}, map[string]collect.Settings{"jsonld": settings}, sink, collect.Options{
				RunID: at.Format(time.DateOnly), Now: clock,
				Client: polite.New(polite.Config{Version: "1", Contact: "me@example.org", Now: clock, Transport: network}),
			})
			records = append(records, got[0])
			if days == 0 {
				failure = err
			}
		})
		log := shared.Log(t, base, "")
		runs = append(runs, log[before:])
		before = len(log)
	}
	checkFirst(t, records[0], failure, runs[0])
	checkPostings(t, sink.Pages(job.PageBody))
	for i, at := range network.sent[1:] {
		if gap := at.Sub(network.sent[i]); gap > 0 && gap < time.Second-time.Millisecond {
			t.Errorf("request %d came after %v, want the Crawl-delay of 1s", i+1, gap)
		}
	}
	if n := len(runs[1]); n > 5 {
		t.Errorf("the second run sent %d requests, want robots.txt, the sitemaps and little more: %v", n, runs[1])
	}
	if n := records[2].Unchanged; n < 30 || records[2].Bodies != 0 {
		t.Errorf("after nine days %d pages were unchanged and %d new, want all and none", n, records[2].Bodies)
	}
	for _, r := range runs[2] {
		if strings.HasPrefix(r.Path, "/jobs/1") && r.INM == "" {
			t.Errorf("%s is known and was asked for without a condition", r.Path)
		}
	}
}

func checkFirst(t *testing.T, record job.RunRecord, failure error, log []shared.Asked) {
	t.Helper()
	if record.Outcome != job.Partial || record.Bodies < 33 {
		t.Errorf("outcome %s with %d bodies, want %s with 33 or more; message %s", record.Outcome, record.Bodies, job.Partial, record.Message)
	}
	for path, want := range map[string]error{"/jobs/huge": polite.ErrTooLarge, "/jobs/bomb": polite.ErrTooLarge, "/jobs/inside": polite.ErrPrivateAddress} {
		if !errors.Is(failure, want) || !strings.Contains(failure.Error(), path) {
			t.Errorf("the failures do not name %s with %v: %v", path, want, failure)
		}
	}
	if !strings.Contains(failure.Error(), "/jobs/away") {
		t.Errorf("the failures do not name /jobs/away: %v", failure)
	}
	var paths []string
	for _, r := range log {
		paths = append(paths, r.Path)
		if r.Host != "careers.example.com" || r.UA != "rung/1 (me@example.org)" || strings.HasPrefix(r.Path, "/private/") {
			t.Errorf("%q asked %s for %s", r.UA, r.Host, r.Path)
		}
	}
	if paths[0] != "/robots.txt" || !slices.Contains(paths, "/jobs/gone") {
		t.Errorf("the site saw %v, want robots.txt first and /jobs/gone among them", paths)
	}
}

// checkPostings reads the pages that were kept.
func checkPostings(t *testing.T, pages []job.Page) {
	t.Helper()
	byPath, good, rejects := map[string][]job.Listing{}, 0, 0
	for _, p := range pages {
		got, err := jsonld.Parse(p)
		if err != nil {
			t.Errorf("%s: %v", p.URL, err)
		}
		path := p.URL[strings.LastIndexByte(p.URL, '/'):]
		byPath[path] = got.Listings
		good += len(got.Listings)
		rejects += len(got.Rejects)
	}
	if good != 34 || rejects != 1 {
		t.Errorf("%d postings and %d rejects were read, want 30 single ones, 1 of a graph, 2 of an array, 1 hostile; and the broken one", good, rejects)
	}
	if l := byPath["/graph"]; len(l) != 1 || l[0].Employer != "Graph Org" {
		t.Errorf("the posting in a graph reads as %+v", l)
	}
	if l := byPath["/array"]; len(l) != 2 || l[0].Given.Remote != job.Remote || l[0].Given.Countries[0] != "PT" ||
		l[1].Given.Pay[0].Max != 100000 || l[1].Given.Pay[0].Currency != "USD" {
		t.Errorf("the postings in an array read as %+v", l)
	}
	if l := byPath["/7"]; len(l) != 1 || l[0].Given.Pay[0].Min != 60700 || l[0].Given.Pay[0].Period != job.Year || l[0].Given.City != "Berlin" {
		t.Errorf("an ordinary posting reads as %+v", l)
	}
}
