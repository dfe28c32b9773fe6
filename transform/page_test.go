package transform_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"rung/internal/job"
	"rung/transform"
)

// TestListedIsSeen wants ids that a page only names to be sightings of no version, and no rows.
func TestListedIsSeen(t *testing.T) {
	at := time.Date(2024, 12, 1, 12, 0, 0, 0, time.UTC)
	p := job.Page{Source: "s", Kind: job.PageBody, Scope: "acme", RunID: "r", FetchedAt: at, Hash: "h"}
	parse := func(job.Page) (job.Parsed, error) { return job.Parsed{Listed: []string{"1", "2"}, Skipped: 1}, nil }
	got := transform.Page(p, parse, nil, transform.NewKeySet(nil))
	want := transform.PageResult{Source: "s", RunID: "r", Skipped: 1, Sightings: []job.Sighting{
		{Source: "s", ID: "1", Scope: "acme", RunID: "r", At: at, PageHash: "h"},
		{Source: "s", ID: "2", Scope: "acme", RunID: "r", At: at, PageHash: "h"},
	}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("page (-want +got):\n%s", diff)
	}
}
