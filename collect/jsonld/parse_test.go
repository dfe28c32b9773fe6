package jsonld_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"rung/collect/jsonld"
	"rung/internal/job"
	"rung/internal/shared"
)

// parse reads a page of one block.
func parse(t *testing.T, block string) job.Parsed {
	t.Helper()
	got, err := jsonld.Parse(job.Page{
		Source: "jsonld", Scope: "s", URL: "https://careers.example.org/jobs/1?a=b#c", FetchedAt: time.Date(2024, 12, 1, 0, 0, 0, 0, time.UTC),
		Body: []byte("<html><script type='application/ld+json'>" + block + "</script></html>"),
	})
	if err != nil {
		t.Fatalf("%s: %v", block, err)
	}
	return got
}

func posting(fields string) string { return `{"@type": "JobPosting", "title": "T", ` + fields + `}` }

func TestBaseSalary(t *testing.T) {
	pay := func(low, high float64, currency string, p job.Period) []job.Pay {
		return []job.Pay{{Min: low, Max: high, Currency: currency, Period: p, Basis: job.Stated}}
	}
	tests := []struct {
		fields string
		want   []job.Pay
		text   string
	}{
		{`"baseSalary": {"currency": "EUR", "value": {"minValue": 1, "maxValue": 2, "unitText": "HOUR"}}`, pay(1, 2, "EUR", job.Hour), ""},
		{`"baseSalary": {"currency": "eur", "minValue": "1.000,50", "maxValue": "2.000,75", "unitText": "per month"}`, pay(1000.5, 2000.75, "EUR", job.Month), ""},
		{`"baseSalary": {"currency": "USD", "value": 90000}`, pay(90000, 90000, "USD", ""), ""},
		{`"baseSalary": {"currency": "USD", "value": {"value": "$90k", "unitText": "Yearly"}}`, pay(90000, 90000, "USD", job.Year), ""},
		{`"baseSalary": 100000, "salaryCurrency": "USD"`, pay(100000, 100000, "USD", ""), ""},
		{`"baseSalary": "100,000", "salaryCurrency": "USD"`, pay(100000, 100000, "USD", ""), ""},
		{`"baseSalary": {"priceCurrency": "GBP", "price": "450.50", "unitCode": "DAY"}`, pay(450.5, 450.5, "GBP", job.Day), ""},
		{`"baseSalary": {"value": {"minValue": 200, "currency": "CHF", "unitText": "DAYS"}}`, pay(200, 0, "CHF", job.Day), ""},
		{`"baseSalary": {"currency": "EUR", "value": {"minValue": 9, "maxValue": 7}}`, pay(7, 9, "EUR", ""), ""},
		{`"baseSalary": {"currency": "EUR", "value": {"minValue": 0, "maxValue": 0}}`, nil, ""},
		{`"baseSalary": {"currency": "EUR", "value": {"minValue": -5, "maxValue": "1e400"}}`, nil, ""},
		{`"baseSalary": {"currency": "EUR", "value": {"value": "20 - 25", "unitText": "HOUR"}}`, nil, "20 - 25 EUR per hour"},
		{`"baseSalary": "competitive"`, nil, "competitive"},
		{`"baseSalary": null, "estimatedSalary": {"currency": "EUR", "value": 5}`, nil, ""},
		{`"baseSalary": [[1], {}, true, {"value": {"value": {}}}]`, nil, ""},
	}
	for _, tt := range tests {
		got := parse(t, posting(tt.fields))
		if len(got.Listings) != 1 {
			t.Errorf("%s: %+v", tt.fields, got)
			continue
		}
		l := got.Listings[0]
		if diff := cmp.Diff(tt.want, l.Given.Pay, cmpopts.IgnoreFields(job.Pay{}, "Evidence")); diff != "" || l.PayText != tt.text {
			t.Errorf("%s: pay text %q, want %q; offers (-want +got):\n%s", tt.fields, l.PayText, tt.text, diff)
		}
	}
}

func TestPlaces(t *testing.T) {
	tests := []struct {
		fields, countries, city string
		remote                  job.RemoteMode
	}{
		{`"jobLocation": {"address": {"addressLocality": "Berlin", "addressCountry": "DE"}}`, "[DE]", "Berlin", ""},
		{`"jobLocation": "Lyon, France"`, "[FR]", "", ""},
		{`"jobLocation": [{"address": {"addressCountry": "Norway"}}, {"address": "somewhere"}]`, "[]", "", ""},
		{`"jobLocationType": "TELECOMMUTE", "jobLocation": {"address": {"addressLocality": "Berlin", "addressCountry": "DE"}}`, "[DE]", "", job.Remote},
		{`"jobLocationType": ["telecommute"], "applicantLocationRequirements": [{"name": "Spain"}, {"name": "Lazio, Italy"}, "PT"]`, "[ES IT PT]", "", job.Remote},
		{`"jobLocationType": "TELECOMMUTE", "applicantLocationRequirements": [{"name": "Spain"}, {"name": "nowhere"}]`, "[]", "", job.Remote},
	}
	for _, tt := range tests {
		given := parse(t, posting(tt.fields)).Listings[0].Given
		if fmt.Sprint(given.Countries) != tt.countries || given.City != tt.city || given.Remote != tt.remote {
			t.Errorf("%s: %v %q %q, want %s %q %q", tt.fields, given.Countries, given.City, given.Remote, tt.countries, tt.city, tt.remote)
		}
	}
}

func TestFaults(t *testing.T) {
	const want = "A, B"
	for _, block := range []string{
		`{"@type": "JobPosting", "title": "A, B"}`,
		"\ufeff" + `{"@type": "JobPosting", "title": "A, B"};`,
		`{"@type": "JobPosting", /* , } */ "title": "A, B", // a comment` + "\n}",
		`<!-- {"@type": "JobPosting", "title": "A, B",,} -->`,
		`/*<![CDATA[*/ {"@type": "JobPosting", "title": "A, B"} /*]]>*/`,
		"//<![CDATA[\n" + `{"@type": "JobPosting", "tags": ["x", ], "title": "A, B"}` + "\n//]]>",
		"{\"@type\": \"JobPosting\", \"description\": \"one\ntwo\tthree\x01\", \"title\": \"A, B\"}",
		`{"@type": "JobPosting", "description": "it\'s \-here", "title": "A, B"}`,
		`{&quot;@type&quot;: &quot;JobPosting&quot;, &quot;title&quot;: &quot;A, B&quot;}`,
		`{"@type": "Thing"} {"@type": ["Thing", "schema:JobPosting"], "schema:title": "A, B"}`,
		`{"mainEntity": {"@list": [{"@type": "http://schema.org/JobPosting", "http://schema.org/title": {"@value": "A, B"}}]}}`,
	} {
		got := parse(t, block)
		if len(got.Listings) != 1 || got.Listings[0].Title != want || got.Listings[0].ID != "careers.example.org/jobs/1?a=b" {
			t.Errorf("%s: %+v, want one posting %q", block, got, want)
		}
	}
	for _, block := range []string{`{"@type": "JobPosting", "title": "A`, `{"@type": "JobPosting" "title": "A"}`, `/* {"@type": "JobPosting"`} {
		if got := parse(t, block); len(got.Listings) != 0 || len(got.Rejects) > 1 || len(got.Rejects) == 1 && got.Rejects[0].Sample != "" {
			t.Errorf("%s: %+v, want at most one reject, and no sample of it", block, got)
		}
	}
}

// TestHuge wants time linear in what a page holds.
func TestHuge(t *testing.T) {
	for name, block := range map[string]string{
		"open brackets": strings.Repeat("[", 1<<20), "commas": strings.Repeat(",", 1<<20), "comments": strings.Repeat("/*", 1<<20),
		"many postings": "[" + strings.Repeat(`{"@type":"JobPosting","title":"x"},`, 20_000) + "]",
		"many things":   "[" + strings.Repeat(`{"@id":"x","y":1},`, 50_000) + "]",
	} {
		began := time.Now()
		parse(t, block)
		if took := time.Since(began); took > 5*time.Second {
			t.Errorf("%s: took %v", name, took)
		}
	}
}

func TestPayloads(t *testing.T) {
	dir := shared.Dir(t, "payloads", "jsonld")
	body, err := os.ReadFile(filepath.Join(dir, "marsbased_2026-02.json"))
	if err != nil {
		t.Fatal(err)
	}
	got := parse(t, string(body))
	if len(got.Listings) != 1 || got.Listings[0].Given.Remote != job.Remote || got.Listings[0].Given.Pay[0].Max != 60000 ||
		fmt.Sprint(got.Listings[0].Given.Countries) != "[AT BE]" {
		t.Errorf("%+v", got)
	}
	for name, want := range map[string]string{"schemaorg_example_eg-0028.txt": "Software Engineer", "schemaorg_example_eg-0213_skills.txt": "Junior software developer"} {
		body, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		page, err := jsonld.Parse(job.Page{Source: "jsonld", Scope: "s", URL: "https://schema.org/" + name, FetchedAt: time.Unix(1.8e9, 0), Body: body})
		if err != nil || len(page.Listings) == 0 || page.Listings[0].Title != want {
			t.Errorf("%s: %+v, error %v; want a posting %q", name, page, err, want)
		}
	}
}
