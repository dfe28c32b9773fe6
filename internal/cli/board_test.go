package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"rung/collect"
	"rung/internal/job"
	"rung/internal/polite"
)

// canary is the secret of the board, which must turn up nowhere.
const canary = "canary-7f3a91"

// board is a small site of this machine, with a source that reads it and a program to run over it.
type board struct {
	*app
	dir      string
	out, log bytes.Buffer

	mu      sync.Mutex
	clock   time.Time
	ids     []string
	status  int
	arrived chan struct{} // told of every request, when it is set
	release chan struct{} // waited for before an answer, when it is set
}

func newBoard(t *testing.T, ids ...string) *board {
	t.Helper()
	b := &board{dir: t.TempDir(), ids: ids, status: http.StatusOK, clock: time.Date(2026, 11, 2, 5, 0, 0, 0, time.UTC)}
	srv := httptest.NewServer(b)
	t.Cleanup(srv.Close)
	b.app = &app{
		out: &b.out, err: &b.log, now: b.now, sources: []collect.Source{boardSource(srv.URL)},
		env: []string{"HOME=" + b.dir, "RUNG_SOURCES_BOARD_KEY=" + canary},
	}
	return b
}

func (b *board) lakeDir() string { return filepath.Join(b.dir, ".local", "share", "rung", "lake") }

// now is a clock that each look moves on by a millisecond.
func (b *board) now() time.Time {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.clock = b.clock.Add(time.Millisecond)
	return b.clock
}

// rung runs a command a day later than the last one and wants its exit code.
func (b *board) rung(t *testing.T, want Code, args ...string) string {
	t.Helper()
	b.mu.Lock()
	b.clock = b.clock.Add(24 * time.Hour)
	b.mu.Unlock()
	b.out.Reset()
	b.flags = globalFlags{}
	if got := b.run(t.Context(), args); got != int(want) {
		t.Fatalf("rung %s ended with %d, want %d:\n%s%s", strings.Join(args, " "), got, want, b.out.String(), b.log.String())
	}
	return b.out.String()
}

// read collects and reads what came.
func (b *board) read(t *testing.T, flags ...string) {
	t.Helper()
	b.rung(t, Done, append([]string{"collect"}, flags...)...)
	b.rung(t, Done, append([]string{"transform"}, flags...)...)
}

// shows changes what the site answers.
func (b *board) shows(status int, ids ...string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.status, b.ids = status, ids
}

func (b *board) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	b.mu.Lock()
	status, arrived, release := b.status, b.arrived, b.release
	type advert struct{ ID, Title string }
	var list []advert
	for _, id := range b.ids {
		list = append(list, advert{id, "Go developer " + id})
	}
	b.mu.Unlock()
	if r.Header.Get("Authorization") != "Bearer "+canary {
		status = http.StatusUnauthorized
	}
	if arrived != nil {
		arrived <- struct{}{}
	}
	if release != nil {
		select {
		case <-release:
		case <-r.Context().Done():
		}
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(list)
}

func boardSource(base string) collect.Source {
	return collect.Source{
		Name: "board", Title: "Board", Home: "https://board.example", BaseURL: base, Access: collect.API, ByDefault: true,
		Terms:   collect.Terms{Verdict: collect.Allowed, Why: "It is made up.", URL: "https://board.example", ReadOn: "2026-11-01", Licence: "CC0-1.0", Rate: 1000},
		Gives:   []string{"text"},
		Options: []collect.Option{{Name: "key", Doc: "The key.", Secret: true}},
		Life:    collect.Life{ShowsAllOpen: true},
		Fetch: func(ctx context.Context, r *collect.Run) error {
			p, err := r.Get(ctx, "all", r.Base+"/jobs?key="+r.Settings.First("key"), polite.Header("Authorization", "Bearer "+r.Settings.First("key")))
			if err != nil {
				return err
			}
			p.URL = polite.Strip(p.URL)
			if err := r.Keep(ctx, p); err != nil {
				return err
			}
			return r.Complete(ctx, "all")
		},
		Parse: func(p job.Page) (job.Parsed, error) {
			var rows []struct{ ID, Title string }
			if err := json.Unmarshal(p.Body, &rows); err != nil {
				return job.Parsed{}, err
			}
			var parsed job.Parsed
			for _, r := range rows {
				parsed.Listings = append(parsed.Listings, job.Listing{
					Source: p.Source, ID: r.ID, Title: r.Title, Text: "We want Go and PostgreSQL.", Employer: "Acme " + r.ID, Scope: p.Scope,
					SeenAt: p.FetchedAt, RunID: p.RunID,
				})
			}
			return parsed, nil
		},
	}
}
