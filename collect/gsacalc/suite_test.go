package gsacalc_test

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/google/go-cmp/cmp"

	"rung/collect"
	"rung/collect/gsacalc"
	"rung/collect/sourcetest"
	"rung/internal/job"
	"rung/internal/shared"
)

var recorded = sourcetest.Case{
	Settings: collect.Settings{Options: map[string][]string{"keywords": {"lamp engineer"}}},
	Rows:     5,
}

func TestSource(t *testing.T) { sourcetest.Run(t, gsacalc.Source(), recorded) }
func FuzzParse(f *testing.F)  { sourcetest.Fuzz(f, gsacalc.Source(), recorded) }

// TestPayload reads the sample answer of the official documentation.
func TestPayload(t *testing.T) {
	doc, err := os.ReadFile(filepath.Join(shared.Dir(t, "payloads", "gsa_calc"), "dx-calc-api.md"))
	if err != nil {
		t.Fatal(err)
	}
	sample := regexp.MustCompile(`(?s)"hits": \{\s*"total".*?"sort": \[[^\]]*\]\s*\}`).Find(doc)
	if sample == nil {
		t.Fatal("no sample in the documentation")
	}
	out, err := gsacalc.Parse(job.Page{Source: "gsacalc", Body: []byte("{" + string(sample) + "]}}")})
	if err != nil || len(out.Listings) != 1 {
		t.Fatalf("%+v, %v", out, err)
	}
	l := out.Listings[0]
	want := []job.Pay{{
		Min: 17.52, Max: 17.52, Currency: "USD", Period: job.Hour, Basis: job.Ceiling, Label: "HS, 1 years",
		Evidence: job.Evidence{Field: job.FieldSource, Rule: "gsacalc.current_price"},
	}}
	if diff := cmp.Diff(want, l.Given.Pay); diff != "" || l.ID != "6340611" || l.Title != "Special Event Set-Up" || l.ValidThrough.Year() != 2028 || !l.PostedAt.IsZero() {
		t.Errorf("%+v\n%s", l, diff)
	}
}

// TestNeverAnOffer wants every amount to be a ceiling: nothing else may come from here.
func TestNeverAnOffer(t *testing.T) {
	for _, row := range []string{`"current_price": 80`, `"current_price": "80"`, `"current_price": 1e6`, `"current_price": 80, "min_years_experience": -1`} {
		out, err := gsacalc.Parse(job.Page{Source: "gsacalc", Body: []byte(`{"hits": {"hits": [{"_source": {"id": 1, "labor_category": "x", ` + row + `}}]}}`)})
		if err != nil || len(out.Listings) != 1 {
			t.Fatalf("%s: %+v, %v", row, out, err)
		}
		for _, p := range out.Listings[0].Given.Pay {
			if p.Basis != job.Ceiling || p.Period != job.Hour {
				t.Errorf("%s: %+v", row, p)
			}
		}
	}
}
