package search_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"testing"
	"testing/synctest"
	"time"

	"rung/collect"
	"rung/collect/search"
	"rung/collect/sourcetest"
	"rung/collect/wire"
	"rung/internal/job"
	"rung/internal/polite"
)

// shelf is a site with pages of two rows each.
type shelf struct {
	pages [][]string
	asked []string
	fail  int // page that fails, 0 for none
}

func (s *shelf) RoundTrip(req *http.Request) (*http.Response, error) {
	n, err := strconv.Atoi(req.URL.Query().Get("page"))
	if err != nil {
		return nil, err
	}
	body := []byte(`{"rows": []}`)
	if n <= len(s.pages) {
		rows, err := json.Marshal(s.pages[n-1])
		if err != nil {
			return nil, err
		}
		body = fmt.Appendf(nil, `{"rows": %s}`, rows)
	}
	tag := fmt.Sprintf(`"%x"`, body)
	answer := "200"
	defer func() { s.asked = append(s.asked, fmt.Sprintf("%d:%s", n, answer)) }()
	switch {
	case n == s.fail:
		answer = "404"
		return sourcetest.Answer(http.StatusNotFound, nil, nil), nil
	case req.Header.Get("If-None-Match") == tag:
		answer = "304"
		return sourcetest.Answer(http.StatusNotModified, nil, nil), nil
	}
	return sourcetest.Answer(http.StatusOK, http.Header{"Etag": {tag}}, body), nil
}

// source asks the shelf one question of at most four pages.
func source(prepare func(int, *job.Page)) collect.Source {
	return collect.Source{
		Name: "shelf", Title: "Shelf", Home: "https://shelf.example", BaseURL: "https://shelf.example", Access: collect.API,
		Terms: collect.Terms{Verdict: collect.Allowed, Why: "It is made up.", URL: "https://shelf.example", ReadOn: "2024-11-30", Licence: "CC0-1.0"},
		Gives: []string{"text"}, Life: collect.Life{Days: 1},
		Fetch: func(ctx context.Context, r *collect.Run) error {
			return search.Fetch(ctx, r, search.Query{
				Scope: "q", Most: 4, Prepare: prepare,
				Address: func(page int) string { return fmt.Sprintf("%s/?page=%d", r.Base, page) },
				Read: func(body []byte) (search.Extent, error) {
					rows, err := wire.Rows(body, "rows")
					return search.Extent{Rows: len(rows), Last: len(rows) < 2}, err
				},
			})
		},
		Parse: func(job.Page) (job.Parsed, error) { return job.Parsed{}, nil },
	}
}

func run(t *testing.T, s collect.Source, site *shelf, sink *sourcetest.MemorySink) (job.RunRecord, []string) {
	t.Helper()
	now := time.Now
	site.asked = nil
	records, _ := collect.Collect(t.Context(), []collect.Source{s}, map[string]collect.Settings{"shelf": {Enabled: true}}, sink,
		collect.Options{RunID: "r", Now: now, Client: polite.New(polite.Config{Now: now, Transport: site})})
	return records[0], site.asked
}

// TestPages follows one search through what may happen to its pages.
func TestPages(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		site, sink, s := &shelf{}, &sourcetest.MemorySink{}, source(nil)
		for _, step := range []struct {
			name  string
			pages [][]string
			fail  int
			asked []string
			kept  int64
		}{
			{"nothing there", nil, 0, []string{"1:200"}, 1},
			{"three pages, the last one short", [][]string{{"a", "b"}, {"c", "d"}, {"e"}}, 0, []string{"1:200", "2:200", "3:200"}, 3},
			{"nothing new", [][]string{{"a", "b"}, {"c", "d"}, {"e"}}, 0, []string{"1:304", "2:304", "3:304"}, 0},
			{"something new in the middle", [][]string{{"a", "b"}, {"c", "x"}, {"e"}}, 0, []string{"1:304", "2:200", "3:304"}, 1},
			{"fewer", [][]string{{"a", "b"}, {"c"}}, 0, []string{"1:304", "2:200"}, 1},
			{"full to the end", [][]string{{"a", "b"}, {"c", "d"}}, 0, []string{"1:304", "2:200", "3:200"}, 1},
			{"more than is read", [][]string{{"a", "b"}, {"c", "d"}, {"e", "f"}, {"g", "h"}, {"i", "j"}}, 0, []string{"1:304", "2:304", "3:200", "4:200"}, 2},
			{"a page fails", [][]string{{"a", "b"}, {"y", "z"}, {"e", "f"}}, 2, []string{"1:304", "2:404"}, 0},
			{"and comes again", [][]string{{"a", "b"}, {"y", "z"}, {"e"}}, 0, []string{"1:304", "2:200", "3:200"}, 2},
		} {
			site.pages, site.fail = step.pages, step.fail
			record, asked := run(t, s, site, sink)
			if !slices.Equal(asked, step.asked) || record.Bodies != step.kept || (record.Failures > 0) != (step.fail > 0) {
				t.Errorf("%s: asked %q, kept %d, %d failures; want %q and %d", step.name, asked, record.Bodies, record.Failures, step.asked, step.kept)
			}
		}
	})
}

// TestPrepare wants a page to be compared with what was kept under the address that it is given.
func TestPrepare(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := source(func(page int, p *job.Page) { p.URL, p.ETag = fmt.Sprintf("https://shelf.example/kept/%d", page), "" })
		site, sink := &shelf{pages: [][]string{{"a", "b"}, {"c"}}}, &sourcetest.MemorySink{}
		for i, want := range []int64{2, 0} {
			if record, asked := run(t, s, site, sink); record.Bodies != want || !slices.Equal(asked, []string{"1:200", "2:200"}) {
				t.Errorf("run %d: asked %q, kept %d; want %d", i+1, asked, record.Bodies, want)
			}
		}
		if p := sink.Pages(job.PageBody); len(p) != 2 || p[0].URL != "https://shelf.example/kept/1" {
			t.Errorf("kept %+v", p)
		}
	})
}
