package cli

import "rung/internal/job"

// answer is what rung reads in one advert. The names are a contract: fields are only added.
type answer struct {
	ID         any               `json:"id"`
	Language   string            `json:"language"`
	Employer   *string           `json:"employer"`
	Roles      []roleAnswer      `json:"roles"`
	Family     *string           `json:"role_family"`
	Seniority  *string           `json:"seniority"`
	EntryLevel bool              `json:"entry_level"`
	Remote     *string           `json:"remote"`
	Countries  []string          `json:"countries"`
	City       *string           `json:"city"`
	Employment []string          `json:"employment"`
	AsksAI     bool              `json:"asks_ai"`
	Skills     []skillAnswer     `json:"skills"`
	Pay        []payAnswer       `json:"pay"`
	Why        map[string]reason `json:"why,omitempty"`
	// Error says why the advert would be rejected. What was read before that is in the other fields.
	Error string `json:"error,omitempty"`
}

type roleAnswer struct {
	Title      string      `json:"title"`
	Family     *string     `json:"role_family"`
	Seniority  *string     `json:"seniority"`
	EntryLevel bool        `json:"entry_level"`
	Remote     *string     `json:"remote,omitempty"`
	Countries  []string    `json:"countries,omitempty"`
	Pay        []payAnswer `json:"pay,omitempty"`
	Field      string      `json:"field"`
	Start      int         `json:"start"`
	End        int         `json:"end"`
}

type skillAnswer struct {
	ID       string `json:"id"`
	Name     string `json:"name"`
	Category string `json:"category"`
	Concept  bool   `json:"concept"`
	Polarity string `json:"polarity"`
	Strength string `json:"strength"`
	Field    string `json:"field"`
	Start    int    `json:"start"`
	End      int    `json:"end"`
	Text     string `json:"text"`
	Rule     string `json:"rule,omitempty"`
}

type payAnswer struct {
	Min            *float64 `json:"min"`
	Max            *float64 `json:"max"`
	Currency       *string  `json:"currency"`
	Period         *string  `json:"period"`
	Unit           *string  `json:"unit,omitempty"`
	InferredPeriod *string  `json:"inferred_period,omitempty"`
	InferredBy     *string  `json:"inferred_by,omitempty"`
	Basis          string   `json:"basis"`
	Gross          *string  `json:"gross,omitempty"`
	Label          *string  `json:"label"`
	Flags          []string `json:"flags,omitempty"`
	Field          string   `json:"field"`
	Start          int      `json:"start"`
	End            int      `json:"end"`
	Text           string   `json:"text"`
	Rule           string   `json:"rule,omitempty"`
}

// reason is where a decision was read, and by which rule.
type reason struct {
	Rule  string `json:"rule"`
	Field string `json:"field,omitempty"`
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text,omitempty"`
}

// answer turns a listing that was read into its answer.
func (x *extractor) answer(l *job.Listing, id any) answer {
	r := &l.Read
	out := answer{
		ID: id, Language: r.Language, Employer: text(l.Employer), Family: text(r.Family), Seniority: text(r.Seniority),
		EntryLevel: r.EntryLevel, Remote: text(r.Remote), Countries: list(r.Countries), City: text(r.City),
		Employment: list(r.Employment), AsksAI: r.AsksAI, Roles: []roleAnswer{}, Skills: []skillAnswer{}, Pay: []payAnswer{},
	}
	for _, p := range r.Pay {
		out.Pay = append(out.Pay, x.pay(p))
	}
	for _, role := range r.Roles {
		own := roleAnswer{
			Title: role.Title, Family: text(role.Family), Seniority: text(role.Seniority), EntryLevel: role.EntryLevel,
			Remote: text(role.Remote), Countries: role.Countries, Field: string(role.Field), Start: role.Start, End: role.End,
		}
		for _, p := range role.Pay {
			own.Pay = append(own.Pay, x.pay(p))
		}
		out.Pay = append(out.Pay, own.Pay...)
		out.Roles = append(out.Roles, own)
	}
	for _, m := range r.Mentions {
		s := skillAnswer{
			ID: m.Skill, Name: m.Name, Category: m.Category, Concept: m.Concept, Polarity: string(m.Polarity),
			Strength: string(m.Strength), Field: string(m.Field), Start: m.Start, End: m.End, Text: m.Text,
		}
		if x.explain {
			s.Rule = m.Rule
		}
		out.Skills = append(out.Skills, s)
	}
	if x.explain {
		out.Why = why(l)
	}
	return out
}

func (x *extractor) pay(p job.Pay) payAnswer {
	out := payAnswer{
		Min: amount(p.Min), Max: amount(p.Max), Currency: text(p.Currency), Period: text(p.Period), Unit: text(p.Unit),
		InferredPeriod: text(p.InferredPeriod), InferredBy: text(p.InferredBy), Basis: string(p.Basis), Gross: text(p.Gross),
		Label: text(p.Label), Flags: p.Flags, Field: string(p.Field), Start: p.Start, End: p.End, Text: p.Text,
	}
	if x.explain {
		out.Rule = p.Rule
	}
	return out
}

// why lists the decisions that have evidence.
func why(l *job.Listing) map[string]reason {
	r := &l.Read
	out := map[string]reason{}
	for name, e := range map[string]job.Evidence{
		"role_family": r.FamilyWhy, "seniority": r.LevelWhy, "entry_level": r.EntryWhy, "remote": r.RemoteWhy,
		"countries": r.CountriesWhy, "employment": r.EmploymentWhy,
	} {
		if e.Rule == "" {
			continue
		}
		out[name] = reason{Rule: e.Rule, Field: string(e.Field), Start: e.Start, End: e.End, Text: evidence(l, e)}
	}
	return out
}

// evidence returns the words that a decision was read from.
func evidence(l *job.Listing, e job.Evidence) string {
	var field string
	switch e.Field {
	case job.FieldTitle:
		field = l.Title
	case job.FieldText:
		field = l.Text
	case job.FieldPay:
		field = l.PayText
	case job.FieldLocation:
		if len(l.Locations) > 0 {
			field = l.Locations[0]
		}
	}
	if e.Start < 0 || e.End > len(field) || e.Start >= e.End {
		return ""
	}
	return field[e.Start:e.End]
}

// text is null for an empty value.
func text[T ~string](s T) *string {
	if s == "" {
		return nil
	}
	v := string(s)
	return &v
}

// amount is null for a bound that the advert does not state.
func amount(v float64) *float64 {
	if v == 0 {
		return nil
	}
	return &v
}

// list is never null.
func list[T ~string](in []T) []string {
	out := make([]string, len(in))
	for i, s := range in {
		out[i] = string(s)
	}
	return out
}
