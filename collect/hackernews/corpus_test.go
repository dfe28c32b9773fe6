package hackernews_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"rung/collect/hackernews"
	"rung/internal/job"
	"rung/internal/shared"
)

type tally struct{ rows, listings, rejects, skipped int }

func (c *tally) add(t *testing.T, p job.Page) []job.Listing {
	t.Helper()
	out, err := hackernews.Parse(p)
	if err != nil {
		t.Fatalf("%s: %v", p.URL, err)
	}
	c.listings, c.rejects, c.skipped = c.listings+len(out.Listings), c.rejects+len(out.Rejects), c.skipped+out.Skipped
	return out.Listings
}

// TestCorpus parses ten years of threads, comment by comment, as Firebase gives them.
func TestCorpus(t *testing.T) {
	paths, err := filepath.Glob(filepath.Join(shared.Dir(t, "corpus", "hackernews"), "*.jsonl.gz"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no threads: %v", err)
	}
	var got tally
	months := map[string]bool{}
	for _, path := range paths {
		scope := ""
		err := shared.EachLine(path, func(line []byte) error {
			if scope == "" {
				var thread struct{ ID json.Number }
				err := json.Unmarshal(line, &thread)
				scope = thread.ID.String()
				return err
			}
			got.rows++
			for _, l := range got.add(t, job.Page{Source: "hackernews", Scope: scope, Meta: map[string]string{"thread": "hiring"}, Body: line}) {
				months[l.PostedAt.Format("2006-01")] = true
				if l.Title != "" || l.Employer != "" || l.Category != "hiring" || l.Markup != job.HTML {
					t.Fatalf("listing %s: title %q, employer %q, category %q", l.ID, l.Title, l.Employer, l.Category)
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if want := (tally{rows: 75_933, listings: 75_933}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if len(months) < 120 {
		t.Errorf("%d months, want 120", len(months))
	}
}

func TestPayloads(t *testing.T) {
	dir := shared.Dir(t, "payloads", "hackernews")
	var got tally
	body, err := os.ReadFile(filepath.Join(dir, "ikevinxie_algolia_hits_2026-07.json"))
	if err != nil {
		t.Fatal(err)
	}
	var page struct {
		StoryTitle string `json:"story_title"`
		Hits       []map[string]any
	}
	if err := json.Unmarshal(body, &page); err != nil {
		t.Fatal(err)
	}
	got.add(t, job.Page{Source: "hackernews", Meta: map[string]string{"thread": "hiring"}, Body: body})
	if want := (tally{listings: 6, skipped: 1}); got != want || len(page.Hits) != 7 {
		t.Errorf("algolia: got %+v of %d hits, want %+v of 7", got, len(page.Hits), want)
	}
	got = tally{}
	for _, name := range []string{"firebase_items_2019-09_first80.json", "firebase_items_2011-03_first40.json"} {
		body, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		var items struct{ Comments []json.RawMessage }
		if err := json.Unmarshal(body, &items); err != nil {
			t.Fatal(err)
		}
		for _, item := range items.Comments {
			got.rows++
			got.add(t, job.Page{Source: "hackernews", Meta: map[string]string{"thread": "hiring"}, Body: item})
		}
	}
	if want := (tally{rows: 110, listings: 107, skipped: 3}); got != want {
		t.Errorf("firebase: got %+v, want %+v", got, want)
	}
}
