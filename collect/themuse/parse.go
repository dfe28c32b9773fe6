package themuse

import (
	"strings"

	"rung/collect/wire"
	"rung/internal/job"
)

// posting is one entry of "results".
type posting struct {
	ID         wire.Text `json:"id"`
	Name       wire.Text `json:"name"`
	Contents   wire.Text `json:"contents"`
	Published  wire.Text `json:"publication_date"`
	Locations  []named   `json:"locations"`
	Categories []named   `json:"categories"`
	Levels     []named   `json:"levels"`
	Company    named     `json:"company"`
	Refs       struct {
		Page wire.Text `json:"landing_page"`
	} `json:"refs"`
}

type named struct {
	Name  wire.Text `json:"name"`
	Short wire.Text `json:"short_name"`
}

// Parse reads one page. The tags stay out: they are lists that companies are on ("Fortune 1000").
func Parse(p job.Page) (job.Parsed, error) {
	rows, err := wire.Rows(p.Body, "results")
	if err != nil {
		return job.Parsed{}, err
	}
	return wire.Listings(p, rows, posting.fill), nil
}

func (j posting) fill(l *job.Listing) (err error) {
	l.ID, l.URL, l.Licence = string(j.ID), string(j.Refs.Page), licence
	l.Title, l.Employer = wire.Line(j.Name), wire.Line(j.Company.Name)
	l.Text, l.Markup = string(j.Contents), job.HTML
	switch {
	case l.ID == "":
		return wire.Missing("id")
	case l.Title == "":
		return wire.Missing("name")
	}
	if len(j.Categories) > 0 {
		l.Category = wire.Line(j.Categories[0].Name)
	}
	for _, place := range j.Locations {
		switch name := wire.Line(place.Name); name {
		case "":
		case "Flexible / Remote": // stands among the places, and is none
			l.Given.Remote = job.Remote
		default:
			l.Locations = append(l.Locations, name)
		}
	}
	l.Given.Seniority, l.Given.EntryLevel = level(j.Levels)
	l.PostedAt, err = wire.Time("publication_date", string(j.Published))
	return err
}

var levels = map[string]job.Seniority{
	"internship": job.Intern, "mid": job.Mid, "senior": job.Senior, "management": job.Manager,
}

// level reads the levels. Of several none is the advert's, but one of the lowest is open to beginners.
func level(all []named) (level job.Seniority, entry bool) {
	for _, n := range all {
		short := strings.ToLower(wire.Line(n.Short))
		entry = entry || short == "entry" || short == "internship"
		level = levels[short]
	}
	if len(all) != 1 {
		level = ""
	}
	return level, entry
}
