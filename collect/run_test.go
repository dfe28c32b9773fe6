package collect_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"rung/collect"
	"rung/collect/sourcetest"
	"rung/internal/job"
	"rung/internal/polite"
)

// TestPageKinds asks for one page again and again while the site changes its mind.
func TestPageKinds(t *testing.T) {
	type step struct {
		status  int
		body    string
		etag    string
		always  bool
		want    job.PageKind // "" for an error
		sendsIf string
	}
	for _, tt := range []struct {
		name  string
		steps []step
	}{
		{"304", []step{{200, "a", `"1"`, false, job.PageBody, ""}, {304, "", "", false, job.PageUnchanged, `"1"`}, {304, "", `"2"`, false, job.PageUnchanged, `"1"`}, {200, "b", `"3"`, false, job.PageBody, `"2"`}}},
		{"the same body without validators", []step{{200, "a", "", false, job.PageBody, ""}, {200, "a", "", false, job.PageUnchanged, ""}, {200, "b", "", false, job.PageBody, ""}, {200, "a", "", false, job.PageBody, ""}}},
		{"a new tag for the same body", []step{{200, "a", `"1"`, false, job.PageBody, ""}, {200, "a", `"2"`, false, job.PageUnchanged, `"1"`}, {304, "", "", false, job.PageUnchanged, `"2"`}}},
		{"asked always", []step{{200, "a", `"1"`, false, job.PageBody, ""}, {200, "a", `"1"`, true, job.PageUnchanged, ""}, {304, "", "", true, "", ""}}},
		{"gone and back", []step{{200, "a", `"1"`, false, job.PageBody, ""}, {404, "", "", false, job.PageGone, `"1"`}, {200, "a", `"1"`, false, job.PageBody, ""}, {410, "", "", false, job.PageGone, `"1"`}}},
		{"errors change nothing", []step{{200, "a", `"1"`, false, job.PageBody, ""}, {400, "", "", false, "", `"1"`}, {304, "", "", false, job.PageUnchanged, `"1"`}}},
		{"304 out of nowhere", []step{{304, "", "", false, "", ""}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var now step
				b := newBench(t, func(_ int, req *http.Request) *http.Response {
					if got := req.Header.Get("If-None-Match"); got != now.sendsIf {
						t.Errorf("sent If-None-Match %q, want %q", got, now.sendsIf)
					}
					h := http.Header{}
					if now.etag != "" {
						h.Set("ETag", now.etag)
					}
					return sourcetest.Answer(now.status, h, []byte(now.body))
				})
				hash := ""
				s := fetches("toy", func(ctx context.Context, r *collect.Run) error {
					var opts []polite.Option
					if now.always {
						opts = append(opts, polite.Always())
					}
					p, err := r.Get(ctx, "board", r.Base+"/x?key=SECRET", opts...)
					if p.Kind != now.want || (err != nil) != (now.want == "") {
						t.Errorf("step %+v: kind %q, error %v", now, p.Kind, err)
					}
					if err != nil {
						return err
					}
					if p.Kind == job.PageUnchanged && p.Hash != hash {
						t.Errorf("step %+v: hash %q is not that of the body kept, %q", now, p.Hash, hash)
					}
					hash = p.Hash
					return r.Keep(ctx, p)
				})
				for _, now = range tt.steps {
					before := len(b.sink.Pages())
					records, err := b.collect(t.Context(), collect.Settings{}, s)
					if strings.Contains(fmt.Sprint(err, records), "SECRET") {
						t.Errorf("a query got into %v, %+v", err, records)
					}
					kept := b.sink.Pages()[before:]
					if now.want == "" != (len(kept) == 0) || len(kept) > 0 && kept[0].Kind != now.want {
						t.Errorf("step %+v: kept %+v", now, kept)
					}
					if len(kept) > 0 && kept[0].Kind != job.PageBody && kept[0].Body != nil {
						t.Errorf("step %+v: a body was kept with kind %s", now, kept[0].Kind)
					}
					time.Sleep(31 * 24 * time.Hour)
				}
			})
		})
	}
}

func TestIntervals(t *testing.T) {
	const hour = time.Hour
	for _, tt := range []struct {
		name       string
		terms, set time.Duration
		base       string
		after      time.Duration
		early      bool
	}{
		{"terms, too early", 6 * hour, 0, "", 6*hour - time.Second, true},
		{"terms, in time", 6 * hour, 0, "", 6 * hour, false},
		{"settings cannot shorten", 6 * hour, hour, "", 2 * hour, true},
		{"settings lengthen", hour, 6 * hour, "", 2 * hour, true},
		{"none asked", 0, 0, "", 0, false},
		{"another public base cannot shorten", 6 * hour, 0, "https://mirror.example", hour, true},
		{"a stand-in has no terms", 6 * hour, 0, "http://127.0.0.1:9/toy", 0, false},
		{"a stand-in keeps to settings", 6 * hour, hour, "http://127.0.0.1:9/toy", hour / 2, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				b := newBench(t, page(200, "body"))
				s := fetches("toy", func(ctx context.Context, r *collect.Run) error { return get(ctx, r, "/1") })
				s.Terms.MinInterval = tt.terms
				set := collect.Settings{MinInterval: tt.set, BaseURL: tt.base}
				began := time.Now()
				if _, err := b.collect(t.Context(), set, s); err != nil {
					t.Fatal(err)
				}
				time.Sleep(tt.after - time.Since(began))
				records, err := b.collect(t.Context(), set, s)
				if early := records[0].Outcome == job.TooEarly; early != tt.early || err != nil {
					t.Errorf("outcome %s, error %v; want too early: %v", records[0].Outcome, err, tt.early)
				}
				next := began.Add(max(tt.terms, tt.set)).UTC().Format(time.RFC3339)
				if tt.early && tt.base == "" && !strings.Contains(records[0].Message, next) {
					t.Errorf("message %q does not say %s", records[0].Message, next)
				}
			})
		})
	}
}

// TestNotBefore keeps a long Retry-After across runs.
func TestNotBefore(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBench(t, func(int, *http.Request) *http.Response {
			return sourcetest.Answer(429, http.Header{"Retry-After": {"7200"}}, nil)
		})
		s := fetches("toy", func(ctx context.Context, r *collect.Run) error { return get(ctx, r, "/1") })
		s.Terms.MinInterval = 0
		records, err := b.collect(t.Context(), collect.Settings{}, s)
		var status *polite.StatusError
		if !errors.As(err, &status) || records[0].Outcome != job.Failed {
			t.Errorf("outcome %s, error %v", records[0].Outcome, err)
		}
		time.Sleep(time.Hour)
		if records, _ = b.collect(t.Context(), collect.Settings{}, s); records[0].Outcome != job.TooEarly {
			t.Errorf("an hour later: outcome %s, want %s", records[0].Outcome, job.TooEarly)
		}
		if n := len(b.site.Seen()); n != 1 {
			t.Errorf("%d requests were sent, want 1", n)
		}
	})
}

func TestRates(t *testing.T) {
	for _, tt := range []struct {
		terms, set float64
		base       string
		want       time.Duration
	}{
		{2, 0, "", 500 * time.Millisecond},
		{2, 0.5, "", 2 * time.Second},
		{0.5, 10, "", 2 * time.Second},
		{0, 4, "", 250 * time.Millisecond},
		{0, 0, "", time.Second},
		{0.5, 100, "http://127.0.0.1:9/toy", 10 * time.Millisecond},
	} {
		synctest.Test(t, func(t *testing.T) {
			b := newBench(t, page(200, "body"))
			s := fetches("toy", func(ctx context.Context, r *collect.Run) error {
				return errors.Join(get(ctx, r, "/1"), get(ctx, r, "/2"))
			})
			s.Terms.Rate = tt.terms
			if _, err := b.collect(t.Context(), collect.Settings{Rate: tt.set, BaseURL: tt.base}, s); err != nil {
				t.Fatal(err)
			}
			if gap := b.site.Seen()[1].At.Sub(b.site.Seen()[0].At); gap != tt.want {
				t.Errorf("terms %v, settings %v, base %q: gap %v, want %v", tt.terms, tt.set, tt.base, gap, tt.want)
			}
		})
	}
}

// TestGoneIsForgottenAfterAMonth also keeps what a stand-in does not have apart from the site.
func TestGoneIsForgottenAfterAMonth(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBench(t, page(404, ""))
		asked := 0
		s := fetches("toy", func(ctx context.Context, r *collect.Run) error {
			if r.IsGone("/x") {
				return nil
			}
			asked++
			return get(ctx, r, "/x")
		})
		s.Terms.MinInterval = 0
		for _, step := range []struct {
			base string
			wait time.Duration
			want int
		}{{"http://127.0.0.1:9", 0, 1}, {"", 0, 2}, {"", 29 * 24 * time.Hour, 2}, {"", 2 * 24 * time.Hour, 3}} {
			time.Sleep(step.wait)
			if _, err := b.collect(t.Context(), collect.Settings{BaseURL: step.base}, s); err != nil {
				t.Fatal(err)
			}
			if asked != step.want {
				t.Errorf("after %+v: asked %d times", step, asked)
			}
		}
	})
}

// TestStateGrowsCheaply keeps many pages and counts what was copied for it.
func TestStateGrowsCheaply(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const pages = 20_000
		b := newBench(t, page(200, "body"))
		sink := &copySink{MemorySink: b.sink}
		s := fetches("toy", func(ctx context.Context, r *collect.Run) error {
			for i := range pages {
				if err := r.Keep(ctx, job.Page{Scope: "all", URL: strconv.Itoa(i), Body: fmt.Append(nil, i)}); err != nil {
					return err
				}
			}
			r.Forget("0")
			return nil
		})
		records, err := collect.Collect(t.Context(), []collect.Source{s}, nil, sink, b.o)
		if err != nil || records[0].Bodies != pages {
			t.Fatalf("%d bodies, %v", records[0].Bodies, err)
		}
		if got := len(b.sink.State("toy").Validators); got != pages-1 {
			t.Errorf("%d validators are published, want %d", got, pages-1)
		}
		if sink.copied > 600*pages {
			t.Errorf("%d entries were copied for %d pages", sink.copied, pages)
		}
	})
}

type copySink struct {
	*sourcetest.MemorySink
	copied int
}

func (c *copySink) PutState(source string, s job.SourceState) error {
	c.copied += len(s.Validators)
	return c.MemorySink.PutState(source, s)
}
