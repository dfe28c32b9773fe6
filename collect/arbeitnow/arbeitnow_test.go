package arbeitnow_test

import (
	"strings"
	"testing"

	"rung/collect/arbeitnow"
	"rung/collect/sourcetest"
	"rung/internal/job"
)

func TestSource(t *testing.T) {
	sourcetest.Run(t, arbeitnow.Source(), sourcetest.Case{Rows: 5})
}

func FuzzParse(f *testing.F) { sourcetest.Fuzz(f, arbeitnow.Source(), sourcetest.Case{}) }

func TestBadRows(t *testing.T) {
	sourcetest.Blames(t, arbeitnow.Source(), map[string]string{
		`{"data":[{"title":"a"}]}`:                                   "slug",
		`{"data":[{"slug":"a","title":""}]}`:                         "title",
		`{"data":[{"slug":"a","title":"a","created_at":"today"}]}`:   "created_at",
		`{"data":[{"slug":"a","title":"a","created_at":-5}]}`:        "created_at",
		`{"data":[{"slug":"a","title":"a","description":{"x":1}}]}`:  "description",
		`{"data":[{"slug":"a","title":"a","job_types":{"x":1}}]}`:    "job_types",
		`{"data":[{"slug":"a","title":"a","url":"/jobs/relative"}]}`: "url",
		`{"jobs":[]}`: "", `{"data":null}`: "", `{"data":[`: "", ``: "", `<!doctype html>`: "",
	})
}

func TestPayloads(t *testing.T) {
	remote, executive := 0, 0
	for file, rows := range map[string]int{"breteai_2026-08.json": 3, "lcarlini_2026-08.json": 5} {
		for _, l := range sourcetest.Payload(t, arbeitnow.Source(), file, rows).Listings {
			if l.Given.Remote == job.Remote {
				remote++
			}
			if l.Given.Seniority == job.Executive {
				executive++
			}
			if !strings.HasPrefix(l.Text, "<") || strings.Contains(l.Text, "&lt;p&gt;") || l.Employer == "" || l.PostedAt.Year() != 2026 || len(l.Locations) == 0 || len(l.Tags) > 0 {
				t.Errorf("%s: text %.30q, employer %q, posted %v, places %q, tags %q", l.ID, l.Text, l.Employer, l.PostedAt, l.Locations, l.Tags)
			}
		}
	}
	if remote != 1 || executive != 1 {
		t.Errorf("%d remote and %d executive adverts, want 1 and 1", remote, executive)
	}
}
