package lake_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"rung/internal/job"
	"rung/internal/lake"
)

func page(source string, n int, body string) job.Page {
	return job.Page{
		Source: source, Kind: job.PageBody, Scope: "acme", URL: fmt.Sprintf("https://example.com/%d", n), RunID: "run1",
		FetchedAt: noon.Add(time.Duration(n) * time.Millisecond), Status: 200, MediaType: "application/json", ETag: `W/"1"`,
		LastModified: "Wed, 01 May 2024 12:00:00 GMT", Hash: "hash", Body: []byte(body), Meta: map[string]string{"map": "1"},
	}
}

func readAll(t testing.TB, l *lake.Lake, files []lake.File) []job.Page {
	t.Helper()
	var out []job.Page
	for _, f := range files {
		for p, err := range l.Pages(t.Context(), f) {
			must(t, err)
			out = append(out, p)
		}
	}
	return out
}

func TestPagesComeBackInOrder(t *testing.T) {
	l := openWrite(t)
	b := l.Bronze("run1", clock)
	put := []job.Page{
		page("board", 1, "first \x00\xff"),
		{Source: "board", Kind: job.PageEnd, Scope: "acme", FetchedAt: noon},
		{Source: "board", Kind: job.PageUnchanged, Scope: "acme", URL: "u", FetchedAt: noon, Status: 304, Hash: "hash", ETag: "e"},
	}
	for i := range 200 {
		put = append(put, page("board", i, fmt.Sprint("body ", i)))
	}
	for _, p := range put {
		must(t, b.PutPage(t.Context(), p))
	}
	if got := len(l.AllBronze()); got != 0 {
		t.Fatalf("%d files before Flush, want 0", got)
	}
	must(t, b.Flush(t.Context()))
	if diff := cmp.Diff(put, readAll(t, l, l.AllBronze())); diff != "" {
		t.Errorf("pages (-put +read)\n%s", diff)
	}
	must(t, b.Flush(t.Context()))
	if got := l.Manifest().Number; got != 1 {
		t.Errorf("a second Flush made commit %d, want 1", got)
	}
}

func TestSegmentsBySizeAndAge(t *testing.T) {
	l := openWrite(t)
	now := noon
	b := l.Bronze("run1", func() time.Time { return now })
	big := string(bytes.Repeat([]byte("0123456789abcdef"), 1<<16)) // 1 MiB
	for i := range 20 {
		must(t, b.PutPage(t.Context(), page("board", i, big)))
	}
	if got := len(l.AllBronze()); got != 1 {
		t.Errorf("%d segments after 20 MiB, want 1", got)
	}
	now = now.Add(61 * time.Second)
	must(t, b.PutPage(t.Context(), page("board", 20, big)))
	if got := len(l.AllBronze()); got != 2 {
		t.Errorf("%d segments after a minute, want 2", got)
	}
	if got := len(readAll(t, l, l.AllBronze())); got != 21 {
		t.Errorf("%d pages, want 21", got)
	}
}

func TestStateGoesWithItsPages(t *testing.T) {
	l := openWrite(t)
	b := l.Bronze("run1", clock)
	state := func(cursor string) job.SourceState {
		return job.SourceState{Cursors: map[string]string{"acme": cursor}}
	}
	must(t, b.PutPage(t.Context(), page("board", 1, "x")))
	must(t, b.PutState("board", state("1")))
	if got := b.State("board").Cursors["acme"]; got != "" {
		t.Errorf("cursor before Flush = %q, want none", got)
	}
	must(t, b.Flush(t.Context()))
	must(t, b.PutState("board", state("2")))
	must(t, b.PutState("other", state("3")))
	// A run that ends here has lost cursor 2 and nothing else.
	again, err := lake.Open(l.Dir())
	must(t, err)
	if got := again.Manifest().Sources["board"].Cursors["acme"]; got != "1" {
		t.Errorf("published cursor = %q, want 1", got)
	}
	must(t, again.Close())
	must(t, b.Flush(t.Context()))
	if got := b.State("board").Cursors["acme"] + b.State("other").Cursors["acme"]; got != "23" {
		t.Errorf("cursors after Flush = %q, want 23", got)
	}
	s := b.State("board")
	s.Cursors["acme"] = "changed by the caller"
	if got := b.State("board").Cursors["acme"]; got != "2" {
		t.Errorf("a caller's change reached the lake: %q", got)
	}
}

// A segment that could not be published must not let a later state through.
func TestStateNeverOvertakesLostPages(t *testing.T) {
	l := openWrite(t)
	b := l.Bronze("run1", clock)
	must(t, b.PutPage(t.Context(), page("board", 1, "x")))
	must(t, b.PutState("board", job.SourceState{Cursors: map[string]string{"acme": "1"}}))
	must(t, os.RemoveAll(filepath.Join(l.Dir(), "staging")))
	if err := b.Flush(t.Context()); err == nil {
		t.Fatal("Flush without a staging folder succeeded")
	}
	must(t, os.Mkdir(filepath.Join(l.Dir(), "staging"), 0o755))
	if err := b.PutPage(t.Context(), page("board", 2, "y")); err == nil {
		t.Error("PutPage after a lost segment succeeded")
	}
	if err := b.Flush(t.Context()); err == nil {
		t.Error("Flush after a lost segment succeeded")
	}
	if got := b.State("board").Cursors; len(got) != 0 {
		t.Errorf("cursors = %v, want none", got)
	}
}

func TestSourcesCollectAtOnce(t *testing.T) {
	l := openWrite(t)
	b := l.Bronze("run1", clock)
	var all sync.WaitGroup
	for s := range 6 {
		all.Go(func() {
			name := fmt.Sprint("source-", s)
			for i := range 50 {
				if err := b.PutPage(context.Background(), page(name, i, fmt.Sprint(name, i))); err != nil {
					t.Error(err)
				}
				if err := b.PutState(name, job.SourceState{Cursors: map[string]string{"n": strconv.Itoa(i)}}); err != nil {
					t.Error(err)
				}
				if i%20 == 19 {
					if err := b.Flush(context.Background()); err != nil {
						t.Error(err)
					}
				}
			}
		})
	}
	all.Wait()
	must(t, b.Flush(t.Context()))
	want(t, l, "select count(*), count(distinct url || source), count(distinct source) from pages", "300|300|6")
	for s := range 6 {
		if got := b.State(fmt.Sprint("source-", s)).Cursors["n"]; got != "49" {
			t.Errorf("cursor of source %d = %q, want 49", s, got)
		}
	}
}

func TestUnread(t *testing.T) {
	l := openWrite(t)
	b := l.Bronze("run1", clock)
	for i := range 3 {
		must(t, b.PutPage(t.Context(), page("board", i, strconv.Itoa(i))))
		must(t, b.Flush(t.Context()))
	}
	unread := l.Unread()
	s := l.Silver("run1")
	must(t, s.Commit(t.Context(), unread[:2], "reader"))
	if diff := cmp.Diff(unread[2:], l.Unread()); diff != "" {
		t.Errorf("unread (-want +got)\n%s", diff)
	}
	if got := len(l.AllBronze()); got != 3 {
		t.Errorf("%d files of pages, want 3", got)
	}
}

func TestSourceNames(t *testing.T) {
	l := openWrite(t)
	for _, name := range []string{"", "..", "../x", "a/b", "A", "a b", "a'b", "-a", "a\x00"} {
		if err := l.Bronze("r", clock).PutPage(t.Context(), job.Page{Source: name}); err == nil {
			t.Errorf("a page of source %q was taken", name)
		}
		s := l.Silver("r")
		if err := s.PutListing(&job.Listing{Source: name}); err == nil {
			t.Errorf("a listing of source %q was taken", name)
		}
		must(t, s.Abort())
	}
}
