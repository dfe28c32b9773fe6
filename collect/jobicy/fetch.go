// Package jobicy collects the newest hundred remote jobs of Jobicy, and of its fields and regions that the
// settings name.
package jobicy

import (
	"context"
	"maps"
	"net/url"
	"time"

	"rung/collect"
	"rung/collect/feed"
	"rung/collect/wire"
)

const licence = "Jobicy API terms: credit with a direct link, no re-syndication"

// Source returns the source.
func Source() collect.Source {
	return collect.Source{
		Name: "jobicy", Title: "Jobicy", Home: "https://jobicy.com",
		BaseURL: "https://jobicy.com", Access: collect.API,
		Terms: collect.Terms{
			Verdict: collect.Conditional,
			Why:     "The API is published for use by others, with credit and a direct link.",
			URL:     "https://github.com/Jobicy/remote-jobs-api", ReadOn: "2026-11-22",
			Asks: []string{
				"Credit Jobicy clearly, with a direct link to the advert.",
				"Do not hand the adverts on to other job sites, such as Google Jobs, LinkedIn or Jooble.",
				"Do not change or misrepresent what an advert says.",
				"Ask at most once an hour.",
			},
			Credit:  "Jobs from Jobicy (https://jobicy.com)",
			Licence: licence, MinInterval: time.Hour, Rate: 1,
			Keep: collect.Retention{Says: "Answers should be cached and adverts stored by their id; no time is named."},
		},
		Gives: []string{"pay", "text", "employment", "place", "seniority"},
		Options: []collect.Option{
			{Name: "industries", Doc: "Fields to ask for as well, such as dev or data-science: one more request each."},
			{Name: "regions", Doc: "Regions to ask for as well, such as usa or emea: one more request each."},
		},
		ByDefault: true,
		Life:      collect.Life{Days: 30},
		Fetch:     Fetch, Parse: Parse,
	}
}

// Fetch asks for the newest adverts, for which there is no second page, and then for each field and region.
func Fetch(ctx context.Context, r *collect.Run) error {
	parts := []feed.Part{{Scope: "newest", Address: address(r, nil)}}
	for _, by := range []struct{ option, filter string }{{"industries", "industry"}, {"regions", "geo"}} {
		for _, value := range r.Settings.Options[by.option] {
			parts = append(parts, feed.Part{Scope: by.filter + ":" + value, Address: address(r, url.Values{by.filter: {value}})})
		}
	}
	return feed.Feed{Check: check}.Fetch(ctx, r, parts...)
}

func address(r *collect.Run, filter url.Values) string {
	q := url.Values{"count": {"100"}}
	maps.Copy(q, filter)
	return r.Base + "/api/v2/remote-jobs?" + q.Encode()
}

func check(body []byte) error {
	_, err := wire.Rows(body, "jobs")
	return err
}
