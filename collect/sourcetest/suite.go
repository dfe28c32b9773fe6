package sourcetest

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"rung/collect"
	"rung/internal/job"
	"rung/internal/polite"
)

// Run puts a source through the suite: what it tells about itself, how it fetches from recordings, and
// how it parses what it fetched and what nobody should have to parse.
func Run(t *testing.T, s collect.Source, c Case) {
	t.Helper()
	c = c.filled()
	t.Run("described", func(t *testing.T) {
		if err := collect.Check([]collect.Source{s}); err != nil {
			t.Error(err)
		}
	})
	pages := recorded(t, s, c)
	t.Run("parse", func(t *testing.T) { checkParse(t, s, c, pages) })
	t.Run("hostile", func(t *testing.T) { checkHostile(t, s, c, pages) })
	if s.Access == collect.File {
		return
	}
	for _, check := range []struct {
		name string
		run  func(*testing.T, *rig)
	}{
		{"second run", checkSecondRun},
		{"cancelled", checkCancelled},
		{"told to wait", checkWait},
		{"blocked", checkBlocked},
		{"gone", checkGone},
		{"redirected inside", checkRedirect},
		{"server down", checkDown},
	} {
		t.Run(check.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) { check.run(t, newRig(t, s, c)) })
		})
	}
}

// recorded runs the source over its recording and returns the bodies it kept.
func recorded(t *testing.T, s collect.Source, c Case) []job.Page {
	t.Helper()
	var pages []job.Page
	t.Run("fetch", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			r := newRig(t, s, c)
			record, err := r.collect(t.Context(), c.Now)
			if err != nil || record.Outcome != job.Done {
				t.Errorf("outcome %s, error %v; want %s and none", record.Outcome, err, job.Done)
			}
			if missing := r.site.Missing(); len(missing) > 0 {
				t.Errorf("nothing is recorded for:\n  %s", strings.Join(missing, "\n  "))
			}
			pages = r.sink.Pages(job.PageBody)
			if len(pages) == 0 {
				t.Fatal("no page was kept")
			}
			for _, p := range pages {
				if p.Source == "" || p.RunID == "" || p.FetchedAt.IsZero() || p.Hash == "" || p.Scope == "" {
					t.Errorf("page of %s lacks its source, run, time, hash or scope: %q %q %v %q %q",
						p.URL, p.Source, p.RunID, p.FetchedAt, p.Hash, p.Scope)
				}
			}
			for _, seen := range r.site.Seen() {
				if ua := seen.Header.Get("User-Agent"); ua == "" || strings.Contains(ua, "Mozilla") || strings.Contains(ua, "colly") {
					t.Errorf("user agent %q of %s is not ours", ua, seen.URL)
				}
			}
			checkSpacing(t, r)
		})
	})
	return pages
}

// checkSpacing wants the requests to one host apart by the rate that the terms allow.
func checkSpacing(t *testing.T, r *rig) {
	t.Helper()
	rate := r.source.Terms.Rate
	if rate <= 0 || r.c.Settings.Rate > 0 {
		return
	}
	gap := time.Duration(float64(time.Second)/rate) - time.Millisecond
	last := map[string]time.Time{}
	for _, seen := range r.site.Seen() {
		before, ok := last[seen.URL.Host]
		if ok && seen.At.Sub(before) < gap {
			t.Errorf("%s came %v after the request before it, want at least %v", seen.URL, seen.At.Sub(before), gap)
		}
		last[seen.URL.Host] = seen.At
	}
}

// checkSecondRun wants the same site asked conditionally, and nothing kept twice.
func checkSecondRun(t *testing.T, r *rig) {
	if _, err := r.collect(t.Context(), r.c.Now); err != nil {
		t.Fatal(err)
	}
	first := r.sink.Pages(job.PageBody)
	known := map[string]bool{}
	for _, p := range first {
		known[p.URL] = p.ETag != "" || p.LastModified != ""
	}
	r.rewind(t)
	record, err := r.collect(t.Context(), r.c.Now.AddDate(0, 0, 2))
	if err != nil || record.Outcome != job.Done {
		t.Errorf("outcome %s, error %v; want %s and none", record.Outcome, err, job.Done)
	}
	if missing := r.site.Missing(); len(missing) > 0 {
		t.Errorf("nothing is recorded for:\n  %s", strings.Join(missing, "\n  "))
	}
	if again := r.sink.Pages(job.PageBody)[len(first):]; len(again) > 0 && r.c.SecondBodies == "" {
		t.Errorf("%d bodies were kept again, the first of %s", len(again), again[0].URL)
	}
	for _, seen := range r.site.Seen() {
		if known[seen.URL.String()] && !seen.Conditional() {
			t.Errorf("%s is known and was asked for without a condition", seen.URL)
		}
	}
}

// checkCancelled wants no further request, and an end without delay, once the run is stopped. A source
// that needs one request only may be done with it.
func checkCancelled(t *testing.T, r *rig) {
	ctx, cancel := context.WithCancel(t.Context())
	var stopped time.Time
	r.site.Before = func(int, *http.Request) *http.Response {
		stopped = time.Now()
		cancel()
		return nil
	}
	record, err := r.collect(ctx, r.c.Now)
	if !errors.Is(err, context.Canceled) || record.Outcome != job.Interrupted && record.Outcome != job.Done {
		t.Errorf("outcome %s, error %v; want %s and %v", record.Outcome, err, job.Interrupted, context.Canceled)
	}
	if took := time.Since(stopped); took > time.Second {
		t.Errorf("it took %v to stop", took)
	}
	if n := len(r.site.Seen()); n != 1 {
		t.Errorf("%d requests were sent, want none after the first", n)
	}
}

// checkWait answers the first request with 429 and wants the wait that it asks for.
func checkWait(t *testing.T, r *rig) {
	const wait = 7 * time.Second
	refused := false
	r.site.Before = func(_ int, req *http.Request) *http.Response {
		if refused || req.URL.Path == "/robots.txt" {
			return nil
		}
		refused = true
		return Answer(http.StatusTooManyRequests, http.Header{"Retry-After": {"7"}}, nil)
	}
	record, err := r.collect(t.Context(), r.c.Now)
	if err != nil || record.Outcome != job.Done || record.Retries != 1 {
		t.Errorf("outcome %s, %d retries, error %v; want %s, 1 and none", record.Outcome, record.Retries, err, job.Done)
	}
	seen := r.site.Seen()
	for i := 1; i < len(seen); i++ {
		if seen[i-1].Status != http.StatusTooManyRequests {
			continue
		}
		if gap := seen[i].At.Sub(seen[i-1].At); gap < wait {
			t.Errorf("came back after %v, was asked to wait %v", gap, wait)
		}
	}
}

// checkBlocked wants a 403 told as what it is, and the site left alone soon.
func checkBlocked(t *testing.T, r *rig) {
	r.site.Before = always(http.StatusForbidden, nil)
	record, err := r.collect(t.Context(), r.c.Now)
	if !errors.Is(err, collect.ErrBlocked) || record.Outcome != job.Failed || record.Failures == 0 {
		t.Errorf("outcome %s, %d failures, error %v; want %s, some and %v", record.Outcome, record.Failures, err, job.Failed, collect.ErrBlocked)
	}
	perHost := map[string]int{}
	for _, seen := range r.site.Seen() {
		if perHost[seen.URL.Host]++; perHost[seen.URL.Host] > 6 {
			t.Fatalf("went on asking %s after it refused", seen.URL.Host)
		}
	}
}

// checkGone wants a scope that is no more remembered, and spared the next time.
func checkGone(t *testing.T, r *rig) {
	if r.c.Gone == "" {
		t.Skip("skipped: the case names no scope that is gone")
	}
	if _, err := r.collect(t.Context(), r.c.Now); err != nil {
		t.Fatal(err)
	}
	if _, ok := r.sink.State(r.source.Name).Gone[r.c.Gone]; !ok {
		t.Fatalf("scope %q is not remembered as gone, only %v", r.c.Gone, r.sink.State(r.source.Name).Gone)
	}
	gone := len(r.sink.Pages(job.PageGone))
	if gone == 0 {
		t.Error("no page of kind gone was kept")
	}
	r.rewind(t)
	if _, err := r.collect(t.Context(), r.c.Now.AddDate(0, 0, 2)); err != nil {
		t.Fatal(err)
	}
	for _, seen := range r.site.Seen() {
		if seen.Status == http.StatusNotFound && seen.URL.Path != "/robots.txt" || seen.Status == http.StatusGone {
			t.Errorf("%s was asked for again", seen.URL)
		}
	}
}

// checkRedirect wants a redirect into a private network refused before anything is sent there. What is
// posted is not redirected at all.
func checkRedirect(t *testing.T, r *rig) {
	r.site.Before = always(http.StatusFound, http.Header{"Location": {"http://169.254.169.254/latest/meta-data/"}})
	record, err := r.collect(t.Context(), r.c.Now)
	refused := errors.Is(err, polite.ErrPrivateAddress) || errors.Is(err, polite.ErrRedirects)
	if !refused || record.Outcome != job.Failed {
		t.Errorf("outcome %s, error %v; want %s and %v", record.Outcome, err, job.Failed, polite.ErrPrivateAddress)
	}
	for _, seen := range r.site.Seen() {
		if seen.URL.Hostname() == "169.254.169.254" {
			t.Errorf("%s was sent", seen.URL)
		}
	}
}

// checkDown wants a source that never answers to give up, and to close nothing.
func checkDown(t *testing.T, r *rig) {
	r.site.Before = always(http.StatusServiceUnavailable, nil)
	record, err := r.collect(t.Context(), r.c.Now)
	if err == nil || record.Outcome != job.Failed {
		t.Errorf("outcome %s, error %v; want %s and one", record.Outcome, err, job.Failed)
	}
	if ended := r.sink.Pages(job.PageEnd); len(ended) > 0 {
		t.Errorf("%q is said to be complete, but nothing of it came", ended[0].Scope)
	}
}
