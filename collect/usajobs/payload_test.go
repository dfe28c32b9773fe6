package usajobs_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"rung/collect/usajobs"
	"rung/internal/job"
	"rung/internal/shared"
)

// TestPayload reads the saved answer of 2016, whose codes were words.
func TestPayload(t *testing.T) {
	body, err := os.ReadFile(filepath.Join(shared.Dir(t, "payloads", "usajobs"), "search_2016-05_first8.json"))
	if err != nil {
		t.Fatal(err)
	}
	out, err := usajobs.Parse(job.Page{Source: "usajobs", Body: body})
	if err != nil || len(out.Listings) != 8 || len(out.Rejects)+out.Skipped > 0 {
		t.Fatalf("%d listings, rejects %+v, error %v", len(out.Listings), out.Rejects, err)
	}
	for _, l := range out.Listings {
		ok := len(l.Given.Pay) == 1 && l.Given.Pay[0].Period == job.Year && l.Given.Pay[0].Min > 60_000 && l.Given.Pay[0].Currency == "USD"
		ok = ok && slices.Equal(l.Given.Employment, []job.Employment{job.FullTime}) && slices.Equal(l.Given.Countries, []string{"US"})
		if !ok || l.Text == "" || l.Employer == "" || l.PostedAt.IsZero() || !l.ValidThrough.After(l.PostedAt) || len(l.Locations) != 1 || l.Given.City == "" {
			t.Errorf("%s %q: pay %+v, given %+v, posted %v to %v", l.ID, l.Title, l.Given.Pay, l.Given, l.PostedAt, l.ValidThrough)
		}
	}
}
