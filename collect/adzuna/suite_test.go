package adzuna_test

import (
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"rung/collect"
	"rung/collect/adzuna"
	"rung/collect/sourcetest"
	"rung/internal/job"
	"rung/internal/shared"
)

var recorded = sourcetest.Case{
	Settings: collect.Settings{Options: map[string][]string{"app_id": {"id-of-mine"}, "app_key": {"k3y-of-mine"}, "queries": {"lamp engineer"}}},
	Rows:     5,
}

func TestSource(t *testing.T) { sourcetest.Run(t, adzuna.Source(), recorded) }
func TestNoKey(t *testing.T) {
	sourcetest.NeedsKey(t, adzuna.Source(), recorded, "RUNG_SOURCES_ADZUNA_APP_ID")
}

func TestSecrets(t *testing.T) {
	sourcetest.KeepsSecrets(t, adzuna.Source(), recorded, "id-of-mine", "k3y-of-mine")
}
func FuzzParse(f *testing.F) { sourcetest.Fuzz(f, adzuna.Source(), recorded) }

// TestDisabled wants it off until someone has keys.
func TestDisabled(t *testing.T) {
	s := adzuna.Source()
	if s.Enabled() || s.ByDefault {
		t.Error("it is on by default")
	}
}

// TestLimits wants settings refused that ask for more than the terms allow, or for what there is not.
func TestLimits(t *testing.T) {
	for option, words := range map[string]string{"pages": "monthly limit", "countries": "no country"} {
		c := recorded
		c.Settings.Options = maps.Clone(recorded.Settings.Options)
		c.Settings.Options["queries"] = []string{"a", "b"}
		c.Settings.Options[option] = []string{map[string]string{"pages": "41", "countries": "atlantis"}[option]}
		record, seen := sourcetest.Once(t, adzuna.Source(), c)
		if len(seen) > 0 || !strings.Contains(record.Message, words) {
			t.Errorf("%s: %d requests, message %q, want one about %q", option, len(seen), record.Message, words)
		}
	}
}

// TestPayload reads the saved page, of whose amounts half are guesses.
func TestPayload(t *testing.T) {
	body, err := os.ReadFile(filepath.Join(shared.Dir(t, "payloads", "adzuna"), "josef5_gb_2025-08.json"))
	if err != nil {
		t.Fatal(err)
	}
	out, err := adzuna.Parse(job.Page{Source: "adzuna", Body: body, Meta: map[string]string{"country": "gb"}})
	if err != nil || len(out.Listings) != 50 || len(out.Rejects) > 0 {
		t.Fatalf("%d listings, rejects %+v, error %v", len(out.Listings), out.Rejects, err)
	}
	bases := map[job.Basis]int{}
	for _, l := range out.Listings {
		for _, p := range l.Given.Pay {
			bases[p.Basis]++
			if p.Currency != "GBP" || p.Period != job.Year {
				t.Errorf("%s: %+v", l.ID, p)
			}
		}
		if strings.Contains(l.URL, "utm_") || len(l.Given.Countries) != 1 || l.Given.Countries[0] != "GB" || l.PostedAt.IsZero() || l.Text == "" {
			t.Errorf("%s: %q, %q, %v", l.ID, l.URL, l.Given.Countries, l.PostedAt)
		}
	}
	if bases[job.Estimate] != 26 || len(bases) > 2 {
		t.Errorf("bases %v, want 26 estimates", bases)
	}
}
