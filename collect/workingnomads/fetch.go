// Package workingnomads collects the public feed of Working Nomads, some thirty adverts in one answer.
package workingnomads

import (
	"context"
	"time"

	"rung/collect"
	"rung/collect/feed"
	"rung/collect/wire"
	"rung/internal/polite"
)

const licence = "Working Nomads public feed: no competing service, no resale"

// Source returns the source.
func Source() collect.Source {
	return collect.Source{
		Name: "workingnomads", Title: "Working Nomads", Home: "https://www.workingnomads.com",
		BaseURL: "https://www.workingnomads.com", Access: collect.Feed,
		Terms: collect.Terms{
			Verdict: collect.Conditional,
			Why:     "The feed is open and its terms say nothing against reading it, but they forbid competing services and resale.",
			URL:     "https://www.workingnomads.com/terms-and-conditions", ReadOn: "2026-11-22",
			Asks: []string{
				"Build no competing service with it.",
				"Do not resell or otherwise exploit it commercially.",
				"No limit is stated; the thirty or so adverts change slowly, and a few times a day is enough.",
			},
			Credit:  "Jobs from Working Nomads (https://www.workingnomads.com)",
			Licence: licence, MinInterval: 6 * time.Hour, Rate: 1,
		},
		Gives:     []string{"text", "tags", "place"},
		ByDefault: true,
		// The feed is a part of the board, so an advert that leaves it may still be open.
		Life:  collect.Life{Days: 30},
		Fetch: Fetch, Parse: Parse,
	}
}

// Fetch asks for the feed once. It is no documented interface, so robots.txt is asked.
func Fetch(ctx context.Context, r *collect.Run) error {
	f := feed.Feed{Check: check, Ask: []polite.Option{polite.Crawl()}}
	return f.Fetch(ctx, r, feed.Part{Scope: "feed", Address: r.Base + "/api/exposed_jobs/"})
}

func check(body []byte) error {
	_, err := wire.Rows(body, "")
	return err
}
