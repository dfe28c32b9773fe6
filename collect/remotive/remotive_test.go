package remotive_test

import (
	"testing"

	"rung/collect/remotive"
	"rung/collect/sourcetest"
	"rung/internal/job"
)

func TestSource(t *testing.T) {
	sourcetest.Run(t, remotive.Source(), sourcetest.Case{Rows: 5})
}

func FuzzParse(f *testing.F) { sourcetest.Fuzz(f, remotive.Source(), sourcetest.Case{}) }

func TestBadRows(t *testing.T) {
	sourcetest.Blames(t, remotive.Source(), map[string]string{
		`{"jobs":[{"id":null,"title":"a"}]}`:                              "id",
		`{"jobs":[{"id":1,"title":{"text":"a"}}]}`:                        "title",
		`{"jobs":[{"id":1,"title":null}]}`:                                "title",
		`{"jobs":[{"id":1,"title":"a","publication_date":"soon"}]}`:       "publication_date",
		`{"jobs":[{"id":1,"title":"a","publication_date":"1802-01-01"}]}`: "publication_date",
		`{"jobs":[{"id":1,"title":"a","url":"javascript:alert(1)"}]}`:     "url",
		`{"jobs":[{"id":1,"title":"a","salary":[1,2]}]}`:                  "salary",
		`{"job-count":3}`: "", `{"jobs":{}}`: "", `{"jobs":[{"id":1`: "", ``: "", `<html>`: "",
	})
}

func TestPayloads(t *testing.T) {
	paid, where := map[string]bool{}, map[job.Employment]int{}
	countries := 0
	for file, rows := range map[string]int{"breteai_2026-08.json": 3, "ikevinxie_2026-07.json": 4, "lcarlini_2026-08.json": 5} {
		for _, l := range sourcetest.Payload(t, remotive.Source(), file, rows).Listings {
			paid[l.PayText] = true
			for _, e := range l.Given.Employment {
				where[e]++
			}
			if len(l.Given.Countries) > 0 {
				countries++
			}
			if l.Employer == "" || l.PostedAt.IsZero() || l.Text == "" || len(l.Locations) != 1 || l.Given.Remote != job.Remote || len(l.Tags) > 0 {
				t.Errorf("%s: employer %q, posted %v, %d bytes, places %q, tags %q", l.ID, l.Employer, l.PostedAt, len(l.Text), l.Locations, l.Tags)
			}
		}
	}
	for _, want := range []string{"$31,2k- $52k", "Pay per task", "OTE $25k - $35k", "$18 - $22/hr", ""} {
		if !paid[want] {
			t.Errorf("no advert has the pay %q", want)
		}
	}
	if where[job.PartTime] == 0 || where[job.Freelance] == 0 || where[job.FullTime] == 0 || countries < 8 {
		t.Errorf("kinds of contract %v, %d adverts with countries", where, countries)
	}
}
