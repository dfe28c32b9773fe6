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
	ID    wire.Text  `json:"id"`
	Title wire.Text  `json:"title"`
	Tags  wire.Texts `json:"tags"`
}

func (a *ad) Native() string { return string(a.ID) }

func (a *ad) Listing(p job.Page) (job.Listing, error) {
	if a.Title == "draft" {
		return job.Listing{}, wire.ErrSkip
	}
	return job.Listing{Source: p.Source, ID: string(a.ID), Title: string(a.Title), Tags: a.Tags, SeenAt: p.FetchedAt}, nil
}

// TestEach wants every row counted once, whatever it is.
func TestEach(t *testing.T) {
	var rows []json.RawMessage
	for _, s := range []string{
		`{"id": 1, "title": "Potter", "tags": ["clay", 7, null, ""]}`, `{"id": "2", "title": "Smith", "tags": "iron"}`,
		`{"id": 3, "title": "draft"}`, `{"id": 4, "title": ["x"]}`, `{"title": "Nobody"}`, `{"id": 5, "title": "x", "tags": {}}`, `null`, `7`,
	} {
		rows = append(rows, json.RawMessage(s))
	}
	out := wire.Each[ad](job.Page{Source: "s", FetchedAt: time.Unix(1.8e9, 0)}, rows)
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
	if diff := cmp.Diff([]string{"4 title", " id", "5 tags", " id", " "}, fields); diff != "" {
		t.Errorf("rejects (-want +got):\n%s", diff)
	}
}
