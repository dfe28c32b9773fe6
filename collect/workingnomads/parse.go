package workingnomads

import (
	"net/url"
	"path"
	"strings"

	"rung/collect/wire"
	"rung/internal/job"
)

// posting is one element of the feed, which is an array. Tags are one text.
type posting struct {
	URL         wire.Text `json:"url"`
	Title       wire.Text `json:"title"`
	Description wire.Text `json:"description"`
	Company     wire.Text `json:"company_name"`
	Category    wire.Text `json:"category_name"`
	Tags        wire.Text `json:"tags"`
	Location    wire.Text `json:"location"`
	Published   wire.Text `json:"pub_date"`
}

// Parse reads the feed.
func Parse(p job.Page) (job.Parsed, error) {
	rows, err := wire.Rows(p.Body, "")
	if err != nil {
		return job.Parsed{}, err
	}
	return wire.Listings(p, rows, posting.fill), nil
}

func (j posting) fill(l *job.Listing) (err error) {
	l.ID, l.URL, l.Licence = id(string(j.URL)), string(j.URL), licence
	l.Title, l.Employer, l.Category = wire.Line(j.Title), wire.Line(j.Company), wire.Line(j.Category)
	l.Text, l.Markup = string(j.Description), job.HTML
	switch {
	case l.ID == "":
		return wire.Missing("url")
	case l.Title == "":
		return wire.Missing("title")
	}
	l.Tags = wire.Split(j.Tags)
	l.Given.Remote = job.Remote
	if place := wire.Line(j.Location); place != "" {
		l.Locations = []string{place}
		l.Given.Countries = wire.Countries(places(j.Location))
	}
	l.PostedAt, err = wire.Time("pub_date", string(j.Published))
	return err
}

// id returns the number at the end of an advert's address, ".../job/go/1719512/": rows have no id.
func id(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Path == "" || u.Path == "/" {
		return ""
	}
	return path.Base(u.Path)
}

// places takes the word remote out of a list of places: "Japan - Remote", "REMOTE, Canada".
func places(location wire.Text) []string {
	var out []string
	for _, p := range wire.Split(location) {
		if i := len(p) - len(" - remote"); i > 0 && strings.EqualFold(p[i:], " - remote") {
			p = p[:i]
		}
		if !strings.EqualFold(p, "remote") {
			out = append(out, p)
		}
	}
	return out
}
