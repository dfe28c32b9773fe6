package upwork_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"rung/collect"
	"rung/collect/sourcetest"
	"rung/collect/upwork"
	"rung/internal/job"
	"rung/internal/shared"
)

var recorded = sourcetest.Case{
	Settings: collect.Settings{Options: map[string][]string{"client_id": {"id-of-mine"}, "client_secret": {"s3cret-of-mine"}, "queries": {"lamps"}, "tenant": {"77"}}},
	Rows:     5,
}

func TestSource(t *testing.T) { sourcetest.Run(t, upwork.Source(), recorded) }
func TestNoKey(t *testing.T) {
	sourcetest.NeedsKey(t, upwork.Source(), recorded, "RUNG_SOURCES_UPWORK_TOKEN")
}

func TestSecrets(t *testing.T) {
	sourcetest.KeepsSecrets(t, upwork.Source(), recorded, "id-of-mine", "s3cret-of-mine", "t0ken-of-today")
}
func FuzzParse(f *testing.F) { sourcetest.Fuzz(f, upwork.Source(), recorded) }

// TestAsks wants the token asked for once and shown with every question.
func TestAsks(t *testing.T) {
	record, seen := sourcetest.Once(t, upwork.Source(), recorded)
	if len(seen) != 3 {
		t.Fatalf("%d requests, want one for a token and two pages: %+v", len(seen), record)
	}
	for _, s := range seen[1:] {
		if a, tenant := s.Header.Get("Authorization"), s.Header.Get("X-Upwork-API-TenantId"); a != "Bearer t0ken-of-today" || tenant != "77" {
			t.Errorf("authorization %q, tenant %q", a, tenant)
		}
	}
}

// TestRefusal wants the words of an error that comes with status 200, and no page kept.
func TestRefusal(t *testing.T) {
	_, err := upwork.Parse(job.Page{Body: []byte(`{"data": null, "errors": [{"message": "The client or authentication token doesn't have enough oauth2 permissions/scopes"}]}`)})
	if err == nil || !strings.Contains(err.Error(), "enough oauth2 permissions") {
		t.Errorf("error %v", err)
	}
}

// TestAsksForNobody wants the question to name no field about people.
func TestAsksForNobody(t *testing.T) {
	query, err := os.ReadFile("search.graphql")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range []string{"companyName", "companyRid", "memberSince", "city", "freelancer"} {
		if strings.Contains(string(query), f) {
			t.Errorf("it asks for %s", f)
		}
	}
}

// TestPayload reads the saved node, and wants the question to name fields of the saved query only.
func TestPayload(t *testing.T) {
	data, err := os.ReadFile(filepath.Join(shared.Dir(t, "payloads", "upwork"), "node_minimised_2026-04.json"))
	if err != nil {
		t.Fatal(err)
	}
	body := `{"data": {"marketplaceJobPostingsSearch": {"edges": [` + string(data) + `]}}}`
	out, err := upwork.Parse(job.Page{Source: "upwork", Body: []byte(body)})
	if err != nil || len(out.Listings) != 1 {
		t.Fatalf("%+v, %v", out, err)
	}
	l := out.Listings[0]
	got, _ := json.Marshal([]any{l.URL, l.Given.Pay[0].Min, l.Given.Pay[0].Max, l.Given.Pay[0].Period, l.Given.Seniority, l.Tags, l.Client, l.Competition.ApplicantsMin})
	want := `["https://www.upwork.com/jobs/~01abc",40,80,"hour","senior",["n8n","hubspot","automation"],{"Country":"US","SpentUSD":12500,"Hires":7,"Posts":15,"Rating":4.9,"Verified":true},12]`
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	known, err := os.ReadFile(filepath.Join(shared.Dir(t, "payloads", "upwork"), "marketplaceJobPostingsSearch.graphql"))
	if err != nil {
		t.Fatal(err)
	}
	query, err := os.ReadFile("search.graphql")
	if err != nil {
		t.Fatal(err)
	}
	for _, word := range strings.FieldsFunc(string(query), func(r rune) bool { return strings.ContainsRune(" \n\t(){}$:[]", r) }) {
		if !strings.Contains(string(known)+string(data), word) {
			t.Errorf("%s is in neither the saved query nor the saved node", word)
		}
	}
}
