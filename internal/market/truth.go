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

// Middles returns the middle of the yearly pay of those vacancies of a list that state one and ask for a
// skill, sorted.
func Middles(list []*Vacancy, skill string) []float64 {
	var middles []float64
	for _, v := range list {
		if !v.Freelance && v.Max > 0 && slices.Contains(v.Asks(), skill) {
			middles = append(middles, (v.Min+v.Max)/2)
		}
	}
	slices.Sort(middles)
	return middles
}

// Copies counts how often vacancies are shown beyond the first time.
func (m *Market) Copies() int {
	n := 0
	for i := range m.Vacancies {
		n += len(m.Vacancies[i].Places) - 1
	}
	return n
}
