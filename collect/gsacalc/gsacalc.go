// Package gsacalc collects the ceiling rates of GSA CALC+: what vendors may charge the US government at
// most for an hour of a labour category.
//
// A rate is no advert and no offer. Each becomes one listing with pay of basis "ceiling", which no
// statistic over offers counts, and without a date of posting, which no count of adverts by month holds.
package gsacalc

import (
	"context"
	"net/url"
	"strconv"
	"strings"
	"time"

	"rung/collect"
	"rung/collect/feed"
	"rung/collect/search"
	"rung/collect/wire"
	"rung/internal/job"
	"rung/internal/polite"
)

const (
	licence = "US government work, public domain"
	perPage = 100
)

// Source returns the source.
func Source() collect.Source {
	return collect.Source{
		Name: "gsacalc", Title: "GSA CALC+ ceiling rates", Home: "https://buy.gsa.gov/pricing",
		BaseURL: "https://api.gsa.gov", Access: collect.API,
		Terms: collect.Terms{
			Verdict: collect.Allowed,
			Why:     "It is an open interface of the US government that asks for no credentials. It is off by default, because its rows are agreed maximum rates and no adverts.",
			URL:     "https://open.gsa.gov/api/dx-calc-api/", ReadOn: "2026-11-22",
			Asks: []string{
				"Ask at most 1000 times an hour; the rates change once a night.",
				"Say \"ceiling rate\": the most that a vendor may charge, all costs included, for federal work in the US. It is no market rate.",
			},
			Licence: licence, MinInterval: 20 * time.Hour, Rate: 0.25,
		},
		Gives: []string{"pay", "employment"},
		Options: []collect.Option{
			{Name: "keywords", Doc: "Words to look for in labour categories.", Default: []string{
				"software developer", "software engineer", "data scientist", "data engineer", "devops", "cloud engineer", "web developer", "cyber security", "systems administrator", "project manager",
			}},
			{Name: "pages", Doc: "The most pages of 100 rates that are read for each keyword.", Check: collect.Whole(1, 100), Default: []string{"10"}},
		},
		// A rate lasts until its contract ends, which it says itself.
		Life:  collect.Life{Days: 400},
		Fetch: Fetch, Parse: Parse,
	}
}

// Fetch asks for the rates of each keyword, in the order of their categories, which new ones do not
// change for the others.
func Fetch(ctx context.Context, r *collect.Run) error {
	most, err := feed.Number(r.Settings, "pages", 100) // the interface reaches 10 000 rows
	if err != nil {
		return err
	}
	var queries []search.Query
	for _, word := range r.Settings.Options["keywords"] {
		queries = append(queries, search.Query{
			Scope: word, Most: most, Read: extent,
			Address: func(page int) string {
				return r.Base + "/acquisition/calc/v3/api/ceilingrates/?" + url.Values{
					"keyword": {word}, "page": {strconv.Itoa(page)}, "page_size": {strconv.Itoa(perPage)}, "ordering": {"labor_category"}, "sort": {"asc"},
				}.Encode()
			},
			Ask: func(int) []polite.Option { return []polite.Option{polite.Header("Accept", "application/json")} },
		})
	}
	return search.Fetch(ctx, r, queries...)
}

func extent(body []byte) (search.Extent, error) {
	rows, err := wire.Nested(body, "hits", "hits")
	return search.Extent{Rows: len(rows), Last: len(rows) < perPage}, err
}

// hit is one rate; see https://open.gsa.gov/api/dx-calc-api/.
type hit struct {
	Rate struct {
		ID          wire.Text  `json:"id"`
		Category    wire.Text  `json:"labor_category"`
		Price       wire.Float `json:"current_price"`
		Education   wire.Text  `json:"education_level"`
		Years       wire.Text  `json:"min_years_experience"`
		Vendor      wire.Text  `json:"vendor_name"`
		Subcategory wire.Text  `json:"subcategory"`
		Field       wire.Text  `json:"category"`
		Ends        wire.Text  `json:"contract_end"`
		Stamp       wire.Text  `json:"_timestamp"`
	} `json:"_source"`
}

// Parse reads a page of rates.
func Parse(p job.Page) (job.Parsed, error) {
	rows, err := wire.Nested(p.Body, "hits", "hits")
	if err != nil {
		return job.Parsed{}, err
	}
	return wire.Listings(p, rows, hit.listing), nil
}

// listing leaves the date of posting empty: a contract begins years before the rate that holds today.
func (h hit) listing(l *job.Listing) (err error) {
	r := &h.Rate
	l.ID, l.Title, l.Employer, l.Licence = string(r.ID), wire.Line(r.Category), wire.Line(r.Vendor), licence
	switch {
	case l.ID == "":
		return wire.Missing("id")
	case l.Title == "":
		return wire.Missing("labor_category")
	case r.Price <= 0:
		return wire.Missing("current_price")
	}
	if l.Category = wire.Line(r.Subcategory); l.Category == "" {
		l.Category = wire.Line(r.Field)
	}
	l.Given.Employment, l.Given.Countries = []job.Employment{job.Contract}, []string{"US"}
	l.Given.Pay = []job.Pay{{
		Min: float64(r.Price), Max: float64(r.Price), Currency: "USD", Period: job.Hour, Basis: job.Ceiling, Label: label(r.Education, r.Years),
		Evidence: job.Evidence{Field: job.FieldSource, Rule: "gsacalc.current_price"},
	}}
	if l.UpdatedAt, err = wire.Time("_timestamp", string(r.Stamp)); err != nil {
		return err
	}
	l.ValidThrough, err = wire.Time("contract_end", string(r.Ends))
	return err
}

// label writes what the category asks for, such as "BA, 5 years".
func label(education, years wire.Text) string {
	out := wire.Line(education)
	if n, err := strconv.Atoi(strings.TrimSpace(string(years))); err == nil && n >= 0 && n < 100 {
		out += ", " + strconv.Itoa(n) + " years"
	}
	return strings.TrimPrefix(out, ", ")
}
