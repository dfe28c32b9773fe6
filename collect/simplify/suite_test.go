package simplify_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"rung/collect"
	"rung/collect/simplify"
	"rung/collect/sourcetest"
	"rung/internal/job"
	"rung/internal/shared"
)

func TestSource(t *testing.T) {
	sourcetest.Run(t, simplify.Source(), sourcetest.Case{
		Settings: collect.Settings{Options: map[string][]string{"lists": {
			"SimplifyJobs/New-Grad-Positions", "SimplifyJobs/Summer2025-Internships", "SimplifyJobs/Summer1999-Internships",
		}}},
		Gone: "SimplifyJobs/Summer1999-Internships", Rows: 5,
	})
}

func FuzzParse(f *testing.F) { sourcetest.Fuzz(f, simplify.Source(), sourcetest.Case{}) }

// TestPayload reads the real list of October 2024: of 1288 rows 141 are active and 138 of those visible,
// as counted in the file.
func TestPayload(t *testing.T) {
	body, err := os.ReadFile(filepath.Join(shared.Dir(t, "payloads", "simplify"), "listings_2024-10.json"))
	if err != nil {
		t.Fatal(err)
	}
	out, err := simplify.Parse(job.Page{Source: "simplify", Scope: "SimplifyJobs/New-Grad-Positions", Body: body})
	if err != nil || len(out.Listings) != 138 || out.Skipped != 1150 || len(out.Rejects) > 0 {
		t.Fatalf("%d listings, %d skipped, rejects %+v, error %v; want 138 and 1150", len(out.Listings), out.Skipped, out.Rejects, err)
	}
	for _, l := range out.Listings {
		if l.PostedAt.Before(time.Date(2023, 7, 1, 0, 0, 0, 0, time.UTC)) || l.URL == "" || len(l.Locations) == 0 || !l.Given.EntryLevel {
			t.Errorf("listing %s: posted %v, address %q, places %q", l.ID, l.PostedAt, l.URL, l.Locations)
		}
	}
}
