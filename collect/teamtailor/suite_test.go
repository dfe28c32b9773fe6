package teamtailor_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"rung/collect"
	"rung/collect/sourcetest"
	"rung/collect/teamtailor"
	"rung/internal/job"
	"rung/internal/shared"
)

func TestSource(t *testing.T) {
	sourcetest.Run(t, teamtailor.Source(), sourcetest.Case{
		Settings: collect.Settings{Options: map[string][]string{"boards": {"tidewell", "emptyshelf", "closed-shop"}}},
		Gone:     "closed-shop", Rows: 5,
	})
}

func FuzzParse(f *testing.F) { sourcetest.Fuzz(f, teamtailor.Source(), sourcetest.Case{}) }

// TestPayload reads a real feed; its postings came without texts and pay.
func TestPayload(t *testing.T) {
	body, err := os.ReadFile(filepath.Join(shared.Dir(t, "payloads", "teamtailor"), "careerkit_jsonfeed.json"))
	if err != nil {
		t.Fatal(err)
	}
	out, err := teamtailor.Parse(job.Page{Source: "teamtailor", Scope: "x", Body: body})
	if err != nil || len(out.Listings) != 2 || len(out.Rejects)+out.Skipped > 0 {
		t.Fatalf("%d listings, rejects %+v, error %v; want 2", len(out.Listings), out.Rejects, err)
	}
	for i, want := range [][]string{{"ES"}, {"SE", "DK"}} {
		l := out.Listings[i]
		if l.Employer != "Teamtailor" || l.PostedAt.IsZero() || l.URL == "" || !slices.Equal(l.Given.Countries, want) {
			t.Errorf("listing %d: employer %q, posted %v, address %q, countries %q; want %q", i, l.Employer, l.PostedAt, l.URL, l.Given.Countries, want)
		}
	}
}
