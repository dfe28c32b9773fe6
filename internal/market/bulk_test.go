package market

import (
	"bytes"
	"encoding/json"
	"math"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"rung/internal/job"
)

func bulk(seed uint64, first, listings int) []job.Page {
	return slices.Collect(Bulk{Seed: seed, First: first, Listings: listings, Until: until, RunID: "test"}.Pages())
}

// TestEqualBulks wants equal bytes however many processors make them, and other bytes for another seed.
func TestEqualBulks(t *testing.T) {
	want := bulk(1, 0, 3000)
	before := runtime.GOMAXPROCS(1)
	got := bulk(1, 0, 3000)
	runtime.GOMAXPROCS(before)
	// Of a body the hash is enough.
	if diff := cmp.Diff(want, got, cmpopts.IgnoreFields(job.Page{}, "Body")); diff != "" {
		t.Errorf("one processor makes other pages than several (-several +one):\n%.2000s", diff)
	}
	other := bulk(2, 0, 3000)
	if len(other) != len(want) || bytes.Equal(other[0].Body, want[0].Body) {
		t.Error("another seed makes the same pages")
	}
}

// TestBulkGoesOn wants what is added to a market to be new, and later than all before it.
func TestBulkGoesOn(t *testing.T) {
	hashes := map[string]bool{}
	for _, p := range bulk(1, 0, 2000) {
		hashes[p.Hash] = true
		if p.FetchedAt.After(until) {
			t.Errorf("%s is fetched at %s, after the end", p.URL, p.FetchedAt)
		}
	}
	more := bulk(1, 2000, 3000)
	if len(more) != 6 {
		t.Fatalf("1,000 listings more are %d pages, want 6", len(more))
	}
	for _, p := range more {
		if p.Kind == job.PageBody && hashes[p.Hash] || !p.FetchedAt.After(until) {
			t.Errorf("%s of %s is not new", p.URL, p.FetchedAt)
		}
	}
}

func TestBulkStopsEarly(t *testing.T) {
	n := 0
	for range (Bulk{Seed: 1, Listings: 1_000_000_000, Until: until}).Pages() {
		if n++; n == 3 {
			break
		}
	}
	if n != 3 {
		t.Errorf("%d pages came", n)
	}
}

// hits are the comments of a page.
func hits(t *testing.T, p job.Page) (list []struct {
	ID   string `json:"objectID"`
	Text string `json:"comment_text"`
},
) {
	t.Helper()
	var v struct{ Hits json.RawMessage }
	if err := json.Unmarshal(p.Body, &v); err != nil {
		t.Fatalf("%s: %v", p.URL, err)
	}
	if err := json.Unmarshal(v.Hits, &list); err != nil {
		t.Fatalf("%s: %v", p.URL, err)
	}
	return list
}

// TestBulkShape compares the lengths of comments with the quantiles that were measured, and wants every page
// to be whole and every listing to have an id of its own.
func TestBulkShape(t *testing.T) {
	var lengths []int
	listings, ids := 0, map[string]bool{}
	for _, p := range bulk(1, 0, 20_000) {
		switch p.Source {
		case "hackernews":
			for _, h := range hits(t, p) {
				ids[h.ID] = true
				listings++
				text, _, _ := strings.Cut(h.Text, "<p><a ")
				lengths = append(lengths, len(strings.ReplaceAll(text, "<p>", "")))
			}
		case "ashby":
			var v struct {
				Jobs []struct{ ID, DescriptionHTML string }
			}
			if p.Kind != job.PageBody {
				continue
			}
			if err := json.Unmarshal(p.Body, &v); err != nil {
				t.Fatalf("%s: %v", p.URL, err)
			}
			for _, j := range v.Jobs {
				ids[j.ID] = true
				listings++
			}
		case "files":
			for line := range bytes.Lines(p.Body) {
				var v struct{ ID, Title string }
				if err := json.Unmarshal(line, &v); err != nil || v.Title == "" {
					t.Fatalf("%s: %s: %v", p.URL, line, err)
				}
				ids[p.Scope+v.ID] = true
				listings++
			}
		}
	}
	if listings != 20_000 || len(ids) != listings {
		t.Errorf("%d listings with %d ids, want 20,000", listings, len(ids))
	}
	slices.Sort(lengths)
	for i, share := range shares[2 : len(shares)-1] {
		want := commentLengths[i+2]
		if got := float64(lengths[int(share*float64(len(lengths)))]); math.Abs(got-want) > 0.12*want {
			t.Errorf("at %.2f comments have %.0f characters, want about %.0f", share, got, want)
		}
	}
}

// TestBulkNames wants as many names of employers as a large market needs.
func TestBulkNames(t *testing.T) {
	seen := map[string]bool{}
	for i := range uint64(200_000) {
		seen[coined(i)] = true
		seen[coined(coinedNames-1-i)] = true
	}
	if len(seen) != 400_000 {
		t.Errorf("400,000 numbers make %d names", len(seen))
	}
}

// TestVocabulary wants words as frequent as they were measured to be.
func TestVocabulary(t *testing.T) {
	v := english()
	if len(v.words) != vocabularyWords {
		t.Fatalf("%d words", len(v.words))
	}
	for _, w := range v.words {
		if strings.Trim(w, "abcdefghijklmnopqrstuvwxyz") != "" {
			t.Errorf("%q would need escaping", w)
		}
	}
	for _, c := range []struct {
		first int
		share float64
	}{{1, 0.036}, {10, 0.186}, {100, 0.473}, {1000, 0.797}, {10_000, 0.972}} {
		n := 0
		for _, w := range v.table {
			if int(w) < c.first {
				n++
			}
		}
		if got := float64(n) / float64(len(v.table)); math.Abs(got-c.share) > 0.07 {
			t.Errorf("the first %d words take %.3f, measured were %.3f", c.first, got, c.share)
		}
	}
}
