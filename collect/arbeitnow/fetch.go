// Package arbeitnow collects the job board of Arbeitnow, page by page with the newest adverts first.
package arbeitnow

import (
	"context"
	"fmt"
	"time"

	"rung/collect"
	"rung/collect/feed"
)

const licence = "Arbeitnow API terms: link back"

// mostPages is more than the board has ever had.
const mostPages = 100

// Source returns the source.
func Source() collect.Source {
	return collect.Source{
		Name: "arbeitnow", Title: "Arbeitnow", Home: "https://www.arbeitnow.com",
		BaseURL: "https://www.arbeitnow.com", Access: collect.API,
		Terms: collect.Terms{
			Verdict: collect.Conditional,
			Why:     "The terms permit use of the free API, until further notice, with a link back.",
			URL:     "https://www.arbeitnow.com/terms", ReadOn: "2026-11-22",
			Asks: []string{
				"Link back to Arbeitnow.",
				"The permission may be withdrawn at any time.",
				"No limit is stated; once an hour and one request a second is polite.",
			},
			Credit:  "Jobs from Arbeitnow (https://www.arbeitnow.com)",
			Licence: licence, MinInterval: time.Hour, Rate: 1,
		},
		Gives: []string{"text", "employment", "place", "seniority"},
		Options: []collect.Option{{
			Name: "pages", Check: collect.Whole(1, mostPages), Doc: "The most pages that one run reads. It stops earlier where nothing is new.", Default: []string{"10"},
		}},
		ByDefault: true,
		Life:      collect.Life{Days: 30},
		Fetch:     Fetch, Parse: Parse,
	}
}

// Fetch reads pages by their number: the answer's own link to the next page carries a term of search that
// changes from answer to answer.
func Fetch(ctx context.Context, r *collect.Run) error {
	most, err := feed.Number(r.Settings, "pages", mostPages)
	if err != nil {
		return err
	}
	return feed.Pages{
		Scope: "board", Most: most, Read: extent,
		Address: func(pages, _ int) string { return fmt.Sprintf("%s/api/job-board-api?page=%d", r.Base, pages+1) },
	}.Fetch(ctx, r)
}
