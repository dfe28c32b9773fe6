package arbeitsagentur

import (
	"net/url"
	"slices"
	"strings"

	"rung/collect/wire"
	"rung/internal/country"
	"rung/internal/job"
)

// offer is one result of version 6 of the search.
type offer struct {
	ID         wire.Text `json:"referenznummer"`
	Title      wire.Text `json:"stellenangebotsTitel"`
	Employer   wire.Text `json:"firma"`
	Occupation wire.Text `json:"hauptberuf"`
	Kind       wire.Text `json:"stellenangebotsart"`
	Places     []struct {
		Address struct {
			Town   wire.Text `json:"ort"`
			Region wire.Text `json:"region"`
			Land   wire.Text `json:"land"`
		} `json:"adresse"`
	} `json:"stellenlokationen"`
	Posted     wire.Text  `json:"datumErsteVeroeffentlichung"`
	Changed    wire.Text  `json:"aenderungsdatum"`
	Term       wire.Text  `json:"vertragsdauer"`
	FullTime   bool       `json:"arbeitszeitVollzeit"`
	Morning    bool       `json:"arbeitszeitTeilzeitVormittag"`
	Afternoon  bool       `json:"arbeitszeitTeilzeitNachmittag"`
	Evening    bool       `json:"arbeitszeitTeilzeitAbend"`
	Flexible   bool       `json:"arbeitszeitTeilzeitFlexibel"`
	HomeOffice bool       `json:"homeofficemoeglich"`
	PayUnit    wire.Text  `json:"verguetungsangabe"`
	Min        wire.Float `json:"gehaltsspanneVon"`
	Max        wire.Float `json:"gehaltsspanneBis"`
	Fixed      wire.Float `json:"festgehalt"`
	URL        wire.Text  `json:"externeURL"`
}

// Parse reads one page of results. They hold no text.
func Parse(p job.Page) (job.Parsed, error) {
	rows, err := offers(p.Body)
	if err != nil {
		return job.Parsed{}, err
	}
	return wire.Listings(p, rows, offer.listing), nil
}

func (o offer) listing(l *job.Listing) (err error) {
	l.ID, l.Title, l.Employer, l.Licence = string(o.ID), wire.Line(o.Title), wire.Line(o.Employer), licence
	switch {
	case l.ID == "":
		return wire.Missing("referenznummer")
	case l.Title == "":
		return wire.Missing("stellenangebotsTitel")
	}
	l.URL = "https://www.arbeitsagentur.de/jobsuche/jobdetail/" + url.PathEscape(l.ID)
	l.ApplyURL, l.Category = wire.Web(o.URL), wire.Line(o.Occupation)
	if o.HomeOffice {
		l.Given.Remote = job.Hybrid // "home office is possible": it does not say how much
	}
	l.Given.Pay, l.Given.Employment = o.pay(), o.employment()
	o.places(l)
	if l.PostedAt, err = wire.Time("datumErsteVeroeffentlichung", string(o.Posted)); err != nil {
		return err
	}
	l.UpdatedAt, err = wire.Time("aenderungsdatum", string(o.Changed))
	return err
}

// lands are the countries of neighbours as the agency writes them.
var lands = map[string]string{"DEUTSCHLAND": "DE", "OESTERREICH": "AT", "ÖSTERREICH": "AT", "SCHWEIZ": "CH", "LUXEMBURG": "LU", "NIEDERLANDE": "NL", "FRANKREICH": "FR"}

func (o offer) places(l *job.Listing) {
	for i, at := range o.Places {
		town := wire.Line(at.Address.Town)
		if i == 0 {
			l.Given.City = town
		}
		if town != "" && !slices.Contains(l.Locations, town) {
			l.Locations = append(l.Locations, town)
		}
		land := strings.ToUpper(wire.Line(at.Address.Land))
		code := lands[land]
		if code == "" {
			code = country.Code(land)
		}
		if code != "" && !slices.Contains(l.Given.Countries, code) {
			l.Given.Countries = append(l.Given.Countries, code)
		}
	}
}

// pay reads a range or a fixed amount. Its unit stands beside it: 18.5 with "hourly wage" is by the hour.
func (o offer) pay() []job.Pay {
	units := map[wire.Text]job.Period{"STUNDENLOHN": job.Hour, "MONATSGEHALT": job.Month, "JAHRESGEHALT": job.Year}
	low, high := o.Min, o.Max
	if low <= 0 && high <= 0 {
		low, high = o.Fixed, o.Fixed
	}
	return wire.Stated(low, high, "EUR", units[o.PayUnit], "arbeitsagentur.gehalt")
}

func (o offer) employment() []job.Employment {
	switch {
	case strings.HasPrefix(string(o.Kind), "SELBST"): // SELBSTAENDIGKEIT
		return []job.Employment{job.Freelance}
	case strings.HasPrefix(string(o.Kind), "PRAKTIKUM"), strings.HasPrefix(string(o.Kind), "AUSBILDUNG"):
		return []job.Employment{job.Internship}
	}
	var out []job.Employment
	if o.FullTime {
		out = append(out, job.FullTime)
	}
	if o.Morning || o.Afternoon || o.Evening || o.Flexible {
		out = append(out, job.PartTime)
	}
	if o.Term == "BEFRISTET" {
		out = append(out, job.Temporary)
	}
	return out
}
