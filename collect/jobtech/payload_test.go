package jobtech_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
	"time"

	"rung/collect/jobtech"
	"rung/internal/job"
	"rung/internal/shared"
)

// TestPayload reads the service's own test data, out of the index that it is wrapped in.
func TestPayload(t *testing.T) {
	data, err := os.ReadFile(filepath.Join(shared.Dir(t, "payloads", "jobtech"), "sokannonser_platsannons_results_eng.json"))
	if err != nil {
		t.Fatal(err)
	}
	var index struct {
		Hits struct {
			Hits []struct {
				Source json.RawMessage `json:"_source"`
			} `json:"hits"`
		} `json:"hits"`
	}
	if err := json.Unmarshal(data, &index); err != nil {
		t.Fatal(err)
	}
	var rows []json.RawMessage
	for _, h := range index.Hits.Hits {
		rows = append(rows, h.Source)
	}
	body, err := json.Marshal(rows)
	if err != nil {
		t.Fatal(err)
	}
	out, err := jobtech.Parse(job.Page{Source: "jobtech", Body: body})
	if err != nil || len(out.Listings) != len(rows) || len(rows) == 0 || len(out.Rejects)+len(out.Removed) > 0 {
		t.Fatalf("%d listings of %d, rejects %+v, error %v", len(out.Listings), len(rows), out.Rejects, err)
	}
	for _, l := range out.Listings {
		if l.Text == "" || l.Employer == "" || l.PostedAt.IsZero() || l.ValidThrough.IsZero() || l.Given.City == "" || len(l.Given.Countries) != 1 || l.Given.Countries[0] != "SE" {
			t.Errorf("%s: %+v", l.ID, l)
		}
	}
	// Midnight in Stockholm in March is an hour before midnight in Greenwich.
	if got, want := out.Listings[0].PostedAt, time.Date(2019, 3, 12, 23, 0, 0, 0, time.UTC); !got.Equal(want) {
		t.Errorf("posted %v, want %v", got, want)
	}
}
