package ecb_test

import (
	"archive/zip"
	"bytes"
	"os"
	"strings"
	"testing"
	"time"

	"rung/collect/ecb"
	"rung/collect/sourcetest"
	"rung/internal/job"
	"rung/internal/shared"
)

var recorded = sourcetest.Case{Rows: 2, SecondBodies: "the second run asks for the file of the last 90 days"}

func TestSource(t *testing.T) { sourcetest.Run(t, ecb.Source(), recorded) }

func FuzzParse(f *testing.F) { sourcetest.Fuzz(f, ecb.Source(), recorded) }

func packed(t *testing.T, text string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create("eurofxref-hist.csv")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestHistory(t *testing.T) {
	page := job.Page{Source: "ecb", FetchedAt: time.Date(2026, 4, 14, 0, 0, 0, 0, time.UTC)}
	tests := []struct {
		name           string
		body           []byte
		rates, rejects int
		fails          bool
	}{
		{"two days", packed(t, "Date,USD,JPY,CYP,\n2026-04-13,1.1684,186.75,N/A,\n2026-04-10,1.17,187,,\n"), 6, 0, false},
		{"figures that are none", packed(t, "Date,USD,dollar,EUR,\n2026-04-13,x,1,1,\n2026-04-12,-1,,,\nsoon,1,,,\n"), 2, 5, false},
		{"a short line", packed(t, "Date,USD,JPY\n2026-04-13,1.1\n"), 2, 0, false},
		{"no head line", packed(t, "2026-04-13,1.1\n"), 0, 0, true},
		{"empty", packed(t, ""), 0, 0, true},
		{"too large", packed(t, "Date,USD\n"+strings.Repeat("x", 17<<20)), 0, 0, true},
		{"cut", packed(t, "Date,USD\n2026-04-13,1.1\n")[:60], 0, 0, true},
		{"no archive", []byte("PK"), 0, 0, true},
		{"markup", []byte("<html></html>"), 0, 0, true},
	}
	for _, tt := range tests {
		page.Body = tt.body
		got, err := ecb.Parse(page)
		if (err != nil) != tt.fails || err == nil && (len(got.Rates) != tt.rates || len(got.Rejects) != tt.rejects) {
			t.Errorf("%s: %d rates, %d rejects, error %v; want %d, %d, an error: %v", tt.name, len(got.Rates), len(got.Rejects), err, tt.rates, tt.rejects, tt.fails)
		}
	}
}

// TestRealHistory reads the bank's own file.
func TestRealHistory(t *testing.T) {
	body, err := os.ReadFile(shared.Dir(t, "corpus", "reference", "eurofxref-hist.zip"))
	if err != nil {
		t.Fatal(err)
	}
	got, err := ecb.Parse(job.Page{Source: "ecb", FetchedAt: time.Date(2026, 4, 14, 0, 0, 0, 0, time.UTC), Body: body})
	if err != nil || len(got.Rejects) > 0 || len(got.Rates) < 200_000 {
		t.Fatalf("%d rates, rejects %v, error %v", len(got.Rates), got.Rejects, err)
	}
	first, last := got.Rates[1], got.Rates[len(got.Rates)-1]
	if first != (job.Rate{Date: time.Date(2026, 4, 13, 0, 0, 0, 0, time.UTC), Currency: "USD", PerEUR: 1.1684}) || last.Currency != "ZAR" || last.PerEUR != 6.9358 {
		t.Errorf("the first rate is %+v, the last %+v", first, last)
	}
}
