// Package weworkremotely collects the RSS feeds of We Work Remotely.
package weworkremotely

import (
	"context"
	"net/url"
	"time"

	"rung/collect"
	"rung/collect/feed"
	"rung/internal/polite"
)

const licence = "We Work Remotely API terms: by their permission, link back"

// Source returns the source.
func Source() collect.Source {
	return collect.Source{
		Name: "weworkremotely", Title: "We Work Remotely", Home: "https://weworkremotely.com",
		BaseURL: "https://weworkremotely.com", Access: collect.Feed,
		Terms: collect.Terms{
			Verdict: collect.Ask,
			Why:     "The terms forbid copying, saving or storing the data, and leave it to users to ask whether their use is permitted.",
			URL:     "https://weworkremotely.com/api-terms-and-guidelines", ReadOn: "2026-11-22",
			Asks: []string{
				"Write to them before the first run, and say what the data is for.",
				"Build no job board, job search or hiring tool with it: statistics with a link only.",
				"Applying must go through weworkremotely.com.",
				"Do not use their name or logo as a brand.",
				"The feeds ask to be read at most once an hour.",
			},
			Credit:  "Jobs from We Work Remotely (https://weworkremotely.com)",
			Licence: licence, MinInterval: time.Hour, Rate: 1,
			Keep: collect.Retention{Says: "\"Scraping, copying, saving, or storing our data is strictly prohibited\": what may be kept, and for how long, is for the permission to say."},
		},
		Gives: []string{"text", "tags", "employment", "place"},
		Options: []collect.Option{{
			Name: "categories", Doc: "Categories to ask for as well, as in weworkremotely.com/categories/NAME: one more request each.",
		}},
		// The feed shows the newest adverts only; they carry an end, 30 days after they were posted.
		Life:  collect.Life{Days: 30},
		Fetch: Fetch, Parse: Parse,
	}
}

// Fetch asks for the feed of all jobs, and for that of each category. Feeds are no documented interface,
// so robots.txt is asked.
func Fetch(ctx context.Context, r *collect.Run) error {
	parts := []feed.Part{{Scope: "feed", Address: r.Base + "/remote-jobs.rss"}}
	for _, name := range r.Settings.Options["categories"] {
		parts = append(parts, feed.Part{Scope: name, Address: r.Base + "/categories/" + url.PathEscape(name) + ".rss"})
	}
	return feed.Feed{Check: check, Ask: []polite.Option{polite.Crawl()}}.Fetch(ctx, r, parts...)
}

func check(body []byte) error {
	_, err := read(body)
	return err
}
