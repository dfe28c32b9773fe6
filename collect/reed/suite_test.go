package reed_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"rung/collect"
	"rung/collect/reed"
	"rung/collect/sourcetest"
	"rung/internal/job"
	"rung/internal/shared"
)

var recorded = sourcetest.Case{
	Settings: collect.Settings{Options: map[string][]string{"key": {"k3y-of-mine"}, "keywords": {"lamp engineer"}}},
	Rows:     4,
}

func TestSource(t *testing.T) { sourcetest.Run(t, reed.Source(), recorded) }
func TestNoKey(t *testing.T) {
	sourcetest.NeedsKey(t, reed.Source(), recorded, "RUNG_SOURCES_REED_KEY")
}

func TestSecrets(t *testing.T) {
	sourcetest.KeepsSecrets(t, reed.Source(), recorded, "k3y-of-mine", "azN5LW9mLW1pbmU6") // base64 of key and colon
}
func FuzzParse(f *testing.F) { sourcetest.Fuzz(f, reed.Source(), recorded) }

// TestOnce wants each advert read once, the newest where one run may not read all, and the key shown.
func TestOnce(t *testing.T) {
	c := recorded
	c.Settings = collect.Settings{Options: map[string][]string{"key": {"k3y-of-mine"}, "keywords": {"lamp engineer"}, "details": {"3"}}}
	var read []string
	for _, seen := range sourcetest.Times(t, 3, reed.Source(), c) {
		for _, s := range seen {
			if id, ok := strings.CutPrefix(s.URL.Path, "/api/1.0/jobs/"); ok {
				read = append(read, id)
			}
			if got := s.Header.Get("Authorization"); got != "Basic azN5LW9mLW1pbmU6" {
				t.Errorf("%s: authorization %q", s.URL, got)
			}
		}
	}
	if want := []string{"50000003", "50000004", "50000005"}; !slices.Equal(read, want) {
		t.Errorf("read %q, want %q", read, want)
	}
}

func TestPayloads(t *testing.T) {
	body, err := os.ReadFile(filepath.Join(shared.Dir(t, "payloads", "reed"), "detail_2020-11.json"))
	if err != nil {
		t.Fatal(err)
	}
	pair, err := os.ReadFile(filepath.Join(shared.Dir(t, "payloads", "reed"), "search_vs_detail_2026-09_test.json"))
	if err != nil {
		t.Fatal(err)
	}
	var both struct {
		Detail json.RawMessage `json:"detail"`
	}
	if err := json.Unmarshal(pair, &both); err != nil {
		t.Fatal(err)
	}
	var got []job.Pay
	for _, b := range [][]byte{body, both.Detail} {
		out, err := reed.Parse(job.Page{Source: "reed", Body: b})
		// The item of 2026 has neither title nor employer in its detail.
		if err != nil || len(out.Listings)+len(out.Rejects) != 1 {
			t.Fatalf("%+v, %v", out, err)
		}
		for _, l := range out.Listings {
			got = append(got, l.Given.Pay...)
			if l.PostedAt.Format("2006-01-02") != "2020-11-04" || l.Competition == nil || l.Competition.ApplicantsMin != 4 {
				t.Errorf("posted %v, competition %+v", l.PostedAt, l.Competition)
			}
		}
	}
	want := []job.Pay{{
		Min: 40000, Max: 50000, Currency: "GBP", Period: job.Year, Basis: job.Stated, Text: "£40,000 - £50,000 per annum,negotiable",
		Evidence: job.Evidence{Field: job.FieldSource, Rule: "reed.salary"},
	}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
