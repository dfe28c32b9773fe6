// Package navno collects the vacancies that the Norwegian labour and welfare administration hands on: a
// feed of changes in pages, and one entry for each advert.
package navno

import (
	"time"

	"rung/collect"
)

const (
	name    = "navno"
	licence = "NAV arbeidsplassen.no, terms of the vacancy feed"
)

// Source returns the source.
func Source() collect.Source {
	return collect.Source{
		Name: name, Title: "NAV vacancy feed (arbeidsplassen.no)", Home: "https://arbeidsplassen.nav.no",
		BaseURL: "https://pam-stilling-feed.nav.no", Access: collect.API,
		Terms: collect.Terms{
			Verdict: collect.Allowed,
			Why:     "The terms of the feed name statistical and analytical use beside showing the adverts again. A token is needed, and every advert costs a request, so it is off until a token is set.",
			URL:     "https://arbeidsplassen.nav.no/vilkar-api", ReadOn: "2026-11-22",
			Asks: []string{
				"Agree to the terms and use a token: a private one by e-mail, or the public one for trying, which changes now and then.",
				"Change and remove adverts promptly when the feed says so.",
				"At the end of the feed, wait two minutes before asking again.",
				"Keep no contact persons: rung drops them.",
			},
			Credit:  "Vacancies from arbeidsplassen.no, NAV (https://arbeidsplassen.nav.no)",
			Licence: licence, MinInterval: 2 * time.Minute, Rate: 2, Key: "bearer token of the feed",
			Keep: collect.Retention{Says: "Adverts that are shown again must go at once when the feed says that they are inactive; for statistics no time is named."},
		},
		Gives: []string{"text", "employment", "place"},
		Options: []collect.Option{
			{Name: "token", Doc: "The bearer token; the public one is at pam-stilling-feed.nav.no/api/publicToken.", Secret: true},
			{Name: "days", Doc: "How many days back the first run begins. No advert lives longer than six months.", Check: collect.Whole(1, 183), Default: []string{"3"}},
			{Name: "entries", Doc: "The most adverts that one run asks for; the next run goes on where it ended.", Check: collect.Whole(1, 100_000), Default: []string{"1000"}},
		},
		// Ads end by notice, at their date, or after six months at the latest.
		Life:  collect.Life{Days: 183},
		Fetch: Fetch, Parse: Parse,
	}
}
