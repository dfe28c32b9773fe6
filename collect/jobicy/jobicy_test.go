package jobicy_test

import (
	"strings"
	"testing"

	"rung/collect"
	"rung/collect/jobicy"
	"rung/collect/sourcetest"
	"rung/internal/job"
)

func TestSource(t *testing.T) {
	sourcetest.Run(t, jobicy.Source(), sourcetest.Case{
		Settings: collect.Settings{Options: map[string][]string{"industries": {"dev"}, "regions": {"usa"}}},
		Rows:     5,
	})
}

func FuzzParse(f *testing.F) { sourcetest.Fuzz(f, jobicy.Source(), sourcetest.Case{}) }

func TestBadRows(t *testing.T) {
	sourcetest.Blames(t, jobicy.Source(), map[string]string{
		`{"jobs":[{"jobTitle":"a"}]}`:                                        "id",
		`{"jobs":[{"id":1,"title":"a"}]}`:                                    "jobTitle",
		`{"jobs":[{"id":1,"jobTitle":"a","salaryMin":{"amount":5}}]}`:        "salaryMin",
		`{"jobs":[{"id":1,"jobTitle":"a","annualSalaryMax":"lots"}]}`:        "annualSalaryMax",
		`{"jobs":[{"id":1,"jobTitle":"a","pubDate":"2024-13-45 00:00:00"}]}`: "pubDate",
		`{"jobs":[{"id":1,"jobTitle":"a","jobType":{"0":"x"}}]}`:             "jobType",
		`{"error":"too many requests"}`:                                      "", `{"jobs":7}`: "", `{"jobs":[{`: "", ``: "", `<html>`: "",
	})
}

func TestPayloads(t *testing.T) {
	listings, paid, level, world := 0, 0, 0, 0
	for file, rows := range map[string]int{
		"breteai_2026-08.json": 3, "ikevinxie_2026-07.json": 4, "lcarlini_2026-08.json": 5, "goapilibs_2024-12-08_0.json": 20,
		"goapilibs_2024-12-08_1.json": 15, "goapilibs_2024-12-08_2.json": 19, "goapilibs_2024-12-08_3.json": 10,
	} {
		for _, l := range sourcetest.Payload(t, jobicy.Source(), file, rows).Listings {
			listings++
			for _, p := range l.Given.Pay {
				paid++
				if p.Period != job.Year || p.Currency != "USD" && p.Currency != "CAD" || p.Min < 20_000 {
					t.Errorf("%s: pay %+v", l.ID, p)
				}
			}
			if l.Given.Seniority != "" {
				level++
			}
			if len(l.Given.Countries) == 1 && l.Given.Countries[0] == "WORLD" {
				world++
			}
			if l.PostedAt.IsZero() || l.Employer == "" || strings.Contains(l.Category, "&amp;") || len(l.Given.Employment) == 0 || len(l.Locations) == 0 {
				t.Errorf("%s: posted %v, employer %q, category %q, %q, places %q", l.ID, l.PostedAt, l.Employer, l.Category, l.Given.Employment, l.Locations)
			}
		}
	}
	if listings != 76 || paid != 27 || level != 30 || world != 18 {
		t.Errorf("%d listings, %d with pay, %d with a level, %d from anywhere; want 76, 27, 30, 18", listings, paid, level, world)
	}
}
