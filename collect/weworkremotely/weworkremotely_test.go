package weworkremotely_test

import (
	"strings"
	"testing"

	"rung/collect"
	"rung/collect/sourcetest"
	"rung/collect/weworkremotely"
	"rung/internal/job"
)

func TestSource(t *testing.T) {
	sourcetest.Run(t, weworkremotely.Source(), sourcetest.Case{
		Settings: collect.Settings{Options: map[string][]string{"categories": {"remote-design-jobs"}}},
		Rows:     5,
	})
}

func FuzzParse(f *testing.F) { sourcetest.Fuzz(f, weworkremotely.Source(), sourcetest.Case{}) }

func item(s string) string { return "<rss><channel><item>" + s + "</item></channel></rss>" }

func TestBadRows(t *testing.T) {
	sourcetest.Blames(t, weworkremotely.Source(), map[string]string{
		item(`<title>A: b</title>`): "guid",
		item(`<guid>g</guid>`):      "title",
		item(`<guid>g</guid><title>A: b</title><pubDate>32 Foo 2024</pubDate>`):                     "pubDate",
		item(`<guid>g</guid><title>A: b</title><expires_at>never</expires_at>`):                     "expires_at",
		item(`<guid>g</guid><title>A: b</title><pubDate>Fri, 29 Nov 1802 22:45:30 +0000</pubDate>`): "posted_at",
		item(`<guid>g</guid><title>A: b</title><link>javascript:alert(1)</link>`):                   "url",
		`{"jobs":[]}`: "", ``: "", ` `: "", `<html><body>Checking your browser</body></html>`: "",
		`<rss><channel><item><title>A: b</ti`: "",
	})
}

func TestPayload(t *testing.T) {
	out := sourcetest.Payload(t, weworkremotely.Source(), "ikevinxie_2026-07.rss", 4)
	if len(out.Listings) != 4 {
		t.Fatalf("rejects %+v", out.Rejects)
	}
	l := out.Listings[0]
	if l.Employer != "Mathmo" || l.Title != "Maths Coach" || l.Category != "All Other Remote" || len(l.Tags) > 0 ||
		l.Given.Employment[0] != job.Contract || l.Given.Countries[0] != "WORLD" || l.Locations[0] != "Anywhere in the World" {
		t.Errorf("%+v", l)
	}
	if tags := out.Listings[2].Tags; len(tags) != 1 || tags[0] != "Cryptocurrency" {
		t.Errorf("tags %q", tags)
	}
	if !strings.Contains(l.Text, "£75 per hour") {
		t.Error("the pay is lost")
	}
	for _, l := range out.Listings {
		if days := l.ValidThrough.Sub(l.PostedAt).Hours() / 24; days != 30 {
			t.Errorf("%s lives %v days", l.ID, days)
		}
		if strings.Contains(l.Text, "Headquarters:") || strings.Contains(l.Text, "To apply:") || !strings.HasPrefix(l.Text, "<") || !strings.HasSuffix(l.Text, ">") {
			t.Errorf("%s: text %.60q … %q", l.ID, l.Text, l.Text[max(0, len(l.Text)-60):])
		}
	}
}
