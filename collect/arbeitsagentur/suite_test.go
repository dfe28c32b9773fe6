package arbeitsagentur_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"rung/collect"
	"rung/collect/arbeitsagentur"
	"rung/collect/sourcetest"
	"rung/internal/job"
	"rung/internal/polite"
	"rung/internal/shared"
)

var recorded = sourcetest.Case{
	Settings: collect.Settings{Options: map[string][]string{"queries": {"Leuchtturm"}}},
	Rows:     5,
}

func TestSource(t *testing.T) { sourcetest.Run(t, arbeitsagentur.Source(), recorded) }
func FuzzParse(f *testing.F)  { sourcetest.Fuzz(f, arbeitsagentur.Source(), recorded) }

// TestRefused wants nothing asked without a permission.
func TestRefused(t *testing.T) {
	now := func() time.Time { return time.Unix(1.8e9, 0) }
	site := &sourcetest.Site{Recording: &sourcetest.Recording{}}
	_, err := collect.Collect(t.Context(), []collect.Source{arbeitsagentur.Source()}, map[string]collect.Settings{"arbeitsagentur": {Enabled: true}},
		&sourcetest.MemorySink{}, collect.Options{RunID: "r", Now: now, Client: polite.New(polite.Config{Now: now, Transport: site})})
	var refused *collect.RefusedError
	if !errors.As(err, &refused) || len(site.Seen()) > 0 {
		t.Errorf("error %v, %d requests", err, len(site.Seen()))
	}
}

// TestNothingFound tells an answer that found nothing from one whose list is lost.
func TestNothingFound(t *testing.T) {
	for body, ok := range map[string]bool{`{"maxErgebnisse": 0}`: true, `{"maxErgebnisse": 7}`: false, `{}`: false, `{"maxErgebnisse": 0, "ergebnisliste": {}}`: false} {
		out, err := arbeitsagentur.Parse(job.Page{Body: []byte(body)})
		if ok != (err == nil) || len(out.Listings) > 0 {
			t.Errorf("%s: %+v, error %v", body, out, err)
		}
	}
}

func TestPayload(t *testing.T) {
	body, err := os.ReadFile(filepath.Join(shared.Dir(t, "payloads", "arbeitsagentur"), "jobspot_v6_search_2026-10.json"))
	if err != nil {
		t.Fatal(err)
	}
	out, err := arbeitsagentur.Parse(job.Page{Source: "arbeitsagentur", Body: body})
	if err != nil || len(out.Listings) != 4 || len(out.Rejects) > 0 {
		t.Fatalf("%d listings, rejects %+v, error %v", len(out.Listings), out.Rejects, err)
	}
	inBerlin, hours := 0, 0
	for _, l := range out.Listings {
		if l.Given.City == "Berlin" && len(l.Given.Countries) == 1 && l.Given.Countries[0] == "DE" {
			inBerlin++
		}
		hours += min(1, len(l.Given.Employment))
		if l.PostedAt.IsZero() || l.Category == "" || l.URL == "" {
			t.Errorf("%+v", l)
		}
	}
	if inBerlin != 3 || hours != 3 { // one names no place, one no hours
		t.Errorf("%d in Berlin, %d with hours; want 3 and 3", inBerlin, hours)
	}
}
