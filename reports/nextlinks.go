package reports

import (
	"cmp"
	"slices"
)

// What bounds the titles and addresses that are embedded.
const (
	linkBytes     = 250_000
	linksPerSkill = 12
)

// linksOf chooses the ads whose titles and addresses are embedded, and returns these by the place of the ad. Every skill
// has some, each of another employer; ads that need few skills come first, since one skill opens these for most people,
// and of them the newest.
func linksOf(rows []row) map[int][2]string {
	order := make([]int, len(rows))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Compare(len(rows[a].list("needs")), len(rows[b].list("needs")))
	})
	links, chosen, size := map[int][2]string{}, linked{}, 0
	for _, i := range order {
		if !chosen.take(rows[i].list("needs"), rows[i].count("draw")) {
			continue
		}
		title, link := shorten(rows[i].text("title"), 100), webLink(rows[i].text("url"))
		if size += len(title) + len(link) + 14; size > linkBytes {
			break
		}
		links[i] = [2]string{title, link}
	}
	return links
}

// linked holds the employers of the ads that were chosen for each skill.
type linked map[string]map[int64]bool

// take says whether an ad is wanted for one of its skills, and notes it then.
func (l linked) take(skills []string, employer int64) bool {
	isWanted := slices.ContainsFunc(skills, func(s string) bool { return len(l[s]) < linksPerSkill && !l[s][employer] })
	if isWanted {
		for _, s := range skills {
			if l[s] == nil {
				l[s] = map[int64]bool{}
			}
			l[s][employer] = true
		}
	}
	return isWanted
}
