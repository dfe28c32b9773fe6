package eval

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"

	"rung/internal/job"
	"rung/transform/clean"
	"rung/transform/headline"
	"rung/transform/title"
)

// rolesTask measures the roles of comment adverts against the cases that list them by words.
func rolesTask() Task { return Task{Name: "roles", Run: runRoles} }

// roleCases is hn_multirole_cases.json.
type roleCases struct {
	Cases []roleCase `json:"test_cases"`
}

type roleCase struct {
	ID       string
	Comment  struct{ Content string }
	Expected struct {
		Exactly int `json:"role_count"`
		AtLeast int `json:"role_count_min"`
		Roles   []struct {
			Match struct {
				Contains []string `json:"role_title_contains"`
			} `json:"match_by"`
		}
	}
}

func runRoles(dir string) ([]Figure, []string, error) {
	data, err := os.ReadFile(file(dir, "hn_multirole_cases.json"))
	if err != nil {
		return nil, nil, fmt.Errorf("read role cases: %w", err)
	}
	var cases roleCases
	if err := json.Unmarshal(data, &cases); err != nil {
		return nil, nil, fmt.Errorf("parse role cases: %w", err)
	}
	var s roleScore
	for _, c := range cases.Cases {
		s.add(c)
	}
	return []Figure{
		{Task: "roles", Name: "count right", Value: share(s.counted, s.n), N: s.n},
		{Task: "roles", Name: "named roles found", Value: share(s.hit, s.wanted), N: s.wanted},
		{Task: "roles", Name: "roles that are wanted", Value: share(s.expected, s.found), N: s.found},
	}, s.misses, nil
}

// roleScore counts what was right.
type roleScore struct {
	n, counted      int
	hit, wanted     int // roles that the cases name
	expected, found int // roles that were read, where a case says how many there are
	misses          []string
}

func (s *roleScore) add(c roleCase) {
	text := clean.Text(c.Comment.Content, job.HTML)
	got := title.FromAdvert(title.Input{Text: text, Headline: headline.Parse(text)}).Roles
	named := 0
	for _, want := range c.Expected.Roles {
		if slices.ContainsFunc(got, func(r job.Role) bool { return containsAny(r.Title, want.Match.Contains) }) {
			named++
		}
	}
	s.n++
	s.hit, s.wanted = s.hit+named, s.wanted+len(c.Expected.Roles)
	right := len(got) >= c.Expected.AtLeast
	if c.Expected.AtLeast == 0 {
		right = len(got) == c.Expected.Exactly
		s.expected, s.found = s.expected+min(len(got), c.Expected.Exactly), s.found+len(got)
	}
	if right {
		s.counted++
	}
	if !right || named < len(c.Expected.Roles) {
		s.misses = append(s.misses, fmt.Sprintf("roles %s: want %+v, got %q", c.ID, c.Expected, titles(got)))
	}
}

func containsAny(s string, words []string) bool {
	for _, a := range words {
		if strings.Contains(strings.ToLower(s), strings.ToLower(a)) {
			return true
		}
	}
	return false
}
