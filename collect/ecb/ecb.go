// Package ecb collects the euro foreign exchange reference rates of the European Central Bank, by which
// pay of one currency is compared with pay of another.
//
// The bank publishes them at about 16:00 CET on every working day, in three files: the last day, the last
// 90 days, and every day since 1999.
package ecb

import (
	"context"
	"errors"
	"fmt"
	"time"

	"rung/collect"
	"rung/internal/job"
)

const (
	scope   = "rates"
	licence = "European Central Bank, free with the source named"

	daily   = "/stats/eurofxref/eurofxref-daily.xml"
	quarter = "/stats/eurofxref/eurofxref-hist-90d.xml"
	history = "/stats/eurofxref/eurofxref-hist.zip"
)

// Source returns the source.
func Source() collect.Source {
	return collect.Source{
		Name: "ecb", Title: "Exchange rates of the European Central Bank", Home: "https://www.ecb.europa.eu/stats/eurofxref/",
		BaseURL: "https://www.ecb.europa.eu", Access: collect.API,
		Terms: collect.Terms{
			Verdict: collect.Allowed,
			Why:     "The reference rates are published for everybody's use.",
			URL:     "https://www.ecb.europa.eu/services/using-our-site/disclaimer/html/index.en.html", ReadOn: "2026-11-22",
			Asks: []string{
				"Name the European Central Bank as the source.",
				"The rates are for information: the bank advises against using them for transactions.",
			},
			Credit:  "Exchange rates: European Central Bank, euro foreign exchange reference rates",
			Licence: licence, MinInterval: 6 * time.Hour, Rate: 1,
		},
		Gives: []string{"rates"}, Reference: true, ByDefault: true,
		Fetch: Fetch, Parse: Parse,
	}
}

// Fetch asks for the smallest file that follows on what was read before. The cursor is the day of the last
// rate.
func Fetch(ctx context.Context, r *collect.Run) error {
	page, err := r.Get(ctx, scope, r.Base+fileSince(r.Cursor(scope), r.Now))
	switch {
	case err != nil:
		return err
	case page.Kind == job.PageGone:
		return fmt.Errorf("get the rates: the site answered %d", page.Status)
	case page.Kind == job.PageUnchanged:
		return r.Keep(ctx, page)
	}
	rates, err := Parse(page)
	if err != nil {
		return err
	}
	last := r.Cursor(scope)
	for _, rate := range rates.Rates {
		last = max(last, rate.Date.Format(time.DateOnly))
	}
	if len(rates.Rates) == 0 {
		return errors.New("read the rates: the file holds none")
	}
	if err := r.Keep(ctx, page); err != nil {
		return err
	}
	return r.SetCursor(scope, last)
}

// fileSince names the file that leaves no gap after a day. The daily file holds the last working day, so
// it follows on the day before alone.
func fileSince(last string, now time.Time) string {
	day, err := time.Parse(time.DateOnly, last)
	switch age := now.Sub(day); {
	case err != nil || age > 85*24*time.Hour:
		return history
	case age > 48*time.Hour:
		return quarter
	}
	return daily
}
