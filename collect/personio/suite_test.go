package personio_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"rung/collect"
	"rung/collect/personio"
	"rung/collect/sourcetest"
	"rung/internal/job"
	"rung/internal/shared"
)

func TestSource(t *testing.T) {
	sourcetest.Run(t, personio.Source(), sourcetest.Case{
		Settings: collect.Settings{Options: map[string][]string{"boards": {"gipfelkreuz=Gipfelkreuz", "emptyshelf", "closed-shop", "left-town"}}},
		Gone:     "left-town", Rows: 5, Seeds: bad(),
	})
}

func FuzzParse(f *testing.F) { sourcetest.Fuzz(f, personio.Source(), sourcetest.Case{Seeds: bad()}) }

// bad are feeds that nobody should send.
func bad() [][]byte {
	var out [][]byte
	for _, s := range []string{
		`<workzag-jobs><position>` + strings.Repeat("<a>", 50_000),
		strings.Repeat("<workzag-jobs>", 50_000),
		`<workzag-jobs>` + strings.Repeat("<position/>", 50_000) + `</workzag-jobs>`,
		`<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><workzag-jobs><position><id>1</id><name>&b;</name></position></workzag-jobs>`,
		`<workzag-jobs><position><id>1</id><name>x</name></position>`,
		`<workzag-jobs><position><id>../admin</id><name>x</name></position></workzag-jobs>`,
		`<?xml version="1.0" encoding="UTF-16"?><workzag-jobs/>`,
		`<rss><channel/></rss>`,
	} {
		out = append(out, []byte(s))
	}
	return out
}

// TestBadFeeds wants a reason in words for what is no feed, also where it is no XML at all.
func TestBadFeeds(t *testing.T) {
	for body, want := range map[string]string{
		"":                        "empty",
		"{}":                      "no XML",
		"<html><body>x</body>":    "begins with <html>",
		"<workzag-jobs><position": "syntax error",
		"<workzag-jobs>" + strings.Repeat("<a>", 100):            "too deeply",
		"<workzag-jobs>" + strings.Repeat("<position/>", 20_001): "more than 20000",
		"<workzag-jobs><position><id>1</id></position>":          "unexpected EOF",
	} {
		if _, err := personio.Parse(job.Page{Source: "personio", Body: []byte(body)}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.60q: error %v, want %q", body, err, want)
		}
	}
}

// TestPayload reads a real answer in which one position stands twice.
func TestPayload(t *testing.T) {
	body, err := os.ReadFile(filepath.Join(shared.Dir(t, "payloads", "personio"), "careerkit_trimmed.xml"))
	if err != nil {
		t.Fatal(err)
	}
	out, err := personio.Parse(job.Page{Source: "personio", Scope: "x", URL: "https://x.jobs.personio.de/xml?language=en", Body: body})
	if err != nil || len(out.Listings) != 1 || out.Skipped != 1 || len(out.Rejects) > 0 {
		t.Fatalf("%d listings, %d skipped, rejects %+v, error %v; want 1 and 1", len(out.Listings), out.Skipped, out.Rejects, err)
	}
	l := out.Listings[0]
	if l.Employer != "Acme SE & Co. KG" || !slices.Equal(l.Locations, []string{"Munich", "Berlin"}) || l.PostedAt.IsZero() ||
		l.URL != "https://x.jobs.personio.de/job/1834171?language=en" || !slices.Equal(l.Given.Employment, []job.Employment{job.FullTime}) {
		t.Errorf("listing %+v", l)
	}
}
