package dedupe

import (
	"slices"

	"rung/internal/job"
)

// claim is what the members of a job agree on. What is 0 or empty is not said, and agrees with everything.
type claim struct {
	employer uint64
	strong   uint64
	level    job.Seniority
}

// denies reports whether two claims have different employers, rungs or stacks.
func (x claim) denies(y claim) bool {
	return x.employer != y.employer && x.employer != 0 && y.employer != 0 ||
		x.strong != y.strong && x.strong != 0 && y.strong != 0 ||
		x.level != y.level && x.level != "" && y.level != ""
}

// cluster is a job in the making.
type cluster struct {
	claim
	// countries holds the distinct lists of countries of the members.
	countries [][]string
}

// join merges tied items in the order of ties. A cluster as a whole must agree, not only the pair:
// else a listing that says nothing would tie a senior role to a junior one.
func (g *grouper) join(ties []tie) {
	g.parent = make([]int32, len(g.items))
	g.reasons = make([]string, len(g.items))
	g.clusters = map[int32]*cluster{}
	for i := range g.parent {
		g.parent[i] = int32(i)
	}
	for _, t := range ties {
		a, b := g.root(t.a), g.root(t.b)
		if a != b && !g.merge(a, b, g.identical(t)) {
			continue
		}
		for _, i := range [...]int32{t.a, t.b} {
			if g.reasons[i] == "" {
				g.reasons[i] = t.rule.String()
			}
		}
	}
}

func (g *grouper) root(i int32) int32 {
	for g.parent[i] != i {
		g.parent[i] = g.parent[g.parent[i]]
		i = g.parent[i]
	}
	return i
}

// maxLists is how many different lists of countries one job may have. It keeps a merge cheap.
const maxLists = 64

// merge makes two clusters one unless they disagree. Countries do not count when anywhere is set. The
// earlier one's root stays.
func (g *grouper) merge(a, b int32, anywhere bool) bool {
	if g.earlier(b, a) < 0 {
		a, b = b, a
	}
	x, y := g.cluster(a), g.cluster(b)
	if x.denies(y.claim) || !anywhere && apart(x, y) {
		return false
	}
	countries := union(x.countries, y.countries)
	if len(countries) > maxLists {
		return false
	}
	x.employer, x.strong = max(x.employer, y.employer), max(x.strong, y.strong)
	x.level = max(x.level, y.level)
	x.countries = countries
	delete(g.clusters, b)
	g.parent[b] = a
	return true
}

// union returns the lists of x and those of y that x has not.
func union(x, y [][]string) [][]string {
	for _, c := range y {
		if !slices.ContainsFunc(x, func(d []string) bool { return slices.Equal(c, d) }) {
			x = append(x, c)
		}
	}
	return x
}

func (g *grouper) cluster(i int32) *cluster {
	c, ok := g.clusters[i]
	if !ok {
		c = g.single(i)
		g.clusters[i] = c
	}
	return c
}

// single returns the cluster of one item.
func (g *grouper) single(i int32) *cluster {
	c := &cluster{claim: g.facts[i].claim()}
	if countries := g.items[i].Countries; len(countries) > 0 {
		c.countries = [][]string{countries}
	}
	return c
}

// vetoed reports whether two items can never be one job.
func (g *grouper) vetoed(a, b int32) bool {
	return g.facts[a].claim().denies(g.facts[b].claim()) ||
		!SameCountry(g.items[a].Countries, g.items[b].Countries) && !g.identicalItems(a, b)
}

// SameCountry reports whether two lists of countries can be those of one job: one is empty, or they have
// a country in common, or one holds a scope such as EU that may contain it.
func SameCountry(a, b []string) bool { return len(a) == 0 || len(b) == 0 || !disjoint(a, b) }

// apart reports whether some members of two clusters are in different countries. A scope such as EU may
// hold any country.
func apart(x, y *cluster) bool {
	for _, c := range x.countries {
		for _, d := range y.countries {
			if disjoint(c, d) {
				return true
			}
		}
	}
	return false
}

func disjoint(a, b []string) bool {
	for _, c := range a {
		if len(c) != 2 || c == "EU" || slices.Contains(b, c) {
			return false
		}
	}
	return !slices.ContainsFunc(b, func(c string) bool { return len(c) != 2 || c == "EU" })
}

// identical reports whether the settings let a tie stand in spite of different countries: one advert,
// posted for several.
func (g *grouper) identical(t tie) bool { return g.identicalItems(t.a, t.b) }

func (g *grouper) identicalItems(a, b int32) bool {
	return g.AcrossCountries && g.facts[a].title == g.facts[b].title && Jaccard(g.items[a].Signature, g.items[b].Signature) > 0.95
}
