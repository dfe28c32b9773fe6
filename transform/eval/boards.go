package eval

import (
	"compress/gzip"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"rung/internal/job"
	"rung/transform/employment"
	"rung/transform/title"
)

// boardsTask compares the kinds of contract in the text of Ashby listings with the employer's own field.
func boardsTask() Task { return Task{Name: "boards", Run: runBoards} }

// postings is one Ashby answer.
type postings struct {
	Jobs []struct {
		Title, EmploymentType, DescriptionPlain string
	}
}

var fieldKinds = map[string]job.Employment{
	"FullTime": job.FullTime, "PartTime": job.PartTime, "Contract": job.Contract, "Intern": job.Internship, "Temporary": job.Temporary,
}

func runBoards(dir string) ([]Figure, []string, error) {
	paths, err := filepath.Glob(filepath.Join(dir, "..", "corpus", "ashby", "*.json.gz"))
	if err != nil || len(paths) == 0 {
		return nil, nil, err
	}
	var said, right, other, otherFound int
	var misses []string
	for _, path := range paths {
		b, err := readPostings(path)
		if err != nil {
			return nil, nil, err
		}
		for _, j := range b.Jobs {
			want := fieldKinds[j.EmploymentType]
			role := title.FromAdvert(title.Input{Title: j.Title, Text: j.DescriptionPlain})
			got, why := employment.Read(employment.Input{Title: j.Title, Text: j.DescriptionPlain, Roles: role.Roles})
			agrees := slices.Contains(got, want)
			if want != job.FullTime {
				other++
				if agrees {
					otherFound++
				}
			}
			if len(got) == 0 {
				continue
			}
			said++
			if agrees {
				right++
			} else {
				text := labelled{Title: j.Title, Text: j.DescriptionPlain}
				misses = append(misses, fmt.Sprintf("boards %q: want %v, got %v by %s: %s", j.Title, want, got, why.Rule, evidenceIn(text, why)))
			}
		}
	}
	return []Figure{
		{Task: "boards", Name: "employment said in the text agrees with the field", Value: share(right, said), N: said},
		{Task: "boards", Name: "part-time, contract, intern, temporary found", Value: share(otherFound, other), N: other},
	}, misses, nil
}

func readPostings(path string) (postings, error) {
	var b postings
	f, err := os.Open(path)
	if err != nil {
		return b, fmt.Errorf("open board: %w", err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return b, fmt.Errorf("read %s: %w", path, err)
	}
	if err := json.NewDecoder(z).Decode(&b); err != nil {
		return b, fmt.Errorf("parse %s: %w", path, err)
	}
	return b, nil
}
