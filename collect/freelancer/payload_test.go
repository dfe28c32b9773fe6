package freelancer_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"rung/collect/freelancer"
	"rung/internal/job"
	"rung/internal/shared"
)

// TestPayloads reads the saved answers.
func TestPayloads(t *testing.T) {
	type seen struct {
		Min, Max float64
		Currency string
		Period   job.Period
		Bids     int
		Average  float64
		Tags     int
	}
	got := map[string]seen{}
	for name, want := range map[string]int{"skalathiya_projects_active_2022-03.json": 2, "skalathiya_projects2_2022-03.json": 1} {
		body, err := os.ReadFile(filepath.Join(shared.Dir(t, "payloads", "freelancer"), name))
		if err != nil {
			t.Fatal(err)
		}
		out, err := freelancer.Parse(job.Page{Source: "freelancer", Body: body})
		if err != nil || len(out.Listings) != want || len(out.Rejects)+out.Skipped > 0 {
			t.Fatalf("%s: %d listings, %d skipped, rejects %+v, error %v", name, len(out.Listings), out.Skipped, out.Rejects, err)
		}
		for _, l := range out.Listings {
			pay := l.Given.Pay[0]
			got[l.ID] = seen{pay.Min, pay.Max, pay.Currency, pay.Period, l.Competition.Bids, l.Competition.BidAverage, len(l.Tags)}
			if pay.Basis != job.BudgetBand || l.PostedAt.IsZero() || l.ValidThrough.IsZero() || l.Given.Remote != job.Remote || l.URL == "" {
				t.Errorf("%s: %+v", l.ID, l)
			}
		}
	}
	want := map[string]seen{
		"33255100": {25, 50, "USD", job.Hour, 28, 34.892857142857146, 0},
		"33255069": {75000, 150000, "INR", job.Project, 5, 135000, 0},
		"33256190": {20, 250, "GBP", job.Project, 50, 169.7, 1},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
