// Package workable collects company boards of Workable through the list that its widget for careers
// pages shows.
package workable

import (
	"rung/collect"
	"rung/collect/board"
	"rung/collect/wire"
)

const licence = "Workable public jobs widget: facts and a link back"

// Source returns the source.
func Source() collect.Source {
	return collect.Source{
		Name: "workable", Title: "Workable boards", Home: "https://www.workable.com",
		BaseURL: "https://apply.workable.com", Access: collect.API,
		Terms: collect.Terms{
			Verdict: collect.Conditional,
			Why:     "The list is public, made for the widget that employers put on their pages; terms for other uses were not found.",
			URL:     "https://workable.readme.io/", ReadOn: "2026-11-25",
			Asks: []string{
				"Ask one board every five seconds: one limit holds for all boards together.",
				"Stop at the first answer 429; the wait that it asks for may be hours.",
				"Link back to the advert.",
			},
			Credit:  "Jobs from company boards on Workable (https://www.workable.com)",
			Licence: licence, Rate: 0.2,
		},
		Gives: []string{"text", "seniority", "employment", "place"},
		Options: []collect.Option{{
			Name: "boards", Doc: "Boards as they stand in apply.workable.com/NAME, or NAME=Employer.", Default: board.Starter("workable"),
		}},
		Life:  collect.Life{ShowsAllOpen: true},
		Fetch: site.Fetch, Parse: Parse,
	}
}

var site = board.Site{
	Option: "boards", Address: board.Path("/api/v1/widget/accounts/", "?details=true"),
	Check: func(body []byte) error {
		_, err := wire.Rows(body, "jobs")
		return err
	},
}
