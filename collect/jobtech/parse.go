package jobtech

import (
	"encoding/json"
	"slices"
	"strings"
	"time"

	"rung/collect/wire"
	"rung/internal/country"
	"rung/internal/job"
)

// labelled is a concept of the JobTech taxonomy.
type labelled struct {
	Label wire.Text `json:"label"`
}

// ad is one advert, or the news that one was taken back: then it is an id, which is a number, and the
// concept ids of what it was about as bare texts. Contacts, phones and mail addresses are not read.
type ad struct {
	ID          wire.Text `json:"id"`
	URL         wire.Text `json:"webpage_url"`
	Headline    wire.Text `json:"headline"`
	Deadline    wire.Text `json:"application_deadline"`
	Description struct {
		Text wire.Text `json:"text"`
		HTML wire.Text `json:"text_formatted"`
	} `json:"description"`
	Employment labelled  `json:"employment_type"`
	Hours      labelled  `json:"working_hours_type"`
	Pay        wire.Text `json:"salary_description"`
	Employer   struct {
		Name      wire.Text `json:"name"`
		Workplace wire.Text `json:"workplace"`
	} `json:"employer"`
	Application struct {
		URL wire.Text `json:"url"`
	} `json:"application_details"`
	Experience *bool    `json:"experience_required"`
	Occupation labelled `json:"occupation"`
	Address    struct {
		City         wire.Text `json:"city"`
		Municipality wire.Text `json:"municipality"`
		Region       wire.Text `json:"region"`
		Country      wire.Text `json:"country"`
		Code         wire.Text `json:"municipality_code"`
	} `json:"workplace_address"`
	Must struct {
		Skills []labelled `json:"skills"`
	} `json:"must_have"`
	Nice struct {
		Skills []labelled `json:"skills"`
	} `json:"nice_to_have"`
	Published wire.Text `json:"publication_date"`
	Last      wire.Text `json:"last_publication_date"`
	Timestamp wire.Int  `json:"timestamp"`
}

// Parse reads a span of the stream.
func Parse(p job.Page) (job.Parsed, error) {
	rows, err := wire.Rows(p.Body, "")
	if err != nil {
		return job.Parsed{}, err
	}
	var out job.Parsed
	adverts := rows[:0:0]
	for _, raw := range rows {
		gone, removed, err := removal(raw)
		switch {
		case err != nil:
			out.Rejects = append(out.Rejects, wire.Reject(p, gone.ID, nil, err))
		case removed:
			out.Removed = append(out.Removed, gone)
		default:
			adverts = append(adverts, raw)
		}
	}
	read := wire.WithoutSamples(wire.Listings(p, adverts, ad.listing))
	read.Removed, read.Rejects = out.Removed, append(out.Rejects, read.Rejects...)
	return read, nil
}

// removal tells whether a row says that an advert was taken back.
func removal(raw json.RawMessage) (job.Removal, bool, error) {
	var row struct {
		ID      wire.Text `json:"id"`
		Removed bool      `json:"removed"`
		Date    wire.Text `json:"removed_date"`
	}
	if err := json.Unmarshal(raw, &row); err != nil || !row.Removed {
		return job.Removal{ID: string(row.ID)}, false, nil //nolint:nilerr // what is wrong with an advert is told by its fields
	}
	out := job.Removal{ID: string(row.ID)}
	if out.ID == "" {
		return out, true, wire.Missing("id")
	}
	at, err := moment("removed_date", row.Date)
	out.At = at
	return out, true, err
}

// moment reads a local time.
func moment(field string, t wire.Text) (time.Time, error) {
	s := strings.TrimSpace(string(t))
	if len(s) < len(local) || len(s) > len(local)+7 || strings.ContainsAny(s[len(local):], "Z+-") {
		return wire.Time(field, s)
	}
	stockholm, err := zone()
	if err != nil {
		return time.Time{}, err
	}
	at, err := time.ParseInLocation(local, s, stockholm)
	if err != nil || at.Year() < 1990 {
		return wire.Time(field, s)
	}
	return at.UTC(), nil
}

func (a ad) listing(l *job.Listing) (err error) {
	l.ID, l.Title, l.Licence = string(a.ID), wire.Line(a.Headline), licence
	switch {
	case l.ID == "":
		return wire.Missing("id")
	case l.Title == "":
		return wire.Missing("headline")
	}
	if l.URL = string(a.URL); l.URL == "" {
		l.URL = "https://arbetsformedlingen.se/platsbanken/annonser/" + l.ID
	}
	l.ApplyURL = wire.Web(a.Application.URL)
	if l.Employer = wire.Line(a.Employer.Name); l.Employer == "" {
		l.Employer = wire.Line(a.Employer.Workplace)
	}
	if l.Text = strings.TrimSpace(string(a.Description.Text)); l.Text == "" {
		l.Text, l.Markup = string(a.Description.HTML), job.HTML
	}
	l.PayText, l.Category = wire.Line(a.Pay), wire.Line(a.Occupation.Label)
	for _, s := range slices.Concat(a.Must.Skills, a.Nice.Skills) {
		if tag := wire.Line(s.Label); tag != "" && !slices.Contains(l.Tags, tag) {
			l.Tags = append(l.Tags, tag)
		}
	}
	// "No experience is asked for" is a field by which people search.
	l.Given.EntryLevel = a.Experience != nil && !*a.Experience
	l.Given.Employment = employment(wire.Line(a.Hours.Label), wire.Line(a.Employment.Label))
	a.place(l)
	return a.times(l)
}

// place takes an address with a Swedish municipality for one in Sweden, which many leave out.
func (a ad) place(l *job.Listing) {
	at := &a.Address
	city, municipality, land := wire.Line(at.City), wire.Line(at.Municipality), wire.Line(at.Country)
	if city == "" {
		city = municipality
	}
	l.Given.City = city
	if place := strings.Trim(city+", "+wire.Line(at.Region), ", "); place != "" {
		l.Locations = []string{place}
	}
	code := country.Code(land)
	if strings.EqualFold(land, "Sverige") || land == "" && at.Code != "" {
		code = "SE"
	}
	if code != "" {
		l.Given.Countries = []string{code}
	}
}

func (a ad) times(l *job.Listing) (err error) {
	if l.PostedAt, err = moment("publication_date", a.Published); err != nil {
		return err
	}
	if l.UpdatedAt, err = wire.Epoch("timestamp", a.Timestamp); err != nil {
		return err
	}
	field, last := "last_publication_date", a.Last
	if last == "" {
		field, last = "application_deadline", a.Deadline
	}
	l.ValidThrough, err = moment(field, last)
	return err
}

// employment reads the hours and the kind of a post. Ordinary employment ("vanlig anställning") and
// employment until further notice say nothing beyond the hours.
func employment(hours, kind string) []job.Employment {
	var out []job.Employment
	switch strings.ToLower(hours) {
	case "heltid", "full time":
		out = append(out, job.FullTime)
	case "deltid", "part time":
		out = append(out, job.PartTime)
	}
	kind = strings.ToLower(kind)
	for _, word := range []string{"sommar", "feriejobb", "behov", "säsong", "tidsbegränsad", "vikariat"} {
		if strings.Contains(kind, word) {
			return append(out, job.Temporary)
		}
	}
	if strings.Contains(kind, "praktik") {
		out = append(out, job.Internship)
	}
	return out
}
