package jsonld

import (
	"html"
	"slices"
	"strings"
	"time"

	"rung/collect/wire"
	"rung/internal/country"
	"rung/internal/job"
)

// listing reads one posting. What a site gets wrong in one field is left out, and the rest is kept: a
// page is written for people, and its data by many hands.
func (g *graph) listing(p job.Page, o object) job.Listing {
	l := job.Listing{
		Source: p.Source, Scope: p.Scope, RunID: p.RunID, SeenAt: p.FetchedAt, Licence: licence,
		Title: g.words(field(o, "title")), Employer: g.words(field(o, "hiringOrganization")),
		Category: cut(g.first(o, "occupationalCategory", "industry"), 200), Markup: job.HTML,
	}
	if l.Title == "" {
		l.Title = g.words(field(o, "name"))
	}
	l.URL, l.ID, l.ApplyURL = g.address(p, o)
	if number := g.words(field(o, "identifier")); number != "" && len(g.postings) > 1 && l.URL == pageAddress(p) {
		l.ID += "#" + cut(number, 100)
	}
	l.PostedAt = date(scalar(field(o, "datePosted")), p.FetchedAt.AddDate(0, 0, 2))
	l.ValidThrough = date(scalar(field(o, "validThrough")), p.FetchedAt.AddDate(19, 0, 0))
	if len(strings.TrimSpace(scalar(field(o, "validThrough")))) == len(time.DateOnly) && !l.ValidThrough.IsZero() {
		l.ValidThrough = l.ValidThrough.Add(24*time.Hour - time.Second) // through the day
	}
	l.Given.Pay, l.PayText = g.offers(o)
	l.Given.Employment = g.employment(o)
	g.places(o, &l)
	var long []string
	l.Tags, long = g.skills(o)
	l.Text = g.text(o, long)
	return l
}

// date reads a day or a moment; one that cannot be, or is after latest, is unknown.
func date(s string, latest time.Time) time.Time {
	for _, form := range []string{s, strings.ReplaceAll(s, "/", "-")} {
		if t, err := wire.Time("", form); err == nil && t.Before(latest) {
			return t
		}
	}
	return time.Time{}
}

// employment reads employmentType: one word, a list, or words between commas.
func (g *graph) employment(o object) []job.Employment {
	var words []string
	for _, v := range many(field(o, "employmentType")) {
		words = append(words, strings.FieldsFunc(g.words(v), func(r rune) bool { return strings.ContainsRune(",;|/", r) })...)
	}
	for i, w := range words {
		switch strings.ToUpper(strings.TrimSpace(w)) {
		case "INTERN":
			words[i] = "internship"
		case "PER_DIEM":
			words[i] = "temporary"
		}
	}
	return wire.Employment(words...)
}

// places reads where the work is. TELECOMMUTE means that all of it may be done from elsewhere: then
// applicantLocationRequirements say where from, and without them the country of jobLocation does.
func (g *graph) places(o object, l *job.Listing) {
	var codes []string
	for _, v := range many(field(o, "jobLocation")) {
		text, city, code := g.place(v)
		l.Locations = withPlace(l.Locations, text)
		if l.Given.City == "" {
			l.Given.City = city
		}
		codes = append(codes, code)
	}
	if strings.EqualFold(strings.TrimSpace(g.words(field(o, "jobLocationType"))), "TELECOMMUTE") {
		l.Given.Remote, l.Given.City = job.Remote, ""
		if from := many(field(o, "applicantLocationRequirements")); len(from) > 0 {
			codes = nil
			for _, v := range from {
				name := g.words(v)
				codes = append(codes, codeOf(name))
				l.Locations = withPlace(l.Locations, name)
			}
		}
	}
	// Half a list of countries would shut out the other half.
	if !slices.Contains(codes, "") {
		slices.Sort(codes)
		l.Given.Countries = slices.Compact(codes)
	}
}

const maxPlaces = 50

func withPlace(list []string, text string) []string {
	if text == "" || len(list) >= maxPlaces || slices.Contains(list, text) {
		return list
	}
	return append(list, text)
}

// codeOf returns the country of a place whose name is that country, or ends in it.
func codeOf(name string) string {
	if code := country.Code(name); code != "" {
		return code
	}
	return country.Code(name[strings.LastIndexByte(name, ',')+1:])
}

// place reads a Place, a PostalAddress or a text.
func (g *graph) place(v any) (text, city, code string) {
	o := g.thing(v)
	if o == nil {
		text = line(scalar(v))
		return text, "", codeOf(text)
	}
	address := g.thing(field(o, "address"))
	if address == nil {
		if text = g.words(field(o, "address")); text != "" {
			return text, "", codeOf(text)
		}
		address = o
	}
	city = g.words(field(address, "addressLocality"))
	name := g.words(field(address, "addressCountry"))
	var parts []string
	for _, s := range []string{city, g.words(field(address, "addressRegion")), name} {
		if s != "" && !slices.Contains(parts, s) {
			parts = append(parts, s)
		}
	}
	if parts == nil {
		text = g.words(field(o, "name"))
		return text, "", codeOf(text)
	}
	return strings.Join(parts, ", "), city, country.Code(name)
}

const (
	maxTags = 100
	maxTag  = 60
)

// skills reads skills as labels; sentences among them belong to the text.
func (g *graph) skills(o object) (tags, long []string) {
	for _, v := range many(field(o, "skills")) {
		s := g.words(v)
		if strings.Contains(s, "<") || len(s) > maxTag && !strings.Contains(s, ",") {
			long = append(long, scalar(v))
			continue
		}
		for part := range strings.SplitSeq(s, ",") {
			switch part = strings.TrimSpace(part); {
			case part == "" || len(tags) == maxTags || slices.Contains(tags, part):
			case len(part) > maxTag:
				long = append(long, part)
			default:
				tags = append(tags, part)
			}
		}
	}
	return tags, long
}

// text joins what a posting says in sentences. Descriptions are HTML, and often escaped once too much.
func (g *graph) text(o object, more []string) string {
	parts := []string{g.prose(field(o, "description"))}
	for _, section := range []string{"responsibilities", "qualifications", "experienceRequirements"} {
		if s := g.prose(field(o, section)); s != "" && !strings.Contains(parts[0], s) {
			parts = append(parts, s)
		}
	}
	for _, s := range more {
		parts = append(parts, unescaped(s))
	}
	return strings.TrimSpace(strings.Join(parts, "\n<p>"))
}

func (g *graph) prose(v any) string {
	var parts []string
	for _, e := range many(v) {
		s := scalar(e)
		if s == "" {
			s = g.words(e)
		}
		if s != "" {
			parts = append(parts, unescaped(s))
		}
	}
	return strings.Join(parts, "\n<p>")
}

func unescaped(s string) string {
	if !strings.Contains(s, "<") && strings.Contains(s, "&lt;") {
		return html.UnescapeString(s)
	}
	return s
}
