// Package arbeitsagentur collects search results of the German employment agency. The interface is that
// of the agency's own app; it is not offered to others, so a permission is needed.
package arbeitsagentur

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"strconv"
	"time"

	"rung/collect"
	"rung/collect/feed"
	"rung/collect/search"
	"rung/collect/wire"
	"rung/internal/polite"
)

const (
	licence = "Bundesagentur für Arbeit: only with permission"
	perPage = 100
	// publicKey is the name that every reader of the site sends; it is no secret.
	publicKey = "jobboerse-jobsuche"
)

// Source returns the source.
func Source() collect.Source {
	return collect.Source{
		Name: "arbeitsagentur", Title: "Bundesagentur für Arbeit", Home: "https://www.arbeitsagentur.de/jobsuche",
		BaseURL: "https://rest.arbeitsagentur.de", Access: collect.API,
		Terms: collect.Terms{
			Verdict: collect.Ask,
			Why:     "The agency offers no interface to the public; those who describe the one of its app say so themselves.",
			URL:     "https://github.com/bundesAPI/jobsuche-api", ReadOn: "2026-11-22",
			Asks: []string{
				"Ask the agency first, and say in the setting what it permits.",
				"No limit is stated; one request a second and once a day is polite.",
			},
			Credit:  "Stellenangebote der Bundesagentur für Arbeit (https://www.arbeitsagentur.de/jobsuche)",
			Licence: licence, MinInterval: 12 * time.Hour, Rate: 1,
		},
		Gives: []string{"pay", "employment", "place"},
		Options: []collect.Option{
			{Name: "queries", Doc: "What to search for, in German.", Default: []string{"Softwareentwickler", "Golang", "Python", "DevOps", "Data Engineer"}},
			{Name: "kinds", Doc: "Kinds of offers: 1 work, 2 self-employment, 4 apprenticeship, 34 internship.", Check: collect.OneOf("1", "2", "4", "34"), Default: []string{"1", "2"}},
			{Name: "days", Doc: "How old an offer may be; the service takes it loosely.", Check: collect.Whole(1, 100), Default: []string{"7"}},
			{Name: "pages", Doc: "The most pages of 100 offers that are read for each query and kind, at most 100.", Check: collect.Whole(1, 100), Default: []string{"5"}},
		},
		Life:  collect.Life{Days: 60},
		Fetch: Fetch, Parse: Parse,
	}
}

// Fetch asks every query for every kind.
func Fetch(ctx context.Context, r *collect.Run) error {
	days, err := feed.Number(r.Settings, "days", 100)
	if err != nil {
		return err
	}
	most, err := feed.Number(r.Settings, "pages", 100)
	if err != nil {
		return err
	}
	var queries []search.Query
	for _, words := range r.Settings.Options["queries"] {
		for _, kind := range r.Settings.Options["kinds"] {
			queries = append(queries, search.Query{
				Scope: kind + "/" + words, Most: most, Read: extent,
				Address: func(page int) string {
					return r.Base + "/jobboerse/jobsuche-service/pc/v6/jobs?" + url.Values{
						"was": {words}, "angebotsart": {kind}, "veroeffentlichtseit": {strconv.Itoa(days)}, "page": {strconv.Itoa(page)}, "size": {strconv.Itoa(perPage)},
					}.Encode()
				},
				Ask: func(int) []polite.Option { return []polite.Option{polite.Header("X-API-Key", publicKey)} },
			})
		}
	}
	return search.Fetch(ctx, r, queries...)
}

// offers returns the rows of an answer. One that found nothing has no list, only a count of 0.
func offers(body []byte) ([]json.RawMessage, error) {
	rows, err := wire.Rows(body, "ergebnisliste")
	if err == nil {
		return rows, nil
	}
	var answer struct {
		Total *wire.Int       `json:"maxErgebnisse"`
		List  json.RawMessage `json:"ergebnisliste"`
	}
	if json.Unmarshal(body, &answer) == nil && answer.Total != nil && answer.List == nil {
		if *answer.Total == 0 {
			return nil, nil
		}
		return nil, fmt.Errorf("read the page: no list, though it counts %d offers", *answer.Total)
	}
	return nil, err
}

func extent(body []byte) (search.Extent, error) {
	rows, err := offers(body)
	return search.Extent{Rows: len(rows), Last: len(rows) < perPage}, err
}
