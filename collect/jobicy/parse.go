package jobicy

import (
	"strings"

	"rung/collect/wire"
	"rung/internal/job"
)

// posting is one entry of "jobs". The form of 2024 had yearly pay as texts in fields of its own.
type posting struct {
	ID          wire.Text  `json:"id"`
	URL         wire.Text  `json:"url"`
	Title       wire.Text  `json:"jobTitle"`
	Company     wire.Text  `json:"companyName"`
	Industry    wire.List  `json:"jobIndustry"`
	Types       wire.List  `json:"jobType"`
	Geo         wire.Text  `json:"jobGeo"`
	Level       wire.Text  `json:"jobLevel"`
	Excerpt     wire.Text  `json:"jobExcerpt"`
	Description wire.Text  `json:"jobDescription"`
	Published   wire.Text  `json:"pubDate"`
	Min         wire.Float `json:"salaryMin"`
	Max         wire.Float `json:"salaryMax"`
	YearMin     wire.Float `json:"annualSalaryMin"`
	YearMax     wire.Float `json:"annualSalaryMax"`
	Currency    wire.Text  `json:"salaryCurrency"`
	Period      wire.Text  `json:"salaryPeriod"`
}

// Parse reads one answer.
func Parse(p job.Page) (job.Parsed, error) {
	rows, err := wire.Rows(p.Body, "jobs")
	if err != nil {
		return job.Parsed{}, err
	}
	return wire.Listings(p, rows, posting.fill), nil
}

func (j posting) fill(l *job.Listing) (err error) {
	l.ID, l.URL, l.Licence = string(j.ID), string(j.URL), licence
	l.Title, l.Employer = wire.Line(j.Title), wire.Line(j.Company)
	if l.Text, l.Markup = string(j.Description), job.HTML; l.Text == "" {
		l.Text = string(j.Excerpt)
	}
	switch {
	case l.ID == "":
		return wire.Missing("id")
	case l.Title == "":
		return wire.Missing("jobTitle")
	}
	if industry := j.Industry.Strings(); len(industry) > 0 {
		l.Category = industry[0]
	}
	l.Given.Remote = job.Remote
	l.Locations = wire.Split(j.Geo)
	l.Given.Countries = wire.Countries(l.Locations)
	l.Given.Employment = wire.Employment(j.Types.Strings()...)
	l.Given.Seniority = levels[strings.ToLower(wire.Line(j.Level))]
	l.Given.Pay = j.pay()
	l.PostedAt, err = wire.Time("pubDate", string(j.Published))
	return err
}

// levels leaves out "Any", which says nothing.
var levels = map[string]job.Seniority{
	"junior": job.Junior, "midweight": job.Mid, "senior": job.Senior, "director": job.Director,
}

// pay reads what the employer filled in. Some ranges look like defaults, but nothing tells them apart.
func (j posting) pay() []job.Pay {
	if j.Min > 0 || j.Max > 0 {
		return wire.Stated(j.Min, j.Max, j.Currency, wire.Period(j.Period), "jobicy.salary")
	}
	return wire.Stated(j.YearMin, j.YearMax, j.Currency, job.Year, "jobicy.annualSalary")
}
