package weworkremotely

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/mmcdole/gofeed/rss"

	"rung/collect/wire"
	"rung/internal/job"
)

// read reads a feed. gofeed must not fetch it: it takes "not modified" for an error.
func read(body []byte) (*rss.Feed, error) {
	if len(bytes.TrimSpace(body)) == 0 {
		return nil, errors.New("read the feed: it is empty")
	}
	feed, err := (&rss.Parser{}).Parse(bytes.NewReader(body))
	if err != nil {
		return nil, fmt.Errorf("read the feed: it is no RSS: %w", err)
	}
	return feed, nil
}

// Parse reads a feed.
func Parse(p job.Page) (job.Parsed, error) {
	feed, err := read(p.Body)
	if err != nil {
		return job.Parsed{}, err
	}
	var out job.Parsed
	for _, item := range feed.Items {
		l := job.Listing{Source: p.Source, Scope: p.Scope, RunID: p.RunID, SeenAt: p.FetchedAt, Licence: licence}
		err := fill(item, &l)
		if err == nil {
			err = wire.Check(&l)
		}
		if err != nil {
			out.Rejects = append(out.Rejects, wire.Reject(p, l.ID, []byte(item.Title), err))
			continue
		}
		out.Listings = append(out.Listings, l)
	}
	return wire.Unique(out, p), nil
}

func fill(item *rss.Item, l *job.Listing) (err error) {
	extra := func(name string) wire.Text { return wire.Text(item.Custom[name]) }
	if l.URL = item.Link; item.GUID != nil {
		l.ID = item.GUID.Value
	}
	if l.ID == "" {
		l.ID = item.Link
	}
	l.Employer, l.Title = split(wire.Line(wire.Text(item.Title)))
	l.Text, l.Markup = body(item.Description), job.HTML
	switch {
	case l.ID == "":
		return wire.Missing("guid")
	case l.Title == "":
		return wire.Missing("title")
	}
	if len(item.Categories) > 0 {
		l.Category = wire.Line(wire.Text(item.Categories[0].Value))
	}
	l.Tags = wire.Split(extra("skills"))
	l.Given.Remote = job.Remote
	l.Given.Employment = wire.Employment(string(extra("type")))
	l.Locations, l.Given.Countries = places(extra("region"), extra("country"))
	if l.PostedAt, err = date("pubDate", item.PubDate); err != nil {
		return err
	}
	l.ValidThrough, err = date("expires_at", string(extra("expires_at")))
	return err
}

// split takes the company from the front of a title ("Company: Role"). Roles hold colons too, so the
// first one counts.
func split(title string) (company, role string) {
	company, role, ok := strings.Cut(title, ": ")
	if !ok {
		return "", title
	}
	return strings.TrimSpace(company), strings.TrimSpace(role)
}

// places reads where applicants may live: the countries, which stand behind their flags, or else the
// region ("USA Only"). The field "state" stays out: it is the state of the company's seat.
func places(region, countries wire.Text) (places, codes []string) {
	for _, c := range wire.Split(countries) {
		if c = strings.TrimLeftFunc(c, func(r rune) bool { return r > 0xFFFF || r == ' ' }); c != "" {
			places = append(places, c)
		}
	}
	if places == nil {
		for _, p := range wire.Split(region) {
			places = append(places, strings.TrimSuffix(p, " Only"))
		}
	}
	return places, wire.Countries(places)
}

// body cuts off what the board puts around an advert: the company's seat and site before it, which would
// read like a place of work, and the link to apply after it.
func body(s string) string {
	if i := strings.Index(s, "<strong>Headquarters:</strong>"); i >= 0 && i < 1000 {
		if end := strings.Index(s[i:], "</p>"); end >= 0 {
			s = s[i+end+len("</p>"):]
		}
	}
	if i := strings.LastIndex(s, "<p><strong>To apply:</strong>"); i >= 0 {
		s = s[:i]
	}
	return strings.TrimSpace(s)
}

// date reads a date as RSS writes it (RFC 1123). An empty s is the zero time.
func date(field, s string) (time.Time, error) {
	s = strings.TrimSpace(s)
	if s == "" {
		return time.Time{}, nil
	}
	for _, layout := range []string{time.RFC1123Z, time.RFC1123, "Mon, 2 Jan 2006 15:04:05 -0700"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.UTC(), nil
		}
	}
	return wire.Time(field, s)
}
