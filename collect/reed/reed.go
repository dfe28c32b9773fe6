// Package reed collects adverts of Reed.co.uk, the best open source of day rates in the UK. A search
// shows amounts without their period, so each new advert is asked for by itself.
package reed

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"time"

	"rung/collect"
	"rung/collect/feed"
	"rung/collect/secret"
	"rung/collect/wire"
	"rung/internal/job"
	"rung/internal/polite"
)

const (
	name    = "reed"
	licence = "Reed.co.uk API: own key, link back"
	perPage = 100
)

// Source returns the source.
func Source() collect.Source {
	return collect.Source{
		Name: name, Title: "Reed.co.uk", Home: "https://www.reed.co.uk",
		BaseURL: "https://www.reed.co.uk", Access: collect.API,
		Terms: collect.Terms{
			Verdict: collect.Conditional,
			Why:     "The API is published for developers, each with a key of their own; its terms were not seen, so read them when you register.",
			URL:     "https://www.reed.co.uk/developers/jobseeker", ReadOn: "2026-11-22",
			Asks: []string{
				"Use a key of your own and keep to the terms that came with it.",
				"Link back to the advert on Reed and name it as the source.",
				"No limit is stated; one request a second and a few times a day is polite.",
			},
			Credit:  "Jobs from Reed.co.uk (https://www.reed.co.uk)",
			Licence: licence, MinInterval: 6 * time.Hour, Rate: 1, Key: "API key of your own",
		},
		Gives: []string{"pay", "competition", "text", "employment", "place"},
		Options: []collect.Option{
			{Name: "key", Doc: "The key of your own, from reed.co.uk/developers.", Secret: true},
			{Name: "keywords", Doc: "What to search for.", Default: []string{"golang", "python developer", "react developer", "data engineer", "devops"}},
			{Name: "kinds", Doc: "Kinds of contract to ask for, of permanent, contract and temp. Empty means all.", Check: collect.OneOf("permanent", "contract", "temp"), Default: []string{"contract"}},
			{Name: "pages", Doc: "The most pages of 100 adverts that are searched for each keyword.", Check: collect.Whole(1, 100), Default: []string{"5"}},
			{Name: "details", Doc: "The most adverts that one run reads for each keyword; the newest come first.", Check: collect.Whole(1, 100_000), Default: []string{"200"}},
		},
		// An advert runs for six weeks unless it says when it ends.
		Life:  collect.Life{Days: 42},
		Fetch: Fetch, Parse: Parse,
	}
}

// Fetch searches for each keyword and reads the adverts that are new.
func Fetch(ctx context.Context, r *collect.Run) error {
	key, err := secret.Need(r.Settings, name, "key")
	if err != nil {
		return err
	}
	f := fetcher{run: r, read: map[int64]bool{}, ask: []polite.Option{
		polite.Header("Authorization", "Basic "+base64.StdEncoding.EncodeToString([]byte(key+":"))), polite.Always(),
	}}
	if f.pages, err = feed.Number(r.Settings, "pages", 100); err != nil {
		return err
	}
	if f.details, err = feed.Number(r.Settings, "details", 100_000); err != nil {
		return err
	}
	for _, words := range r.Settings.Options["keywords"] {
		if err := f.keyword(ctx, words); err != nil {
			if feed.Ends(ctx, err) {
				return err
			}
			r.Failed(words, err)
		}
	}
	return nil
}

type fetcher struct {
	run            *collect.Run
	ask            []polite.Option
	pages, details int
	// read holds what this run read: one advert may answer to several keywords.
	read map[int64]bool
}

// keyword reads the adverts of one search that are newer than all that was read before. Ids grow with
// time, so the highest one is all that must be remembered.
func (f fetcher) keyword(ctx context.Context, words string) error {
	var known int64
	if c := f.run.Cursor(words); c != "" {
		n, err := strconv.ParseInt(c, 10, 64)
		if err != nil {
			return fmt.Errorf("position %q of the last run: not an id", c)
		}
		known = n
	}
	ids, err := f.search(ctx, words)
	if err != nil {
		return err
	}
	slices.Sort(ids)
	ids = slices.DeleteFunc(slices.Compact(ids), func(id int64) bool { return id <= known })
	if more := len(ids) - f.details; more > 0 {
		f.run.Log.Info("older adverts are left out", "scope", words, "adverts", more)
		ids = ids[more:]
	}
	for _, id := range ids {
		if f.read[id] {
			continue
		}
		f.read[id] = true
		if err := f.detail(ctx, words, id); err != nil {
			if feed.Ends(ctx, err) {
				return err
			}
			f.run.Failed(words, err)
		}
		if err := f.run.SetCursor(words, strconv.FormatInt(id, 10)); err != nil {
			return err
		}
	}
	if len(ids) == 0 {
		return nil
	}
	return f.run.SetCursor(words, strconv.FormatInt(ids[len(ids)-1], 10))
}

// search returns the ids of what a search finds. Its pages are not kept: the adverts come whole.
func (f fetcher) search(ctx context.Context, words string) (ids []int64, err error) {
	kinds := f.run.Settings.Options["kinds"]
	if len(kinds) == 0 {
		kinds = []string{""}
	}
	for _, kind := range kinds {
		for n := range f.pages {
			q := url.Values{"keywords": {words}, "resultsToTake": {strconv.Itoa(perPage)}, "resultsToSkip": {strconv.Itoa(n * perPage)}}
			if kind != "" {
				q.Set(kind, "true")
			}
			page, err := feed.Get(ctx, f.run, words, f.run.Base+"/api/1.0/search?"+q.Encode(), check, f.ask...)
			if err != nil {
				return nil, err
			}
			found := hits(page.Body)
			if ids = append(ids, found...); len(found) < perPage {
				break
			}
		}
	}
	return ids, nil
}

func check(body []byte) error {
	_, err := wire.Rows(body, "results")
	return err
}

// hits returns the ids of a page of results.
func hits(body []byte) []int64 {
	var answer struct {
		Results []struct {
			ID wire.Int `json:"jobId"`
		} `json:"results"`
	}
	_ = json.Unmarshal(body, &answer) // a result with a broken id is left out
	var ids []int64
	for _, r := range answer.Results {
		if r.ID > 0 {
			ids = append(ids, int64(r.ID))
		}
	}
	return ids
}

// detail keeps one advert. One that is gone between search and question is no failure.
func (f fetcher) detail(ctx context.Context, scope string, id int64) error {
	page, err := f.run.Get(ctx, scope, f.run.Base+"/api/1.0/jobs/"+strconv.FormatInt(id, 10), f.ask...)
	if err != nil || page.Kind == job.PageGone {
		return err
	}
	var is struct {
		ID wire.Text `json:"jobId"`
	}
	if err := json.Unmarshal(page.Body, &is); err != nil || is.ID == "" {
		return errors.New("the answer is no advert")
	}
	if err := f.run.Keep(ctx, page); err != nil {
		return err
	}
	f.run.Forget(page.URL) // it is read once
	return nil
}
