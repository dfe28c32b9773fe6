package analyze

import (
	"slices"
	"strings"
)

// example is one ad of a regression: the columns of the design in which it has a 1, in order, its value with the ends
// between which that lies, and its employer.
type example struct {
	columns          []int
	value, low, high float64
	employer         uint64
}

// design is a regression on columns of ones and zeros: an intercept, the controls, and from skills on the skills,
// which alone are shrunk. The examples of an employer stand together.
type design struct {
	width    int
	titles   []int
	skills   int
	examples []example
}

// newDesign lays out a regression on an intercept, the controls and the skills. Of each control the commonest
// value is the base; rare ones share a column.
func newDesign(ads []payAd, skills int) *design {
	d := &design{width: 1, examples: make([]example, len(ads))}
	// Values are taken from their mean, so that what a draw cannot tell comes out as nothing.
	var mean float64
	for _, ad := range ads {
		mean += ad.logPay / float64(len(ads))
	}
	for i, ad := range ads {
		d.examples[i] = example{columns: []int{0}, value: ad.logPay - mean, low: ad.logLow - mean, high: ad.logHigh - mean, employer: ad.employer}
	}
	for k, name := range controls {
		least := leastControl
		if name == titleControl {
			least = 1
		}
		first := d.width
		columns := d.addControl(ads, k, least)
		for i, ad := range ads {
			if c := columns[ad.controls[k]]; c > 0 {
				d.examples[i].columns = append(d.examples[i].columns, c)
			}
		}
		if name == titleControl {
			for c := first; c < d.width; c++ {
				d.titles = append(d.titles, c)
			}
		}
	}
	d.skills = d.width
	d.width += skills
	for i, ad := range ads {
		for _, s := range ad.skills {
			d.examples[i].columns = append(d.examples[i].columns, d.skills+s)
		}
	}
	return d
}

// addControl gives each value of a control but the commonest a column, and those of fewer ads than least one
// together. The commonest has column 0, and so has everything where all are rare.
func (d *design) addControl(ads []payAd, k, least int) map[string]int {
	counts := map[string]int{}
	for _, ad := range ads {
		counts[ad.controls[k]]++
	}
	values := make([]string, 0, len(counts))
	for v := range counts {
		values = append(values, v)
	}
	slices.SortFunc(values, func(a, b string) int {
		if counts[a] != counts[b] {
			return counts[b] - counts[a]
		}
		return strings.Compare(a, b)
	})
	columns, rare := map[string]int{}, 0
	for i, v := range values {
		switch {
		case i == 0:
			columns[v] = 0
			continue
		case counts[v] < least && counts[values[0]] < least:
			continue
		case counts[v] < least && rare > 0:
			columns[v] = rare
			continue
		case counts[v] < least:
			rare = d.width
		}
		columns[v] = d.width
		d.width++
	}
	return columns
}
