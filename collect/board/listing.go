package board

import (
	"cmp"
	"encoding/json"
	"html"
	"slices"
	"strings"

	"rung/collect/wire"
	"rung/internal/job"
)

// Read reads rows of page p as [wire.Listings] does, for a site whose listings all carry licence. Rows
// that do not name their employer get one from [Employer].
func Read[T any](p job.Page, licence string, rows []json.RawMessage, read func(T, *job.Listing) error) job.Parsed {
	return wire.Listings(p, rows, func(row T, l *job.Listing) error {
		l.Licence, l.Markup = licence, job.HTML
		err := read(row, l)
		l.Employer = Employer(p, l.Employer)
		return err
	})
}

// Employer returns the name that a row gives, or that of the settings, or the board's own.
func Employer(p job.Page, given string) string {
	return cmp.Or(given, p.Meta["employer"], p.Scope)
}

// AddPlace adds places as given, unless they are empty or there already.
func AddPlace(l *job.Listing, places ...string) {
	for _, s := range places {
		if s = strings.TrimSpace(s); s != "" && !slices.Contains(l.Locations, s) {
			l.Locations = append(l.Locations, s)
		}
	}
}

// AddCountry adds a code, unless it is empty or there already.
func AddCountry(l *job.Listing, code string) {
	if code != "" && !slices.Contains(l.Given.Countries, code) {
		l.Given.Countries = append(l.Given.Countries, code)
	}
}

// Join writes the parts of an address that are not empty, such as city, region and country.
func Join[T ~string](parts ...T) string {
	var out []string
	for _, part := range parts {
		if s := strings.TrimSpace(string(part)); s != "" && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return strings.Join(out, ", ")
}

// Section writes a part of an advert, which is HTML, below its heading, which is plain and may be empty.
func Section[T ~string](b *strings.Builder, heading, body T) {
	text := strings.TrimSpace(string(body))
	if text == "" {
		return
	}
	if h := strings.TrimSpace(string(heading)); h != "" {
		b.WriteString("<h3>" + html.EscapeString(h) + "</h3>\n")
	}
	b.WriteString(text + "\n")
}
