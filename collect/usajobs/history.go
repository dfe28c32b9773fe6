package usajobs

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"time"

	"rung/collect"
	"rung/collect/feed"
	"rung/collect/wire"
	"rung/internal/job"
	"rung/internal/polite"
)

// history asks for the announcements that opened in each of the last months. Whole months make addresses
// that stay the same, so that a month that is over costs no body.
func history(ctx context.Context, r *collect.Run, months int) error {
	first := time.Date(r.Now.UTC().Year(), r.Now.UTC().Month(), 1, 0, 0, 0, 0, time.UTC)
	for _, series := range r.Settings.Options["series"] {
		for ago := range months {
			scope := "history/" + series
			if err := month(ctx, r, scope, series, first.AddDate(0, -ago, 0)); err != nil {
				if feed.Ends(ctx, err) {
					return err
				}
				r.Failed(scope, err)
			}
		}
	}
	return nil
}

// month follows the pages of one month. An unchanged first page means that the month is unchanged: it
// says how many announcements there are. After an error it is read anew.
func month(ctx context.Context, r *collect.Run, scope, series string, from time.Time) error {
	const layout = "01-02-2006"
	first := r.Base + "/api/historicjoa?" + url.Values{
		"PositionSeries": {series}, "StartPositionOpenDate": {from.Format(layout)}, "EndPositionOpenDate": {from.AddDate(0, 1, -1).Format(layout)},
	}.Encode()
	address, ask := first, []polite.Option(nil)
	for n := 0; address != "" && n < 100; n++ {
		page, err := feed.Get(ctx, r, scope, address, check, ask...)
		if err == nil {
			err = r.Keep(ctx, page)
		}
		if n > 0 {
			r.Forget(address) // it holds a token that will not come again
		}
		if err == nil {
			address, err = following(r.Base, page)
		}
		if err != nil {
			r.Forget(first)
			return err
		}
		ask = []polite.Option{polite.Always()}
	}
	return nil
}

func check(body []byte) error {
	_, err := wire.Rows(body, "data")
	return err
}

// following returns the address of the next page. The answer gives it without its host, and wherever it
// points, it is asked of the host that answered.
func following(base string, page job.Page) (string, error) {
	if page.Kind == job.PageUnchanged {
		return "", nil
	}
	var answer struct {
		Paging struct {
			Next wire.Text `json:"next"`
		} `json:"paging"`
	}
	if err := json.Unmarshal(page.Body, &answer); err != nil {
		return "", fmt.Errorf("read the page: %w", err)
	}
	if answer.Paging.Next == "" {
		return "", nil
	}
	next, err := url.Parse(string(answer.Paging.Next))
	if err != nil || next.RawQuery == "" {
		return "", fmt.Errorf("read the page: the next page is no address: %.80q", string(answer.Paging.Next))
	}
	return base + "/api/historicjoa?" + next.RawQuery, nil
}
