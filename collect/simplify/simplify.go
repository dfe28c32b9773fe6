// Package simplify collects the lists of first jobs and internships that SimplifyJobs keeps on GitHub.
//
// They hold facts and links to the employers' own adverts, no texts. An advert that is over stays in the
// list with its flag off, and counts as not listed.
package simplify

import (
	"strings"

	"rung/collect"
	"rung/collect/board"
	"rung/collect/wire"
	"rung/internal/job"
	"rung/internal/polite"
)

const licence = "SimplifyJobs list on GitHub, no licence stated: facts and a link back"

// Source returns the source.
func Source() collect.Source {
	return collect.Source{
		Name: "simplify", Title: "SimplifyJobs lists", Home: "https://github.com/SimplifyJobs/New-Grad-Positions",
		BaseURL: "https://raw.githubusercontent.com", Access: collect.Feed,
		Terms: collect.Terms{
			Verdict: collect.Conditional,
			Why:     "The list is public and made for reading, but states no licence: facts may be used, the list may not be shown again.",
			URL:     "https://github.com/SimplifyJobs/New-Grad-Positions", ReadOn: "2026-11-22",
			Asks: []string{
				"Use facts only, and do not publish the list again.",
				"Link to the advert.",
				"Ask conditionally: the file is large and changes seldom.",
			},
			Credit:  "Jobs from the lists of SimplifyJobs (https://github.com/SimplifyJobs)",
			Licence: licence, Rate: 1,
		},
		Gives: []string{"place", "seniority"},
		Options: []collect.Option{{
			Name:    "lists",
			Doc:     "Repositories of SimplifyJobs that keep such a list, as OWNER/NAME.",
			Default: []string{"SimplifyJobs/New-Grad-Positions"},
		}},
		Life:  collect.Life{ShowsAllOpen: true},
		Fetch: site.Fetch, Parse: Parse,
	}
}

var site = board.Site{
	Option: "lists",
	Address: func(base, name string) string {
		return base + "/" + strings.ReplaceAll(name, "%2F", "/") + "/dev/.github/scripts/listings.json"
	},
	Check: func(body []byte) error {
		_, err := wire.Rows(body, "")
		return err
	},
	Ask: []polite.Option{polite.MaxBytes(64 << 20)},
}

// entry is one row. Who added it is left out on purpose.
type entry struct {
	ID        wire.Text `json:"id"`
	Title     wire.Text `json:"title"`
	Company   wire.Text `json:"company_name"`
	URL       wire.Text `json:"url"`
	Locations wire.List `json:"locations"`
	Category  wire.Text `json:"category"`
	Active    *bool     `json:"active"`
	Visible   *bool     `json:"is_visible"`
	Posted    wire.Int  `json:"date_posted"`
	Updated   wire.Int  `json:"date_updated"`
}

// Parse reads one list. Rows that are not active, or hidden, are skipped.
func Parse(p job.Page) (job.Parsed, error) {
	rows, err := wire.Rows(p.Body, "")
	if err != nil {
		return job.Parsed{}, err
	}
	return wire.WithoutSamples(board.Read(p, licence, rows, func(e entry, l *job.Listing) error { return e.fill(l) })), nil
}

func (e *entry) fill(l *job.Listing) (err error) {
	l.ID, l.Title, l.Employer = string(e.ID), wire.Line(e.Title), wire.Line(e.Company)
	// The address is the employer's own, so that it ties the row to the same advert of another source.
	l.URL, l.ApplyURL, l.Markup = string(e.URL), string(e.URL), job.Plain
	if e.Active != nil && !*e.Active || e.Visible != nil && !*e.Visible {
		return wire.ErrSkip
	}
	switch {
	case l.Title == "":
		return wire.Missing("title")
	case l.Employer == "":
		return wire.Missing("company_name")
	}
	if l.PostedAt, err = wire.Epoch("date_posted", e.Posted); err != nil {
		return err
	}
	if l.UpdatedAt, err = wire.Epoch("date_updated", e.Updated); err != nil {
		return err
	}
	l.Category, l.Locations = wire.Line(e.Category), e.Locations.Strings()
	l.Given.EntryLevel = true // what the lists are for
	if strings.Contains(strings.ToLower(l.Scope), "internship") {
		l.Given.Employment = []job.Employment{job.Internship}
	}
	return nil
}
