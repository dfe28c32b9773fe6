package workingnomads_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"rung/collect/sourcetest"
	"rung/collect/workingnomads"
)

func TestSource(t *testing.T) {
	sourcetest.Run(t, workingnomads.Source(), sourcetest.Case{Rows: 5})
}

func FuzzParse(f *testing.F) { sourcetest.Fuzz(f, workingnomads.Source(), sourcetest.Case{}) }

func TestBadRows(t *testing.T) {
	sourcetest.Blames(t, workingnomads.Source(), map[string]string{
		`[{"title":"a"}]`: "url",
		`[{"url":"https://x.example/","title":"a"}]`:                               "url",
		`[{"url":"https://x.example/job/go/1/"}]`:                                  "title",
		`[{"url":"https://x.example/job/go/1/","title":"a","tags":["a"]}]`:         "tags",
		`[{"url":"/job/go/1/","title":"a"}]`:                                       "url",
		`[{"url":"https://x.example/job/go/1/","title":"a","pub_date":"10 July"}]`: "pub_date",
		`[null]`:      "url",
		`{"jobs":[]}`: "", `[{`: "", ``: "", `<html>`: "",
	})
}

func TestPayload(t *testing.T) {
	out := sourcetest.Payload(t, workingnomads.Source(), "ikevinxie_2026-07.json", 4)
	var ids []string
	var countries [][]string
	for _, l := range out.Listings {
		ids = append(ids, l.ID)
		countries = append(countries, l.Given.Countries)
		if len(l.Tags) < 2 || l.Employer == "" || l.Category == "" || l.Text == "" {
			t.Errorf("%s: tags %q, employer %q, category %q, %d bytes", l.ID, l.Tags, l.Employer, l.Category, len(l.Text))
		}
	}
	if diff := cmp.Diff([]string{"1719512", "1719508", "1713292", "1712616"}, ids); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([][]string{{"AU"}, {"CA"}, {"WORLD"}, {"JP"}}, countries); diff != "" {
		t.Error(diff)
	}
	if want := time.Date(2026, 7, 10, 13, 24, 39, 0, time.UTC); len(out.Listings) > 0 && !out.Listings[0].PostedAt.Equal(want) {
		t.Errorf("posted %v, want %v", out.Listings[0].PostedAt, want)
	}
}
