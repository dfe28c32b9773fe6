package navno

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"rung/collect/wire"
	"rung/internal/country"
	"rung/internal/job"
)

// entry is one advert. The documentation calls its content json, the sample code ad_content.
type entry struct {
	UUID    wire.Text `json:"uuid"`
	Status  wire.Text `json:"status"`
	Changed wire.Text `json:"sistEndret"`
	JSON    *content  `json:"json"`
	Content *content  `json:"ad_content"`
}

// content is what is read of an advert; see https://navikt.github.io/pam-stilling-feed/. Its list of
// contacts is not.
type content struct {
	Published wire.Text `json:"published"`
	Expires   wire.Text `json:"expires"`
	Updated   wire.Text `json:"updated"`
	Places    []struct {
		Country   wire.Text `json:"country"`
		City      wire.Text `json:"city"`
		County    wire.Text `json:"county"`
		Municipal wire.Text `json:"municipal"`
	} `json:"workLocations"`
	Title       wire.Text `json:"title"`
	Description wire.Text `json:"description"`
	Apply       wire.Text `json:"applicationUrl"`
	Occupations []struct {
		Level1 wire.Text `json:"level1"`
		Level2 wire.Text `json:"level2"`
	} `json:"occupationCategories"`
	Link     wire.Text `json:"link"`
	Employer struct {
		Name wire.Text `json:"name"`
	} `json:"employer"`
	Engagement wire.Text `json:"engagementtype"`
	Extent     wire.Text `json:"extent"`
}

// Parse reads a page of the feed, which tells what was taken back, or one entry.
func Parse(p job.Page) (job.Parsed, error) {
	if bytes.Contains(p.Body, []byte(`"_feed_entry"`)) || bytes.Contains(p.Body, []byte(`"items"`)) {
		return parsePage(p)
	}
	var e entry
	if err := json.Unmarshal(p.Body, &e); err != nil {
		if _, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
			return job.Parsed{Rejects: []job.Reject{wire.Reject(p, string(e.UUID), nil, err)}}, nil
		}
		return job.Parsed{}, fmt.Errorf("read the entry: %w", err)
	}
	if strings.EqualFold(string(e.Status), "INACTIVE") {
		return removed(p, e.UUID, e.Changed), nil
	}
	return wire.WithoutSamples(wire.Listings(p, []json.RawMessage{p.Body}, entry.listing)), nil
}

// parsePage reads the items that are inactive. Those that are active come with their entries.
func parsePage(p job.Page) (job.Parsed, error) {
	page, err := readPage(p.Body)
	if err != nil {
		return job.Parsed{}, err
	}
	var out job.Parsed
	last := lastOf(page.Items)
	for i, it := range page.Items {
		if it.active() || last[it.Entry.UUID] != i {
			out.Skipped++
			continue
		}
		one := removed(p, it.Entry.UUID, it.Entry.Changed)
		out.Removed, out.Rejects = append(out.Removed, one.Removed...), append(out.Rejects, one.Rejects...)
	}
	return out, nil
}

func removed(p job.Page, uuid, changed wire.Text) job.Parsed {
	at, err := wire.Time("sistEndret", string(changed))
	if uuid == "" {
		err = wire.Missing("uuid")
	}
	if err != nil {
		return job.Parsed{Rejects: []job.Reject{wire.Reject(p, string(uuid), nil, err)}}
	}
	return job.Parsed{Removed: []job.Removal{{ID: string(uuid), At: at}}}
}

func (e entry) listing(l *job.Listing) (err error) {
	l.ID, l.Licence = string(e.UUID), licence
	c := e.JSON
	if c == nil {
		c = e.Content
	}
	switch {
	case l.ID == "":
		return wire.Missing("uuid")
	case c == nil:
		return wire.Missing("json")
	}
	l.Title, l.Employer = wire.Line(c.Title), wire.Line(c.Employer.Name)
	if l.Title == "" {
		return wire.Missing("title")
	}
	l.Text, l.Markup = string(c.Description), job.HTML
	if l.URL = wire.Web(c.Link); l.URL == "" {
		l.URL = "https://arbeidsplassen.nav.no/stillinger/stilling/" + l.ID
	}
	l.ApplyURL = wire.Web(c.Apply)
	if len(c.Occupations) > 0 {
		if l.Category = wire.Line(c.Occupations[0].Level2); l.Category == "" {
			l.Category = wire.Line(c.Occupations[0].Level1)
		}
	}
	l.Given.Employment = employment(c.Engagement, c.Extent)
	c.places(l)
	return c.times(l)
}

func (c *content) places(l *job.Listing) {
	for i, at := range c.Places {
		city := capital(wire.Line(at.City))
		if city == "" {
			city = capital(wire.Line(at.Municipal))
		}
		if i == 0 {
			l.Given.City = city
		}
		if place := strings.Trim(city+", "+capital(wire.Line(at.County)), ", "); place != "" && !slices.Contains(l.Locations, place) {
			l.Locations = append(l.Locations, place)
		}
		code := country.Code(string(at.Country))
		if strings.EqualFold(strings.TrimSpace(string(at.Country)), "Norge") {
			code = "NO"
		}
		if code != "" && !slices.Contains(l.Given.Countries, code) {
			l.Given.Countries = append(l.Given.Countries, code)
		}
	}
}

// capital writes a name as people do; the feed shouts: "MO I RANA".
func capital(s string) string {
	if s != strings.ToUpper(s) {
		return s
	}
	words := strings.Fields(strings.ToLower(s))
	for i, w := range words {
		if i > 0 && (w == "i" || w == "og" || w == "på") {
			continue
		}
		first := []rune(w)
		words[i] = strings.ToUpper(string(first[0])) + string(first[1:])
	}
	return strings.Join(words, " ")
}

func (c *content) times(l *job.Listing) (err error) {
	if l.PostedAt, err = wire.Time("published", string(c.Published)); err != nil {
		return err
	}
	if l.UpdatedAt, err = wire.Time("updated", string(c.Updated)); err != nil {
		return err
	}
	l.ValidThrough, err = wire.Time("expires", string(c.Expires))
	return err
}

// employment reads the kind of engagement and its extent, such as "Vikariat" and "Heltid_og_Deltid". Those
// that are for good ("Fast") say nothing beyond the extent.
func employment(engagement, extent wire.Text) []job.Employment {
	kind, hours := strings.ToLower(string(engagement)), strings.ToLower(string(extent))
	if strings.Contains(kind, "selvstendig") {
		return []job.Employment{job.Freelance}
	}
	var out []job.Employment
	if strings.Contains(hours, "heltid") {
		out = append(out, job.FullTime)
	}
	if strings.Contains(hours, "deltid") {
		out = append(out, job.PartTime)
	}
	for _, word := range []string{"vikariat", "engasjement", "prosjekt", "sesong", "feriejobb"} {
		if strings.Contains(kind, word) {
			return append(out, job.Temporary)
		}
	}
	return out
}
