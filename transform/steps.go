package transform

import (
	"slices"
	"strings"

	"rung/internal/job"
	"rung/transform/clean"
	"rung/transform/contact"
	"rung/transform/dedupe"
	"rung/transform/employer"
	"rung/transform/employment"
	"rung/transform/headline"
	"rung/transform/language"
	"rung/transform/pay"
	"rung/transform/place"
	"rung/transform/skill"
	"rung/transform/title"
)

// Draft is an advert on its way through the steps.
type Draft struct {
	*job.Listing
	// Header is what the first lines say, for adverts that come without a title.
	Header headline.Headline
	// RoleLines are the lines of the text that are about one role alone, beside Read.Roles.
	RoleLines []headline.Line
}

// Steps is the way of an advert from what the source gave to what rung reads, top to bottom.
func Steps(t *skill.Taxonomy) []Step {
	return []Step{
		{"clean", cleanTexts},
		{"contacts", removeContacts},
		{"language", readLanguage},
		{"headline", readHeadline},
		{"title", readTitle},
		{"place", readPlace},
		{"employment", readEmployment},
		{"pay", readPay},
		{"roles", readRoles},
		{"skills", readSkills(t)},
		{"name", nameAdvert},
		{"keys", makeKeys},
		{"check", func(d *Draft) error { return d.Validate() }},
	}
}

// cleanTexts makes every text plain and valid UTF-8. Everything after it sees plain text only.
func cleanTexts(d *Draft) error {
	d.Text, d.Markup = clean.Text(d.Text, d.Markup), job.Plain
	for _, s := range []*string{&d.Title, &d.Employer, &d.PayText, &d.Category} {
		*s = strings.TrimSpace(strings.ToValidUTF8(*s, "\uFFFD"))
	}
	for _, list := range [][]string{d.Locations, d.Tags} {
		for i, s := range list {
			list[i] = strings.TrimSpace(strings.ToValidUTF8(s, "\uFFFD"))
		}
	}
	return nil
}

// removeContacts takes out how to reach people, before anything is read or kept.
func removeContacts(d *Draft) error {
	for _, s := range []*string{&d.Title, &d.Employer, &d.Text, &d.PayText, &d.Category} {
		*s = contact.Remove(*s)
	}
	for _, list := range [][]string{d.Locations, d.Tags} {
		for i, s := range list {
			list[i] = contact.Remove(s)
		}
	}
	return nil
}

func readLanguage(d *Draft) error {
	d.Read.Language = language.Detect(d.Text)
	if d.Read.Language == language.Und && d.Given.Language != "" {
		d.Read.Language = d.Given.Language
	}
	return nil
}

// readHeadline reads the first lines of adverts that have no title, such as comments.
func readHeadline(d *Draft) error {
	if d.Title != "" {
		return nil
	}
	d.Header = headline.Parse(d.Text)
	if d.Employer == "" {
		d.Employer = d.Header.Employer
	}
	return nil
}

func readTitle(d *Draft) error {
	r := title.FromAdvert(title.Input{Title: d.Title, Text: d.Text, Headline: d.Header})
	d.Read.Roles, d.RoleLines, d.Read.TitleKey = r.Roles, r.Lines, r.Key
	d.Read.Family, d.Read.FamilyWhy = r.Family, r.FamilyWhy
	d.Read.Seniority, d.Read.LevelWhy = r.Seniority, r.SeniorityWhy
	d.Read.EntryLevel, d.Read.EntryWhy = r.EntryLevel, r.EntryWhy
	if d.Given.Seniority != "" {
		d.Read.Seniority, d.Read.LevelWhy = d.Given.Seniority, given("seniority.given")
	}
	if d.Given.EntryLevel {
		d.Read.EntryLevel, d.Read.EntryWhy = true, given("entry.given")
	}
	return nil
}

// given is the evidence for what a source states in a field of its own.
func given(rule string) job.Evidence { return job.Evidence{Field: job.FieldSource, Rule: rule} }

func readPlace(d *Draft) error {
	r := place.Read(place.Input{
		Title: d.Title, Text: d.Text, Locations: d.Locations, Header: place.Header(d.Header), Given: d.Given, Language: d.Read.Language,
	})
	d.Read.Remote, d.Read.RemoteWhy = r.Remote, r.RemoteWhy
	d.Read.Countries, d.Read.CountriesWhy, d.Read.City = r.Countries, r.CountriesWhy, r.City
	return nil
}

func readEmployment(d *Draft) error {
	d.Read.Employment, d.Read.EmploymentWhy = employment.Read(employment.Input{
		Title: d.Title, Text: d.Text, Header: employment.Header(d.Header), Roles: d.Read.Roles, Given: d.Given.Employment,
	})
	return nil
}

func readPay(d *Draft) error {
	spans := make([]pay.Span, len(d.Header.Lines))
	for i, l := range d.Header.Lines {
		spans[i] = pay.Span{Start: l.Start, End: l.End}
	}
	d.Read.Pay = pay.Read(pay.Input{
		Title: d.Title, Text: d.Text, PayText: d.PayText, Given: d.Given.Pay, Country: only(d.Read.Countries), Header: spans,
		Freelance: slices.Contains(d.Given.Employment, job.Freelance),
	})
	return nil
}

// readRoles gives each role that has a line of its own the pay and the place that stand there. Such an
// offer is the role's alone and no longer the advert's.
func readRoles(d *Draft) error {
	if len(d.Read.Roles) < 2 {
		return nil
	}
	for i, line := range d.RoleLines {
		if line.End <= line.Start {
			continue
		}
		role := &d.Read.Roles[i]
		d.Read.Pay = slices.DeleteFunc(d.Read.Pay, func(p job.Pay) bool {
			own := p.Field == job.FieldText && p.Start >= line.Start && p.End <= line.End
			if own {
				if p.Label == "" {
					p.Label = role.Title
				}
				role.Pay = append(role.Pay, p)
			}
			return own
		})
		at := place.Read(place.Input{Text: d.Text[line.Start:line.End], Header: pieces(d.Text[line.Start:line.End]), Language: d.Read.Language})
		role.Countries = at.Countries
		if role.Remote == "" {
			role.Remote = at.Remote
		}
	}
	return nil
}

// pieces are the parts of a role's line between commas, bars and brackets, each of which may be a place.
func pieces(line string) []place.Span {
	var spans []place.Span
	for i := 0; i < len(line); {
		n := strings.IndexAny(line[i:], ",|()[];")
		if n < 0 {
			n = len(line) - i
		}
		if n > 0 {
			spans = append(spans, place.Span{Start: i, End: i + n, Loose: true})
		}
		i += n + 1
	}
	return spans
}

// only returns the one country of an advert, or empty where there are none or several, or a region.
func only(countries []string) string {
	if len(countries) == 1 && len(countries[0]) == 2 && countries[0] != "EU" {
		return countries[0]
	}
	return ""
}

func readSkills(t *skill.Taxonomy) func(*Draft) error {
	ai, names := map[string]bool{}, map[string]map[string]bool{}
	for _, s := range t.Skills() {
		ai[s.ID] = s.AI
		for _, name := range s.AliasTexts() {
			key := employer.Key(name)
			if names[key] == nil {
				names[key] = map[string]bool{}
			}
			names[key][s.ID] = true
		}
	}
	return func(d *Draft) error {
		own := names[employer.Key(d.Employer)]
		d.Read.Mentions = slices.DeleteFunc(t.Find(d.Title, d.Text, d.Tags), func(m job.Mention) bool {
			// An advert of Acme that speaks of Acme speaks of itself, not of what one must know.
			return own[m.Skill]
		})
		d.Read.AsksAI = slices.ContainsFunc(d.Read.Mentions, func(m job.Mention) bool {
			return m.Polarity == job.Wanted && ai[m.Skill]
		})
		return nil
	}
}

// maxTitle bounds a title made from the roles of an advert.
const maxTitle = 200

// nameAdvert gives an advert without a title the names of its roles, for people to read. It comes after
// everything that reads titles: evidence never points into a name that the source did not give.
func nameAdvert(d *Draft) error {
	if d.Title != "" {
		return nil
	}
	var names []string
	for _, r := range d.Read.Roles {
		if !slices.Contains(names, r.Title) {
			names = append(names, r.Title)
		}
	}
	name := strings.Join(names, ", ")
	if name == "" {
		name, _, _ = strings.Cut(d.Text, "\n")
	}
	if len(name) > maxTitle {
		name = strings.ToValidUTF8(name[:maxTitle], "") + "…"
	}
	d.Title = name
	return nil
}

func makeKeys(d *Draft) error {
	d.Read.EmployerKey = employer.Key(d.Employer)
	d.Read.Signature = dedupe.Signature(d.Text)
	d.Read.Blocks = dedupe.Blocks(&dedupe.Item{
		Source: d.Source, URL: d.URL, ApplyURL: d.ApplyURL, Employer: d.Read.EmployerKey, Title: d.Title, Signature: d.Read.Signature,
	})
	return nil
}
