package arbeitnow

import (
	"encoding/json"
	"html"
	"strings"

	"rung/collect/feed"
	"rung/collect/wire"
	"rung/internal/job"
)

// posting is one entry of "data".
type posting struct {
	Slug        wire.Text `json:"slug"`
	URL         wire.Text `json:"url"`
	Title       wire.Text `json:"title"`
	Company     wire.Text `json:"company_name"`
	Description wire.Text `json:"description"`
	Remote      wire.Text `json:"remote"`
	Types       wire.List `json:"job_types"`
	Location    wire.Text `json:"location"`
	Created     wire.Int  `json:"created_at"`
}

// Parse reads one page. Its tags stay out: they are departments, some with the number of their adverts
// ("Field Sales", "Central 1000030").
func Parse(p job.Page) (job.Parsed, error) {
	rows, err := wire.Rows(p.Body, "data")
	if err != nil {
		return job.Parsed{}, err
	}
	return wire.Listings(p, rows, posting.fill), nil
}

func (j posting) fill(l *job.Listing) (err error) {
	l.ID, l.URL, l.Licence = string(j.Slug), string(j.URL), licence
	l.Title, l.Employer = wire.Line(j.Title), wire.Line(j.Company)
	l.Text, l.Markup = markup(string(j.Description)), job.HTML
	switch {
	case l.ID == "":
		return wire.Missing("slug")
	case l.Title == "":
		return wire.Missing("title")
	}
	if place := wire.Line(j.Location); place != "" {
		l.Locations = []string{place}
	}
	// False says nothing: it stands on adverts that are hybrid in words.
	if j.Remote == "true" || j.Remote == "1" {
		l.Given.Remote = job.Remote
	}
	types := j.Types.Strings()
	l.Given.Employment = wire.Employment(types...)
	l.Given.Seniority, l.Given.EntryLevel = level(types)
	l.PostedAt, err = wire.Unix("created_at", j.Created)
	return err
}

// markup undoes the second escaping of adverts that come from Greenhouse ("&lt;p&gt;").
func markup(s string) string {
	if strings.HasPrefix(strings.TrimSpace(s), "&lt;") {
		return html.UnescapeString(s)
	}
	return s
}

// level reads the two ends of the ladder, which the kinds of job are mixed with, in English and German.
// "Professional / experienced" only says that it is no job for beginners.
func level(types []string) (level job.Seniority, entry bool) {
	for _, t := range types {
		t = strings.ToLower(t)
		switch {
		case strings.Contains(t, "geschäftsleitung"), strings.HasPrefix(t, "executive"):
			level = job.Executive
		case strings.Contains(t, "berufseinsteiger"), strings.Contains(t, "entry"), strings.HasPrefix(t, "junior"):
			entry = true
		}
	}
	return level, entry
}

// extent reads what paging needs. A page that is shorter than the others, or has no next one, is the last.
func extent(body []byte) (feed.Extent, error) {
	rows, err := wire.Rows(body, "data")
	if err != nil {
		return feed.Extent{}, err
	}
	e := feed.Extent{Adverts: len(rows)}
	for _, raw := range rows {
		var j struct {
			Created wire.Int `json:"created_at"`
		}
		if json.Unmarshal(raw, &j) == nil {
			e.Newest = max(e.Newest, int64(j.Created))
		}
	}
	var envelope struct {
		Links struct {
			Next wire.Text `json:"next"`
		} `json:"links"`
		Meta struct {
			PerPage wire.Int `json:"per_page"`
		} `json:"meta"`
	}
	if json.Unmarshal(body, &envelope) == nil {
		e.Last = envelope.Links.Next == "" || len(rows) < int(envelope.Meta.PerPage)
	}
	return e, nil
}
