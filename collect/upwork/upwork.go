// Package upwork collects public job postings of Upwork through its GraphQL API, with the user's own
// approved key. The site itself is never read: its terms forbid that.
package upwork

import (
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
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
	"rung/internal/polite"
)

const (
	name    = "upwork"
	licence = "Upwork API terms: own approved key, personal use"
	perPage = 50
)

// query asks for no field about people but the client's country and record.
//
//go:embed search.graphql
var query string

// Source returns the source.
func Source() collect.Source {
	return collect.Source{
		Name: name, Title: "Upwork", Home: "https://www.upwork.com",
		BaseURL: "https://api.upwork.com", Access: collect.API,
		Terms: collect.Terms{
			Verdict: collect.Ask,
			Why:     "Commercial use of the API needs prior written permission, and every key has to be approved by Upwork.",
			URL:     "https://www.upwork.com/legal#api", ReadOn: "2026-11-22",
			Asks: []string{
				"Use a key of your own that Upwork approved, with the scope \"Read marketplace Job Postings - Public\".",
				"Keep to personal use unless Upwork permits more in writing.",
				"Keep what came for a day at most, figures made of it too: rung lake purge sees to it.",
				"Ask at most 40 times a minute.",
			},
			Credit:  "Job postings from Upwork (https://www.upwork.com)",
			Licence: licence, MinInterval: 6 * time.Hour, Rate: 0.5, Key: "approved OAuth 2 key of your own",
			Keep: collect.Retention{
				For:  24 * time.Hour,
				Says: "\"Developer may cache Upwork Content for no more than twenty-four (24) hours\", and may not store anything made of it either (API Terms of Use, section 7).",
			},
		},
		Gives: []string{"pay", "competition", "text", "tags", "seniority", "employment"},
		Options: []collect.Option{
			{Name: "token", Doc: "An access token of your own. It lasts a day; a key and secret last longer.", Secret: true},
			{Name: "client_id", Doc: "The key of your own, where it may ask for tokens by itself (client credentials).", Secret: true},
			{Name: "client_secret", Doc: "The secret of that key.", Secret: true},
			{Name: "tenant", Doc: "The id of the organisation to ask for."},
			{Name: "token_url", Doc: "Where tokens are asked for.", Check: collect.Address, Default: []string{"https://www.upwork.com/api/v3/oauth2/token"}},
			{Name: "queries", Doc: "What to search for.", Default: []string{"golang", "python", "react", "data engineer", "devops"}},
			{Name: "pages", Doc: "The most pages of 50 postings that are read for each query.", Check: collect.Whole(1, 100), Default: []string{"4"}},
		},
		Life:  collect.Life{Days: 30},
		Fetch: Fetch, Parse: Parse,
	}
}

// Fetch searches for each query, the newest first.
func Fetch(ctx context.Context, r *collect.Run) error {
	most, err := feed.Number(r.Settings, "pages", 100) // a search ends at about 5000 postings
	if err != nil {
		return err
	}
	bearer, err := token(ctx, r)
	if err != nil {
		return err
	}
	headers := []polite.Option{secret.Bearer(bearer)}
	if tenant := r.Settings.First("tenant"); tenant != "" {
		headers = append(headers, polite.Header("X-Upwork-API-TenantId", tenant))
	}
	var queries []search.Query
	for _, words := range r.Settings.Options["queries"] {
		queries = append(queries, search.Query{
			Scope: words, Most: most, Read: extent,
			Address: func(int) string { return r.Base + "/graphql" },
			Ask: func(page int) []polite.Option {
				return append(slices.Clip(headers), polite.Post("application/json", question(words, page)))
			},
			// All questions go to one address: what was asked makes the page's own.
			Prepare: func(page int, p *job.Page) {
				p.URL += "?" + url.Values{"search": {words}, "after": {strconv.Itoa((page - 1) * perPage)}}.Encode()
				p.ETag, p.LastModified = "", ""
			},
		})
	}
	return search.Fetch(ctx, r, queries...)
}

// token returns the token of the settings, or asks for one with the key.
func token(ctx context.Context, r *collect.Run) (string, error) {
	if r.Settings.First("client_id") == "" {
		return secret.Need(r.Settings, name, "token")
	}
	password, err := secret.Need(r.Settings, name, "client_secret")
	if err != nil {
		return "", err
	}
	return secret.Token(ctx, r, r.Settings.First("token_url"), url.Values{
		"grant_type": {"client_credentials"}, "client_id": {strings.TrimSpace(r.Settings.First("client_id"))}, "client_secret": {password},
	})
}

func question(words string, page int) []byte {
	body, err := json.Marshal(map[string]any{"query": query, "variables": map[string]any{
		"marketPlaceJobFilter": map[string]any{
			"searchExpression_eq": words,
			"pagination_eq":       map[string]any{"after": strconv.Itoa((page - 1) * perPage), "first": perPage},
		},
		"searchType":     "USER_JOBS_SEARCH",
		"sortAttributes": []any{map[string]any{"field": "RECENCY"}},
	}})
	if err != nil {
		return nil // texts and numbers always can be written
	}
	return body
}

const field = "marketplaceJobPostingsSearch"

// postings returns the rows of an answer. What GraphQL refuses comes with status 200.
func postings(body []byte) ([]json.RawMessage, error) {
	rows, err := wire.Nested(body, "data", field, "edges")
	if err == nil {
		return rows, nil
	}
	var refusal struct {
		Errors []struct {
			Message wire.Text `json:"message"`
		} `json:"errors"`
	}
	if json.Unmarshal(body, &refusal) == nil && len(refusal.Errors) > 0 {
		return nil, fmt.Errorf("read the page: it says %.200q", string(refusal.Errors[0].Message))
	}
	return nil, err
}

func extent(body []byte) (search.Extent, error) {
	rows, err := postings(body)
	if err != nil {
		return search.Extent{}, err
	}
	var answer struct {
		Data struct {
			Search struct {
				Page struct {
					More bool `json:"hasNextPage"`
				} `json:"pageInfo"`
			} `json:"marketplaceJobPostingsSearch"`
		} `json:"data"`
	}
	if err := json.Unmarshal(body, &answer); err != nil {
		return search.Extent{}, errors.New("read the page: pageInfo is not what it was")
	}
	return search.Extent{Rows: len(rows), Last: !answer.Data.Search.Page.More}, nil
}
