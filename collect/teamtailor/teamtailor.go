// Package teamtailor collects career sites of Teamtailor through their public JSON Feed, whose items carry
// a schema.org JobPosting each.
package teamtailor

import (
	"rung/collect"
	"rung/collect/board"
	"rung/collect/wire"
)

const licence = "Teamtailor public job feed: facts and a link back"

// Source returns the source.
func Source() collect.Source {
	return collect.Source{
		Name: "teamtailor", Title: "Teamtailor boards", Home: "https://www.teamtailor.com",
		BaseURL: "https://" + board.Placeholder + ".teamtailor.com", Access: collect.Feed,
		Terms: collect.Terms{
			Verdict: collect.Conditional,
			Why:     "Every career site shows its jobs as a public feed; terms for reading it were not found.",
			URL:     "https://www.teamtailor.com", ReadOn: "2026-11-25",
			Asks: []string{
				"Link back to the advert.",
				"No limit is stated; one request a second is polite.",
			},
			Credit:  "Jobs from career sites on Teamtailor (https://www.teamtailor.com)",
			Licence: licence, Rate: 1,
		},
		Gives: []string{"pay", "text", "employment", "place"},
		Options: []collect.Option{{
			Name: "boards", Doc: "Boards as they stand in NAME.teamtailor.com, or NAME=Employer.", Default: board.Starter("teamtailor"),
		}},
		Life:  collect.Life{ShowsAllOpen: true},
		Fetch: site.Fetch, Parse: Parse,
	}
}

var site = board.Site{
	// A site that has a domain of its own sends us there, and the answer is the same.
	Option: "boards", Address: board.Host("/jobs.json"), HostEach: true,
	Check: func(body []byte) error {
		_, err := wire.Rows(body, "items")
		return err
	},
}
