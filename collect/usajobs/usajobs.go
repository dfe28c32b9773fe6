// Package usajobs collects vacancies of the United States government: the open ones by the search, which
// wants a key, and announcements by the month they opened, which do not.
package usajobs

import (
	"context"
	"errors"
	"net/url"
	"strconv"
	"strings"
	"time"

	"rung/collect"
	"rung/collect/feed"
	"rung/collect/search"
	"rung/collect/wire"
	"rung/internal/polite"
)

const (
	licence = "US government work, public domain"
	perPage = 500
	// mostPages holds the 10 000 rows that one search reaches.
	mostPages = 20
)

// Source returns the source.
func Source() collect.Source {
	return collect.Source{
		Name: "usajobs", Title: "USAJOBS", Home: "https://www.usajobs.gov",
		BaseURL: "https://data.usajobs.gov", Access: collect.API,
		Terms: collect.Terms{
			Verdict: collect.Allowed,
			Why:     "It is data of the US government, published for job boards and developers. It is off by default: federal jobs of one country at statutory pay say little about the market of most users.",
			URL:     "https://developer.usajobs.gov/", ReadOn: "2026-11-22",
			Asks: []string{
				"The search wants a key of your own and the e-mail address it is registered for as user agent.",
				"No limit is stated; one request a second and once a day is polite.",
			},
			Licence: licence, MinInterval: 12 * time.Hour, Rate: 1,
			Keep: collect.Retention{
				Says: "Public data \"may be copied, stored, reformatted, adapted, analyzed, published\"; nothing limits the time (section 2).",
				URL:  "https://developer.usajobs.gov/guides/terms-of-service",
			},
		},
		Gives: []string{"pay", "text", "employment", "place"},
		Options: []collect.Option{
			{Name: "key", Doc: "A key of your own for the search, from developer.usajobs.gov. Without one only announcements are read, which have no text.", Secret: true},
			{Name: "email", Doc: "The e-mail address that the key is registered for."},
			{Name: "series", Doc: "Occupational series: 2210 is IT management, 1550 computer science, 1560 data science, 0854 computer engineering.", Default: []string{"2210", "1550", "1560", "0854"}},
			{Name: "history_months", Doc: "How many months of announcements are read, this one included. Empty means 2 without a key and none with one: an announcement that both show has two versions.", Check: collect.Whole(1, 240)},
		},
		Life:  collect.Life{Days: 60},
		Fetch: Fetch, Parse: Parse,
	}
}

// Fetch asks the search where there is a key, and for announcements where there is none or the settings
// want them.
func Fetch(ctx context.Context, r *collect.Run) error {
	key, months := r.Settings.First("key"), 2
	if s := r.Settings.First("history_months"); s != "" {
		var err error
		if months, err = feed.Number(r.Settings, "history_months", 240); err != nil {
			return err
		}
	} else if key != "" {
		months = 0
	}
	if key != "" {
		if err := open(ctx, r, key); err != nil {
			return err
		}
	}
	return history(ctx, r, months)
}

// open asks for the vacancies that are open now.
func open(ctx context.Context, r *collect.Run, key string) error {
	email := strings.TrimSpace(r.Settings.First("email"))
	if email == "" {
		return errors.New("setting email is missing: the search wants to be told for whom the key is registered")
	}
	var queries []search.Query
	for _, series := range r.Settings.Options["series"] {
		queries = append(queries, search.Query{
			Scope: "search/" + series, Most: mostPages, Read: extent,
			Address: func(page int) string {
				return r.Base + "/api/Search?" + url.Values{
					"JobCategoryCode": {series}, "ResultsPerPage": {strconv.Itoa(perPage)}, "Page": {strconv.Itoa(page)}, "Fields": {"Full"},
				}.Encode()
			},
			Ask: func(int) []polite.Option {
				return []polite.Option{polite.Header("Authorization-Key", key), polite.Header("User-Agent", email)}
			},
		})
	}
	return search.Fetch(ctx, r, queries...)
}

func extent(body []byte) (search.Extent, error) {
	rows, err := wire.Nested(body, "SearchResult", "SearchResultItems")
	return search.Extent{Rows: len(rows), Last: len(rows) < perPage}, err
}
