package remotive

import (
	"encoding/json"

	"rung/collect/wire"
	"rung/internal/job"
)

// posting is one entry of "jobs".
type posting struct {
	ID          wire.Text `json:"id"`
	URL         wire.Text `json:"url"`
	Title       wire.Text `json:"title"`
	Company     wire.Text `json:"company_name"`
	Category    wire.Text `json:"category"`
	Type        wire.Text `json:"job_type"`
	Published   wire.Text `json:"publication_date"`
	Places      wire.Text `json:"candidate_required_location"`
	Salary      wire.Text `json:"salary"`
	Description wire.Text `json:"description"`
}

// Parse reads the feed. Its tags stay out: they are words that a machine found in the text, and put "go"
// on a data analyst, "spark" on a seller of pet food, and every language of a site's menu on a designer.
func Parse(p job.Page) (job.Parsed, error) {
	rows, err := wire.Rows(p.Body, "jobs")
	if err != nil {
		return job.Parsed{}, err
	}
	return wire.Listings(p, rows, posting.fill), nil
}

func (j posting) fill(l *job.Listing) (err error) {
	l.ID, l.URL, l.Licence = string(j.ID), string(j.URL), licence
	l.Title, l.Employer, l.Category = wire.Line(j.Title), wire.Line(j.Company), wire.Line(j.Category)
	l.Text, l.Markup = string(j.Description), job.HTML
	l.PayText = wire.Line(j.Salary)
	switch {
	case l.ID == "":
		return wire.Missing("id")
	case l.Title == "":
		return wire.Missing("title")
	}
	// The place is where the applicant may live; every job of the board is remote.
	l.Given.Remote = job.Remote
	if places := wire.Line(j.Places); places != "" {
		l.Locations = []string{places}
		l.Given.Countries = wire.Countries(wire.Split(j.Places))
	}
	l.Given.Employment = wire.Employment(string(j.Type))
	// The date has no zone; the documentation gives none either, so UTC is meant.
	l.PostedAt, err = wire.Time("publication_date", string(j.Published))
	return err
}

// whole reports whether the answer itself says that it holds all there is: then what it lacks is gone.
func whole(body []byte) bool {
	var head struct {
		Total wire.Int          `json:"total-job-count"`
		Jobs  []json.RawMessage `json:"jobs"`
	}
	return json.Unmarshal(body, &head) == nil && head.Total > 0 && len(head.Jobs) >= int(head.Total)
}
