// Package recruitee collects the careers sites of Recruitee (Tellent) through their public list of offers.
package recruitee

import (
	"rung/collect"
	"rung/collect/board"
	"rung/collect/wire"
)

const licence = "Recruitee public Careers Site API"

// Source returns the source.
func Source() collect.Source {
	return collect.Source{
		Name: "recruitee", Title: "Recruitee boards", Home: "https://recruitee.com",
		BaseURL: "https://" + board.Placeholder + ".recruitee.com", Access: collect.API,
		Terms: collect.Terms{
			Verdict: collect.Allowed,
			Why:     "The list of offers is documented for showing an employer's jobs and needs no key until 10 February 2027.",
			URL:     "https://docs.recruitee.com/reference/intro-to-careers-site-api", ReadOn: "2026-11-25",
			Asks: []string{
				"From 10 February 2027 on the interface asks for a token that only the employer can give: boards then answer 401.",
				"No limit is stated; one request a second is polite.",
			},
			Licence: licence, Rate: 1,
		},
		Gives: []string{"pay", "text", "seniority", "employment", "place", "tags"},
		Options: []collect.Option{{
			Name: "boards", Doc: "Boards as they stand in NAME.recruitee.com, or NAME=Employer.", Default: board.Starter("recruitee"),
		}},
		ByDefault: true,
		Life:      collect.Life{ShowsAllOpen: true},
		Fetch:     site.Fetch, Parse: Parse,
	}
}

var site = board.Site{
	// A site that has a domain of its own sends us there, and the answer is the same.
	Option: "boards", Address: board.Host("/api/offers/"), HostEach: true,
	Check: func(body []byte) error {
		_, err := wire.Rows(body, "offers")
		return err
	},
}
