package francetravail

import (
	"regexp"
	"strings"

	"rung/collect/wire"
	"rung/internal/job"
)

// offer is one vacancy; see the OpenAPI description of "Offres d'emploi v2". Its contact is not read.
type offer struct {
	ID          wire.Text `json:"id"`
	Title       wire.Text `json:"intitule"`
	Description wire.Text `json:"description"`
	Created     wire.Text `json:"dateCreation"`
	Updated     wire.Text `json:"dateActualisation"`
	Place       struct {
		Label  wire.Text `json:"libelle"`
		Postal wire.Text `json:"codePostal"`
	} `json:"lieuTravail"`
	Occupation wire.Text `json:"romeLibelle"`
	Company    struct {
		Name wire.Text `json:"nom"`
	} `json:"entreprise"`
	Contract   wire.Text `json:"typeContrat"`
	Hours      wire.Text `json:"dureeTravailLibelleConverti"`
	Alternance bool      `json:"alternance"`
	Experience wire.Text `json:"experienceExige"`
	Skills     []struct {
		Label wire.Text `json:"libelle"`
	} `json:"competences"`
	Pay struct {
		Label   wire.Text `json:"libelle"`
		Comment wire.Text `json:"commentaire"`
	} `json:"salaire"`
	Origin struct {
		URL      wire.Text `json:"urlOrigine"`
		Partners []struct {
			URL wire.Text `json:"url"`
		} `json:"partenaires"`
	} `json:"origineOffre"`
}

// Parse reads one range of a search.
func Parse(p job.Page) (job.Parsed, error) {
	rows, err := wire.Rows(p.Body, "resultats")
	if err != nil {
		return job.Parsed{}, err
	}
	return wire.WithoutSamples(wire.Listings(p, rows, offer.listing)), nil
}

func (o offer) listing(l *job.Listing) (err error) {
	l.ID, l.Title, l.Employer, l.Licence = string(o.ID), wire.Line(o.Title), wire.Line(o.Company.Name), licence
	switch {
	case l.ID == "":
		return wire.Missing("id")
	case l.Title == "":
		return wire.Missing("intitule")
	}
	if l.URL = wire.Web(o.Origin.URL); l.URL == "" {
		l.URL = "https://candidat.francetravail.fr/offres/recherche/detail/" + l.ID
	}
	if len(o.Origin.Partners) > 0 {
		l.ApplyURL = wire.Web(o.Origin.Partners[0].URL)
	}
	l.Text, l.Category = strings.TrimSpace(string(o.Description)), wire.Line(o.Occupation)
	for _, s := range o.Skills {
		if tag := wire.Line(s.Label); tag != "" {
			l.Tags = append(l.Tags, tag)
		}
	}
	l.Given.EntryLevel = o.Experience == "D" // débutant accepté
	l.Given.Employment = o.employment()
	l.Given.Countries = []string{"FR"}
	o.place(l)
	if l.Given.Pay = pay(o.Pay.Label); l.Given.Pay == nil {
		l.PayText = strings.Trim(wire.Line(mended(o.Pay.Label))+" "+wire.Line(o.Pay.Comment), " ")
	}
	if l.PostedAt, err = wire.Time("dateCreation", string(o.Created)); err != nil {
		return err
	}
	l.UpdatedAt, err = wire.Time("dateActualisation", string(o.Updated))
	return err
}

// place reads labels such as "51 - REIMS". Without a postal code the label names a whole department.
func (o offer) place(l *job.Listing) {
	label := wire.Line(o.Place.Label)
	if label == "" {
		return
	}
	l.Locations = []string{label}
	_, town, ok := strings.Cut(label, " - ")
	if !ok || o.Place.Postal == "" {
		return
	}
	if cut := cedex.FindStringIndex(town); cut != nil {
		town = town[:cut[0]]
	}
	l.Given.City = capital(town)
}

// cedex begins what is no part of a town's name: a post for big receivers, or a district.
var cedex = regexp.MustCompile(`(?i) (\(|cedex\b)`)

// small are words inside names that are not written large: "Aix-en-Provence".
var small = map[string]bool{"en": true, "sur": true, "sous": true, "les": true, "lès": true, "la": true, "le": true, "de": true, "du": true, "des": true, "et": true, "aux": true}

// capital writes a name as people do where it is shouted.
func capital(s string) string {
	if s != strings.ToUpper(s) {
		return s
	}
	var out strings.Builder
	word := func(w string) {
		if first := []rune(w); len(first) > 0 && (out.Len() == 0 || !small[w]) {
			w = strings.ToUpper(string(first[0])) + string(first[1:])
		}
		out.WriteString(w)
	}
	for s = strings.ToLower(s); ; {
		i := strings.IndexAny(s, " -'")
		if i < 0 {
			word(s)
			return out.String()
		}
		word(s[:i])
		out.WriteByte(s[i])
		s = s[i+1:]
	}
}

// employment reads the type of contract. An open-ended one (CDI) says nothing beyond the hours.
func (o offer) employment() []job.Employment {
	if o.Contract == "LIB" {
		return []job.Employment{job.Freelance}
	}
	var out []job.Employment
	switch strings.ToLower(strings.TrimSpace(string(o.Hours))) {
	case "temps plein":
		out = append(out, job.FullTime)
	case "temps partiel":
		out = append(out, job.PartTime)
	}
	if o.Alternance {
		return append(out, job.Internship)
	}
	switch o.Contract {
	case "CDD", "MIS", "SAI", "DDI", "DIN":
		out = append(out, job.Temporary)
	}
	return out
}
