package francetravail_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"rung/collect"
	"rung/collect/francetravail"
	"rung/collect/sourcetest"
	"rung/internal/job"
	"rung/internal/shared"
)

var recorded = sourcetest.Case{
	Settings: collect.Settings{Options: map[string][]string{"client_id": {"id-of-mine"}, "client_secret": {"s3cret-of-mine"}, "rome": {"M1805"}}},
	Rows:     5,
}

func TestSource(t *testing.T) { sourcetest.Run(t, francetravail.Source(), recorded) }
func TestNoKey(t *testing.T) {
	sourcetest.NeedsKey(t, francetravail.Source(), recorded, "RUNG_SOURCES_FRANCETRAVAIL_CLIENT_ID")
}

func TestSecrets(t *testing.T) {
	sourcetest.KeepsSecrets(t, francetravail.Source(), recorded, "id-of-mine", "s3cret-of-mine", "t0ken-of-today")
}
func FuzzParse(f *testing.F) { sourcetest.Fuzz(f, francetravail.Source(), recorded) }

// TestPeople wants no contact in what is read, refused rows included.
func TestPeople(t *testing.T) {
	for _, title := range []string{`"x"`, "null", "[]"} {
		out, err := francetravail.Parse(job.Page{Source: "francetravail", Body: []byte(
			`{"resultats": [{"contact": {"nom": "Yvonne", "courriel": "y@x.example"}, "id": "1", "intitule": ` + title + `}]}`)})
		if err != nil {
			t.Fatal(err)
		}
		if data, _ := json.Marshal(out); strings.Contains(string(data), "Yvonne") || strings.Contains(string(data), "y@x") {
			t.Errorf("%s", data)
		}
	}
}

// TestPayload reads the saved offers of 2021, whose "à" was lost.
func TestPayload(t *testing.T) {
	body, err := os.ReadFile(filepath.Join(shared.Dir(t, "payloads", "francetravail"), "passemploi_2021-10.json"))
	if err != nil {
		t.Fatal(err)
	}
	out, err := francetravail.Parse(job.Page{Source: "francetravail", Body: body})
	if err != nil || len(out.Listings) != 2 || len(out.Rejects) > 0 {
		t.Fatalf("%+v, %v", out, err)
	}
	type seen struct {
		ID, City, PayText, Apply string
		Pay                      []job.Pay
		Employment               []job.Employment
		Entry                    bool
	}
	var got []seen
	for _, l := range out.Listings {
		got = append(got, seen{l.ID, l.Given.City, l.PayText, l.ApplyURL[:24], l.Given.Pay, l.Given.Employment, l.Given.EntryLevel})
	}
	want := []seen{
		{"4369834", "Reims", "", "https://candidature.beet", []job.Pay{{
			Min: 1600, Max: 1800, Currency: "EUR", Period: job.Month, Basis: job.Stated, Text: "Mensuel de 1600,00 Euros à 1800,00 Euros",
			Evidence: job.Evidence{Field: job.FieldSource, Rule: "francetravail.salaire"},
		}}, []job.Employment{job.FullTime, job.Temporary}, true},
		{"4162319", "", "A partir de 28 k€ brut annuel", "https://www.apec.fr/cand", nil, nil, false},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
