package feed_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"rung/collect"
	"rung/collect/feed"
	"rung/collect/sourcetest"
	"rung/internal/job"
	"rung/internal/polite"
)

// board is a made-up site: each page is answered by a text "adverts newest", and some end with "last".
type board struct {
	pages []string
	asked []string
}

func (b *board) RoundTrip(req *http.Request) (*http.Response, error) {
	b.asked = append(b.asked, req.URL.RequestURI())
	var n int
	if _, err := fmt.Sscanf(req.URL.Path, "/%d", &n); err != nil || n >= len(b.pages) {
		return sourcetest.Answer(http.StatusInternalServerError, nil, nil), nil
	}
	tag := `"` + b.pages[n] + `"`
	if req.Header.Get("If-None-Match") == tag {
		return sourcetest.Answer(http.StatusNotModified, nil, nil), nil
	}
	return sourcetest.Answer(http.StatusOK, http.Header{"Etag": {tag}}, []byte(b.pages[n])), nil
}

func read(body []byte) (feed.Extent, error) {
	var e feed.Extent
	if _, err := fmt.Sscan(string(body), &e.Adverts, &e.Newest); err != nil {
		return e, errors.New("no page of the board")
	}
	e.Last = strings.HasSuffix(string(body), "last")
	return e, nil
}

// run collects from the board, and says what was asked for and how it ended.
func run(t *testing.T, b *board, sink *sourcetest.MemorySink, fetch func(context.Context, *collect.Run) error) job.RunRecord {
	t.Helper()
	s := collect.Source{Name: "toy", BaseURL: "https://toy.example", Access: collect.API, Terms: collect.Terms{Verdict: collect.Allowed}, Fetch: fetch}
	now := func() time.Time { return time.Unix(1000, 0) }
	b.asked = nil
	records, _ := collect.Collect(t.Context(), []collect.Source{s}, map[string]collect.Settings{"toy": {Enabled: true}}, sink, collect.Options{
		RunID: "r", Now: now, Client: polite.New(polite.Config{Now: now, Transport: b, Retries: -1}),
	})
	return records[0]
}

// TestPages reads a board run after run.
func TestPages(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		sink := &sourcetest.MemorySink{}
		p := feed.Pages{Scope: "board", Most: 4, Read: read, Address: func(pages, adverts int) string {
			return fmt.Sprintf("https://toy.example/%d?after=%d", pages, adverts)
		}}
		for _, step := range []struct {
			name    string
			pages   []string
			asked   []string
			cursor  string
			outcome job.Outcome
		}{
			{"a page fails", []string{"2 90", "2 80"}, []string{"/0?after=0", "/1?after=2", "/2?after=4"}, "", job.Partial},
			{"so all is read again", []string{"2 90", "3 80", "1 70 last"}, []string{"/0?after=0", "/1?after=2", "/2?after=5"}, "90", job.Done},
			{"nothing is new", []string{"2 90"}, []string{"/0?after=0"}, "90", job.Done},
			{"one page is new", []string{"2 95", "2 90"}, []string{"/0?after=0", "/1?after=2"}, "95", job.Done},
			{"more than is allowed", []string{"1 99", "1 98", "1 97", "1 96", "1 95"}, []string{"/0?after=0", "/1?after=1", "/2?after=2", "/3?after=3"}, "99", job.Done},
			{"a date to come", []string{"1 5000", "1 99"}, []string{"/0?after=0", "/1?after=1"}, "1000", job.Done},
			{"an empty page", []string{"0 0"}, []string{"/0?after=0"}, "1000", job.Done},
			{"no page at all is asked for twice", []string{"Checking your browser"}, []string{"/0?after=0", "/0?after=0"}, "1000", job.Failed},
		} {
			b := &board{pages: step.pages}
			record := run(t, b, sink, p.Fetch)
			if diff := cmp.Diff(step.asked, b.asked); diff != "" {
				t.Errorf("%s: asked for\n%s", step.name, diff)
			}
			state := sink.State("toy")
			if state.Cursors["board"] != step.cursor || record.Outcome != step.outcome {
				t.Errorf("%s: position %q, outcome %s (%s); want %q and %s", step.name, state.Cursors["board"], record.Outcome, record.Message, step.cursor, step.outcome)
			}
			if len(state.Validators) > 1 {
				t.Errorf("%s: %d pages are remembered, only the first is of use", step.name, len(state.Validators))
			}
		}
	})
}

// TestParts wants one part that fails to leave the others, and completeness where the answer shows it.
func TestParts(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		sink := &sourcetest.MemorySink{}
		f := feed.Feed{
			Check: func(body []byte) error { _, err := read(body); return err },
			Whole: func(body []byte) bool { return strings.HasSuffix(string(body), "last") },
		}
		b := &board{pages: []string{"1 1", "1 2 last"}}
		record := run(t, b, sink, func(ctx context.Context, r *collect.Run) error {
			return f.Fetch(ctx, r, feed.Part{Scope: "a", Address: r.Base + "/0"}, feed.Part{Scope: "gone", Address: r.Base + "/9"}, feed.Part{Scope: "b", Address: r.Base + "/1"})
		})
		if record.Outcome != job.Partial || record.Bodies != 2 || record.Failures != 1 {
			t.Errorf("%+v", record)
		}
		if ends := sink.Pages(job.PageEnd); len(ends) != 1 || ends[0].Scope != "b" {
			t.Errorf("complete: %+v, want b alone", ends)
		}
	})
}

func TestNumber(t *testing.T) {
	for in, want := range map[string]int{"1": 1, "9": 9, "10": 0, "0": 0, "-3": 0, "x": 0, "": 0} {
		got, err := feed.Number(collect.Settings{Options: map[string][]string{"pages": {in}}}, "pages", 9)
		if got != want || (err == nil) != (want > 0) {
			t.Errorf("%q: %d, %v; want %d", in, got, err, want)
		}
	}
}
