package collect_test

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"testing"
	"time"

	"rung/collect"
	"rung/collect/sourcetest"
	"rung/internal/job"
)

// toy is a source as plain as they come: boards of two pages of JSON.
func toy() collect.Source {
	return collect.Source{
		Name: "toy", Title: "Toy", Home: "https://toy.example", BaseURL: "https://api.toy.example/", Access: collect.API,
		Terms: collect.Terms{
			Verdict: collect.Allowed, Why: "It is made up.", URL: "https://toy.example/terms", ReadOn: "2024-11-30",
			Licence: "CC0-1.0", Rate: 2, MinInterval: time.Hour,
		},
		Gives:   []string{"tags"},
		Options: []collect.Option{{Name: "boards", Doc: "The boards to read.", Default: []string{"acme", "bust", "empty"}}},
		Life:    collect.Life{ShowsAllOpen: true},
		Fetch:   fetchToy,
		Parse:   parseToy,
	}
}

func fetchToy(ctx context.Context, r *collect.Run) error {
	for _, board := range r.Settings.Options["boards"] {
		if r.IsGone(board) {
			continue
		}
		if err := fetchBoard(ctx, r, board); err != nil {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			r.Failed(board, err)
		}
	}
	return nil
}

func fetchBoard(ctx context.Context, r *collect.Run, board string) error {
	for page := 1; page <= 2; page++ {
		p, err := r.Get(ctx, board, fmt.Sprintf("%s/boards/%s?page=%d&size=2", r.Base, board, page))
		if err != nil {
			return err
		}
		if err := r.Keep(ctx, p); err != nil {
			return err
		}
		if p.Kind == job.PageGone {
			return nil
		}
		if board != "acme" {
			break
		}
	}
	if err := r.SetCursor(board, r.Now.Format(time.DateOnly)); err != nil {
		return err
	}
	return r.Complete(ctx, board)
}

func parseToy(p job.Page) (job.Parsed, error) {
	var body struct {
		Jobs []json.RawMessage
	}
	if err := json.Unmarshal(p.Body, &body); err != nil {
		return job.Parsed{}, fmt.Errorf("parse %s: %w", p.Scope, err)
	}
	var out job.Parsed
	seen := map[int]bool{}
	for _, raw := range body.Jobs {
		var row struct {
			ID    int
			Title string
			URL   string
		}
		err := json.Unmarshal(raw, &row)
		l := job.Listing{Source: p.Source, ID: strconv.Itoa(row.ID), Title: row.Title, URL: row.URL, Scope: p.Scope, Licence: "CC0-1.0", SeenAt: p.FetchedAt}
		if err == nil {
			err = l.Validate()
		}
		if err != nil || seen[row.ID] {
			out.Rejects = append(out.Rejects, job.Reject{Source: p.Source, ID: l.ID, Stage: "parse", Reason: fmt.Sprintf("not an advert: %v", err)})
			continue
		}
		seen[row.ID] = true
		out.Listings = append(out.Listings, l)
	}
	return out, nil
}

func TestToy(t *testing.T) { sourcetest.Run(t, toy(), sourcetest.Case{Gone: "bust", Rows: 3}) }

func FuzzToy(f *testing.F) { sourcetest.Fuzz(f, toy(), sourcetest.Case{}) }
