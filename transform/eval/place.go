package eval

import (
	"fmt"
	"slices"
	"strings"

	"rung/internal/job"
	"rung/transform/headline"
	"rung/transform/language"
	"rung/transform/place"
)

// placeTask measures the way of working and the countries, on labelled listings and single phrases.
func placeTask() Task { return Task{Name: "place", Run: runPlace} }

// placeScore counts what was right.
type placeScore struct {
	modes, countries, n int
	misses              []string
}

func (s *placeScore) add(id, what string, got place.Reading, mode job.RemoteMode, countries []string) {
	s.n++
	if got.Remote == mode {
		s.modes++
	} else {
		s.misses = append(s.misses, fmt.Sprintf("place %s remote: want %q, got %q by %s: %.200q", id, mode, got.Remote, got.RemoteWhy.Rule, what))
	}
	if equalSets(got.Countries, countries) {
		s.countries++
	} else {
		s.misses = append(s.misses, fmt.Sprintf("place %s countries: want %v, got %v by %s: %.200q", id, countries, got.Countries, got.CountriesWhy.Rule, what))
	}
}

func (s *placeScore) figures(of string) []Figure {
	share := func(n int) float64 { return float64(n) / float64(max(s.n, 1)) }
	return []Figure{
		{Task: "place", Name: of + " remote", Value: share(s.modes), Bar: 0.95, N: s.n},
		{Task: "place", Name: of + " countries", Value: share(s.countries), Bar: 0.92, N: s.n},
	}
}

func equalSets(a, b []string) bool {
	a, b = slices.Clone(a), slices.Clone(b)
	slices.Sort(a)
	slices.Sort(b)
	return slices.Equal(a, b)
}

func runPlace(dir string) ([]Figure, []string, error) {
	phrases, listings := placeScore{}, placeScore{}
	if err := scorePhrases(dir, &phrases); err != nil {
		return nil, nil, err
	}
	if err := scoreListings(dir, &listings); err != nil {
		return nil, nil, err
	}
	figures := append(phrases.figures("phrases"), listings.figures("listings")...)
	return figures, append(phrases.misses, listings.misses...), nil
}

// scorePhrases reads location_cases.jsonl.
func scorePhrases(dir string, s *placeScore) error {
	type phraseCase struct {
		ID, Text, Field, Mode string
		Countries, Regions    []string
	}
	return eachLine(file(dir, "location_cases.jsonl"), func(c phraseCase) {
		in := place.Input{Text: c.Text}
		if c.Field == "location" {
			in = place.Input{Locations: []string{c.Text}}
		}
		mode := job.RemoteMode(c.Mode)
		switch c.Mode {
		case "unspecified":
			mode = ""
		case "flexible":
			mode = job.Remote
		}
		countries := c.Countries
		for _, r := range c.Regions {
			switch {
			case strings.EqualFold(r, "worldwide"):
				countries = append(countries, "WORLD")
			case !strings.Contains(r, "-"):
				countries = append(countries, r)
			}
		}
		s.add(c.ID, c.Text, place.Read(in), mode, countries)
	})
}

// scoreListings reads listings_dev.jsonl. Comment-style adverts have a header and no title.
func scoreListings(dir string, s *placeScore) error {
	type listing struct {
		ID, Title, Text string
		Gold            struct {
			Remote    job.RemoteMode
			Countries []string
		}
	}
	return eachLine(file(dir, "listings_dev.jsonl"), func(l listing) {
		in := place.Input{Title: l.Title, Text: l.Text, Language: language.Detect(l.Text)}
		if l.Title == "" {
			in.Header = place.Header(headline.Parse(l.Text))
		}
		s.add(l.ID, l.Title+" || "+l.Text, place.Read(in), l.Gold.Remote, l.Gold.Countries)
	})
}
