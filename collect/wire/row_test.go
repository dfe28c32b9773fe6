package wire_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"rung/collect/wire"
	"rung/internal/job"
)

type ad struct {
	ID    wire.Text `json:"id"`
	Title wire.Text `json:"title"`
	Tags  wire.List `json:"tags"`
}

// TestEveryRowCounts wants every row counted once, whatever it is.
func TestEveryRowCounts(t *testing.T) {
	var rows []json.RawMessage
	for _, s := range []string{
		`{"id": 1, "title": "Potter", "tags": ["clay", 7, null, ""]}`, `{"id": "2", "title": "Smith", "tags": "iron"}`,
		`{"id": 3, "title": "draft"}`, `{"id": 4, "title": ["x"]}`, `{"title": "Nobody"}`, `{"id": 5, "title": "x", "tags": {}}`,
		`null`, `7`, `{"id": 1, "title": "Potter"}`,
	} {
		rows = append(rows, json.RawMessage(s))
	}
	out := wire.Listings(job.Page{Source: "s", FetchedAt: time.Unix(1.8e9, 0)}, rows, func(a ad, l *job.Listing) error {
		l.ID, l.Title, l.Tags = string(a.ID), string(a.Title), a.Tags.Strings()
		if l.Title == "draft" {
			return wire.ErrSkip
		}
		return nil
	})
	if len(out.Listings) != 2 || out.Skipped != 1 || len(out.Listings)+len(out.Rejects)+out.Skipped != len(rows) {
		t.Fatalf("%d listings, %d skipped, %d rejects of %d rows", len(out.Listings), out.Skipped, len(out.Rejects), len(rows))
	}
	if diff := cmp.Diff([]string{"clay", "7"}, out.Listings[0].Tags); diff != "" {
		t.Errorf("tags (-want +got):\n%s", diff)
	}
	var fields []string
	for _, r := range out.Rejects {
		fields = append(fields, r.ID+" "+r.Field)
	}
	if diff := cmp.Diff([]string{"4 title", " id", "5 tags", " id", " ", "1 id"}, fields); diff != "" {
		t.Errorf("rejects (-want +got):\n%s", diff)
	}
}
