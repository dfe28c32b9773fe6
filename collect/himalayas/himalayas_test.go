package himalayas_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"rung/collect/himalayas"
	"rung/collect/sourcetest"
	"rung/internal/job"
)

func TestSource(t *testing.T) {
	sourcetest.Run(t, himalayas.Source(), sourcetest.Case{Rows: 5})
}

func FuzzParse(f *testing.F) { sourcetest.Fuzz(f, himalayas.Source(), sourcetest.Case{}) }

func TestBadRows(t *testing.T) {
	sourcetest.Blames(t, himalayas.Source(), map[string]string{
		`{"jobs":[{"title":"a"}]}`:                                           "guid",
		`{"jobs":[{"guid":"g"}]}`:                                            "title",
		`{"jobs":[{"guid":"g","title":"a","minSalary":"much"}]}`:             "minSalary",
		`{"jobs":[{"guid":"g","title":"a","locationRestrictions":"all"}]}`:   "locationRestrictions",
		`{"jobs":[{"guid":"g","title":"a","pubDate":"2026-01-01"}]}`:         "pubDate",
		`{"jobs":[{"guid":"g","title":"a","pubDate":1786813232000000}]}`:     "pubDate",
		`{"jobs":[{"guid":"g","title":"a","companyName":{"name":"Oak"}}]}`:   "companyName",
		`{"jobs":[{"guid":"g","title":"a","applicationLink":"mailto:a@b"}]}`: "url",
		`{"data":[]}`: "", `[]`: "", `{"jobs":[{"guid"`: "", ``: "", `<html>`: "",
	})
}

func TestPayloads(t *testing.T) {
	type facts struct {
		Employer  string
		Pay       []job.Pay
		Countries []string
		Kind      []job.Employment
		Level     job.Seniority
	}
	got := map[string]facts{}
	for file, rows := range map[string]int{"breteai_2026-08.json": 3, "ikevinxie_2026-07.json": 4} {
		for _, l := range sourcetest.Payload(t, himalayas.Source(), file, rows).Listings {
			got[l.Title] = facts{l.Employer, l.Given.Pay, l.Given.Countries, l.Given.Employment, l.Given.Seniority}
			if days := l.ValidThrough.Sub(l.PostedAt).Hours() / 24; days < 59 || days > 61 || l.Text == "" || len(l.Tags) > 0 {
				t.Errorf("%s: %.1f days, %d bytes, tags %q", l.ID, days, len(l.Text), l.Tags)
			}
		}
	}
	if len(got) != 7 {
		t.Errorf("%d listings, want 7", len(got))
	}
	offer := func(low, high float64, p job.Period) []job.Pay {
		return []job.Pay{{Min: low, Max: high, Currency: "USD", Period: p, Basis: job.Stated, Evidence: job.Evidence{Field: job.FieldSource, Rule: "himalayas.salary"}}}
	}
	for title, want := range map[string]facts{
		"Audio Engineer - Fully Remote | Upto $14/hr": {"mercor", offer(14, 14, job.Hour), []string{"IN"}, []job.Employment{job.Contract}, job.Mid},
		"Senior System Software Engineer, NvSci":      {"NVIDIA", offer(184000, 356500, job.Year), []string{"CA", "US"}, []job.Employment{job.FullTime}, job.Senior},
		"Product Manager - Web3/ DeFi":                {"Binance", nil, []string{"HK", "SG", "TW"}, []job.Employment{job.FullTime}, job.Senior},
	} {
		if diff := cmp.Diff(want, got[title]); diff != "" {
			t.Errorf("%s:\n%s", title, diff)
		}
	}
}
