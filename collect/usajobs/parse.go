package usajobs

import (
	"bytes"
	"slices"
	"strings"
	"time"

	"rung/collect/wire"
	"rung/internal/country"
	"rung/internal/job"
)

// item is one hit of the search; see https://developer.usajobs.gov/api-reference/get-api-search. The
// agency's contact is not read.
type item struct {
	ID  wire.Text `json:"MatchedObjectId"`
	Job struct {
		Title         wire.Text `json:"PositionTitle"`
		URL           wire.Text `json:"PositionURI"`
		Locations     []place   `json:"PositionLocation"`
		Organization  wire.Text `json:"OrganizationName"`
		Department    wire.Text `json:"DepartmentName"`
		Categories    []named   `json:"JobCategory"`
		Grades        []named   `json:"JobGrade"`
		Schedules     []named   `json:"PositionSchedule"`
		Offerings     []named   `json:"PositionOfferingType"`
		Qualification wire.Text `json:"QualificationSummary"`
		Pay           []struct {
			Min  wire.Text `json:"MinimumRange"`
			Max  wire.Text `json:"MaximumRange"`
			Rate wire.Text `json:"RateIntervalCode"`
		} `json:"PositionRemuneration"`
		Published wire.Text `json:"PublicationStartDate"`
		Closes    wire.Text `json:"ApplicationCloseDate"`
		Area      struct {
			Details struct {
				Summary   wire.Text `json:"JobSummary"`
				Duties    wire.List `json:"MajorDuties"`
				Education wire.Text `json:"Education"`
				LowGrade  wire.Text `json:"LowGrade"`
				HighGrade wire.Text `json:"HighGrade"`
				Remote    wire.Text `json:"RemoteIndicator"`
			} `json:"Details"`
		} `json:"UserArea"`
	} `json:"MatchedObjectDescriptor"`
}

type named struct {
	Name wire.Text `json:"Name"`
	Code wire.Text `json:"Code"`
}

type place struct {
	Name    wire.Text `json:"LocationName"`
	City    wire.Text `json:"CityName"`
	Country wire.Text `json:"CountryCode"`
}

// Parse reads a page of the search or of the announcements.
func Parse(p job.Page) (job.Parsed, error) {
	if bytes.Contains(p.Body, []byte(`"SearchResult"`)) {
		rows, err := wire.Nested(p.Body, "SearchResult", "SearchResultItems")
		if err != nil {
			return job.Parsed{}, err
		}
		return wire.WithoutSamples(wire.Listings(p, rows, item.listing)), nil
	}
	rows, err := wire.Rows(p.Body, "data")
	if err != nil {
		return job.Parsed{}, err
	}
	return wire.WithoutSamples(wire.Listings(p, rows, announcement.listing)), nil
}

func (i item) listing(l *job.Listing) (err error) {
	j := &i.Job
	l.ID, l.Title, l.URL, l.Licence = string(i.ID), wire.Line(j.Title), strings.Replace(string(j.URL), ":443/", "/", 1), licence
	l.Employer = wire.Line(j.Organization)
	if l.Employer == "" {
		l.Employer = wire.Line(j.Department)
	}
	switch {
	case l.ID == "":
		return wire.Missing("MatchedObjectId")
	case l.Title == "":
		return wire.Missing("PositionTitle")
	}
	if l.PostedAt, err = wire.Time("PublicationStartDate", date(j.Published)); err != nil {
		return err
	}
	if l.ValidThrough, err = lastDay("ApplicationCloseDate", j.Closes); err != nil {
		return err
	}
	if n := len(j.Categories); n > 0 {
		l.Category = wire.Line(j.Categories[n-1].Name)
	}
	d := &j.Area.Details
	l.Text = paragraphs(append(append([]wire.Text{d.Summary}, d.Duties...), j.Qualification, d.Education)...)
	for _, o := range append(j.Schedules, j.Offerings...) {
		addEmployment(l, o.Name)
	}
	if flag(d.Remote) {
		l.Given.Remote = job.Remote
	}
	for _, at := range j.Locations {
		addPlace(l, wire.Line(at.Name), cityOf(at.City), string(at.Country))
	}
	return i.pay(l)
}

func (i item) pay(l *job.Listing) error {
	j, d, plan := &i.Job, &i.Job.Area.Details, ""
	if len(j.Grades) > 0 {
		plan = string(j.Grades[0].Code)
	}
	for _, p := range j.Pay {
		if err := addPay(l, "PositionRemuneration", p.Min, p.Max, p.Rate, grade(plan, d.LowGrade, d.HighGrade)); err != nil {
			return err
		}
	}
	return nil
}

// date cuts the seven digits of a fraction that some dates have.
func date(t wire.Text) string {
	s, _, _ := strings.Cut(string(t), ".")
	return s
}

// lastDay reads the day that applications close, which is open to its end.
func lastDay(field string, t wire.Text) (time.Time, error) {
	at, err := wire.Time(field, date(t))
	if !at.IsZero() && at.Equal(at.Truncate(24*time.Hour)) {
		at = at.Add(24*time.Hour - time.Second)
	}
	return at, err
}

// paragraphs joins what there is of an advert's text.
func paragraphs(parts ...wire.Text) string {
	var out []string
	for _, p := range parts {
		if s := strings.TrimSpace(strings.ReplaceAll(string(p), "\r\n", "\n")); s != "" {
			out = append(out, s)
		}
	}
	return strings.Join(out, "\n\n")
}

// flag reads true, "True" and "Y".
func flag(t wire.Text) bool {
	switch strings.ToLower(string(t)) {
	case "true", "y", "yes":
		return true
	}
	return false
}

// cityOf cuts the state from "Suitland, Maryland". Without one it is no city, but "Multiple Locations" or
// the like.
func cityOf(t wire.Text) string {
	s, _, ok := strings.Cut(wire.Line(t), ", ")
	if !ok || strings.HasPrefix(s, "Location Negotiable") {
		return ""
	}
	return s
}

func addPlace(l *job.Listing, name, city, land string) {
	if name = strings.Trim(name, ", "); name != "" {
		l.Locations = append(l.Locations, name)
	}
	if strings.HasPrefix(name, "Anywhere in the U.S.") {
		l.Given.Remote = job.Remote
	}
	if l.Given.City == "" && len(l.Locations) == 1 {
		l.Given.City = city
	}
	if c := country.Code(land); c != "" && !slices.Contains(l.Given.Countries, c) {
		l.Given.Countries = append(l.Given.Countries, c)
	}
}
