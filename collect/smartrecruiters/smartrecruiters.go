// Package smartrecruiters collects company boards of SmartRecruiters through its public Posting API.
//
// A board is a list in pages of a hundred, and the text of an advert stands in an answer of its own. It
// is asked for once, when the advert is new, and only so many times in one run. Until then the advert is
// what the list says of it; from then on the list only tells that it is still open.
package smartrecruiters

import (
	"rung/collect"
	"rung/collect/board"
)

const (
	licence = "SmartRecruiters public Posting API"
	// perPage is the most that one answer lists, and maxPages bounds a board that does not end.
	perPage  = 100
	maxPages = 100
)

// Source returns the source.
func Source() collect.Source {
	return collect.Source{
		Name: "smartrecruiters", Title: "SmartRecruiters boards", Home: "https://www.smartrecruiters.com",
		BaseURL: "https://api.smartrecruiters.com", Access: collect.API,
		Terms: collect.Terms{
			Verdict: collect.Allowed,
			Why:     "The Posting API asks for no key because what it shows is public already.",
			URL:     "https://developers.smartrecruiters.com/docs/posting-api", ReadOn: "2026-11-22",
			Asks: []string{
				"No limit is stated for this interface; one request a second is polite.",
				"Names of those who wrote an advert are personal: they are dropped when pages are parsed.",
			},
			Licence: licence, Rate: 1,
		},
		Gives: []string{"text", "seniority", "employment", "place"},
		Options: []collect.Option{
			{
				Name: "boards", Default: board.Starter("smartrecruiters"),
				Doc: "Boards as they stand in jobs.smartrecruiters.com/NAME, or NAME=Employer.",
			},
			{
				Name: "details", Check: collect.Whole(0, 0), Default: []string{"100"},
				Doc: "The most adverts whose text is asked for in one run; each takes a request.",
			},
		},
		ByDefault: true,
		Life:      collect.Life{ShowsAllOpen: true},
		Fetch:     Fetch, Parse: Parse,
	}
}
