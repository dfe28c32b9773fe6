package smartrecruiters

import (
	"encoding/json"
	"fmt"
	"strings"

	"rung/collect/board"
	"rung/collect/wire"
	"rung/internal/country"
	"rung/internal/job"
)

// metaDetailed is the key under which a page of the list carries the ids whose text is kept.
const metaDetailed = "detailed"

// postings is a page of the list as far as fetching needs it.
type postings struct {
	Total   wire.Int `json:"totalFound"`
	Content []brief  `json:"content"`
}

// brief is what fetching needs of an entry.
type brief struct {
	ID      wire.Text `json:"id"`
	Default *bool     `json:"defaultJobAd"`
}

// skip is true for the further languages of an advert: each is an entry of its own.
func (b brief) skip() bool { return b.Default != nil && !*b.Default }

// posting is an entry of the list, or the answer for one. Who wrote it is left out on purpose.
type posting struct {
	brief
	Name    wire.Text `json:"name"`
	Company struct {
		ID   wire.Text `json:"identifier"`
		Name wire.Text `json:"name"`
	} `json:"company"`
	Released   wire.Text `json:"releasedDate"`
	Location   location  `json:"location"`
	Department value     `json:"department"`
	Function   value     `json:"function"`
	Employment value     `json:"typeOfEmployment"`
	Experience value     `json:"experienceLevel"`
	Language   struct {
		Code wire.Text `json:"code"`
	} `json:"language"`
	Visibility wire.Text `json:"visibility"`
	Active     *bool     `json:"active"`
	ApplyURL   wire.Text `json:"applyUrl"`
	Ad         *struct {
		Sections sections `json:"sections"`
	} `json:"jobAd"`
}

type value struct {
	ID    wire.Text `json:"id"`
	Label wire.Text `json:"label"`
}

type location struct {
	City    wire.Text `json:"city"`
	Region  wire.Text `json:"region"`
	Country wire.Text `json:"country"`
	Full    wire.Text `json:"fullLocation"`
	Remote  wire.Text `json:"remote"`
	Hybrid  wire.Text `json:"hybrid"`
}

type sections struct {
	Company        section `json:"companyDescription"`
	Job            section `json:"jobDescription"`
	Qualifications section `json:"qualifications"`
	Additional     section `json:"additionalInformation"`
}

type section struct {
	Title wire.Text `json:"title"`
	Text  wire.Text `json:"text"`
}

// Parse reads a page of the list, or the answer for one advert. Adverts of the list whose text is kept are
// only named: what they say is in answers of their own.
func Parse(p job.Page) (job.Parsed, error) {
	rows, err := wire.Rows(p.Body, "content")
	if err != nil {
		if one := checkDetail(p.Body); one != nil {
			return job.Parsed{}, err
		}
		rows = []json.RawMessage{p.Body}
	}
	rows, listed := named(rows, p.Meta[metaDetailed])
	out := board.Read(p, licence, rows, func(j posting, l *job.Listing) error { return j.fill(l) })
	out.Listed = listed
	return wire.WithoutSamples(out), nil
}

// named sets the entries apart whose text is kept; detailed is a list of their ids.
func named(rows []json.RawMessage, detailed string) (others []json.RawMessage, ids []string) {
	known := map[string]bool{}
	for id := range strings.FieldsSeq(detailed) {
		known[id] = true
	}
	for _, raw := range rows {
		var b brief
		if err := json.Unmarshal(raw, &b); err == nil && known[string(b.ID)] {
			ids = append(ids, string(b.ID))
			continue
		}
		others = append(others, raw)
	}
	return others, ids
}

// checkDetail tells the answer for one advert from anything else.
func checkDetail(body []byte) error {
	var j posting
	if err := unmarshal(body, &j); err != nil {
		return err
	}
	if j.ID == "" || j.Ad == nil {
		return fmt.Errorf("read the advert: no field %q", "jobAd")
	}
	return nil
}

func unmarshal(body []byte, into any) error {
	if err := json.Unmarshal(body, into); err != nil {
		return fmt.Errorf("read the page: %w", err)
	}
	return nil
}

func (j *posting) fill(l *job.Listing) (err error) {
	l.ID, l.Title, l.Employer = string(j.ID), wire.Line(j.Name), wire.Line(j.Company.Name)
	if j.skip() || j.Active != nil && !*j.Active || strings.EqualFold(string(j.Visibility), "internal") {
		return wire.ErrSkip
	}
	switch {
	case l.ID == "":
		return wire.Missing("id")
	case l.Title == "":
		return wire.Missing("name")
	}
	if l.PostedAt, err = wire.Time("releasedDate", string(j.Released)); err != nil {
		return err
	}
	l.URL, l.ApplyURL = j.address(), wire.Web(j.ApplyURL)
	if j.Ad != nil {
		l.Text = j.Ad.Sections.text()
	}
	if l.Category = wire.Line(j.Department.Label); l.Category == "" {
		l.Category = wire.Line(j.Function.Label)
	}
	if l.Given.Employment = wire.Employment(string(j.Employment.Label)); l.Given.Employment == nil {
		l.Given.Employment = wire.Employment(string(j.Employment.ID))
	}
	l.Given.Seniority, l.Given.EntryLevel = board.Level(string(j.Experience.ID))
	if lang, _, _ := strings.Cut(string(j.Language.Code), "-"); len(lang) == 2 {
		l.Given.Language = strings.ToLower(lang)
	}
	j.Location.fill(l)
	return nil
}

// address builds the public page, which the list does not name.
func (j *posting) address() string {
	id, company := string(j.ID), string(j.Company.ID)
	if company == "" || strings.ContainsAny(company+id, "/?#%\\ \t\r\n") {
		return ""
	}
	return wire.Web(wire.Text("https://jobs.smartrecruiters.com/" + company + "/" + id))
}

func (s *sections) text() string {
	var b strings.Builder
	for _, part := range []section{s.Company, s.Job, s.Qualifications, s.Additional} {
		board.Section(&b, part.Title, part.Text)
	}
	return b.String()
}

// fill reads the place. Boxes that are not ticked say little: many employers leave them alone.
func (at *location) fill(l *job.Listing) {
	full := board.Join(strings.Split(string(at.Full), ",")...)
	if full == "" {
		full = board.Join(string(at.City), string(at.Region), strings.ToUpper(string(at.Country)))
	}
	board.AddPlace(l, full)
	board.AddCountry(l, country.Code(string(at.Country)))
	if city := wire.Line(at.City); !strings.EqualFold(city, "remote") {
		l.Given.City = city
	}
	switch {
	case at.Hybrid == "true":
		l.Given.Remote = job.Hybrid
	case at.Remote == "true":
		l.Given.Remote = job.Remote
	}
}
