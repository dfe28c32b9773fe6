package collect_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"rung/collect"
	"rung/collect/sourcetest"
	"rung/internal/job"
	"rung/internal/polite"
)

// bench is what a collection in a test needs; it lives in a synctest bubble.
type bench struct {
	site *sourcetest.Site
	sink *sourcetest.MemorySink
	o    collect.Options
}

func newBench(t *testing.T, before func(n int, req *http.Request) *http.Response) *bench {
	t.Helper()
	b := &bench{site: &sourcetest.Site{Recording: &sourcetest.Recording{}, Before: before}, sink: &sourcetest.MemorySink{}}
	b.o = collect.Options{RunID: "r1", Now: time.Now, Client: polite.New(polite.Config{Now: time.Now, Transport: b.site})}
	return b
}

func (b *bench) collect(ctx context.Context, set collect.Settings, sources ...collect.Source) ([]job.RunRecord, error) {
	all := map[string]collect.Settings{}
	for _, s := range sources {
		all[s.Name] = set
	}
	return collect.Collect(ctx, sources, all, b.sink, b.o)
}

// fetches returns a source with a Fetch of its own.
func fetches(name string, fetch func(ctx context.Context, r *collect.Run) error) collect.Source {
	s := toy()
	s.Name, s.Fetch = name, fetch
	return s
}

func page(status int, body string) func(int, *http.Request) *http.Response {
	return func(int, *http.Request) *http.Response { return sourcetest.Answer(status, nil, []byte(body)) }
}

// get fetches and keeps one page.
func get(ctx context.Context, r *collect.Run, path string) error {
	p, err := r.Get(ctx, path, r.Base+path)
	if err != nil {
		return err
	}
	return r.Keep(ctx, p)
}

func TestOutcomes(t *testing.T) {
	boom := errors.New("boom")
	for _, tt := range []struct {
		name    string
		fetch   func(ctx context.Context, r *collect.Run) error
		edit    func(*collect.Source)
		set     collect.Settings
		want    job.Outcome
		message string
		err     string // part of the error, "" for none
	}{
		{name: "done", fetch: func(ctx context.Context, r *collect.Run) error { return get(ctx, r, "/1") }, want: job.Done},
		{name: "nothing to do", fetch: func(context.Context, *collect.Run) error { return nil }, want: job.Done},
		{
			name: "partial by a part", fetch: func(ctx context.Context, r *collect.Run) error {
				r.Failed("acme", boom)
				r.Failed("other", boom)
				return get(ctx, r, "/1")
			}, want: job.Partial, message: "acme: boom (and 1 more)", err: "collect toy: acme: boom",
		},
		{
			name: "partial by an end", fetch: func(ctx context.Context, r *collect.Run) error { return errors.Join(get(ctx, r, "/1"), boom) },
			want: job.Partial, message: "boom", err: "boom",
		},
		{name: "failed", fetch: func(context.Context, *collect.Run) error { return boom }, want: job.Failed, message: "boom", err: "collect toy: boom"},
		{
			name: "panic", fetch: func(ctx context.Context, r *collect.Run) error {
				_ = get(ctx, r, "/1")
				var none []int
				_ = none[len(r.Base)]
				return nil
			}, want: job.Partial, message: "panic: ", err: "index out of range",
		},
		{
			name: "a deadline of its own is a failure", fetch: func(ctx context.Context, r *collect.Run) error {
				ctx, cancel := context.WithTimeout(ctx, time.Millisecond)
				defer cancel()
				<-ctx.Done()
				return ctx.Err()
			}, want: job.Failed, message: "deadline", err: "deadline",
		},
		{
			name: "ask", edit: func(s *collect.Source) { s.Terms.Verdict, s.Terms.Why = collect.Ask, "Only with written leave." },
			want: job.Refused, message: "Only with written leave (https://toy.example/terms)", err: "sources.toy.permission",
		},
		{name: "no", edit: func(s *collect.Source) { s.Terms.Verdict = collect.No }, want: job.Refused, message: `"no"`, err: "sources.toy.permission"},
		{
			name: "an empty permission is none", edit: func(s *collect.Source) { s.Terms.Verdict = collect.No },
			set: collect.Settings{Permission: " "}, want: job.Refused, message: "terms", err: "permission",
		},
		{
			name: "permitted", edit: func(s *collect.Source) { s.Terms.Verdict = collect.Ask }, set: collect.Settings{Permission: "mail of 3 May"},
			fetch: func(context.Context, *collect.Run) error { return nil }, want: job.Done,
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				b := newBench(t, page(200, "body"))
				s := fetches("toy", tt.fetch)
				if tt.edit != nil {
					tt.edit(&s)
				}
				records, err := b.collect(t.Context(), tt.set, s)
				r := records[0]
				if r.Outcome != tt.want || !strings.Contains(r.Message, tt.message) || r.Message == "" && tt.message != "" {
					t.Errorf("outcome %s, message %q; want %s, %q", r.Outcome, r.Message, tt.want, tt.message)
				}
				if tt.err == "" && err != nil || tt.err != "" && (err == nil || !strings.Contains(err.Error(), tt.err)) {
					t.Errorf("error %v, want %q", err, tt.err)
				}
				var refused *collect.RefusedError
				if errors.As(err, &refused) != (tt.want == job.Refused) {
					t.Errorf("error %v; a RefusedError: %v", err, tt.want == job.Refused)
				}
				if r.RunID != "r1" || r.Source != "toy" || r.Stage != "collect" || r.Started.IsZero() || r.Ended.IsZero() {
					t.Errorf("record is not filled: %+v", r)
				}
			})
		})
	}
}

// TestSourcesDoNotDisturbEachOther runs many at once, some of which fail.
func TestSourcesDoNotDisturbEachOther(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBench(t, page(200, "body"))
		var mu sync.Mutex
		under, worst, told := 0, 0, 0
		b.o.Progress = func(string, int64, int64) { mu.Lock(); told++; mu.Unlock() }
		var sources []collect.Source
		for i := range 20 {
			s := fetches(fmt.Sprintf("s%d", i), func(ctx context.Context, r *collect.Run) error {
				mu.Lock()
				under++
				worst = max(worst, under)
				mu.Unlock()
				defer func() { mu.Lock(); under--; mu.Unlock() }()
				time.Sleep(time.Second)
				switch i {
				case 3:
					panic("three")
				case 5:
					return errors.New("five")
				}
				return get(ctx, r, "/1")
			})
			s.BaseURL = fmt.Sprintf("https://s%d.example", i)
			sources = append(sources, s)
		}
		records, err := b.collect(t.Context(), collect.Settings{}, sources...)
		if worst != 8 {
			t.Errorf("%d sources ran at once, want 8", worst)
		}
		if err == nil || !strings.Contains(err.Error(), "collect s3: panic: three") || !strings.Contains(err.Error(), "collect s5: five") {
			t.Errorf("error %v", err)
		}
		for i, r := range records {
			want := job.Done
			if i == 3 || i == 5 {
				want = job.Failed
			}
			if r.Source != sources[i].Name || r.Outcome != want {
				t.Errorf("record %d is of %s with outcome %s, want %s with %s", i, r.Source, r.Outcome, sources[i].Name, want)
			}
		}
		if pages := len(b.sink.Pages(job.PageBody)); pages != 18 || told != 18 || b.sink.Flushes() != 20 {
			t.Errorf("%d pages, %d told of, %d flushes; want 18, 18, 20", pages, told, b.sink.Flushes())
		}
	})
}

// TestInterruptKeepsWhatCame stops a run between two pages.
func TestInterruptKeepsWhatCame(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		b := newBench(t, func(n int, _ *http.Request) *http.Response {
			if n == 1 {
				cancel()
			}
			return sourcetest.Answer(200, http.Header{"Etag": {`"1"`}}, fmt.Appendf(nil, "page %d", n))
		})
		s := fetches("toy", func(ctx context.Context, r *collect.Run) error {
			for i := range 9 {
				if err := get(ctx, r, fmt.Sprintf("/%d", i)); err != nil {
					return err
				}
				if err := r.SetCursor("all", strconv.Itoa(i)); err != nil {
					return err
				}
			}
			return nil
		})
		records, err := b.collect(ctx, collect.Settings{}, s)
		if !errors.Is(err, context.Canceled) || records[0].Outcome != job.Interrupted || records[0].Failures != 0 {
			t.Errorf("outcome %s, %d failures, error %v", records[0].Outcome, records[0].Failures, err)
		}
		state := b.sink.State("toy")
		if pages := len(b.sink.Pages(job.PageBody)); pages != 2 || state.Cursors["all"] != "1" || len(state.Validators) != 2 {
			t.Errorf("%d pages, state %+v; want what the two answers brought", pages, state)
		}
		records, _ = b.collect(ctx, collect.Settings{}, s)
		if records[0].Outcome != job.Interrupted || records[0].Requests != 0 {
			t.Errorf("a run that begins after the interrupt: %+v", records[0])
		}
	})
}

// TestSinkErrors wants a full disk told, and told as the source's failure.
func TestSinkErrors(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBench(t, page(200, "body"))
		full := errors.New("no space left on device")
		s := fetches("toy", func(ctx context.Context, r *collect.Run) error { return get(ctx, r, "/1") })
		for name, sink := range map[string]*brokenSink{
			"page": {MemorySink: b.sink, page: full}, "state": {MemorySink: b.sink, state: full}, "flush": {MemorySink: b.sink, flush: full},
		} {
			records, err := collect.Collect(t.Context(), []collect.Source{s}, nil, sink, b.o)
			if !errors.Is(err, full) || records[0].Failures == 0 || records[0].Outcome == job.Done {
				t.Errorf("%s: outcome %s, error %v; want %v", name, records[0].Outcome, err, full)
			}
			time.Sleep(2 * time.Hour)
		}
	})
}

type brokenSink struct {
	*sourcetest.MemorySink
	page, state, flush error
}

func (b *brokenSink) PutPage(ctx context.Context, p job.Page) error {
	return errors.Join(b.page, b.MemorySink.PutPage(ctx, p))
}

func (b *brokenSink) PutState(source string, s job.SourceState) error {
	return errors.Join(b.state, b.MemorySink.PutState(source, s))
}

func (b *brokenSink) Flush(ctx context.Context) error {
	return errors.Join(b.flush, b.MemorySink.Flush(ctx))
}
