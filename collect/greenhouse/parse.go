package greenhouse

import (
	"encoding/json"
	"html"
	"slices"
	"strings"

	"rung/collect/wire"
	"rung/internal/job"
)

// posting is one entry of "jobs", or the answer for one job.
type posting struct {
	ID wire.Text `json:"id"`
	// Internal is null for a prospect post, which stands for no opening, and absent in short forms.
	Internal    json.RawMessage `json:"internal_job_id"`
	Title       wire.Text       `json:"title"`
	Company     wire.Text       `json:"company_name"`
	Language    wire.Text       `json:"language"`
	URL         wire.Text       `json:"absolute_url"`
	Published   wire.Text       `json:"first_published"`
	Updated     wire.Text       `json:"updated_at"`
	Deadline    wire.Text       `json:"application_deadline"`
	Content     wire.Text       `json:"content"`
	Location    named           `json:"location"`
	Metadata    []field         `json:"metadata"`
	Departments []named         `json:"departments"`
	Offices     []struct {
		Name     wire.Text `json:"name"`
		Location wire.Text `json:"location"`
	} `json:"offices"`
	Pay []payRange `json:"pay_input_ranges"`
}

type named struct {
	Name wire.Text `json:"name"`
}

// field is one of the employer's own; its value may be a text, a list, a number or an amount of money.
type field struct {
	Name  wire.Text       `json:"name"`
	Value json.RawMessage `json:"value"`
}

// Parse reads the list of a board, or the answer for one job. Prospect posts are skipped.
func Parse(p job.Page) (job.Parsed, error) {
	rows, err := rows(p.Body)
	if err != nil {
		return job.Parsed{}, err
	}
	var out job.Parsed
	pay := paid(p)
	for _, raw := range rows {
		var j posting
		err := json.Unmarshal(raw, &j)
		if err == nil && string(j.Internal) == "null" {
			out.Skipped++
			continue
		}
		var l job.Listing
		if len(j.Pay) == 0 {
			j.Pay = pay[string(j.ID)]
		}
		if err == nil {
			l, err = j.listing(p)
		}
		if err != nil {
			out.Rejects = append(out.Rejects, wire.Reject(p, string(j.ID), raw, err))
			continue
		}
		out.Listings = append(out.Listings, l)
	}
	return out, nil
}

func rows(body []byte) ([]json.RawMessage, error) {
	list, err := wire.Rows(body, "jobs")
	if err == nil {
		return list, nil
	}
	var one posting
	if json.Unmarshal(body, &one) == nil && one.ID != "" && one.Title != "" {
		return []json.RawMessage{body}, nil
	}
	return nil, err
}

func (j *posting) listing(p job.Page) (job.Listing, error) {
	l := job.Listing{
		Source: p.Source, ID: string(j.ID), URL: string(j.URL), Scope: p.Scope,
		Title: strings.TrimSpace(string(j.Title)), Employer: strings.TrimSpace(string(j.Company)),
		// The markup itself arrives with its entities encoded once: "&lt;p&gt;".
		Text: html.UnescapeString(string(j.Content)), Markup: job.HTML,
		Licence: licence, RunID: p.RunID, SeenAt: p.FetchedAt,
	}
	if l.ID == "" {
		return l, wire.Missing("id")
	}
	if l.Title == "" {
		return l, wire.Missing("title")
	}
	if err := j.times(&l); err != nil {
		return l, err
	}
	if l.Employer == "" {
		l.Employer = p.Meta["employer"]
	}
	if l.Employer == "" {
		l.Employer = p.Scope
	}
	if len(j.Departments) > 0 {
		l.Category = strings.TrimSpace(string(j.Departments[0].Name))
	}
	l.Locations = j.places()
	l.Given.Employment = j.employment()
	l.Given.Pay = offers(j.Pay)
	return l, wire.Check(&l)
}

func (j *posting) times(l *job.Listing) (err error) {
	if l.PostedAt, err = wire.Time("first_published", string(j.Published)); err != nil {
		return err
	}
	if l.UpdatedAt, err = wire.Time("updated_at", string(j.Updated)); err != nil {
		return err
	}
	l.ValidThrough, err = wire.Time("application_deadline", string(j.Deadline))
	return err
}

// places lists the posting's own location and then the offices, which often hold the only real city.
func (j *posting) places() []string {
	var out []string
	add := func(s wire.Text) {
		if v := strings.TrimSpace(string(s)); v != "" && !slices.Contains(out, v) {
			out = append(out, v)
		}
	}
	add(j.Location.Name)
	for _, o := range j.Offices {
		if o.Location != "" {
			add(o.Location)
		} else {
			add(o.Name)
		}
	}
	return out
}

// employment reads the field that many employers call "Employment Type". Its words are their own.
func (j *posting) employment() []job.Employment {
	for _, f := range j.Metadata {
		name := strings.ToLower(string(f.Name))
		if !strings.Contains(name, "employment type") && !strings.Contains(name, "job type") {
			continue
		}
		var one wire.Text
		var many []wire.Text
		if json.Unmarshal(f.Value, &one) == nil {
			many = []wire.Text{one}
		} else if json.Unmarshal(f.Value, &many) != nil {
			continue
		}
		var words []string
		for _, v := range many {
			words = append(words, string(v))
		}
		return wire.Employment(words...)
	}
	return nil
}
