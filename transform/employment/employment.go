// Package employment reads under which kind of contract an advert hires: full-time, part-time, contract,
// freelance, internship or temporary.
//
// What the source states in a field of its own wins. Then come the title and the header lines, where a bare
// word suffices, then phrases of the text that can mean nothing else. Where none is said, none is guessed.
package employment

import (
	"slices"
	"strings"

	"rung/internal/job"
	"rung/transform/headline"
	"rung/transform/phrase"
)

// Span is a byte range of Input.Text.
type Span struct{ Start, End int }

// maxLabel is the length in bytes of the longest header part that is read as a label and not as prose.
const maxLabel = 200

// Header returns the parts of a headline that may name a kind of contract.
func Header(h headline.Headline) []Span {
	var out []Span
	for _, p := range h.Parts {
		if p.Kind != headline.Employer && p.Kind != headline.URL && p.End-p.Start <= maxLabel {
			out = append(out, Span{p.Start, p.End})
		}
	}
	return out
}

// Input is an advert after cleaning.
type Input struct {
	Title, Text string
	// Header are the ranges of Text that are labels, see the function of that name.
	Header []Span
	// Roles are the openings that transform/title found: one for interns is an internship.
	Roles []job.Role
	// Given is what the source states in a field.
	Given []job.Employment
}

// order is the order in which kinds are returned.
var order = []job.Employment{job.FullTime, job.PartTime, job.Contract, job.Freelance, job.Internship, job.Temporary}

const (
	// maxText is how much of a text is read.
	maxText = 60000
	// reach is how far around a phrase words are looked at that turn it around.
	reach = 28
)

// Read returns the kinds of contract in a fixed order, without repeats, and where the first was found.
func Read(in Input) ([]job.Employment, job.Evidence) {
	if len(in.Given) > 0 {
		r := reader{}
		for _, k := range in.Given {
			r.add(k, job.Evidence{Field: job.FieldSource, Rule: "employment.given"})
		}
		return r.result()
	}
	var r reader
	r.labels(in.Title, 0, job.FieldTitle, "employment.title")
	for _, s := range in.Header {
		if 0 <= s.Start && s.Start <= s.End && s.End <= len(in.Text) {
			r.labels(in.Text[s.Start:s.End], s.Start, job.FieldText, "employment.header")
		}
	}
	for _, role := range in.Roles {
		if role.Seniority == job.Intern {
			why := role.Evidence
			why.Rule = "employment.role"
			r.add(job.Internship, why)
		}
	}
	if len(r.found) == 0 || r.only(job.Internship) {
		r.prose(in.Text[:min(len(in.Text), maxText)])
	}
	return r.result()
}

// reader gathers kinds.
type reader struct {
	found []job.Employment
	why   job.Evidence
}

func (r *reader) add(k job.Employment, why job.Evidence) {
	if slices.Contains(r.found, k) || !slices.Contains(order, k) {
		return
	}
	if len(r.found) == 0 {
		r.why = why
	}
	r.found = append(r.found, k)
}

func (r *reader) only(k job.Employment) bool { return len(r.found) == 1 && r.found[0] == k }

// result returns the kinds in order.
func (r *reader) result() ([]job.Employment, job.Evidence) {
	slices.SortStableFunc(r.found, func(a, b job.Employment) int { return slices.Index(order, a) - slices.Index(order, b) })
	return r.found, r.why
}

// labels reads a title or header part; offset is where it stands in its field.
func (r *reader) labels(s string, offset int, field job.Field, rule string) {
	table.Scan(s, func(m phrase.Match) bool {
		if denied(s, m.Start, m.End) || isTopic(s, m) {
			return true
		}
		r.add(entries[m.ID].kind, job.Evidence{Field: field, Start: offset + m.Start, End: offset + m.End, Rule: rule})
		return true
	})
}

// isTopic reports whether a word of a title is what the work is about: "Contract Manager", "Early Stage
// Sales", "Internship Program Manager".
func isTopic(s string, m phrase.Match) bool {
	before, after := strings.ToLower(s[:m.Start]), strings.ToLower(s[m.End:])
	for _, w := range []string{"early ", "late ", "early-", "late-", "growth "} {
		if strings.HasSuffix(before, w) {
			return true
		}
	}
	for _, w := range topics[entries[m.ID].kind] {
		if strings.HasPrefix(after, w) {
			return true
		}
	}
	return false
}

// prose reads the phrases that are plain anywhere in the text.
func (r *reader) prose(s string) {
	table.Scan(s, func(m phrase.Match) bool {
		if entries[m.ID].place == anywhere && !denied(s, m.Start, m.End) {
			r.add(entries[m.ID].kind, job.Evidence{Field: job.FieldText, Start: m.Start, End: m.End, Rule: "employment.text"})
		}
		return len(r.found) < len(order)
	})
}

// denied reports whether the words around s[start:end] turn it around or make it about something else.
func denied(s string, start, end int) bool {
	from := max(start-reach, 0)
	if i := strings.LastIndexAny(s[from:start], ".!?\n;|,("); i >= 0 && !listed(s[from:start][i:]) {
		from += i + 1
	}
	before := strings.ToLower(s[from:start])
	for _, d := range denials {
		if i := strings.LastIndex(before, d); i >= 0 && (i == 0 || !isLetter(before[i-1]) || d[0] == 'n' && strings.HasPrefix(d, "n'")) {
			return true
		}
	}
	after := strings.ToLower(s[end:min(end+reach, len(s))])
	for _, o := range others {
		if strings.HasPrefix(after, o) {
			return true
		}
	}
	return false
}

// listed reports whether a comma goes on a list that was denied: "no agencies, freelancers".
func listed(s string) bool { return s[0] == ',' && len(s) <= 2 }

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }
