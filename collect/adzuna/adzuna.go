// Package adzuna collects search results of Adzuna for personal research, which is all that its terms
// allow without written consent.
package adzuna

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"rung/collect"
	"rung/collect/feed"
	"rung/collect/search"
	"rung/collect/secret"
	"rung/collect/wire"
	"rung/internal/job"
)

const (
	name    = "adzuna"
	licence = "Adzuna API terms: personal research only"
	perPage = 50
)

// Source returns the source.
func Source() collect.Source {
	return collect.Source{
		Name: name, Title: "Adzuna", Home: "https://www.adzuna.com",
		BaseURL: "https://api.adzuna.com", Access: collect.API,
		Terms: collect.Terms{
			Verdict: collect.Conditional,
			Why:     "The terms allow personal research. Any other ongoing use, aggregates such as counts and average pay included, needs written consent, so it is off until you set keys of your own.",
			URL:     "https://developer.adzuna.com/docs/terms_of_service", ReadOn: "2026-11-22",
			Asks: []string{
				"Personal research only: publish nothing that is built on it, neither adverts nor figures, without Adzuna's written consent.",
				"Show \"Jobs by Adzuna\" with a link wherever adverts are shown.",
				"Ask at most 25 times a minute, 250 a day, 1000 a week and 2500 a month.",
			},
			Credit:  "Jobs by Adzuna (https://www.adzuna.co.uk)",
			Licence: licence, MinInterval: 24 * time.Hour, Rate: 0.4, Key: "application id and key of your own",
			Keep: collect.Retention{Says: "Data must leave a site's pages when the agreement ends; no time is named."},
		},
		Gives: []string{"pay", "employment", "place"},
		Options: []collect.Option{
			{Name: "app_id", Doc: "The id of your application, from developer.adzuna.com.", Secret: true},
			{Name: "app_key", Doc: "Its key.", Secret: true},
			{Name: "countries", Doc: "Countries by their codes: gb us at au be br ca ch de es fr in it mx nl nz pl sg za.", Check: checkCountry, Default: []string{"gb"}},
			{Name: "queries", Doc: "What to search for.", Default: []string{"golang", "python", "react", "data engineer", "devops"}},
			{Name: "days", Doc: "How old an advert may be.", Check: collect.Whole(1, 365), Default: []string{"7"}},
			{Name: "pages", Doc: "The most pages of 50 adverts that are read for each country and query. All of them together must stay below 80 a day.", Check: collect.Whole(1, mostRequests), Default: []string{"2"}},
		},
		Life:  collect.Life{Days: 30},
		Fetch: Fetch, Parse: Parse,
	}
}

// mostRequests is what the monthly limit of 2500 leaves for a day.
const mostRequests = 80

// Fetch asks every country every question.
func Fetch(ctx context.Context, r *collect.Run) error {
	k := keys{}
	var err error
	if k.id, err = secret.Need(r.Settings, name, "app_id"); err != nil {
		return err
	}
	if k.key, err = secret.Need(r.Settings, name, "app_key"); err != nil {
		return err
	}
	days, err := feed.Number(r.Settings, "days", 365)
	if err != nil {
		return err
	}
	most, err := feed.Number(r.Settings, "pages", mostRequests)
	if err != nil {
		return err
	}
	var queries []search.Query
	for _, land := range r.Settings.Options["countries"] {
		land = strings.ToLower(strings.TrimSpace(land))
		if currencies[land] == "" {
			return fmt.Errorf("setting countries: Adzuna has no country %q", land)
		}
		for _, words := range r.Settings.Options["queries"] {
			queries = append(queries, k.query(r, land, words, days, most))
		}
	}
	if n := len(queries) * most; n > mostRequests {
		return fmt.Errorf("setting pages: %d requests a run are more than %d, which the monthly limit leaves for a day", n, mostRequests)
	}
	return search.Fetch(ctx, r, queries...)
}

// checkCountry says whether Adzuna searches a country.
func checkCountry(code string) error {
	return collect.OneOf(slices.Sorted(maps.Keys(currencies))...)(strings.ToLower(strings.TrimSpace(code)))
}

// keys are what the interface wants to have in the address.
type keys struct{ id, key string }

func (k keys) query(r *collect.Run, land, words string, days, most int) search.Query {
	address := func(page int, with url.Values) string {
		q := url.Values{"results_per_page": {strconv.Itoa(perPage)}, "what": {words}, "max_days_old": {strconv.Itoa(days)}, "sort_by": {"date"}, "content-type": {"application/json"}}
		maps.Copy(q, with)
		return r.Base + "/v1/api/jobs/" + land + "/search/" + strconv.Itoa(page) + "?" + q.Encode()
	}
	return search.Query{
		Scope: land + "/" + words, Most: most, Read: extent,
		Address: func(page int) string { return address(page, url.Values{"app_id": {k.id}, "app_key": {k.key}}) },
		// What is kept names no keys: neither its address nor the links in it, which carry the id.
		Prepare: func(page int, p *job.Page) {
			p.URL, p.Meta = address(page, nil), map[string]string{metaCountry: land}
			p.Body = k.scrub(p.Body)
		},
	}
}

// scrub takes the id and the key out of a body.
func (k keys) scrub(body []byte) []byte {
	for _, s := range []string{k.id, k.key} {
		body = bytes.ReplaceAll(body, []byte("utm_source="+s), []byte("utm_source="))
		if len(s) >= 8 { // shorter ones may be part of anything
			body = bytes.ReplaceAll(body, []byte(s), nil)
		}
	}
	return body
}

func extent(body []byte) (search.Extent, error) {
	rows, err := wire.Rows(body, "results")
	return search.Extent{Rows: len(rows), Last: len(rows) < perPage}, err
}
