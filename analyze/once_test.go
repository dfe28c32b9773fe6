package analyze_test

import (
	"context"
	"database/sql"
	"strings"
	"sync"
	"testing"

	"rung/analyze"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/sync/errgroup"
)

// counting counts how often a database is asked what the question pairs asks.
type counting struct {
	analyze.Querier
	mu    sync.Mutex
	pairs int
}

func (c *counting) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	if strings.HasPrefix(query, "-- name: pairs\n") {
		c.mu.Lock()
		c.pairs++
		c.mu.Unlock()
	}
	return c.Querier.QueryContext(ctx, query, args...)
}

// TestOnce asks for pairs, by themselves and for the ways out that rest on them, at the same time and again: they are found once
// for each set of arguments, and all answers are what they are without that.
func TestOnce(t *testing.T) {
	archive, db := open(t, "testdata/escapes.txtar")
	load(t, db, archive.Files)
	asks := []struct {
		question string
		args     analyze.Args
	}{
		{"pairs", analyze.Args{"since": "2024-11", "until": "2024-11", "top": int64(0)}},
		{"escapes", analyze.Args{"since": "2024-11", "until": "2024-11"}},
		{"pairs", analyze.Args{"since": "2024-11-01", "until": "2024-11-30", "top": "0"}},
		{"pairs", analyze.Args{"since": "2024-11", "until": "2024-11", "top": int64(0), "undated": true}},
	}
	c := &counting{Querier: db}
	once := analyze.Once(c)
	got := make([]*analyze.Table, len(asks))
	var g errgroup.Group
	for i, a := range asks {
		g.Go(func() (err error) {
			got[i], err = analyze.Ask(t.Context(), once, a.question, a.args)
			return err
		})
	}
	if err := g.Wait(); err != nil {
		t.Fatal(err)
	}
	for i, a := range asks {
		want, err := analyze.Ask(t.Context(), db, a.question, a.args)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got[i]); diff != "" || len(want.Rows) == 0 {
			t.Errorf("%s %v (-asked alone +asked once):\n%s", a.question, a.args, diff)
		}
	}
	if c.pairs != 2 {
		t.Errorf("pairs were found %d times, want 2: with undated ads and without", c.pairs)
	}
	if _, err := analyze.Ask(t.Context(), once, "pairs", analyze.Args{"nothing": 1}); err == nil {
		t.Error("a parameter that is none is taken")
	}
}
