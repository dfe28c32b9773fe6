// Package remotive collects the public feed of Remotive, all of it in one answer.
package remotive

import (
	"context"
	"time"

	"rung/collect"
	"rung/collect/feed"
	"rung/collect/wire"
)

const licence = "Remotive API terms: link back and credit, no re-syndication"

// Source returns the source.
func Source() collect.Source {
	return collect.Source{
		Name: "remotive", Title: "Remotive", Home: "https://remotive.com",
		BaseURL: "https://remotive.com", Access: collect.API,
		Terms: collect.Terms{
			Verdict: collect.Conditional,
			Why:     "The API is published for use by others, with a link back and the source's name.",
			URL:     "https://github.com/remotive-com/remote-jobs-api", ReadOn: "2026-11-22",
			Asks: []string{
				"Link back to the advert's address on Remotive.",
				"Name Remotive as the source.",
				"Do not hand the adverts on to other job sites, such as Jooble, Google Jobs or LinkedIn.",
				"Do not show adverts in order to collect sign-ups or e-mail addresses.",
				"Ask at most four times a day, and never more than twice a minute.",
			},
			Credit:  "Jobs from Remotive (https://remotive.com)",
			Licence: licence, MinInterval: 6 * time.Hour, Rate: 1.0 / 30,
		},
		Gives:     []string{"pay", "text", "employment", "place"},
		ByDefault: true,
		// The documentation says that the answer lists all active adverts; see whole.
		Life:  collect.Life{ShowsAllOpen: true},
		Fetch: Fetch, Parse: Parse,
	}
}

// Fetch asks for the feed once.
func Fetch(ctx context.Context, r *collect.Run) error {
	f := feed.Feed{Check: check, Whole: whole}
	return f.Fetch(ctx, r, feed.Part{Scope: "feed", Address: r.Base + "/api/remote-jobs"})
}

func check(body []byte) error {
	_, err := wire.Rows(body, "jobs")
	return err
}
