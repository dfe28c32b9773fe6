package title

import (
	"rung/internal/job"
	"rung/transform/headline"
)

// Input is an advert after cleaning. Adverts written as comments have no Title; their Headline is read
// instead.
type Input struct {
	Title, Text string
	Headline    headline.Headline
}

// AdvertReading is what a whole advert says about its roles.
type AdvertReading struct {
	// Roles are the openings in the order in which the advert names them.
	Roles []job.Role
	// Lines holds, for each role, the line of the text that is about it alone, from which its pay and place
	// may be read. It is empty where the role shares its line or stands in the header.
	Lines []headline.Line
	// Key is the normal form of the title, or of the first role.
	Key       string
	Family    job.Family
	FamilyWhy job.Evidence
	// Seniority is empty when the roles differ in it.
	Seniority    job.Seniority
	SeniorityWhy job.Evidence
	EntryLevel   bool
	EntryWhy     job.Evidence
}

// FromAdvert reads a whole advert.
func FromAdvert(in Input) AdvertReading {
	cues := findCues(in.Text)
	var out AdvertReading
	if in.Title != "" {
		out = fromTitle(in.Title)
	} else {
		out = fromRoles(in, cues)
	}
	if in.Title != "" && out.Seniority == "" && len(out.Roles) == 1 {
		out.sought(in.Text, cues)
	}
	out.state(in.Text, cues)
	return out
}

// maxTries is the number of sentences that are searched for the role of a title. The first says it, if any.
const maxTries = 5

// sought takes the rung from the sentence that says who is looked for, where it names the role of the
// title: "We are looking for a junior data analyst".
func (r *AdvertReading) sought(text string, cues []cue) {
	tries := 0
	for _, c := range cues {
		if c.kind != hire {
			continue
		}
		if tries++; tries > maxTries {
			return
		}
		l := &roleList{text: text, field: job.FieldText}
		l.addSought(c.end, sentenceEnd(text, c.end))
		if len(l.roles) == 1 && l.keys[0] == roleKey(r.Key, r.Family) && l.roles[0].Seniority != "" {
			role := l.roles[0]
			r.Seniority, r.SeniorityWhy = role.Seniority, role.Evidence
			r.SeniorityWhy.Rule = "seniority.text"
			if role.EntryLevel && !r.EntryLevel {
				r.EntryLevel, r.EntryWhy = true, role.Evidence
				r.EntryWhy.Rule = "entry.text"
			}
			return
		}
	}
}

// fromTitle reads the roles that a title names; nearly always one.
func fromTitle(t string) AdvertReading {
	t = cutText(t, maxTitle)
	s := scan(t)
	r := s.read()
	out := AdvertReading{
		Key: r.Key, Family: r.Family, FamilyWhy: r.FamilyWhy, Seniority: r.Seniority, SeniorityWhy: r.SeniorityWhy,
		EntryLevel: r.EntryLevel, EntryWhy: r.EntryWhy,
	}
	list := &roleList{text: t, field: job.FieldTitle}
	if s.doers() > 1 {
		for _, p := range headline.Split(t, 0, len(t)) {
			list.addPart(p.Start, p.End, "role.title")
		}
	}
	if len(list.roles) < 2 {
		role := job.Role{Title: r.Core, Family: r.Family, Seniority: r.Seniority, EntryLevel: r.EntryLevel}
		role.Evidence = evidence(0, len(t), "role.title")
		if r.Family == "" {
			return out
		}
		out.Roles, out.Lines = []job.Role{role}, []headline.Line{{}}
		return out
	}
	out.Roles, out.Lines = list.roles, list.lines
	if r.Seniority == "" {
		out.Seniority, out.SeniorityWhy = common(list.roles)
	}
	return out
}

// fromRoles reads the roles of an advert without a title.
func fromRoles(in Input, cues []cue) AdvertReading {
	list := findRoles(in, cues)
	out := AdvertReading{Roles: list.roles, Lines: list.lines}
	if len(list.roles) == 0 {
		out.Family, out.FamilyWhy = wholeFamily(in, cues)
		return out
	}
	first := list.roles[0]
	out.Key = list.keys[0]
	for _, r := range list.roles {
		if r.Family != "" && out.Family == "" {
			out.Family, out.FamilyWhy = r.Family, r.Evidence
			out.FamilyWhy.Rule = "family.role"
		}
		if r.EntryLevel && !out.EntryLevel {
			out.EntryLevel, out.EntryWhy = true, r.Evidence
			out.EntryWhy.Rule = "entry.role"
		}
	}
	if out.Family == "" {
		out.Family, out.FamilyWhy = first.Family, first.Evidence
	}
	out.Seniority, out.SeniorityWhy = common(list.roles)
	return out
}

// common returns the rung that all roles share, or nothing.
func common(roles []job.Role) (job.Seniority, job.Evidence) {
	rung := roles[0].Seniority
	for _, r := range roles {
		if r.Seniority != rung || rung == "" {
			return "", job.Evidence{}
		}
	}
	why := roles[0].Evidence
	why.Rule = "seniority.role"
	return rung, why
}

// wholeFamily reads the family of an advert whose roles are not named one by one: from the header
// ("Engineering positions"), else from the first words after "we are hiring" that have a family.
func wholeFamily(in Input, cues []cue) (job.Family, job.Evidence) {
	at := func(start, end int, rule string) (job.Family, job.Evidence) {
		end = min(end, len(in.Text), start+maxTitle)
		s := scan(cutText(in.Text[start:], end-start))
		if rule == "family.text" && s.doers() == 0 {
			return "", job.Evidence{} // Prose is full of fields. Somebody must be named.
		}
		f, why := s.family()
		why.Field, why.Start, why.End, why.Rule = job.FieldText, why.Start+start, why.End+start, rule
		return f, why
	}
	for _, p := range in.Headline.Parts {
		if p.Kind == headline.Role || p.Kind == headline.Other {
			if f, why := at(p.Start, p.End, "family.header"); f != "" {
				return f, why
			}
		}
	}
	for _, c := range cues {
		if c.kind == hire {
			if f, why := at(c.end, sentenceEnd(in.Text, c.end), "family.text"); f != "" {
				return f, why
			}
		}
	}
	for _, line := range in.Headline.Lines {
		if f, why := at(line.Start, line.End, "family.text"); f != "" {
			return f, why
		}
	}
	return "", job.Evidence{}
}

// state adds what the text states outright: a rung for all, or that beginners are welcome.
func (r *AdvertReading) state(text string, cues []cue) {
	for _, c := range cues {
		if c.kind == states && r.Seniority == "" && !anyRung(r.Roles) && isSole(text, c) {
			r.Seniority, r.SeniorityWhy = c.rung, job.Evidence{Field: job.FieldText, Start: c.start, End: c.end, Rule: "seniority.text"}
		}
	}
	if r.EntryLevel || rungs[r.Seniority] >= rungs[job.Senior] {
		return
	}
	for _, c := range cues {
		if c.kind == welcome && welcomes(text, c) {
			r.EntryLevel, r.EntryWhy = true, job.Evidence{Field: job.FieldText, Start: c.start, End: c.end, Rule: "entry.text"}
			return
		}
	}
	if years, why, ok := askedYears(text); ok && years <= 1 && !anyRung(r.Roles) {
		r.EntryLevel, r.EntryWhy = true, why
	}
}

func anyRung(roles []job.Role) bool {
	for _, r := range roles {
		if r.Seniority != "" {
			return true
		}
	}
	return false
}
