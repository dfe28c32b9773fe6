package upwork

import (
	"strings"

	"rung/collect/wire"
	"rung/internal/country"
	"rung/internal/job"
)

// money is an amount; rawValue comes as a text.
type money struct {
	Value    wire.Float `json:"rawValue"`
	Currency wire.Text  `json:"currency"`
}

func (m money) amount() float64 { return max(0, float64(m.Value)) }

// edge holds one posting.
type edge struct {
	Node struct {
		ID          wire.Text `json:"id"`
		Cipher      wire.Text `json:"ciphertext"`
		Title       wire.Text `json:"title"`
		Description wire.Text `json:"description"`
		Published   wire.Text `json:"publishedDateTime"`
		Created     wire.Text `json:"createdDateTime"`
		Category    wire.Text `json:"category"`
		Subcategory wire.Text `json:"subcategory"`
		Level       wire.Text `json:"experienceLevel"`
		Applicants  *wire.Int `json:"totalApplicants"`
		Skills      []struct {
			Name   wire.Text `json:"name"`
			Pretty wire.Text `json:"prettyName"`
		} `json:"skills"`
		Fixed  money `json:"amount"`
		Min    money `json:"hourlyBudgetMin"`
		Max    money `json:"hourlyBudgetMax"`
		Client *struct {
			Hires    *wire.Int  `json:"totalHires"`
			Posts    *wire.Int  `json:"totalPostedJobs"`
			Spent    money      `json:"totalSpent"`
			Verified wire.Text  `json:"verificationStatus"`
			Rating   wire.Float `json:"totalFeedback"`
			Location struct {
				Country wire.Text `json:"country"`
			} `json:"location"`
		} `json:"client"`
	} `json:"node"`
}

// Parse reads one page of a search.
func Parse(p job.Page) (job.Parsed, error) {
	rows, err := postings(p.Body)
	if err != nil {
		return job.Parsed{}, err
	}
	return wire.WithoutSamples(wire.Listings(p, rows, edge.listing)), nil
}

func (e edge) listing(l *job.Listing) (err error) {
	n := &e.Node
	l.ID, l.Title, l.Text, l.Licence = string(n.ID), wire.Line(n.Title), strings.TrimSpace(string(n.Description)), licence
	switch {
	case l.ID == "":
		return wire.Missing("node.id")
	case l.Title == "":
		return wire.Missing("node.title")
	}
	cipher := string(n.Cipher)
	if cipher == "" && strings.HasPrefix(l.ID, "~") {
		cipher = l.ID
	}
	if cipher != "" {
		l.URL = "https://www.upwork.com/jobs/" + cipher
	}
	if l.Category = wire.Line(n.Subcategory); l.Category == "" {
		l.Category = wire.Line(n.Category)
	}
	for _, s := range n.Skills {
		tag := wire.Line(s.Pretty)
		if tag == "" {
			tag = wire.Line(s.Name)
		}
		if tag != "" {
			l.Tags = append(l.Tags, tag)
		}
	}
	l.Given = job.Given{Employment: []job.Employment{job.Freelance}, Remote: job.Remote, Pay: e.pay()}
	l.Given.Seniority, l.Given.EntryLevel = level(n.Level)
	e.market(l)
	if l.PostedAt, err = wire.Time("node.publishedDateTime", string(n.Published)); err == nil && l.PostedAt.IsZero() {
		l.PostedAt, err = wire.Time("node.createdDateTime", string(n.Created))
	}
	return err
}

// level reads the three tiers of the site, which are about the price as much as about the person.
func level(t wire.Text) (job.Seniority, bool) {
	switch t {
	case "ENTRY_LEVEL":
		return job.Junior, true
	case "INTERMEDIATE":
		return job.Mid, false
	case "EXPERT":
		return job.Senior, false
	}
	return "", false
}

// pay reads the hourly range, or the amount for the whole work. Both are what a client wants to spend.
func (e edge) pay() []job.Pay {
	n := &e.Node
	out := job.Pay{Basis: job.BudgetBand, Evidence: job.Evidence{Field: job.FieldSource, Rule: "upwork.budget"}}
	var code wire.Text
	switch {
	case n.Min.Value > 0 || n.Max.Value > 0:
		out.Min, out.Max, out.Period, code = n.Min.amount(), n.Max.amount(), job.Hour, n.Min.Currency
	case n.Fixed.Value > 0:
		out.Min, out.Max, out.Period, code = n.Fixed.amount(), n.Fixed.amount(), job.Project, n.Fixed.Currency
	default:
		return nil
	}
	if out.Currency = strings.ToUpper(string(code)); len(out.Currency) != 3 {
		out.Currency, out.Flags = "USD", []string{"currency_assumed"} // the site counts in dollars
	}
	return []job.Pay{out}
}

// tally is a count, nil where the site gives none.
func tally(n *wire.Int) *int {
	if n == nil || *n < 0 {
		return nil
	}
	return new(int(*n))
}

// market reads how many apply, and the client's record without the client.
func (e edge) market(l *job.Listing) {
	n := &e.Node
	if a := n.Applicants; a != nil && *a >= 0 && *a < 1e6 {
		l.Competition = &job.Competition{ApplicantsMin: int(*a), ApplicantsMax: int(*a)}
	}
	if n.Client == nil {
		return
	}
	l.Client = &job.Client{
		Country: country.Code(string(n.Client.Location.Country)), Hires: tally(n.Client.Hires), Posts: tally(n.Client.Posts),
		Rating: min(5, max(0, float64(n.Client.Rating))),
	}
	if v := n.Client.Verified; v != "" {
		l.Client.Verified = new(v == "VERIFIED")
	}
	if c := n.Client.Spent.Currency; c == "" || c == "USD" {
		l.Client.SpentUSD = n.Client.Spent.amount()
	}
}
