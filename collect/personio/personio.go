// Package personio collects company boards of Personio through the XML feed of open positions.
package personio

import (
	"context"
	"net/url"

	"rung/collect"
	"rung/collect/board"
)

const licence = "Personio public feed of open positions"

// Source returns the source.
func Source() collect.Source {
	return collect.Source{
		Name: "personio", Title: "Personio boards", Home: "https://www.personio.com",
		BaseURL: "https://" + board.Placeholder + ".jobs.personio.de", Access: collect.Feed,
		Terms: collect.Terms{
			Verdict: collect.Allowed,
			Why:     "The feed is documented for showing an employer's positions elsewhere and needs no key; employers may switch it off.",
			URL:     "https://developer.personio.de/docs/retrieving-open-job-positions", ReadOn: "2026-11-25",
			Asks:    []string{"No limit is stated; one request a second is polite."},
			Licence: licence, Rate: 1,
		},
		Gives: []string{"text", "seniority", "employment", "place", "tags"},
		Options: []collect.Option{
			{Name: "boards", Doc: "Boards as they stand in NAME.jobs.personio.de, or NAME=Employer.", Default: board.Starter("personio")},
			{
				Name: "language", Check: collect.OneOf("de", "en", "fr", "es", "nl", "it", "pt"), Default: []string{"en"},
				Doc: "The language of the adverts: de, en, fr, es, nl, it or pt. A position that is not written in it comes without text.",
			},
		},
		ByDefault: true,
		Life:      collect.Life{ShowsAllOpen: true},
		Fetch:     Fetch, Parse: Parse,
	}
}

// Fetch asks every board for its feed. Boards that do not exist, or have no feed, answer with 404 or send
// us to Personio's own pages.
func Fetch(ctx context.Context, r *collect.Run) error {
	site := board.Site{
		Option: "boards", Address: board.Host("/xml?language=" + url.QueryEscape(r.Settings.First("language"))),
		HostEach: true, MovedIsGone: true,
		Check: func(body []byte) error {
			_, err := positions(body)
			return err
		},
	}
	return site.Fetch(ctx, r)
}
