// Package ashby collects company boards of Ashby through its public posting API.
//
// The answer does not say who the employer is, so it is the board's name, or what the setting says
// after an equals sign ("acme=Acme Robotics").
package ashby

import (
	"time"

	"rung/collect"
	"rung/collect/board"
	"rung/collect/wire"
	"rung/internal/polite"
)

const licence = "Ashby public job posting API"

// Source returns the source.
func Source() collect.Source {
	return collect.Source{
		ByDefault: true,
		Name:      "ashby", Title: "Ashby boards", Home: "https://www.ashbyhq.com",
		BaseURL: "https://api.ashbyhq.com", Access: collect.API,
		Terms: collect.Terms{
			Verdict: collect.Allowed,
			Why:     "The job posting API is documented for public use and asks for no key.",
			URL:     "https://developers.ashbyhq.com/docs/public-job-posting-api", ReadOn: "2026-11-22",
			Asks: []string{
				"Ask one board at a time: answers take up to ten seconds and repeated hits are throttled.",
				"Leave boards alone that no longer exist.",
			},
			Licence: licence, Rate: 1,
		},
		Gives: []string{"pay", "text", "employment", "place"},
		Options: []collect.Option{{
			Name:    "boards",
			Doc:     "Boards as they stand in jobs.ashbyhq.com/NAME, or NAME=Employer.",
			Default: board.Starter("ashby"),
		}},
		Life:  collect.Life{ShowsAllOpen: true},
		Fetch: site.Fetch, Parse: Parse,
	}
}

var site = board.Site{
	Option:  "boards",
	Address: board.Path("/posting-api/job-board/", "?includeCompensation=true"),
	Check: func(body []byte) error {
		_, err := wire.Rows(body, "jobs")
		return err
	},
	Ask: []polite.Option{polite.Timeout(60 * time.Second)},
}
