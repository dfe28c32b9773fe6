package market

import (
	"slices"
	"strings"
	"time"
)

// Between returns the vacancies posted from since to until, both days included.
func (m *Market) Between(since, until time.Time) []*Vacancy {
	var list []*Vacancy
	for i := range m.Vacancies {
		v := &m.Vacancies[i]
		if !v.Posted.Before(since) && v.Posted.Before(until.AddDate(0, 0, 1)) {
			list = append(list, v)
		}
	}
	return list
}

// Asked counts the vacancies of a list that ask for each skill, by the skill's name.
func Asked(list []*Vacancy) map[string]int {
	n := map[string]int{}
	for _, v := range list {
		for _, s := range v.Asks() {
			n[s]++
		}
	}
	return n
}

// Asks are all skills that a vacancy asks for: wanted, a bonus, or named in the title.
func (v *Vacancy) Asks() []string {
	list := slices.Concat(v.Skills, v.Nice)
	for _, s := range []string{"WordPress", "Shopify", "React"} {
		if strings.Contains(v.Title, s) && !slices.Contains(list, s) {
			list = append(list, s)
		}
	}
	return list
}

// Middle returns the median of the yearly pay that employers state in those vacancies of a list that ask for
// a skill, each range spread evenly, and how many they are. What only a board says of its own is not among
// them.
func Middle(list []*Vacancy, skill string) (median float64, n int) {
	const points = 20
	var spread []float64
	for _, v := range list {
		if v.Freelance || v.Max == 0 || v.Places[0] == RemoteOK || !slices.Contains(v.Asks(), skill) {
			continue
		}
		n++
		for i := range points {
			spread = append(spread, v.Min+(v.Max-v.Min)*(float64(i)+0.5)/points)
		}
	}
	if n == 0 {
		return 0, 0
	}
	slices.Sort(spread)
	return (spread[len(spread)/2] + spread[(len(spread)-1)/2]) / 2, n
}

// Copies counts how often vacancies are shown beyond the first time.
func (m *Market) Copies() int {
	n := 0
	for i := range m.Vacancies {
		n += len(m.Vacancies[i].Places) - 1
	}
	return n
}
