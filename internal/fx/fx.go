// Package fx holds the rates by which pay of one currency is compared with pay of another.
//
// The rates are the euro foreign exchange reference rates of the European Central Bank, the last of
// every week since 2010, as published at https://www.ecb.europa.eu/stats/eurofxref/. The ECB allows
// their use when it is named as the source. They work offline and end with the day of the snapshot;
// what is posted later is converted at the last rate. The source "ecb" collects further ones.
package fx

import (
	"cmp"
	_ "embed"
	"encoding/csv"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"
	"time"

	"rung/internal/job"
)

//go:embed rates.csv
var ratesCSV string

// Credit is the line that reports show where rates were used.
const Credit = "Exchange rates: European Central Bank, euro foreign exchange reference rates"

// Rates yields every rate of the snapshot, by date and then by currency. The rate of the euro is among
// them, so that every currency is converted alike.
func Rates() iter.Seq[job.Rate] {
	return func(yield func(job.Rate) bool) {
		rows, err := csv.NewReader(strings.NewReader(ratesCSV)).ReadAll()
		if err != nil {
			panic(fmt.Sprintf("fx: the embedded rates cannot be read: %v", err)) // a test reads them before any user does
		}
		for _, row := range rows[1:] {
			if !day(rows[0], row, yield) {
				return
			}
		}
	}
}

// day yields the rates of one row.
func day(head, row []string, yield func(job.Rate) bool) bool {
	date, err := time.Parse(time.DateOnly, row[0])
	if err != nil {
		panic(fmt.Sprintf("fx: the embedded rates have a row of %q", row[0]))
	}
	if !yield(job.Rate{Date: date, Currency: "EUR", PerEUR: 1}) {
		return false
	}
	for i, text := range row[1:] {
		if text == "" {
			continue
		}
		rate, err := strconv.ParseFloat(text, 64)
		if err != nil {
			panic(fmt.Sprintf("fx: the rate of %s on %s is %q", head[i+1], row[0], text))
		}
		if !yield(job.Rate{Date: date, Currency: head[i+1], PerEUR: rate}) {
			return false
		}
	}
	return true
}

// Merge returns the rates of the snapshot and further ones, by date and then by currency. Of several for
// one day and currency the one given last counts.
func Merge(more ...[]job.Rate) []job.Rate {
	var all []job.Rate
	for r := range Rates() {
		all = append(all, r)
	}
	for _, rates := range more {
		all = append(all, rates...)
	}
	slices.SortStableFunc(all, func(a, b job.Rate) int {
		return cmp.Or(a.Date.Compare(b.Date), cmp.Compare(a.Currency, b.Currency))
	})
	out := all[:0]
	for _, r := range all {
		if n := len(out); n > 0 && out[n-1].Date.Equal(r.Date) && out[n-1].Currency == r.Currency {
			out[n-1] = r
			continue
		}
		out = append(out, r)
	}
	return out
}

// Until is the day of the last rate.
func Until() time.Time {
	var last time.Time
	for r := range Rates() {
		last = r.Date
	}
	return last
}
