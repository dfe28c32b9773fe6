package adzuna

import (
	"net/url"
	"regexp"
	"strings"

	"rung/collect/wire"
	"rung/internal/country"
	"rung/internal/job"
)

// metaCountry is the key of a page's Meta that holds the country it was asked for.
const metaCountry = "country"

// currencies are those of the countries that Adzuna searches: its amounts come without one.
var currencies = map[string]string{
	"gb": "GBP", "us": "USD", "at": "EUR", "au": "AUD", "be": "EUR", "br": "BRL", "ca": "CAD", "ch": "CHF", "de": "EUR", "es": "EUR",
	"fr": "EUR", "in": "INR", "it": "EUR", "mx": "MXN", "nl": "EUR", "nz": "NZD", "pl": "PLN", "sg": "SGD", "za": "ZAR",
}

// advert is one result; see https://developer.adzuna.com/docs/search.
type advert struct {
	ID          wire.Text `json:"id"`
	Title       wire.Text `json:"title"`
	Description wire.Text `json:"description"`
	URL         wire.Text `json:"redirect_url"`
	Created     wire.Text `json:"created"`
	Company     struct {
		Name wire.Text `json:"display_name"`
	} `json:"company"`
	Location struct {
		Name wire.Text `json:"display_name"`
		Area wire.List `json:"area"`
	} `json:"location"`
	Category struct {
		Label wire.Text `json:"label"`
	} `json:"category"`
	Min       wire.Float `json:"salary_min"`
	Max       wire.Float `json:"salary_max"`
	Predicted wire.Text  `json:"salary_is_predicted"`
	Contract  wire.Text  `json:"contract_type"`
	Hours     wire.Text  `json:"contract_time"`
}

// Parse reads one page of results.
func Parse(p job.Page) (job.Parsed, error) {
	rows, err := wire.Rows(p.Body, "results")
	if err != nil {
		return job.Parsed{}, err
	}
	land := p.Meta[metaCountry]
	return wire.Listings(p, rows, func(a advert, l *job.Listing) error { return a.listing(l, land) }), nil
}

// mark is how a search shows what it found.
var mark = regexp.MustCompile(`</?strong>`)

func (a advert) listing(l *job.Listing, land string) (err error) {
	l.ID, l.Title, l.Employer, l.Licence = string(a.ID), wire.Line(wire.Text(mark.ReplaceAllString(string(a.Title), ""))), wire.Line(a.Company.Name), licence
	switch {
	case l.ID == "":
		return wire.Missing("id")
	case l.Title == "":
		return wire.Missing("title")
	}
	l.URL = bare(wire.Web(a.URL))
	l.Text = strings.TrimSpace(mark.ReplaceAllString(string(a.Description), "")) // its first 500 characters
	l.Category = wire.Line(a.Category.Label)
	if place := wire.Line(a.Location.Name); place != "" {
		l.Locations = []string{place}
	}
	if area := a.Location.Area.Strings(); len(area) > 0 {
		if code := country.Code(area[0]); code != "" {
			l.Given.Countries = []string{code}
		}
		if len(area) > 2 {
			l.Given.City = area[len(area)-1]
		}
	}
	if l.Given.Countries == nil && land != "" {
		l.Given.Countries = []string{strings.ToUpper(land)}
	}
	l.Given.Pay, l.Given.Employment = a.pay(land), a.employment()
	l.PostedAt, err = wire.Time("created", string(a.Created))
	return err
}

// bare takes the marks that tell the site who asked out of an address.
func bare(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	q := u.Query()
	for name := range q {
		if strings.HasPrefix(name, "utm_") {
			q.Del(name)
		}
	}
	u.RawQuery = q.Encode()
	return u.String()
}

// pay reads amounts by the year: day rates come multiplied. What Adzuna predicted is its own guess.
func (a advert) pay(land string) []job.Pay {
	out := wire.Stated(a.Min, a.Max, wire.Text(currencies[land]), job.Year, "adzuna.salary")
	for i := range out {
		out[i].Flags = []string{"annualised"}
		if p := string(a.Predicted); p == "1" || p == "true" {
			out[i].Basis = job.Estimate
		}
	}
	return out
}

// employment takes a contract for one, full time or not.
func (a advert) employment() []job.Employment {
	if a.Contract == "contract" {
		return []job.Employment{job.Contract}
	}
	return wire.Employment(string(a.Hours))
}
