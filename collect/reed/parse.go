package reed

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"rung/collect/wire"
	"rung/internal/job"
)

// detail is one advert; see https://www.reed.co.uk/developers/jobseeker.
type detail struct {
	ID           wire.Text  `json:"jobId"`
	Title        wire.Text  `json:"jobTitle"`
	Employer     wire.Text  `json:"employerName"`
	Place        wire.Text  `json:"locationName"`
	Min          wire.Float `json:"minimumSalary"`
	Max          wire.Float `json:"maximumSalary"`
	Currency     wire.Text  `json:"currency"`
	PayType      wire.Text  `json:"salaryType"`
	PayText      wire.Text  `json:"salary"`
	Posted       wire.Text  `json:"datePosted"`
	Expires      wire.Text  `json:"expirationDate"`
	Apply        wire.Text  `json:"externalUrl"`
	URL          wire.Text  `json:"jobUrl"`
	PartTime     bool       `json:"partTime"`
	FullTime     bool       `json:"fullTime"`
	Contract     wire.Text  `json:"contractType"`
	Description  wire.Text  `json:"jobDescription"`
	Applications *wire.Int  `json:"applicationCount"`
}

// Parse reads one advert.
func Parse(p job.Page) (job.Parsed, error) {
	var top map[string]json.RawMessage
	if err := json.Unmarshal(p.Body, &top); err != nil {
		if _, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
			return job.Parsed{Rejects: []job.Reject{wire.Reject(p, "", p.Body, err)}}, nil
		}
		return job.Parsed{}, fmt.Errorf("read the advert: %w", err)
	}
	return wire.WithoutSamples(wire.Listings(p, []json.RawMessage{p.Body}, detail.listing)), nil
}

func (d detail) listing(l *job.Listing) (err error) {
	l.ID, l.Title, l.Employer, l.Licence = string(d.ID), wire.Line(d.Title), wire.Line(d.Employer), licence
	switch {
	case l.ID == "":
		return wire.Missing("jobId")
	case l.Title == "":
		return wire.Missing("jobTitle")
	}
	l.URL, l.ApplyURL = wire.Web(d.URL), wire.Web(d.Apply)
	l.Text, l.Markup = string(d.Description), job.HTML
	if place := wire.Line(d.Place); place != "" {
		l.Locations = []string{place}
	}
	if d.Currency == "" || d.Currency == "GBP" { // a few are in Ireland or further away
		l.Given.Countries = []string{"GB"}
	}
	l.Given.Employment = d.employment()
	if l.Given.Pay = d.pay(); l.Given.Pay == nil {
		l.PayText = wire.Line(d.PayText)
	}
	if n := d.Applications; n != nil && *n >= 0 && *n < 1e6 {
		l.Competition = &job.Competition{ApplicantsMin: int(*n), ApplicantsMax: int(*n)}
	}
	if l.PostedAt, err = day("datePosted", d.Posted); err != nil {
		return err
	}
	if l.ValidThrough, err = day("expirationDate", d.Expires); err == nil && !l.ValidThrough.IsZero() {
		l.ValidThrough = l.ValidThrough.Add(24*time.Hour - time.Second) // open to the end of the day
	}
	return err
}

// pay reads the amounts by the type beside them. Without a type the period stays open: 450 may be a day.
func (d detail) pay() []job.Pay {
	period := wire.Period(wire.Text(strings.TrimPrefix(strings.ToLower(strings.TrimSpace(string(d.PayType))), "per ")))
	if strings.EqualFold(strings.TrimSpace(string(d.PayType)), "per annum") {
		period = job.Year
	}
	out := wire.Stated(d.Min, d.Max, d.Currency, period, "reed.salary")
	for i := range out {
		out[i].Text = wire.Line(d.PayText)
		if out[i].Currency == "" {
			out[i].Currency, out[i].Flags = "GBP", []string{"currency_assumed"}
		}
	}
	return out
}

// employment takes contract and temporary work for what it is, full time or not: hours say little there.
func (d detail) employment() []job.Employment {
	switch strings.ToLower(strings.TrimSpace(string(d.Contract))) {
	case "contract":
		return []job.Employment{job.Contract}
	case "temporary", "temp":
		return []job.Employment{job.Temporary}
	}
	var out []job.Employment
	if d.FullTime {
		out = append(out, job.FullTime)
	}
	if d.PartTime {
		out = append(out, job.PartTime)
	}
	return out
}

// day reads a date as the British write it.
func day(field string, t wire.Text) (time.Time, error) {
	s := strings.TrimSpace(string(t))
	if at, err := time.Parse("02/01/2006", s); err == nil && at.Year() >= 1990 {
		return at, nil
	}
	return wire.Time(field, s)
}
