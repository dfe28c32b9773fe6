package themuse_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"rung/collect"
	"rung/collect/sourcetest"
	"rung/collect/themuse"
	"rung/internal/job"
)

func TestSource(t *testing.T) {
	sourcetest.Run(t, themuse.Source(), sourcetest.Case{
		// The recording knows the key, and the golden shows that no address that is kept does.
		Settings: collect.Settings{Options: map[string][]string{"categories": {"Software Engineering", "Unknown"}, "api_key": {"s3cret"}}},
		Rows:     4,
	})
}

func FuzzParse(f *testing.F) { sourcetest.Fuzz(f, themuse.Source(), sourcetest.Case{}) }

func TestBadRows(t *testing.T) {
	sourcetest.Blames(t, themuse.Source(), map[string]string{
		`{"results":[{"name":"a"}]}`:                                      "id",
		`{"results":[{"id":1,"title":"a"}]}`:                              "name",
		`{"results":[{"id":1,"name":"a","company":"Oak"}]}`:               "company",
		`{"results":[{"id":1,"name":"a","locations":["Berlin"]}]}`:        "locations",
		`{"results":[{"id":1,"name":"a","publication_date":"new"}]}`:      "publication_date",
		`{"results":[{"id":1,"name":"a","refs":{"landing_page":"//x"}}]}`: "url",
		`{"code":400,"error":"Value ` + "`page`" + ` is too high"}`:       "", `[]`: "", `{"results":[{`: "", ``: "", `<html>`: "",
	})
}

func TestPayload(t *testing.T) {
	out := sourcetest.Payload(t, themuse.Source(), "two_items_2021-09.json", 2)
	if len(out.Listings) != 2 {
		t.Fatalf("rejects %+v", out.Rejects)
	}
	l := out.Listings[0]
	l.Text = ""
	want := job.Listing{
		Source: "themuse", ID: "6747012", URL: "https://www.themuse.com/jobs/paychex/sales-representative-benetrac-ac69ee", Scope: "payload",
		Title: "Sales Representative - Benetrac", Employer: "Paychex", Markup: job.HTML, Category: "Sales",
		Locations: []string{"Folsom, CA", "Stockton, CA"}, Given: job.Given{Seniority: job.Mid},
		PostedAt: l.PostedAt, SeenAt: l.SeenAt, Licence: l.Licence,
	}
	if diff := cmp.Diff(want, l); diff != "" {
		t.Error(diff)
	}
	if second := out.Listings[1]; len(second.Tags) > 0 {
		t.Errorf("tags %q", second.Tags)
	}
}
