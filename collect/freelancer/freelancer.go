// Package freelancer collects open projects of Freelancer.com: budgets, bids and skills.
package freelancer

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
	"rung/collect/secret"
	"rung/collect/wire"
	"rung/internal/polite"
)

const (
	name    = "freelancer"
	licence = "Freelancer.com API terms: own token, aggregates only"
	perPage = 100
)

// Source returns the source.
func Source() collect.Source {
	return collect.Source{
		Name: name, Title: "Freelancer.com", Home: "https://www.freelancer.com",
		BaseURL: "https://www.freelancer.com", Access: collect.API,
		Terms: collect.Terms{
			Verdict: collect.Conditional,
			Why:     "The API is documented for programs of its users, each with a token of their own. Its terms allow a cache, not an archive.",
			URL:     "https://www.freelancer.com/about/apiterms", ReadOn: "2026-11-22",
			Asks: []string{
				"Use a token of your own account.",
				"Keep what came for a day at most and on an encrypted disk, and delete it when you stop using the API.",
				"Publish figures over many projects, with a link, and no project texts.",
				"Keep nothing about the people: rung drops owners and users.",
				"No limit is stated; one request a second and once an hour is polite.",
			},
			Credit:  "Projects from Freelancer.com (https://www.freelancer.com)",
			Licence: licence, MinInterval: time.Hour, Rate: 1, Key: "OAuth token of your own account",
			Keep: collect.Retention{
				For:  24 * time.Hour,
				Says: "\"Where Data is cached, you should refresh the cache at least every 24 hours\"; copying and storing beyond that is not permitted (API Terms and Conditions, section 5).",
			},
		},
		Gives: []string{"pay", "competition", "text", "tags", "employment"},
		Options: []collect.Option{
			{Name: "token", Doc: "The token of your own account, from accounts.freelancer.com/settings/develop.", Secret: true},
			{Name: "queries", Doc: "What to search for. Empty means all projects, those changed last first."},
			{Name: "pages", Doc: "The most pages of 100 projects that are read for each query.", Check: collect.Whole(1, 1000), Default: []string{"10"}},
		},
		Life:  collect.Life{Days: 30},
		Fetch: Fetch, Parse: Parse,
	}
}

// Fetch asks for the open projects of each query. Bids change without a word, so projects that are known
// are read again.
func Fetch(ctx context.Context, r *collect.Run) error {
	token, err := secret.Need(r.Settings, name, "token")
	if err != nil {
		return err
	}
	most, err := feed.Number(r.Settings, "pages", 1000)
	if err != nil {
		return err
	}
	asked := r.Settings.Options["queries"]
	if len(asked) == 0 {
		asked = []string{""}
	}
	var queries []search.Query
	for _, words := range asked {
		scope := words
		if scope == "" {
			scope = "all"
		}
		queries = append(queries, search.Query{
			Scope: scope, Most: most, Read: extent,
			Address: func(page int) string { return address(r.Base, words, (page-1)*perPage) },
			Ask:     func(int) []polite.Option { return []polite.Option{polite.Header("Freelancer-OAuth-V1", token)} },
		})
	}
	return search.Fetch(ctx, r, queries...)
}

// address leaves out everything about people: no user_details, no owners.
func address(base, words string, offset int) string {
	q := url.Values{
		"limit": {strconv.Itoa(perPage)}, "offset": {strconv.Itoa(offset)}, "sort_field": {"time_updated"},
		"full_description": {"true"}, "job_details": {"true"},
	}
	if words != "" {
		q.Set("query", words)
	}
	return base + "/api/projects/0.1/projects/active/?" + q.Encode()
}

func extent(body []byte) (search.Extent, error) {
	rows, err := projects(body)
	return search.Extent{Rows: len(rows), Last: len(rows) < perPage}, err
}

// projects returns the rows of an answer. A refusal comes as {"status": "error", "message": ...}.
func projects(body []byte) ([]json.RawMessage, error) {
	rows, err := wire.Nested(body, "result", "projects")
	if err == nil {
		return rows, nil
	}
	var refusal struct {
		Status  string    `json:"status"`
		Message wire.Text `json:"message"`
	}
	if json.Unmarshal(body, &refusal) == nil && refusal.Status == "error" {
		return nil, fmt.Errorf("read the page: it says %.200q", string(refusal.Message))
	}
	return nil, err
}
