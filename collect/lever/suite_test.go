package lever_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"rung/collect"
	"rung/collect/lever"
	"rung/collect/sourcetest"
	"rung/internal/job"
	"rung/internal/shared"
)

func TestSource(t *testing.T) {
	sourcetest.Run(t, lever.Source(), sourcetest.Case{
		Settings: collect.Settings{Options: map[string][]string{"boards": {"brassmoth=Brass Moth", "eu:quiet-quay", "closed-shop"}}},
		Gone:     "closed-shop", Rows: 7,
	})
}

func FuzzParse(f *testing.F) { sourcetest.Fuzz(f, lever.Source(), sourcetest.Case{}) }

// TestPayloads reads real answers; what they hold was counted in the raw files.
func TestPayloads(t *testing.T) {
	type counts struct{ Listings, WithText, Remote, Contract, Paid int }
	for name, want := range map[string]counts{
		"careerkit_2026.json":           {2, 2, 2, 2, 0},
		"aaron_board.json":              {2, 2, 2, 0, 0},
		"zoox_salaryRange_2026-09.json": {1, 1, 0, 0, 1},
	} {
		body, err := os.ReadFile(filepath.Join(shared.Dir(t, "payloads", "lever"), name))
		if err != nil {
			t.Fatal(err)
		}
		out, err := lever.Parse(job.Page{Source: "lever", Scope: "x", Body: body})
		if err != nil || len(out.Rejects)+out.Skipped > 0 {
			t.Errorf("%s: rejects %+v, error %v", name, out.Rejects, err)
		}
		got := counts{Listings: len(out.Listings)}
		for _, l := range out.Listings {
			if l.Text != "" {
				got.WithText++
			}
			if l.Given.Remote == job.Remote {
				got.Remote++
			}
			if len(l.Given.Employment) == 1 && l.Given.Employment[0] == job.Contract {
				got.Contract++
			}
			for _, p := range l.Given.Pay {
				if p.Min == 144_000 && p.Max == 193_000 && p.Currency == "USD" && p.Period == job.Year {
					got.Paid++
				}
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// TestSalaryInterval reads the spans that Lever's forms offer.
func TestSalaryInterval(t *testing.T) {
	for interval, want := range map[string]job.Period{
		"per-year-salary": job.Year, "per-hour-wage": job.Hour, "per-month-salary": job.Month, "per-day-wage": job.Day,
		"per-week-wage": job.Week, "one-time": "", "": "", "monthly": job.Month,
	} {
		out, err := lever.Parse(job.Page{Source: "lever", Scope: "x", Body: []byte(
			`[{"id": "1", "text": "Smith", "salaryRange": {"currency": "EUR", "interval": "` + interval + `", "min": 1, "max": 2}}]`)})
		if err != nil || len(out.Listings) != 1 || len(out.Listings[0].Given.Pay) != 1 {
			t.Fatalf("%q: %+v, %v", interval, out, err)
		}
		if got := out.Listings[0].Given.Pay[0].Period; got != want {
			t.Errorf("interval %q is %q, want %q", interval, got, want)
		}
	}
}
