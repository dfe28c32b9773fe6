// Package himalayas collects the remote jobs of Himalayas, page by page with the newest first.
package himalayas

import (
	"context"
	"fmt"
	"time"

	"rung/collect"
	"rung/collect/feed"
)

const (
	licence = "Himalayas API: free to use with attribution"
	// perPage is the most that one answer holds; more is asked for in vain.
	perPage = 20
	// mostPages bounds a run at 20 000 adverts, a fifth of the board.
	mostPages = 1000
)

// Source returns the source.
func Source() collect.Source {
	return collect.Source{
		Name: "himalayas", Title: "Himalayas", Home: "https://himalayas.app",
		BaseURL: "https://himalayas.app", Access: collect.API,
		Terms: collect.Terms{
			Verdict: collect.Conditional,
			Why:     "The API is documented as free to use with a visible link back and the source's name.",
			URL:     "https://himalayas.app/docs/remote-jobs-api", ReadOn: "2026-11-22",
			Asks: []string{
				"Show a visible link back to himalayas.app.",
				"Say that the data comes from Himalayas.",
				"Ask once a day: the data is made anew every 24 hours.",
				"Wait when the answer is 429.",
			},
			Credit:  "Jobs from Himalayas (https://himalayas.app)",
			Licence: licence, MinInterval: 24 * time.Hour, Rate: 1,
		},
		Gives: []string{"pay", "text", "employment", "place", "seniority"},
		Options: []collect.Option{{
			Name: "pages", Check: collect.Whole(1, mostPages), Doc: "The most pages of 20 adverts that one run reads. It stops earlier where nothing is new.", Default: []string{"100"},
		}},
		ByDefault: true,
		// Adverts carry an end, 60 days after they were posted.
		Life:  collect.Life{Days: 60},
		Fetch: Fetch, Parse: Parse,
	}
}

// Fetch reads on by as many adverts as came, whatever was asked for.
func Fetch(ctx context.Context, r *collect.Run) error {
	most, err := feed.Number(r.Settings, "pages", mostPages)
	if err != nil {
		return err
	}
	return feed.Pages{
		Scope: "board", Most: most, Read: extent,
		Address: func(_, adverts int) string {
			return fmt.Sprintf("%s/jobs/api?limit=%d&offset=%d", r.Base, perPage, adverts)
		},
	}.Fetch(ctx, r)
}
