package lever

import (
	"html"
	"strings"

	"rung/collect/board"
	"rung/collect/wire"
	"rung/internal/country"
	"rung/internal/job"
)

// posting is one posting; see https://github.com/lever/postings-api.
type posting struct {
	ID         wire.Text `json:"id"`
	Title      wire.Text `json:"text"`
	Categories struct {
		Commitment wire.Text `json:"commitment"`
		Department wire.Text `json:"department"`
		Team       wire.Text `json:"team"`
		Location   wire.Text `json:"location"`
		Locations  wire.List `json:"allLocations"`
	} `json:"categories"`
	Country wire.Text `json:"country"`
	// Created is a count of milliseconds. Lever does not document it.
	Created        wire.Int    `json:"createdAt"`
	HTML           wire.Text   `json:"description"`
	Plain          wire.Text   `json:"descriptionPlain"`
	Lists          []list      `json:"lists"`
	Additional     wire.Text   `json:"additional"`
	AdditionalText wire.Text   `json:"additionalPlain"`
	URL            wire.Text   `json:"hostedUrl"`
	ApplyURL       wire.Text   `json:"applyUrl"`
	Workplace      wire.Text   `json:"workplaceType"`
	Salary         salaryRange `json:"salaryRange"`
	SalaryText     wire.Text   `json:"salaryDescriptionPlain"`
}

// list is a section such as the requirements; its content is bare items.
type list struct {
	Heading wire.Text `json:"text"`
	Content wire.Text `json:"content"`
}

type salaryRange struct {
	Currency wire.Text  `json:"currency"`
	Interval wire.Text  `json:"interval"`
	Min      wire.Float `json:"min"`
	Max      wire.Float `json:"max"`
}

// Parse reads the postings of one board.
func Parse(p job.Page) (job.Parsed, error) {
	rows, err := wire.Rows(p.Body, "")
	if err != nil {
		return job.Parsed{}, err
	}
	return board.Read(p, licence, rows, func(j posting, l *job.Listing) error {
		// The mark of the server is no part of a name that stands for the employer.
		if name, eu := strings.CutPrefix(p.Scope, euMark); eu && p.Meta["employer"] == "" {
			l.Employer = name
		}
		return j.fill(l)
	}), nil
}

func (j *posting) fill(l *job.Listing) (err error) {
	l.ID, l.URL, l.ApplyURL = string(j.ID), string(j.URL), string(j.ApplyURL)
	l.Title = wire.Line(j.Title)
	if l.Title == "" {
		return wire.Missing("text")
	}
	if l.PostedAt, err = wire.Epoch("createdAt", j.Created); err != nil {
		return err
	}
	l.Text = j.text()
	if l.Category = wire.Line(j.Categories.Department); l.Category == "" {
		l.Category = wire.Line(j.Categories.Team)
	}
	board.AddPlace(l, string(j.Categories.Location))
	board.AddPlace(l, j.Categories.Locations.Strings()...)
	board.AddCountry(l, country.Code(string(j.Country)))
	l.Given.Employment = wire.Employment(string(j.Categories.Commitment))
	l.Given.Remote = board.Workplace(string(j.Workplace))
	if l.Given.Pay = j.Salary.offers(); l.Given.Pay == nil {
		l.PayText = strings.TrimSpace(string(j.SalaryText))
	}
	return nil
}

// text joins the parts of the advert; what is asked for stands in the lists.
func (j *posting) text() string {
	var b strings.Builder
	board.Section(&b, "", either(j.HTML, j.Plain))
	for _, part := range j.Lists {
		if content := strings.TrimSpace(string(part.Content)); content != "" {
			board.Section(&b, string(part.Heading), "<ul>"+content+"</ul>")
		}
	}
	board.Section(&b, "", either(j.Additional, j.AdditionalText))
	return b.String()
}

// either returns HTML, made from plain text where there is no other.
func either(markup, plain wire.Text) string {
	if markup != "" {
		return string(markup)
	}
	return strings.ReplaceAll(html.EscapeString(string(plain)), "\n", "<br>\n")
}

// offers reads the range. Its interval is a span and the kind of pay, such as "per-year-salary" or
// "per-hour-wage"; a span that is none of ours, such as "one-time", stays unknown.
func (s salaryRange) offers() []job.Pay {
	span, _, _ := strings.Cut(strings.TrimPrefix(strings.ToLower(string(s.Interval)), "per-"), "-")
	return wire.Stated(s.Min, s.Max, s.Currency, wire.Period(wire.Text(span)), "lever.salaryRange")
}
