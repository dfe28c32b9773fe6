package market

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"time"
)

// Place is where a vacancy is shown.
type Place string

const (
	Thread     Place = "hackernews"
	Ashby      Place = "ashby"
	Greenhouse Place = "greenhouse"
	RemoteOK   Place = "remoteok"
	Projects   Place = "files"
)

// Vacancy is one opening as it really is, however often it is shown.
type Vacancy struct {
	Number   int
	Employer string
	Title    string
	Role     string
	Senior   bool
	Junior   bool
	// Skills are names as a taxonomy spells them; Nice are asked for as a bonus.
	Skills []string
	Nice   []string
	Remote bool
	City   string
	// Country is an ISO code.
	Country string
	Posted  time.Time
	// Min and Max are in US dollars a year, or an hour for hourly projects; both 0 when unsaid. A fixed
	// price stands in both.
	Min, Max  float64
	Freelance bool
	Fixed     bool
	Bids      int
	Places    []Place
}

// Market is a made-up market.
type Market struct {
	Vacancies []Vacancy
	Until     time.Time
	Months    int
}

// Size of a market.
const (
	months      = 26
	perMonth    = 44
	perBoardMo  = 10
	projects    = 1400
	boardMonths = 4
)

// New makes the market of a seed that ends at until. Equal arguments make equal markets.
func New(seed uint64, until time.Time) *Market {
	m := &Market{Until: until.UTC().Truncate(24 * time.Hour), Months: months}
	g := &generator{r: rand.New(rand.NewPCG(seed, 0x72756e67)), m: m}
	first := time.Date(m.Until.Year(), m.Until.Month(), 1, 0, 0, 0, 0, time.UTC).AddDate(0, 1-months, 0)
	for i := range months {
		month := first.AddDate(0, i, 0)
		n := int(math.Round(perMonth * math.Pow(1.01, float64(i))))
		for range n {
			g.job(month, i, Thread)
		}
		if i >= months-boardMonths {
			for range perBoardMo {
				g.job(month, i, Ashby)
				g.job(month, i, Greenhouse)
				g.job(month, i, RemoteOK)
			}
		}
	}
	for i := range projects {
		g.project(first, i*months/projects)
	}
	return m
}

type generator struct {
	r *rand.Rand
	m *Market
}

// job adds one employed vacancy, shown at place and sometimes at a second one.
func (g *generator) job(month time.Time, index int, place Place) {
	role := pick(g.r, roles)
	v := Vacancy{
		Number: len(g.m.Vacancies) + 1, Role: role.name, Title: role.title, Employer: g.employer(place),
		Remote: g.r.Float64() < 0.55, Posted: g.day(month),
		Places: []Place{place},
	}
	home := pick(g.r, homes)
	v.City, v.Country = home.city, home.country
	factor := 1.0
	switch x := g.r.Float64(); {
	case x < 0.35:
		v.Senior, v.Title, factor = true, "Senior "+v.Title, 1.3
	case x > 0.92:
		v.Junior, v.Title, factor = true, "Junior "+v.Title, 0.65
	}
	v.Skills, v.Nice = g.skills(role.skills, index)
	if g.r.Float64() < 0.6 {
		mid := role.pay * factor * premium(v.Skills) * math.Exp(0.12*g.r.NormFloat64())
		v.Min, v.Max = round(mid*0.9, 1000), round(mid*1.1, 1000)
	}
	if place == Ashby && v.Remote && g.r.Float64() < 0.5 {
		v.Places = append(v.Places, RemoteOK)
	}
	g.m.Vacancies = append(g.m.Vacancies, v)
}

// project adds one freelance project of a marketplace.
func (g *generator) project(first time.Time, index int) {
	kind := pick(g.r, gigs)
	v := Vacancy{
		Number: len(g.m.Vacancies) + 1, Role: kind.name, Title: pick(g.r, kind.titles), Remote: true, Freelance: true,
		Country: pick(g.r, homes).country, Posted: g.day(first.AddDate(0, index, 0)), Bids: g.r.IntN(60), Places: []Place{Projects},
	}
	v.Skills, _ = g.skills(kind.skills, index)
	mid := kind.pay * premium(v.Skills) * math.Exp(0.45*g.r.NormFloat64())
	if v.Fixed = g.r.Float64() < 0.5; v.Fixed {
		v.Min = round(mid*20, 5)
		v.Max = v.Min
	} else {
		v.Min, v.Max = max(round(mid*0.75, 1), 3), round(mid*1.25, 1)
		v.Max = max(v.Max, v.Min)
	}
	g.m.Vacancies = append(g.m.Vacancies, v)
}

// skills draws what a vacancy asks for. A skill that grows is asked for more often month by month.
func (g *generator) skills(list []chance, index int) (want, nice []string) {
	for _, s := range list {
		p := min(s.share*math.Pow(s.growth, float64(index-months+1)/12), 0.97)
		switch x := g.r.Float64(); {
		case x < p*0.85:
			want = append(want, s.skill)
		case x < p:
			nice = append(nice, s.skill)
		}
	}
	if len(want) == 0 {
		want = append(want, list[0].skill)
		nice = slices.DeleteFunc(nice, func(s string) bool { return s == list[0].skill })
	}
	return want, nice
}

// employer invents a name. Boards belong to a few employers, threads and feeds to many.
func (g *generator) employer(place Place) string {
	switch place {
	case Ashby, Greenhouse:
		return boardName(place, g.r.IntN(boards))
	}
	return fmt.Sprintf("%s %s (synthetic)", pick(g.r, firsts), pick(g.r, seconds))
}

// day is a time in the month, never after the market's end.
func (g *generator) day(month time.Time) time.Time {
	t := month.AddDate(0, 0, g.r.IntN(20)).Add(time.Duration(g.r.IntN(86_400)) * time.Second)
	if t.After(g.m.Until) {
		t = month.Add(time.Duration(g.r.IntN(3600)) * time.Second)
	}
	return t
}

func pick[T any](r *rand.Rand, list []T) T { return list[r.IntN(len(list))] }

func round(v, step float64) float64 { return math.Round(v/step) * step }

// premium is how much more a set of skills pays.
func premium(skills []string) float64 {
	f := 1.0
	for _, s := range skills {
		if p, ok := premiums[s]; ok {
			f *= p
		}
	}
	return f
}
