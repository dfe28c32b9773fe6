// Package title reads what a role is from its title: the family of work, the rung, and whether beginners
// are meant. For whole adverts it finds the roles that they offer.
//
// A title is cut into segments at separators, brackets and words such as "for". The words of
// transform/title/lexicon are looked up in it. The last noun of the first segment that has one is what
// the person does; words beside it say in which field. A rung that the title does not say stays empty.
package title

import (
	"rung/internal/job"
	"rung/transform/title/lexicon"
)

// maxTitle is the number of bytes of a title that are read. Longer ones are prose.
const maxTitle = 300

// Reading is what one title says. Evidence points into the title.
type Reading struct {
	// Core is the title without pay, places, notes in brackets and calls such as "[Hiring]".
	Core string
	// Key is the normal form of Core for matching: small letters, no rung, singular.
	Key          string
	Family       job.Family
	FamilyWhy    job.Evidence
	Seniority    job.Seniority
	SeniorityWhy job.Evidence
	// Mixed is true when the title names several rungs, so that Seniority is empty.
	Mixed      bool
	EntryLevel bool
	EntryWhy   job.Evidence
}

// Families lists the families of roles with their meaning, in the order of the lexicon.
func Families() []lexicon.Family { return lexicon.Load().Families }

// Read reads one title. It never fails: what is not said stays empty.
func Read(t string) Reading { return scan(cutText(t, maxTitle)).read() }

// read decides everything about a scanned title.
func (s *scanned) read() Reading {
	var r Reading
	r.Family, r.FamilyWhy = s.family()
	marks := s.marks()
	level := s.level(marks, r.Family)
	r.Seniority, r.SeniorityWhy, r.Mixed = level.rung, level.why, level.mixed
	r.EntryLevel, r.EntryWhy = level.entry, level.entryWhy
	r.Core, r.Key = s.core(marks)
	return r
}

// cutText returns at most n bytes of s without breaking a rune.
func cutText(s string, n int) string {
	for n > 0 && n < len(s) && s[n]&0xC0 == 0x80 {
		n--
	}
	return s[:min(n, len(s))]
}

// evidence points at text[start:end] of a title.
func evidence(start, end int, rule string) job.Evidence {
	return job.Evidence{Field: job.FieldTitle, Start: start, End: end, Rule: rule}
}
