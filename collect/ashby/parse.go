package ashby

import (
	"encoding/json"
	"slices"
	"strings"

	"rung/collect/wire"
	"rung/internal/country"
	"rung/internal/job"
)

// posting is one entry of "jobs"; see https://developers.ashbyhq.com/docs/public-job-posting-api.
type posting struct {
	ID             wire.Text `json:"id"`
	Title          wire.Text `json:"title"`
	Department     wire.Text `json:"department"`
	EmploymentType wire.Text `json:"employmentType"`
	place
	Secondary     []place      `json:"secondaryLocations"`
	PublishedAt   wire.Text    `json:"publishedAt"`
	IsListed      *bool        `json:"isListed"`
	IsRemote      *bool        `json:"isRemote"`
	WorkplaceType wire.Text    `json:"workplaceType"`
	JobURL        wire.Text    `json:"jobUrl"`
	ApplyURL      wire.Text    `json:"applyUrl"`
	HTML          wire.Text    `json:"descriptionHtml"`
	Plain         wire.Text    `json:"descriptionPlain"`
	Compensation  compensation `json:"compensation"`
}

type place struct {
	Location wire.Text `json:"location"`
	Address  struct {
		Postal struct {
			City    wire.Text `json:"addressLocality"`
			Region  wire.Text `json:"addressRegion"`
			Country wire.Text `json:"addressCountry"`
		} `json:"postalAddress"`
	} `json:"address"`
}

// Parse reads the answer of one board. Postings that are not listed are drafts and skipped.
func Parse(p job.Page) (job.Parsed, error) {
	rows, err := wire.Rows(p.Body, "jobs")
	if err != nil {
		return job.Parsed{}, err
	}
	var out job.Parsed
	for _, raw := range rows {
		var j posting
		err := json.Unmarshal(raw, &j)
		if err == nil && j.IsListed != nil && !*j.IsListed {
			out.Skipped++
			continue
		}
		var l job.Listing
		if err == nil {
			l, err = j.listing(p)
		}
		if err != nil {
			out.Rejects = append(out.Rejects, wire.Reject(p, string(j.ID), raw, err))
			continue
		}
		out.Listings = append(out.Listings, l)
	}
	return out, nil
}

func (j *posting) listing(p job.Page) (job.Listing, error) {
	posted, err := wire.Time("publishedAt", string(j.PublishedAt))
	l := job.Listing{
		Source: p.Source, ID: string(j.ID), URL: string(j.JobURL), ApplyURL: string(j.ApplyURL), Scope: p.Scope,
		Title: strings.TrimSpace(string(j.Title)), Employer: p.Meta["employer"],
		Text: string(j.HTML), Markup: job.HTML,
		Category: strings.TrimSpace(string(j.Department)), PostedAt: posted,
		Licence: licence, RunID: p.RunID, SeenAt: p.FetchedAt,
	}
	switch {
	case err != nil:
		return l, err
	case l.ID == "":
		return l, wire.Missing("id")
	case l.Title == "":
		return l, wire.Missing("title")
	}
	if l.Employer == "" {
		l.Employer = p.Scope
	}
	if l.Text == "" {
		l.Text, l.Markup = string(j.Plain), job.Plain
	}
	l.Given.Employment = employment(string(j.EmploymentType))
	l.Given.Remote = j.remote()
	j.places(&l)
	if l.Given.Pay = j.Compensation.offers(); l.Given.Pay == nil {
		l.PayText = string(j.Compensation.Summary)
	}
	return l, wire.Check(&l)
}

// remote trusts workplaceType: isRemote is also true for hybrid work, and false says little.
func (j *posting) remote() job.RemoteMode {
	switch strings.ToLower(string(j.WorkplaceType)) {
	case "remote":
		return job.Remote
	case "hybrid":
		return job.Hybrid
	case "onsite", "on-site":
		return job.Onsite
	}
	if j.IsRemote != nil && *j.IsRemote {
		return job.Remote
	}
	return ""
}

func (j *posting) places(l *job.Listing) {
	l.Given.City = strings.TrimSpace(string(j.Address.Postal.City))
	for _, at := range append([]place{j.place}, j.Secondary...) {
		if s := strings.TrimSpace(string(at.Location)); s != "" && !slices.Contains(l.Locations, s) {
			l.Locations = append(l.Locations, s)
		}
		if c := country.Code(string(at.Address.Postal.Country)); c != "" && !slices.Contains(l.Given.Countries, c) {
			l.Given.Countries = append(l.Given.Countries, c)
		}
	}
}

func employment(s string) []job.Employment {
	switch s {
	case "FullTime":
		return []job.Employment{job.FullTime}
	case "PartTime":
		return []job.Employment{job.PartTime}
	case "Contract":
		return []job.Employment{job.Contract}
	case "Intern":
		return []job.Employment{job.Internship}
	case "Temporary":
		return []job.Employment{job.Temporary}
	}
	return nil
}
