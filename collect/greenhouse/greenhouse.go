// Package greenhouse collects company boards of Greenhouse through its public job board API.
//
// The list of a board holds everything but pay, which only the answer for a single job shows. Jobs that
// are new are asked for one by one, so many in each run; what they say of pay is remembered and travels
// with every later list of the board, so that a job says the same in each of them.
package greenhouse

import (
	"rung/collect"
	"rung/collect/board"
	"rung/collect/wire"
)

const licence = "Greenhouse public Job Board API"

// Source returns the source.
func Source() collect.Source {
	return collect.Source{
		ByDefault: true,
		Name:      "greenhouse", Title: "Greenhouse boards", Home: "https://www.greenhouse.com",
		BaseURL: "https://boards-api.greenhouse.io", Access: collect.API,
		Terms: collect.Terms{
			Verdict: collect.Allowed,
			Why:     "Job board data is publicly available, and no GET endpoint asks for a key.",
			URL:     "https://developers.greenhouse.io/job-board.html", ReadOn: "2026-11-22",
			Asks:    []string{"No limit is stated; one request a second is polite."},
			Licence: licence, Rate: 1,
		},
		Gives: []string{"pay", "text", "employment", "place"},
		Options: []collect.Option{
			{
				Name: "boards", Default: board.Starter("greenhouse"),
				Doc: "Boards as they stand in boards.greenhouse.io/NAME, or NAME=Employer.",
			},
			{
				Name: "details", Check: collect.Whole(0, 0), Default: []string{"100"},
				Doc: "The most jobs whose pay is asked for in one run; each takes a request.",
			},
		},
		Life:  collect.Life{ShowsAllOpen: true},
		Fetch: Fetch, Parse: Parse,
	}
}

var site = board.Site{
	Option:  "boards",
	Address: board.Path("/v1/boards/", "/jobs?content=true"),
	Check: func(body []byte) error {
		_, err := wire.Rows(body, "jobs")
		return err
	},
}
