package eval

import (
	"fmt"
	"strconv"

	"rung/internal/job"
	"rung/transform/title"
)

// titleTask measures family, rung and beginner's mark of single titles.
func titleTask() Task { return Task{Name: "title", Run: runTitle} }

// titleCase is one line of title_cases.jsonl.
type titleCase struct {
	ID, Title, Core   string
	Family, Seniority string
	EntryLevel        bool `json:"entry_level"`
}

// rungOf gives the rung that a word of the cases stands for; they have finer ones than job.Seniority.
func rungOf(word string) job.Seniority {
	switch word {
	case "unspecified":
		return ""
	case "staff", "distinguished":
		return job.Principal
	case "head", "vp":
		return job.Director
	case "c_level", "founder":
		return job.Executive
	}
	return job.Seniority(word)
}

func runTitle(dir string) ([]Figure, []string, error) {
	var (
		n, families, levels, entries, cores, keys int
		misses                                    []string
	)
	err := eachLine(file(dir, "title_cases.jsonl"), func(c titleCase) {
		got := title.Read(c.Title)
		check := func(ok bool, count *int, what, want, got string) {
			if ok {
				*count++
				return
			}
			misses = append(misses, fmt.Sprintf("title %s %s: want %q, got %q: %q", c.ID, what, want, got, c.Title))
		}
		n++
		check(got.Family == job.Family(c.Family), &families, "family", c.Family, string(got.Family))
		check(got.Seniority == rungOf(c.Seniority), &levels, "seniority", c.Seniority, string(got.Seniority))
		check(got.EntryLevel == c.EntryLevel, &entries, "entry", strconv.FormatBool(c.EntryLevel), strconv.FormatBool(got.EntryLevel))
		if c.Core != "" {
			cores++
			check(got.Key == c.Core, &keys, "key", c.Core, got.Key)
		}
	})
	return []Figure{
		{Task: "title", Name: "family", Value: share(families, n), Bar: 0.92, N: n},
		{Task: "title", Name: "seniority", Value: share(levels, n), Bar: 0.95, N: n},
		{Task: "title", Name: "entry level", Value: share(entries, n), Bar: 0.95, N: n},
		{Task: "title", Name: "key", Value: share(keys, cores), N: cores},
	}, misses, err
}
