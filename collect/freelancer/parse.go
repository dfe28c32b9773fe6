package freelancer

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"rung/collect/wire"
	"rung/internal/country"
	"rung/internal/job"
)

// project is what is read of one project. Its owner, users and bidders are not.
type project struct {
	ID          wire.Text `json:"id"`
	Title       wire.Text `json:"title"`
	SEO         wire.Text `json:"seo_url"`
	Description wire.Text `json:"description"`
	Preview     wire.Text `json:"preview_description"`
	Type        wire.Text `json:"type"`
	Budget      struct {
		Min wire.Float `json:"minimum"`
		Max wire.Float `json:"maximum"`
	} `json:"budget"`
	Currency struct {
		Code wire.Text  `json:"code"`
		Rate wire.Float `json:"exchange_rate"`
	} `json:"currency"`
	Bids *struct {
		Count   wire.Int   `json:"bid_count"`
		Average wire.Float `json:"bid_avg"`
	} `json:"bid_stats"`
	Jobs []struct {
		Name wire.Text `json:"name"`
	} `json:"jobs"`
	Submitted wire.Int  `json:"time_submitted"`
	Date      wire.Int  `json:"submitdate"`
	Updated   wire.Int  `json:"time_updated"`
	BidPeriod wire.Int  `json:"bidperiod"`
	Language  wire.Text `json:"language"`
	Local     bool      `json:"local"`
	Location  struct {
		City    wire.Text `json:"city"`
		Country struct {
			Name wire.Text `json:"name"`
			Code wire.Text `json:"code"`
		} `json:"country"`
	} `json:"location"`
	Deleted   bool `json:"deleted"`
	NonPublic bool `json:"nonpublic"`
	HireMe    bool `json:"hireme"`
}

// Parse reads one page of projects. Those that are deleted, hidden or meant for one person are skipped.
func Parse(p job.Page) (job.Parsed, error) {
	rows, err := projects(p.Body)
	if err != nil {
		return job.Parsed{}, err
	}
	return wire.WithoutSamples(wire.Listings(p, rows, project.listing)), nil
}

func (j project) listing(l *job.Listing) error {
	l.ID, l.Title, l.Text = string(j.ID), wire.Line(j.Title), strings.TrimSpace(string(j.Description))
	l.Licence = licence
	switch {
	case j.Deleted || j.NonPublic || j.HireMe:
		return wire.ErrSkip
	case l.ID == "":
		return wire.Missing("id")
	case l.Title == "":
		return wire.Missing("title")
	}
	l.Given.Employment, l.Given.Pay = []job.Employment{job.Freelance}, j.pay()
	if j.SEO != "" {
		l.URL = "https://www.freelancer.com/projects/" + string(j.SEO)
	}
	if l.Text == "" {
		l.Text = strings.TrimSpace(string(j.Preview))
	}
	for _, skill := range j.Jobs {
		if s := wire.Line(skill.Name); s != "" {
			l.Tags = append(l.Tags, s)
		}
	}
	if lang := string(j.Language); len(lang) == 2 {
		l.Given.Language = strings.ToLower(lang)
	}
	j.place(l)
	j.competition(l)
	return j.times(l)
}

// place believes that a project is remote work unless it is marked as local.
func (j project) place(l *job.Listing) {
	if !j.Local {
		l.Given.Remote = job.Remote
		return
	}
	city, land := wire.Line(j.Location.City), wire.Line(j.Location.Country.Name)
	if place := strings.Trim(city+", "+land, ", "); place != "" {
		l.Locations = []string{place}
	}
	l.Given.City = city
	code := country.Code(land)
	if code == "" {
		code = country.Code(string(j.Location.Country.Code))
	}
	if code != "" {
		l.Given.Countries = []string{code}
	}
}

// pay reads the budget: the menu entry that the client chose, for the whole work or by the hour. The
// rate to the dollar that the site gives is kept in the evidence; conversions use dated rates of their own.
func (j project) pay() []job.Pay {
	if j.Budget.Min <= 0 && j.Budget.Max <= 0 {
		return nil
	}
	out := job.Pay{
		Min: max(0, float64(j.Budget.Min)), Max: max(0, float64(j.Budget.Max)), Currency: currency(j.Currency.Code),
		Basis:    job.BudgetBand,
		Evidence: job.Evidence{Field: job.FieldSource, Rule: "freelancer.budget"},
	}
	switch j.Type {
	case "fixed":
		out.Period = job.Project
	case "hourly":
		out.Period = job.Hour
	}
	out.Text = strings.TrimSpace(fmt.Sprintf("%s-%s %s %s", number(out.Min), number(out.Max), out.Currency, j.Type))
	if j.Currency.Rate > 0 {
		out.Text += fmt.Sprintf(", exchange_rate %s USD", number(float64(j.Currency.Rate)))
	}
	return []job.Pay{out}
}

// number writes an amount, nothing for one that is not there.
func number(f float64) string {
	if f == 0 {
		return ""
	}
	return strconv.FormatFloat(f, 'f', -1, 64)
}

func currency(code wire.Text) string {
	if s := strings.ToUpper(strings.TrimSpace(string(code))); len(s) == 3 {
		return s
	}
	return ""
}

// competition reads the bids. An average of 0 means that there are none.
func (j project) competition(l *job.Listing) {
	if j.Bids == nil || j.Bids.Count < 0 {
		return
	}
	l.Competition = &job.Competition{Bids: int(j.Bids.Count)}
	if j.Bids.Count > 0 {
		l.Competition.BidAverage = max(0, float64(j.Bids.Average))
	}
}

func (j project) times(l *job.Listing) (err error) {
	if l.PostedAt, err = wire.Unix("time_submitted", j.Submitted); err != nil {
		return err
	}
	if l.PostedAt.IsZero() {
		if l.PostedAt, err = wire.Unix("submitdate", j.Date); err != nil {
			return err
		}
	}
	if l.UpdatedAt, err = wire.Unix("time_updated", j.Updated); err != nil {
		return err
	}
	if days := j.BidPeriod; days > 0 && days <= 366 && !l.PostedAt.IsZero() {
		l.ValidThrough = l.PostedAt.Add(time.Duration(days) * 24 * time.Hour)
	}
	return nil
}
