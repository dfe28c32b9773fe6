package jsonld_test

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"rung/collect"
	"rung/collect/jsonld"
	"rung/collect/sourcetest"
	"rung/internal/job"
	"rung/internal/polite"
)

func packed(t *testing.T, text string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestSitemap(t *testing.T) {
	const set = `<urlset><url><loc> https://a.example/1 </loc><lastmod>2024-11-01</lastmod></url><url><loc/></url><url><loc>https://a.example/2</loc></url></urlset>`
	latin := `<?xml version="1.0" encoding="ISO-8859-1"?><urlset><url><loc>https://a.example/caf` + "\xe9" + `</loc></url></urlset>`
	tests := []struct {
		name, want string
		body       []byte
		fails      bool
	}{
		{"pages", "[[https://a.example/1 2024-11-01] [https://a.example/2 ]] []", []byte(set), false},
		{"packed", "[[https://a.example/1 2024-11-01] [https://a.example/2 ]] []", packed(t, set), false},
		{"index", "[] [https://a.example/m.xml]", []byte(`<x:sitemapindex xmlns:x="y"><x:sitemap><x:loc>https://a.example/m.xml</x:loc></x:sitemap></x:sitemapindex>`), false},
		{"old characters", "[[https://a.example/café ]] []", []byte(latin), false},
		{"cut", "", []byte(set[:len(set)-40]), true},
		{"cut while packed", "", packed(t, set)[:60], true},
		{"too large when unpacked", "", packed(t, string(make([]byte, 51<<20))), true},
		{"markup", "", []byte("<html><body>not found"), true},
		{"nothing", "", nil, true},
		{"entities that grow", "", []byte(`<!DOCTYPE x [<!ENTITY a "aaaa">]><urlset><url><loc>&a;` + "</loc>"), true},
	}
	for _, tt := range tests {
		pages, more, err := jsonld.Sitemap(tt.body)
		if got := fmt.Sprint(pages, more); (err != nil) != tt.fails || err == nil && got != tt.want {
			t.Errorf("%s: %s, error %v; want %s, an error: %v", tt.name, got, err, tt.want, tt.fails)
		}
	}
}

func FuzzSitemap(f *testing.F) {
	f.Add([]byte(`<urlset><url><loc>https://a.example/1</loc></url></urlset>`))
	f.Add([]byte("\x1f\x8b\x08"))
	f.Fuzz(func(_ *testing.T, body []byte) { _, _, _ = jsonld.Sitemap(body) })
}

func TestDue(t *testing.T) {
	now := time.Date(2024, 12, 10, 12, 0, 0, 0, time.UTC)
	const known = `{"same":{"m":"1","a":"2024-12-09","j":true},"changed":{"m":"1","a":"2024-12-09"},"old":{"m":"1","a":"2024-12-03","j":true},
		"undated":{"a":"2024-12-09","j":true},"undated today":{"a":"2024-12-10","j":true},"idle":{"a":"2024-11-20"},"left":{"m":"5","a":"2024-12-09","j":true},"left idle":{"a":"2024-12-09"}}`
	listed := [][2]string{{"same", "1"}, {"changed", "2"}, {"old", "1"}, {"undated", ""}, {"undated today", ""}, {"idle", ""}, {"new", "3"}, {"newer", "4"}, {"new", "3"}}
	got, err := jsonld.Due(known, listed, now)
	if want := "[newer new left changed old undated]"; err != nil || fmt.Sprint(got) != want {
		t.Errorf("due are %v, error %v; want %s", got, err, want)
	}
	if _, err := jsonld.Due("{", nil, now); err == nil {
		t.Error("a cursor that is none gave no error")
	}
}

// visit collects a recorded site once and returns its record and what the site saw.
func visit(t *testing.T, recording string, options map[string][]string) (job.RunRecord, []string, *sourcetest.MemorySink) {
	t.Helper()
	source := jsonld.Source()
	rec, err := sourcetest.Load(recording, source.BaseURL)
	if err != nil {
		t.Fatal(err)
	}
	site, sink, clock := &sourcetest.Site{Recording: rec}, &sourcetest.MemorySink{}, time.Now
	records, _ := collect.Collect(t.Context(), []collect.Source{source}, map[string]collect.Settings{"jsonld": {Options: options}}, sink, collect.Options{
		RunID: "r", Now: clock, Client: polite.New(polite.Config{Now: clock, Transport: site}),
	})
	var asked []string
	for _, s := range site.Seen() {
		asked = append(asked, s.URL.Path)
	}
	return records[0], asked, sink
}

// TestLinks visits a site without a sitemap, two links deep and four pages at most.
func TestLinks(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		record, asked, sink := visit(t, "testdata/links.txtar", map[string][]string{
			"sites": {"https://www.dellwood.example/careers"}, "match": {"career", "job"}, "pages": {"4"}, "depth": {"2"},
		})
		if want := "[/robots.txt /sitemap.xml /careers /jobs/1 /robots.txt /careers/more /jobs/2]"; fmt.Sprint(asked) != want || record.Outcome != job.Done {
			t.Errorf("outcome %s (%s), the site saw %v; want %s and %s", record.Outcome, record.Message, asked, job.Done, want)
		}
		if n := len(sink.Pages(job.PageBody)); n != 2 {
			t.Errorf("%d pages were kept, want the 2 with a posting", n)
		}
	})
}

// TestLostSitemap wants the pages of one sitemap read though another cannot be had.
func TestLostSitemap(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		record, asked, _ := visit(t, "testdata/lost.txtar", map[string][]string{
			"sites": {"https://brook.example"}, "match": {"*"}, "pages": {"9"}, "depth": {"0"},
		})
		if record.Outcome != job.Partial || record.Bodies != 1 || record.Failures != 1 {
			t.Errorf("%s with %d pages and %d failures, want %s with 1 and 1; asked for %v: %s", record.Outcome, record.Bodies, record.Failures, job.Partial, asked, record.Message)
		}
	})
}

// TestSettings wants settings that make no sense refused before anything is asked for.
func TestSettings(t *testing.T) {
	for _, options := range []map[string][]string{
		{"pages": {"9"}, "depth": {"2"}},
		{"sites": {"https://brook.example"}, "pages": {"many"}, "depth": {"2"}},
		{"sites": {"https://brook.example"}, "pages": {"9"}, "depth": {"-1"}},
		{"sites": {"brook"}, "pages": {"9"}, "depth": {"2"}},
	} {
		if record, asked, _ := visit(t, "testdata/lost.txtar", options); record.Outcome != job.Failed || len(asked) > 0 {
			t.Errorf("%v: %s, asked for %v; want %s and nothing", options, record.Outcome, asked, job.Failed)
		}
	}
}
