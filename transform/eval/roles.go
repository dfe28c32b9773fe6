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
	Cases []struct {
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
	} `json:"test_cases"`
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
	var hit, found, wanted, counted, n int
	var misses []string
	for _, c := range cases.Cases {
		text := clean.Text(c.Comment.Content, job.HTML)
		got := title.FromAdvert(title.Input{Text: text, Headline: headline.Parse(text)}).Roles
		h := 0
		used := map[int]bool{}
		for _, want := range c.Expected.Roles {
			i := slices.IndexFunc(got, func(r job.Role) bool { return containsAny(r.Title, want.Match.Contains) })
			if i >= 0 {
				h++
				used[i] = true
			}
		}
		n++
		ok := c.Expected.Exactly == len(got) || c.Expected.AtLeast > 0 && len(got) >= c.Expected.AtLeast
		if ok {
			counted++
		}
		hit, wanted = hit+h, wanted+len(c.Expected.Roles)
		if c.Expected.AtLeast == 0 {
			found += len(got)
		} else {
			found += len(used) // Such cases name only some of the roles.
		}
		if !ok || h < len(c.Expected.Roles) {
			misses = append(misses, fmt.Sprintf("roles %s: want %+v, got %q", c.ID, c.Expected, titles(got)))
		}
	}
	return []Figure{
		{Task: "roles", Name: "count right", Value: share(counted, n), N: n},
		{Task: "roles", Name: "named roles found", Value: share(hit, wanted), N: wanted},
		{Task: "roles", Name: "roles that are wanted", Value: min(share(hit, found), 1), N: found},
	}, misses, nil
}

func containsAny(s string, any []string) bool {
	for _, a := range any {
		if strings.Contains(strings.ToLower(s), strings.ToLower(a)) {
			return true
		}
	}
	return false
}
