package collect

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"time"
)

var (
	sourceName = regexp.MustCompile(`^[a-z][a-z0-9-]*$`)
	optionName = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)
)

// Find returns the source of a name.
func Find(sources []Source, name string) (Source, bool) {
	i := slices.IndexFunc(sources, func(s Source) bool { return s.Name == name })
	if i < 0 {
		return Source{}, false
	}
	return sources[i], true
}

// Check reports everything that is missing or wrong in a list of sources: names, what is told about
// each, its terms, and its two functions.
func Check(sources []Source) error {
	var problems []error
	seen := map[string]bool{}
	for i := range sources {
		s := &sources[i]
		if seen[s.Name] {
			problems = append(problems, fmt.Errorf("source %s: listed twice", s.Name))
		}
		seen[s.Name] = true
		for _, p := range s.problems() {
			problems = append(problems, fmt.Errorf("source %q: %s", s.Name, p))
		}
	}
	return errors.Join(problems...)
}

// problems says what is missing. A file of the user's own has no home and no terms but the user's.
func (s *Source) problems() []string {
	var out []string
	need := func(ok bool, what string) {
		if !ok {
			out = append(out, what)
		}
	}
	need(sourceName.MatchString(s.Name) && len(s.Name) <= 64, "name must be lower-case letters, digits and hyphens")
	need(s.Title != "", "no title")
	need(slices.Contains([]Access{API, Feed, Crawl, File}, s.Access), fmt.Sprintf("access %q is unknown", s.Access))
	need(len(s.Gives) > 0, "does not say what it gives")
	need(s.Fetch != nil, "no Fetch")
	need(s.Parse != nil, "no Parse")
	need(s.Reference || s.Life.ShowsAllOpen || s.Life.Days > 0, "does not say how its listings end")
	need(s.Life.Days >= 0, "a life of negative length")
	if s.Access != File {
		need(s.Home != "", "no home")
		need(s.BaseURL != "", "no base address")
	}
	seen := map[string]bool{}
	for _, o := range s.Options {
		need(optionName.MatchString(o.Name) && !seen[o.Name], fmt.Sprintf("option %q is named badly or twice", o.Name))
		need(o.Doc != "", "option "+o.Name+" is not explained")
		seen[o.Name] = true
	}
	return append(out, s.Terms.problems(s.Access)...)
}

func (t *Terms) problems(access Access) []string {
	var out []string
	if !slices.Contains([]Verdict{Allowed, Conditional, Ask, No}, t.Verdict) {
		out = append(out, fmt.Sprintf("verdict %q is unknown", t.Verdict))
	}
	if t.MinInterval < 0 || t.Rate < 0 {
		out = append(out, "a negative interval or rate")
	}
	if t.Keep.For < 0 {
		out = append(out, "data may be kept for less than no time")
	}
	if t.Keep.For > 0 && t.Keep.Says == "" {
		out = append(out, "does not say where the terms limit how long data may be kept")
	}
	if t.Why == "" {
		out = append(out, "no reason for the verdict")
	}
	if access == File {
		return out
	}
	if t.URL == "" {
		out = append(out, "no address of the terms")
	}
	if t.Licence == "" {
		out = append(out, "no licence")
	}
	if _, err := time.Parse(time.DateOnly, t.ReadOn); err != nil {
		out = append(out, "no day on which the terms were read")
	}
	if t.Verdict == Conditional && len(t.Asks) == 0 {
		out = append(out, "conditional, but no conditions")
	}
	return out
}
