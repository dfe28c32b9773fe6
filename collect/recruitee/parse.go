package recruitee

import (
	"strings"

	"rung/collect/board"
	"rung/collect/wire"
	"rung/internal/country"
	"rung/internal/job"
)

// offer is one entry of "offers". The address of its mailbox is left out on purpose.
type offer struct {
	ID           wire.Text       `json:"id"`
	Status       wire.Text       `json:"status"`
	Title        wire.Text       `json:"title"`
	Company      wire.Text       `json:"company_name"`
	Department   wire.Text       `json:"department"`
	Category     wire.Text       `json:"category_code"`
	Employment   wire.Text       `json:"employment_type_code"`
	Experience   wire.Text       `json:"experience_code"`
	Salary       salary          `json:"salary"`
	Remote       wire.Text       `json:"remote"`
	Hybrid       wire.Text       `json:"hybrid"`
	Onsite       wire.Text       `json:"on_site"`
	City         wire.Text       `json:"city"`
	Location     wire.Text       `json:"location"`
	Country      wire.Text       `json:"country_code"`
	Locations    []location      `json:"locations"`
	Description  wire.Text       `json:"description"`
	Requirements wire.Text       `json:"requirements"`
	Translations map[string]text `json:"translations"`
	Tags         wire.List       `json:"tags"`
	Published    wire.Text       `json:"published_at"`
	Created      wire.Text       `json:"created_at"`
	Updated      wire.Text       `json:"updated_at"`
	Closes       wire.Text       `json:"close_at"`
	URL          wire.Text       `json:"careers_url"`
	ApplyURL     wire.Text       `json:"careers_apply_url"`
}

type location struct {
	City    wire.Text `json:"city"`
	State   wire.Text `json:"state"`
	Country wire.Text `json:"country"`
	Code    wire.Text `json:"country_code"`
}

type text struct {
	Description  wire.Text `json:"description"`
	Requirements wire.Text `json:"requirements"`
}

// Parse reads the offers of one site. Offers that are not published are skipped.
func Parse(p job.Page) (job.Parsed, error) {
	rows, err := wire.Rows(p.Body, "offers")
	if err != nil {
		return job.Parsed{}, err
	}
	return wire.WithoutSamples(board.Read(p, licence, rows, func(o offer, l *job.Listing) error { return o.fill(l) })), nil
}

func (o *offer) fill(l *job.Listing) error {
	l.ID, l.Title, l.Employer = string(o.ID), wire.Line(o.Title), wire.Line(o.Company)
	l.URL, l.ApplyURL = string(o.URL), string(o.ApplyURL)
	if o.Status != "" && o.Status != "published" {
		return wire.ErrSkip
	}
	if l.Title == "" {
		return wire.Missing("title")
	}
	if err := o.times(l); err != nil {
		return err
	}
	o.texts(l)
	if l.Category = wire.Line(o.Department); l.Category == "" {
		l.Category = wire.Line(o.Category)
	}
	l.Tags = o.Tags.Strings()
	l.Given.Employment = wire.Employment(string(o.Employment))
	l.Given.Seniority, l.Given.EntryLevel = board.Level(string(o.Experience))
	l.Given.Remote = o.workplace()
	l.Given.Pay, l.PayText = o.Salary.read()
	o.places(l)
	return nil
}

func (o *offer) times(l *job.Listing) (err error) {
	posted, field := o.Published, "published_at"
	if posted == "" {
		posted, field = o.Created, "created_at"
	}
	if l.PostedAt, err = wire.Time(field, string(posted)); err != nil {
		return err
	}
	if l.UpdatedAt, err = wire.Time("updated_at", string(o.Updated)); err != nil {
		return err
	}
	l.ValidThrough, err = wire.Time("close_at", string(o.Closes))
	return err
}

// texts joins the two halves of the advert. Its language is known where there is only one.
func (o *offer) texts(l *job.Listing) {
	both := text{o.Description, o.Requirements}
	if len(o.Translations) == 1 {
		for lang, t := range o.Translations {
			if len(lang) == 2 {
				l.Given.Language = strings.ToLower(lang)
			}
			if both == (text{}) {
				both = t
			}
		}
	}
	var b strings.Builder
	board.Section(&b, "", both.Description)
	board.Section(&b, "", both.Requirements)
	l.Text = b.String()
}

// workplace reads three boxes of which an employer may tick several: an offer that leaves the choice is
// hybrid only where that box is ticked too.
func (o *offer) workplace() job.RemoteMode {
	switch {
	case o.Hybrid == "true":
		return job.Hybrid
	case o.Remote == "true" && o.Onsite != "true":
		return job.Remote
	case o.Onsite == "true" && o.Remote != "true":
		return job.Onsite
	}
	return ""
}

func (o *offer) places(l *job.Listing) {
	l.Given.City = wire.Line(o.City)
	board.AddPlace(l, wire.Line(o.Location))
	board.AddCountry(l, country.Code(string(o.Country)))
	for _, at := range o.Locations {
		board.AddPlace(l, board.Join(at.City, at.State, at.Country))
		board.AddCountry(l, country.Code(string(at.Code)))
	}
}
