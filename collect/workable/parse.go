package workable

import (
	"encoding/json"

	"rung/collect/board"
	"rung/collect/wire"
	"rung/internal/country"
	"rung/internal/job"
)

// posting is one entry of "jobs". An advert for several places stands there once for each.
type posting struct {
	ID          wire.Text  `json:"shortcode"`
	Title       wire.Text  `json:"title"`
	Employment  wire.Text  `json:"employment_type"`
	Remote      wire.Text  `json:"telecommuting"`
	Department  wire.List  `json:"department"`
	URL         wire.Text  `json:"url"`
	ApplyURL    wire.Text  `json:"application_url"`
	Published   wire.Text  `json:"published_on"`
	Created     wire.Text  `json:"created_at"`
	Experience  wire.Text  `json:"experience"`
	Country     wire.Text  `json:"country"`
	City        wire.Text  `json:"city"`
	State       wire.Text  `json:"state"`
	Locations   []location `json:"locations"`
	Description wire.Text  `json:"description"`
}

type location struct {
	Country wire.Text `json:"country"`
	Code    wire.Text `json:"countryCode"`
	City    wire.Text `json:"city"`
	Region  wire.Text `json:"region"`
	// Hidden places are the employer's own affair.
	Hidden wire.Text `json:"hidden"`
}

// Parse reads the answer for one board. Rows of one advert become one listing with all the places; in
// what Parsed counts, the further ones are skipped.
func Parse(p job.Page) (job.Parsed, error) {
	rows, err := wire.Rows(p.Body, "jobs")
	if err != nil {
		return job.Parsed{}, err
	}
	var account struct {
		Name wire.Text `json:"name"`
	}
	_ = json.Unmarshal(p.Body, &account) // without it the board's name has to do
	first, others := group(rows)
	out := board.Read(p, licence, first, func(j posting, l *job.Listing) error {
		l.Employer = wire.Line(account.Name)
		err := j.fill(l)
		for _, o := range others[string(j.ID)] {
			o.places(l)
		}
		return err
	})
	out.Skipped += len(rows) - len(first)
	return out, nil
}

// group sets the further rows of an advert apart. A row that cannot be read stays where its reject is
// written.
func group(rows []json.RawMessage) (first []json.RawMessage, others map[string][]posting) {
	others = map[string][]posting{}
	for _, raw := range rows {
		var j posting
		if err := json.Unmarshal(raw, &j); err != nil || j.ID == "" {
			first = append(first, raw)
			continue
		}
		id := string(j.ID)
		if more, ok := others[id]; ok {
			others[id] = append(more, j)
			continue
		}
		others[id] = nil
		first = append(first, raw)
	}
	return first, others
}

func (j *posting) fill(l *job.Listing) error {
	l.ID, l.Title, l.URL, l.ApplyURL, l.Text = string(j.ID), wire.Line(j.Title), string(j.URL), string(j.ApplyURL), string(j.Description)
	switch {
	case l.ID == "":
		return wire.Missing("shortcode")
	case l.Title == "":
		return wire.Missing("title")
	}
	posted, field := j.Published, "published_on"
	if posted == "" {
		posted, field = j.Created, "created_at"
	}
	var err error
	if l.PostedAt, err = wire.Time(field, string(posted)); err != nil {
		return err
	}
	if departments := j.Department.Strings(); len(departments) > 0 {
		l.Category = departments[0]
	}
	l.Given.Employment = wire.Employment(string(j.Employment))
	l.Given.Seniority, l.Given.EntryLevel = board.Level(string(j.Experience))
	if j.Remote == "true" {
		l.Given.Remote = job.Remote
	}
	j.places(l)
	return nil
}

func (j *posting) places(l *job.Listing) {
	board.AddPlace(l, board.Join(j.City, j.State, j.Country))
	board.AddCountry(l, country.Code(string(j.Country)))
	if l.Given.City == "" {
		l.Given.City = wire.Line(j.City)
	}
	for _, at := range j.Locations {
		if at.Hidden == "true" {
			continue
		}
		board.AddPlace(l, board.Join(at.City, at.Region, at.Country))
		board.AddCountry(l, country.Code(string(at.Code)))
	}
}
