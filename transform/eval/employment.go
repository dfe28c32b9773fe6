package eval

import (
	"fmt"
	"slices"

	"rung/transform/employment"
)

// employmentTask measures the kinds of contract read from title and text.
func employmentTask() Task { return Task{Name: "employment", Run: runEmployment} }

func runEmployment(dir string) ([]Figure, []string, error) {
	var (
		n, right int
		misses   []string
	)
	err := eachLine(file(dir, "listings_dev.jsonl"), func(l labelled) {
		if !l.Gold.IsJob {
			return
		}
		adv, h := l.read()
		got, why := employment.Read(employment.Input{Title: l.Title, Text: l.Text, Header: employment.Header(h), Roles: adv.Roles})
		n++
		slices.Sort(l.Gold.Employment)
		want := slices.Sorted(slices.Values(got))
		if slices.Equal(want, l.Gold.Employment) {
			right++
			return
		}
		misses = append(misses, fmt.Sprintf("employment %s: want %v, got %v by %s: %s", l.ID, l.Gold.Employment, got, why.Rule, evidenceIn(l, why)))
	})
	return []Figure{{Task: "employment", Name: "listings", Value: share(right, n), N: n}}, misses, err
}
