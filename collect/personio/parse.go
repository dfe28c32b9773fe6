package personio

import (
	"net/url"
	"strings"

	"rung/collect/board"
	"rung/collect/wire"
	"rung/internal/job"
)

// Parse reads the feed of one board. A position that stands there twice is counted once.
func Parse(p job.Page) (job.Parsed, error) {
	list, err := positions(p.Body)
	if err != nil {
		return job.Parsed{}, err
	}
	var out job.Parsed
	seen := map[wire.Text]bool{}
	for i := range list {
		pos := &list[i]
		l := job.Listing{
			Source: p.Source, Scope: p.Scope, Licence: licence, RunID: p.RunID, SeenAt: p.FetchedAt, Markup: job.HTML,
			Employer: wire.Line(pos.Subcompany), URL: address(p.URL, pos.ID),
		}
		err := pos.fill(&l)
		if err == nil {
			l.Employer = board.Employer(p, l.Employer)
			err = wire.Check(&l)
		}
		switch {
		case err != nil:
			out.Rejects = append(out.Rejects, wire.Reject(p, string(pos.ID), pos.raw, err))
		case seen[pos.ID]:
			out.Skipped++
		default:
			seen[pos.ID] = true
			out.Listings = append(out.Listings, l)
		}
	}
	return out, nil
}

// address builds the page of a position from the address of the feed, which names none.
func address(feed string, id wire.Text) string {
	u, err := url.Parse(feed)
	if err != nil || u.Host == "" || strings.Trim(string(id), "0123456789") != "" {
		return ""
	}
	u.Path = strings.TrimSuffix(u.Path, "/xml") + "/job/" + string(id)
	u.RawPath = ""
	return u.String()
}

func (p *position) fill(l *job.Listing) (err error) {
	l.ID, l.Title = wire.Line(p.ID), wire.Line(p.Name)
	switch {
	case l.ID == "":
		return wire.Missing("id")
	case l.Title == "":
		return wire.Missing("name")
	}
	if l.PostedAt, err = wire.Time("createdAt", string(p.Created)); err != nil {
		return err
	}
	var b strings.Builder
	for _, d := range p.Descriptions {
		board.Section(&b, d.Name, d.Value)
	}
	l.Text = b.String()
	if l.Category = wire.Line(p.Department); l.Category == "" {
		l.Category = wire.Line(p.Recruiting)
	}
	l.Tags = wire.Split(p.Keywords)
	board.AddPlace(l, wire.Line(p.Office))
	for _, office := range p.Offices {
		board.AddPlace(l, wire.Line(office))
	}
	l.Given.Employment = p.employment()
	l.Given.Seniority, l.Given.EntryLevel = board.Level(string(p.Seniority))
	if p.Years == "lt-1" {
		l.Given.EntryLevel = true
	}
	return nil
}

// employment joins the kind of contract and the schedule. A permanent post says nothing of its hours.
func (p *position) employment() []job.Employment {
	var hours []job.Employment
	switch p.Schedule {
	case "full-time":
		hours = []job.Employment{job.FullTime}
	case "part-time":
		hours = []job.Employment{job.PartTime}
	case "full-or-part-time":
		hours = []job.Employment{job.FullTime, job.PartTime}
	}
	if p.Employment == "permanent" && hours != nil {
		return hours
	}
	kind := wire.Employment(string(p.Employment))
	if len(kind) > 0 && (kind[0] == job.Temporary || kind[0] == job.Internship) {
		return append(kind, hours...)
	}
	if kind == nil {
		return hours
	}
	return kind
}
