// Package lever collects company boards of Lever through its public postings API.
//
// A board is asked for whole: reading it in pages could miss a posting while others come and go, and a
// posting that is missed counts as closed.
package lever

import (
	"strings"

	"rung/collect"
	"rung/collect/board"
	"rung/collect/wire"
	"rung/internal/polite"
)

const (
	licence = "Lever public Postings API"
	global  = "https://api.lever.co"
	europe  = "https://api.eu.lever.co"
	// euMark stands before the names of boards that Lever keeps in Europe.
	euMark = "eu:"
)

// Source returns the source.
func Source() collect.Source {
	return collect.Source{
		Name: "lever", Title: "Lever boards", Home: "https://www.lever.co",
		BaseURL: global, Access: collect.API,
		Terms: collect.Terms{
			Verdict: collect.Allowed,
			Why:     "Lever's own document says that published postings are public and may be scraped by third parties.",
			URL:     "https://github.com/lever/postings-api/blob/master/README.md", ReadOn: "2026-11-22",
			Asks:    []string{"No limit is stated for reading; one request a second is polite."},
			Licence: licence, Rate: 1,
		},
		Gives: []string{"pay", "text", "employment", "place"},
		Options: []collect.Option{{
			Name:    "boards",
			Doc:     "Boards as they stand in jobs.lever.co/NAME, or NAME=Employer; eu:NAME for jobs.eu.lever.co.",
			Default: board.Starter("lever"),
		}},
		ByDefault: true,
		Life:      collect.Life{ShowsAllOpen: true},
		Fetch:     site.Fetch, Parse: Parse,
	}
}

var site = board.Site{
	Option:  "boards",
	Address: address,
	Check: func(body []byte) error {
		_, err := wire.Rows(body, "")
		return err
	},
	Ask: []polite.Option{polite.MaxBytes(64 << 20)},
}

// address asks Europe for the boards that are kept there, unless the settings name another server, which
// then answers for both.
func address(base, name string) string {
	name, eu := strings.CutPrefix(name, euMark)
	if eu && base == global {
		base = europe
	}
	return base + "/v0/postings/" + name + "?mode=json"
}
