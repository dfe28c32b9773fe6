package greenhouse_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"rung/collect/greenhouse"
	"rung/internal/job"
	"rung/internal/shared"
)

func TestPayloads(t *testing.T) {
	for name, want := range map[string]int{"breteai_2026-08.json": 3, "careerkit_2026.json": 2, "gitlab_trimmed_2026-09.json": 1} {
		body, err := os.ReadFile(filepath.Join(shared.Dir(t, "payloads", "greenhouse"), name))
		if err != nil {
			t.Fatal(err)
		}
		out, err := greenhouse.Parse(job.Page{Source: "greenhouse", Scope: "x", Body: body})
		if err != nil || len(out.Listings) != want || len(out.Rejects)+out.Skipped > 0 {
			t.Errorf("%s: %d listings, rejects %+v, error %v; want %d listings", name, len(out.Listings), out.Rejects, err, want)
		}
		for _, l := range out.Listings {
			if !strings.HasPrefix(l.Text, "<div") || l.Employer == "" || strings.HasSuffix(l.Employer, " ") || l.PostedAt.IsZero() || len(l.Locations) == 0 {
				t.Errorf("%s: listing %s: text %.20q, employer %q, posted %v, places %q", name, l.ID, l.Text, l.Employer, l.PostedAt, l.Locations)
			}
		}
	}
}

// TestOneJob reads the answer for a single job, the only one that shows pay.
func TestOneJob(t *testing.T) {
	out, err := greenhouse.Parse(job.Page{Source: "greenhouse", Scope: "x", Body: []byte(
		`{"id": 44444, "internal_job_id": 55555, "title": "Product Engineer", "company_name": "Acorn", "content": "&lt;p&gt;x",
		"pay_input_ranges": [{"min_cents": 5000000, "max_cents": 7500000, "currency_type": "USD", "title": "NYC", "blurb": ""}]}`)})
	if err != nil || len(out.Listings) != 1 {
		t.Fatalf("%+v, %v", out, err)
	}
	if p := out.Listings[0].Given.Pay; len(p) != 1 || p[0].Min != 50_000 || p[0].Max != 75_000 || p[0].Period != job.Year || p[0].Label != "NYC" {
		t.Errorf("pay %+v", p)
	}
}
