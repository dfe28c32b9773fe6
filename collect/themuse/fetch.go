// Package themuse collects chosen categories of The Muse. The site lists hundreds of thousands of jobs, in
// no order of time, so a run reads the first pages of each category.
package themuse

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"strconv"
	"time"

	"rung/collect"
	"rung/collect/feed"
	"rung/collect/wire"
	"rung/internal/polite"
)

const (
	licence = "The Muse public API terms"
	// mostPages is the last page that the site answers for; the count of pages in its answers is larger.
	mostPages = 99
)

// Source returns the source.
func Source() collect.Source {
	return collect.Source{
		Name: "themuse", Title: "The Muse", Home: "https://www.themuse.com",
		BaseURL: "https://www.themuse.com", Access: collect.API,
		Terms: collect.Terms{
			Verdict: collect.Conditional,
			Why:     "The API is published for use by others, who agree to its terms by using it.",
			URL:     "https://www.themuse.com/developers/api/v2/terms", ReadOn: "2026-11-22",
			Asks: []string{
				"Send no more than 500 requests an hour.",
				"Register for a key of your own where the use goes beyond trying it out.",
				"Link back to the advert on The Muse.",
			},
			Credit:  "Jobs from The Muse (https://www.themuse.com)",
			Licence: licence, MinInterval: time.Hour, Rate: 0.125,
			Keep: collect.Retention{Says: "Copies must be destroyed when the licence ends; no time is named."},
		},
		Gives: []string{"text", "place", "seniority"},
		Options: []collect.Option{
			{Name: "categories", Doc: "Categories to read, by the names that the site gives them.", Default: []string{"Software Engineering", "Data and Analytics"}},
			{Name: "pages", Doc: "The most pages of 20 adverts that one run reads of each category.", Check: collect.Whole(1, mostPages), Default: []string{"5"}},
			{Name: "api_key", Doc: "A key of your own. It is not needed.", Secret: true},
		},
		ByDefault: true,
		// Half of what the site shows is older than three months.
		Life:  collect.Life{Days: 120},
		Fetch: Fetch, Parse: Parse,
	}
}

// fetcher holds what one run needs.
type fetcher struct {
	run  *collect.Run
	most int
	ask  []polite.Option
}

// Fetch reads the first pages of each category. One that fails is reported and does not stop the others.
func Fetch(ctx context.Context, r *collect.Run) error {
	most, err := feed.Number(r.Settings, "pages", mostPages)
	if err != nil {
		return err
	}
	f := fetcher{run: r, most: most}
	if key := r.Settings.First("api_key"); key != "" {
		f.ask = append(f.ask, polite.Query("api_key", key))
	}
	for _, category := range r.Settings.Options["categories"] {
		if err := f.category(ctx, category); err != nil {
			if feed.Ends(ctx, err) {
				return err
			}
			r.Failed(category, err)
		}
	}
	return nil
}

// category reads pages until there are no more. An unchanged page does not say how many there are, so the
// count of the last run is kept.
func (f *fetcher) category(ctx context.Context, name string) error {
	known, _ := strconv.Atoi(f.run.Cursor(name)) // 0 on the first run: then there is nothing unchanged
	for n := 1; n <= f.most; n++ {
		q := url.Values{"category": {name}, "page": {strconv.Itoa(n)}}
		page, err := feed.Get(ctx, f.run, name, f.run.Base+"/api/public/jobs?"+q.Encode(), check, f.ask...)
		if err != nil {
			return err
		}
		if err := f.run.Keep(ctx, page); err != nil {
			return err
		}
		if len(page.Body) > 0 {
			if known, err = pages(page.Body); err != nil {
				return err
			}
			if err := f.run.SetCursor(name, strconv.Itoa(known)); err != nil {
				return err
			}
		}
		if n >= known {
			return nil
		}
	}
	return nil
}

func check(body []byte) error {
	_, err := pages(body)
	return err
}

// pages returns how many pages an answer says there are, 0 where it is itself empty.
func pages(body []byte) (int, error) {
	rows, err := wire.Rows(body, "results")
	if err != nil || len(rows) == 0 {
		return 0, err
	}
	var envelope struct {
		Count wire.Int `json:"page_count"`
	}
	if err := json.Unmarshal(body, &envelope); err != nil {
		return 0, fmt.Errorf("read the page: %w", err)
	}
	return int(envelope.Count), nil
}
