// Package place reads where the work of an advert is done: remote, hybrid or on site, in which
// countries, in which city.
//
// Fields that say nothing but places are believed first, then the header of a comment-style advert
// and the title, and the body last, where a name counts only beside words such as "based in" or
// "US only". A bare city says nothing about remote work, and a company's own seat says nothing about
// the role.
package place

import (
	"slices"
	"strings"

	"rung/internal/job"
	"rung/transform/headline"
)

// Span is a byte range of Input.Text. A loose one may speak of other things too, so that a place in it
// counts only where it is set apart, as in a title.
type Span struct {
	Start, End int
	Loose      bool
}

// Header returns the parts of header lines that can name a place or a way of working.
func Header(h headline.Headline) []Span {
	var out []Span
	for _, p := range h.Parts {
		switch p.Kind {
		case headline.Place, headline.Mode:
			out = append(out, Span{p.Start, p.End, false})
		case headline.Role, headline.Employment, headline.Other:
			out = append(out, Span{p.Start, p.End, true})
		case headline.Employer, headline.Pay, headline.URL:
		}
	}
	return out
}

// Input is what the source says about one advert. Text is plain.
type Input struct {
	Title string
	Text  string
	// Locations are the place strings of the source, the main one first.
	Locations []string
	// Header are the parts of header lines in Text that can name a place or a way of working: see [Header].
	Header []Span
	Given  job.Given
	// Language is the ISO 639-1 code of the text, for words that mean another thing in another language.
	Language string
}

// Reading is what was found. Evidence in [job.FieldLocation] points into the place strings joined by
// line feeds.
type Reading struct {
	// Remote is empty when the advert does not say.
	Remote    job.RemoteMode
	RemoteWhy job.Evidence
	// Countries are ISO 3166-1 alpha-2 codes and scopes: WORLD, EU (Europe), EMEA, APAC, LATAM, NAM
	// (North America; NA is Namibia), AMERICAS, ASIA, AFRICA, MENA, DACH, NORDICS, BENELUX, OCEANIA.
	Countries    []string
	CountriesWhy job.Evidence
	City         string
}

// maxText bounds what is read of a long body, maxField of a field.
const (
	maxText  = 64 << 10
	maxField = 2 << 10
)

// reader collects what the parts of one advert say.
type reader struct {
	in     Input
	gaz    *gazetteer
	cues   *cueTable
	fields []modeCue
	found  []foundPlace
	// anywhere is set by "anywhere" and its like, which mean the world if nothing narrows them.
	anywhere *job.Evidence
}

// foundPlace is a place together with where it stands.
type foundPlace struct {
	place
	why job.Evidence
}

// Read decides where the work is done.
func Read(in Input) Reading {
	in.Text = cut(in.Text, maxText)
	r := reader{in: in, gaz: names(), cues: modeWords()}
	r.locations()
	r.loose(in.Title, job.FieldTitle, 0, len(cut(in.Title, maxField)))
	for _, s := range in.Header {
		r.header(s)
	}
	var out Reading
	b := bodyReader{reader: &r, text: in.Text}
	b.read()
	r.mode(&out, &b)
	r.countries(&out, &b)
	return out
}

// fieldText returns the text that evidence of a field points into.
func (r *reader) fieldText(f job.Field) string {
	switch f {
	case job.FieldTitle:
		return r.in.Title
	case job.FieldLocation:
		return strings.Join(r.in.Locations, "\n")
	}
	return r.in.Text
}

// locations reads the place strings of the source.
func (r *reader) locations() {
	joined := r.fieldText(job.FieldLocation)
	at := 0
	for line := range strings.SplitSeq(joined, "\n") {
		line := cut(line, maxField)
		r.field(joined, job.FieldLocation, at, at+len(line))
		at += len(line) + 1
	}
}

// header reads one part of a header line.
func (r *reader) header(s Span) {
	if s.Start < 0 || s.End > len(r.in.Text) || s.Start >= s.End {
		return
	}
	if s.Loose {
		r.loose(r.in.Text, job.FieldText, s.Start, min(s.End, s.Start+maxField))
		return
	}
	r.field(r.in.Text, job.FieldText, s.Start, min(s.End, s.Start+maxField))
}

// field reads a part of text that is about places alone.
func (r *reader) field(text string, f job.Field, start, end int) {
	r.ways(text, f, start, end)
	rule := "place.header"
	if f == job.FieldLocation {
		rule = "place.location"
	}
	for _, p := range r.gaz.resolve(text[start:end]) {
		r.add(p, f, start, rule)
	}
}

// ways collects the ways of working that a field names.
func (r *reader) ways(text string, f job.Field, start, end int) {
	cues := r.cues.find(text, f, start, end)
	r.fields = append(r.fields, cues...)
	r.noteAnywhere(cues)
}

func (r *reader) noteAnywhere(cues []modeCue) {
	for _, c := range cues {
		if c.anywhere && r.anywhere == nil {
			r.anywhere = &job.Evidence{Field: c.field, Start: c.start, End: c.end, Rule: "place.anywhere"}
		}
	}
}

func (r *reader) add(p place, f job.Field, base int, rule string) {
	why := job.Evidence{Field: f, Start: base + p.start, End: base + p.end, Rule: rule}
	r.found = append(r.found, foundPlace{p, why})
}

// countries fills the countries and the city from the best evidence there is.
func (r *reader) countries(out *Reading, b *bodyReader) {
	places := r.found
	if len(places) == 0 && r.anywhere == nil && len(r.in.Given.Countries) == 0 {
		places = b.places(out.Remote)
		r.noteAnywhere(b.cues)
	}
	for _, p := range places {
		if p.city != "" && out.City == "" {
			out.City = p.city
		}
		if !slices.Contains(out.Countries, p.country) {
			out.Countries = append(out.Countries, p.country)
		}
	}
	switch {
	case len(places) > 0:
		out.CountriesWhy = places[0].why
	case r.anywhere != nil:
		out.Countries, out.CountriesWhy = []string{"WORLD"}, *r.anywhere
	}
	if g := r.in.Given; len(g.Countries) > 0 {
		out.Countries = slices.Clone(g.Countries)
		out.CountriesWhy = job.Evidence{Field: job.FieldSource, Rule: "place.given"}
	}
	if r.in.Given.City != "" {
		out.City = r.in.Given.City
	}
}

// cut shortens s to at most n bytes, at the beginning of a rune.
func cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && s[n]&0xC0 == 0x80 {
		n--
	}
	return s[:n]
}
