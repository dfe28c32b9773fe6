package himalayas

import (
	"encoding/json"
	"strings"

	"rung/collect/feed"
	"rung/collect/wire"
	"rung/internal/job"
)

// posting is one entry of "jobs".
type posting struct {
	GUID        wire.Text  `json:"guid"`
	Link        wire.Text  `json:"applicationLink"`
	Title       wire.Text  `json:"title"`
	Company     wire.Text  `json:"companyName"`
	Slug        wire.Text  `json:"companySlug"`
	Type        wire.List  `json:"employmentType"`
	Min         wire.Float `json:"minSalary"`
	Max         wire.Float `json:"maxSalary"`
	Period      wire.Text  `json:"salaryPeriod"`
	Currency    wire.Text  `json:"currency"`
	Levels      wire.List  `json:"seniority"`
	Places      *[]country `json:"locationRestrictions"`
	Parents     wire.List  `json:"parentCategories"`
	Excerpt     wire.Text  `json:"excerpt"`
	Description wire.Text  `json:"description"`
	Posted      wire.Int   `json:"pubDate"`
	Expires     wire.Int   `json:"expiryDate"`
}

// country is a name in the answers, and an object with a name in the documentation.
type country struct {
	Name wire.Text `json:"name"`
}

// UnmarshalJSON implements [json.Unmarshaler].
func (c *country) UnmarshalJSON(b []byte) error {
	if b[0] != '{' {
		return c.Name.UnmarshalJSON(b)
	}
	type object country
	return json.Unmarshal(b, (*object)(c))
}

// Parse reads one page. The categories stay out: they are titles in other words, not skills
// ("Inpatient-Clinical-Review-Nurse").
func Parse(p job.Page) (job.Parsed, error) {
	rows, err := wire.Rows(p.Body, "jobs")
	if err != nil {
		return job.Parsed{}, err
	}
	return wire.Listings(p, rows, posting.fill), nil
}

func (j posting) fill(l *job.Listing) (err error) {
	l.ID, l.Licence = string(j.GUID), licence
	if l.URL = string(j.Link); l.URL == "" && strings.HasPrefix(l.ID, "http") {
		l.URL = l.ID
	}
	l.Title, l.Employer = wire.Line(j.Title), j.employer()
	if l.Text, l.Markup = string(j.Description), job.HTML; l.Text == "" {
		l.Text, l.Markup = string(j.Excerpt), job.Plain
	}
	switch {
	case l.ID == "":
		return wire.Missing("guid")
	case l.Title == "":
		return wire.Missing("title")
	}
	if parents := j.Parents.Strings(); len(parents) > 0 {
		l.Category = parents[0]
	}
	l.Given.Remote = job.Remote
	l.Locations, l.Given.Countries = j.places()
	l.Given.Employment = wire.Employment(j.Type.Strings()...)
	l.Given.Seniority, l.Given.EntryLevel = level(j.Levels.Strings())
	l.Given.Pay = wire.Stated(j.Min, j.Max, j.Currency, wire.Period(j.Period), "himalayas.salary")
	if l.PostedAt, err = wire.Epoch("pubDate", j.Posted); err != nil {
		return err
	}
	l.ValidThrough, err = wire.Epoch("expiryDate", j.Expires)
	return err
}

// employer reads the company. The answers of one summer held the word "name" instead of the name.
func (j posting) employer() string {
	if name := wire.Line(j.Company); name != "" && name != "name" {
		return name
	}
	return strings.ReplaceAll(string(j.Slug), "-", " ")
}

// places returns where applicants must live. An empty list means anywhere, a missing one nothing.
func (j posting) places() (places, countries []string) {
	if j.Places == nil {
		return nil, nil
	}
	for _, c := range *j.Places {
		if name := wire.Line(c.Name); name != "" {
			places = append(places, name)
		}
	}
	if len(*j.Places) == 0 {
		return nil, []string{"WORLD"}
	}
	return places, wire.Countries(places)
}

var levels = map[string]job.Seniority{
	"mid-level": job.Mid, "senior": job.Senior, "manager": job.Manager, "director": job.Director, "executive": job.Executive,
}

// level reads the levels. Of several none is the advert's, but an entry level among them is open to beginners.
func level(words []string) (job.Seniority, bool) {
	entry := false
	for _, w := range words {
		entry = entry || strings.EqualFold(w, "Entry-level")
	}
	if len(words) != 1 {
		return "", entry
	}
	return levels[strings.ToLower(words[0])], entry
}

// extent reads what paging needs.
func extent(body []byte) (feed.Extent, error) {
	rows, err := wire.Rows(body, "jobs")
	if err != nil {
		return feed.Extent{}, err
	}
	e := feed.Extent{Adverts: len(rows)}
	for _, raw := range rows {
		var j struct {
			Posted wire.Int `json:"pubDate"`
		}
		if json.Unmarshal(raw, &j) != nil {
			continue
		}
		if t, err := wire.Epoch("pubDate", j.Posted); err == nil && !t.IsZero() {
			e.Newest = max(e.Newest, t.Unix())
		}
	}
	var envelope struct {
		Offset wire.Int `json:"offset"`
		Total  wire.Int `json:"totalCount"`
	}
	if json.Unmarshal(body, &envelope) == nil && envelope.Total > 0 {
		e.Last = int(envelope.Offset)+len(rows) >= int(envelope.Total)
	}
	return e, nil
}
