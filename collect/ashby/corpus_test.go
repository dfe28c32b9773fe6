package ashby_test

import (
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"rung/collect/ashby"
	"rung/internal/job"
	"rung/internal/shared"
)

// TestCorpus parses 298 real boards. All their postings are listed; amounts and periods were counted
// in the raw answers.
func TestCorpus(t *testing.T) {
	paths, err := filepath.Glob(filepath.Join(shared.Dir(t, "corpus", "ashby"), "*.json.gz"))
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]int{}
	for _, path := range paths {
		out := parse(t, path)
		got["boards"]++
		got["listings"] += len(out.Listings)
		got["rejects"] += len(out.Rejects)
		got["skipped"] += out.Skipped
		for i := range out.Listings {
			l := &out.Listings[i]
			for _, p := range l.Given.Pay {
				got["pay by "+string(p.Period)]++
			}
			if len(l.Given.Pay) > 1 {
				got["several offers"]++
			}
			for _, e := range l.Given.Employment {
				got[string(e)]++
			}
			if l.Given.Remote == job.Remote {
				got["remote"]++
			}
			if len(l.Given.Countries) > 0 {
				got["with country"]++
			}
		}
	}
	want := map[string]int{
		"boards": 298, "listings": 5949, "rejects": 0, "skipped": 0,
		"pay by year": 2090, "pay by hour": 72, "pay by month": 25, "pay by week": 1, "pay by ": 1, "several offers": 96,
		"full_time": 5706, "contract": 135, "internship": 66, "part_time": 35, "temporary": 7,
		"remote": 2601, "with country": got["with country"],
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("counts (-want +got):\n%s", diff)
	}
	if got["with country"] < 5500 {
		t.Errorf("%d listings with a country, want 5500 or more", got["with country"])
	}
}

func TestPayloads(t *testing.T) {
	for name, want := range map[string][2]int{
		"breteai_2026-08.json": {3, 0}, "lcarlini_2026-08.json": {3, 0}, "careerkit_2026.json": {2, 0}, "ashby_compensation_2026-09.json": {1, 1},
	} {
		out := parse(t, filepath.Join(shared.Dir(t, "payloads", "ashby"), name))
		if got := [2]int{len(out.Listings), out.Skipped}; got != want || len(out.Rejects) > 0 {
			t.Errorf("%s: %d listings, %d skipped, rejects %+v; want %v", name, got[0], got[1], out.Rejects, want)
		}
	}
}

func parse(t *testing.T, path string) job.Parsed {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var in io.Reader = f
	if filepath.Ext(path) == ".gz" {
		if in, err = gzip.NewReader(f); err != nil {
			t.Fatal(err)
		}
	}
	body, err := io.ReadAll(in)
	if err != nil {
		t.Fatal(err)
	}
	out, err := ashby.Parse(job.Page{Source: "ashby", Scope: filepath.Base(path), Body: body})
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return out
}
