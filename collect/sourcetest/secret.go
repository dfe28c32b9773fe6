package sourcetest

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"

	"rung/collect"
	"rung/internal/job"
)

// NeedsKey wants a source without its keys to say which variable to set, and to ask nobody anything.
func NeedsKey(t *testing.T, s collect.Source, c Case, variable string) {
	t.Helper()
	c = c.filled()
	c.Settings.Options = nil
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, s, c)
		record, err := r.collect(t.Context(), r.c.Now)
		if err == nil || record.Outcome != job.Failed || !strings.Contains(err.Error(), "$"+variable) {
			t.Errorf("outcome %s, error %v; want %s and an error about $%s", record.Outcome, err, job.Failed, variable)
		}
		if n := len(r.site.Seen()); n > 0 {
			t.Errorf("%d requests were sent without a key", n)
		}
	})
}

// KeepsSecrets wants no trace of the secrets in pages, states, records, logs and errors, whether the
// site answers, refuses or fails.
func KeepsSecrets(t *testing.T, s collect.Source, c Case, secrets ...string) {
	t.Helper()
	c = c.filled()
	for _, status := range []int{http.StatusOK, http.StatusForbidden, http.StatusServiceUnavailable} {
		synctest.Test(t, func(t *testing.T) {
			r := newRig(t, s, c)
			if status != http.StatusOK {
				r.site.Before = always(status, nil)
			}
			var log bytes.Buffer
			r.log = slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))
			record, err := r.collect(t.Context(), r.c.Now)
			found := map[string]string{"log": log.String(), "record": record.Message}
			if err != nil {
				found["error"] = err.Error()
			}
			state, _ := json.Marshal(r.sink.State(s.Name))
			found["state"] = string(state)
			for _, p := range r.sink.Pages() {
				head := p
				head.Body = nil
				data, _ := json.Marshal(head)
				found["page "+p.URL] = string(data) + string(p.Body)
			}
			for where, text := range found {
				for _, secret := range secrets {
					if strings.Contains(text, secret) {
						t.Errorf("status %d: %s holds the secret %q: %.300s", status, where, secret, text)
					}
				}
			}
		})
	}
}

// Once runs a source over its recording and returns its record and what the site saw.
func Once(t *testing.T, s collect.Source, c Case) (record job.RunRecord, seen []Seen) {
	t.Helper()
	c = c.filled()
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, s, c)
		record, _ = r.collect(t.Context(), r.c.Now)
		seen = r.site.Seen()
	})
	return record, seen
}

// Times runs a source a number of times, two days apart, over the same site, and returns what the site
// saw in each run.
func Times(t *testing.T, n int, s collect.Source, c Case) (seen [][]Seen) {
	t.Helper()
	c = c.filled()
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, s, c)
		for i := range n {
			r.rewind(t)
			if _, err := r.collect(t.Context(), r.c.Now.AddDate(0, 0, 2*i)); err != nil {
				t.Errorf("run %d: %v", i+1, err)
			}
			seen = append(seen, r.site.Seen())
		}
	})
	return seen
}
