package teamtailor

import (
	"bytes"
	"cmp"
	"encoding/json"
	"html"
	"strings"

	"rung/collect/board"
	"rung/collect/wire"
	"rung/internal/country"
	"rung/internal/job"
)

// item is one entry of the feed; see https://www.jsonfeed.org/version/1.1/.
type item struct {
	ID        wire.Text `json:"id"`
	Title     wire.Text `json:"title"`
	URL       wire.Text `json:"url"`
	Content   wire.Text `json:"content_html"`
	Published wire.Text `json:"date_published"`
	Modified  wire.Text `json:"date_modified"`
	Posting   posting   `json:"_jobposting"`
}

// posting is the part of a schema.org JobPosting that Teamtailor fills.
type posting struct {
	Description  wire.Text     `json:"description"`
	Posted       wire.Text     `json:"datePosted"`
	Until        wire.Text     `json:"validThrough"`
	Employment   wire.List     `json:"employmentType"`
	Organization organization  `json:"hiringOrganization"`
	Places       oneOrMany     `json:"jobLocation"`
	LocationType wire.Text     `json:"jobLocationType"`
	Salary       monetaryValue `json:"baseSalary"`
}

type organization struct {
	Name wire.Text `json:"name"`
}

type place struct {
	Address struct {
		City    wire.Text `json:"addressLocality"`
		Country wire.Text `json:"addressCountry"`
	} `json:"address"`
}

// oneOrMany is a list that may be sent as its only element.
type oneOrMany []place

// UnmarshalJSON implements [json.Unmarshaler].
func (o *oneOrMany) UnmarshalJSON(b []byte) error {
	if b = bytes.TrimSpace(b); b[0] == '[' || string(b) == "null" {
		return json.Unmarshal(b, (*[]place)(o))
	}
	var one place
	if err := json.Unmarshal(b, &one); err != nil {
		return err
	}
	*o = oneOrMany{one}
	return nil
}

type monetaryValue struct {
	Currency wire.Text `json:"currency"`
	Value    quantity  `json:"value"`
}

type quantity struct {
	Min   wire.Float `json:"minValue"`
	Max   wire.Float `json:"maxValue"`
	Value wire.Float `json:"value"`
	Unit  wire.Text  `json:"unitText"`
}

// UnmarshalJSON implements [json.Unmarshaler]: schema.org allows the bare number too.
func (q *quantity) UnmarshalJSON(b []byte) error {
	if b[0] != '{' {
		return q.Value.UnmarshalJSON(b)
	}
	type fields quantity // without this method
	return json.Unmarshal(b, (*fields)(q))
}

// Parse reads the feed of one site.
func Parse(p job.Page) (job.Parsed, error) {
	rows, err := wire.Rows(p.Body, "items")
	if err != nil {
		return job.Parsed{}, err
	}
	var feed struct {
		Title wire.Text `json:"title"`
	}
	_ = json.Unmarshal(p.Body, &feed) // without it the board's name has to do
	return board.Read(p, licence, rows, func(it item, l *job.Listing) error {
		l.Employer = cmp.Or(wire.Line(it.Posting.Organization.Name), p.Meta["employer"], wire.Line(feed.Title))
		return it.fill(l)
	}), nil
}

func (it *item) fill(l *job.Listing) (err error) {
	l.ID, l.Title, l.URL = string(it.ID), wire.Line(it.Title), string(it.URL)
	switch {
	case l.ID == "":
		return wire.Missing("id")
	case l.Title == "":
		return wire.Missing("title")
	}
	if l.PostedAt, err = wire.Time("date_published", string(cmp.Or(it.Published, it.Posting.Posted))); err != nil {
		return err
	}
	if l.UpdatedAt, err = wire.Time("date_modified", string(it.Modified)); err != nil {
		return err
	}
	if l.ValidThrough, err = wire.Time("_jobposting.validThrough", string(it.Posting.Until)); err != nil {
		return err
	}
	l.Text = string(cmp.Or(it.Posting.Description, it.Content))
	if strings.HasPrefix(strings.TrimSpace(l.Text), "&lt;") { // some sites encode the markup once more
		l.Text = html.UnescapeString(l.Text)
	}
	it.Posting.facts(l)
	return nil
}

func (j *posting) facts(l *job.Listing) {
	l.Given.Employment = wire.Employment(j.Employment.Strings()...)
	if strings.EqualFold(string(j.LocationType), "TELECOMMUTE") {
		l.Given.Remote = job.Remote
	}
	for i, at := range j.Places {
		if i == 0 {
			l.Given.City = wire.Line(at.Address.City)
		}
		// The region is a label of the employer's own, such as "Europe".
		board.AddPlace(l, board.Join(at.Address.City, at.Address.Country))
		board.AddCountry(l, country.Code(string(at.Address.Country)))
	}
	v := j.Salary.Value
	if v.Min <= 0 && v.Max <= 0 {
		v.Min, v.Max = v.Value, v.Value
	}
	l.Given.Pay = wire.Stated(v.Min, v.Max, j.Salary.Currency, wire.Period(v.Unit), "teamtailor.baseSalary")
}
