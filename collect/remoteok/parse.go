package remoteok

import (
	"encoding/json"
	"html"
	"strings"

	"rung/collect/wire"
	"rung/internal/job"
	"rung/internal/mojibake"
)

// posting is one element of the feed. The first element is a notice without an id.
type posting struct {
	ID          wire.Text  `json:"id"`
	Legal       wire.Text  `json:"legal"`
	URL         wire.Text  `json:"url"`
	ApplyURL    wire.Text  `json:"apply_url"`
	Epoch       wire.Int   `json:"epoch"`
	Date        wire.Text  `json:"date"`
	Company     wire.Text  `json:"company"`
	Position    wire.Text  `json:"position"`
	Description wire.Text  `json:"description"`
	Location    wire.Text  `json:"location"`
	Min         wire.Float `json:"salary_min"`
	Max         wire.Float `json:"salary_max"`
}

// Parse reads the feed. Its tags stay out: they are made by a machine and put "golang" on shop work.
func Parse(p job.Page) (job.Parsed, error) {
	rows, err := wire.Rows(p.Body, "")
	if err != nil {
		return job.Parsed{}, err
	}
	var out job.Parsed
	for _, raw := range rows {
		var j posting
		err := json.Unmarshal(raw, &j)
		if err == nil && j.ID == "" && j.Legal != "" {
			continue // the notice of the terms is no row
		}
		var l job.Listing
		if err == nil {
			l, err = j.listing(p)
		}
		if err != nil {
			out.Rejects = append(out.Rejects, wire.Reject(p, string(j.ID), nil, err))
			continue
		}
		out.Listings = append(out.Listings, l)
	}
	return out, nil
}

func (j *posting) listing(p job.Page) (job.Listing, error) {
	l := job.Listing{
		Source: p.Source, ID: string(j.ID), URL: string(j.URL), Scope: p.Scope,
		Title: line(j.Position), Employer: line(j.Company),
		Text: text(string(j.Description)), Markup: job.HTML,
		Licence: licence, RunID: p.RunID, SeenAt: p.FetchedAt,
	}
	switch {
	case l.ID == "":
		return l, wire.Missing("id")
	case l.Title == "":
		return l, wire.Missing("position")
	}
	if j.ApplyURL != j.URL && strings.HasPrefix(string(j.ApplyURL), "http") { // some are mail addresses
		l.ApplyURL = string(j.ApplyURL)
	}
	var err error
	if l.PostedAt, err = wire.Unix("epoch", j.Epoch); err == nil && l.PostedAt.IsZero() {
		l.PostedAt, err = wire.Time("date", string(j.Date))
	}
	if err != nil {
		return l, err
	}
	if place := strings.Trim(line(j.Location), ", "); place != "" {
		l.Locations = []string{place}
	}
	l.Given.Remote = remote(l.Locations)
	l.Given.Pay = j.pay()
	return l, wire.Check(&l)
}

// remote believes the board's name where the advert gives no place of work or says so itself. The feed
// of 2026 holds shop assistants in one town too.
func remote(places []string) job.RemoteMode {
	if len(places) == 0 {
		return job.Remote
	}
	s := strings.ToLower(places[0])
	for _, word := range []string{"remote", "worldwide", "anywhere"} {
		if strings.Contains(s, word) {
			return job.Remote
		}
	}
	return ""
}

// pay reads yearly dollars, 0 for unknown. The board does not say whether the figure is the employer's.
func (j *posting) pay() []job.Pay {
	if j.Min <= 0 && j.Max <= 0 {
		return nil
	}
	return []job.Pay{{
		Min: max(0, float64(j.Min)), Max: max(0, float64(j.Max)),
		Currency: "USD", Period: job.Year, Basis: job.BoardFigure, Flags: []string{"currency_assumed"},
		Evidence: job.Evidence{Field: job.FieldSource, Rule: "remoteok.salary"},
	}}
}

// line reads a field of one line, which may be broken twice: entities, and bytes in the wrong set.
func line(s wire.Text) string {
	return strings.TrimSpace(mojibake.Repair(html.UnescapeString(string(s))))
}

// plea opens the sentence with which the board tells readers from robots. It holds the asker's own
// address in base64, and its word changes with every request: an advert would never look unchanged.
const plea = "Please mention the word"

// text mends a description. Literal "\n" comes from the board's own export.
func text(s string) string {
	if i := strings.LastIndex(s, plea); i >= 0 && strings.Contains(s[i:], "when applying to show you read") {
		s = strings.TrimRight(strings.TrimSpace(s[:i]), "\n")
		for strings.HasSuffix(s, "<br/>") {
			s = strings.TrimSpace(strings.TrimSuffix(s, "<br/>"))
		}
	}
	return mojibake.Repair(strings.ReplaceAll(s, `\n`, "\n"))
}
