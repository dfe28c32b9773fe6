package dedupe

import (
	"cmp"
	"slices"
)

// results turns the clusters into one row for each item.
func (g *grouper) results() []Result {
	out := make([]Result, len(g.items))
	best := map[int32]int32{}
	for i := range g.items {
		root := g.root(int32(i))
		if b, ok := best[root]; !ok || g.better(int32(i), b) {
			best[root] = int32(i)
		}
	}
	for i := range g.items {
		root := g.root(int32(i))
		reason := g.reasons[i]
		if reason == "" {
			reason = Alone
		}
		// The root of a cluster is its earliest member: see merge.
		out[i] = Result{Key: g.items[i].Key, JobKey: g.items[root].Key, Representative: best[root] == int32(i), Reason: reason}
	}
	return out
}

// better reports whether a stands for a job better than b: by weight, then a body, then time, then key.
func (g *grouper) better(a, b int32) bool {
	x, y := &g.items[a], &g.items[b]
	if c := cmp.Or(cmp.Compare(y.Weight, x.Weight), cmp.Compare(len(y.Signature), len(x.Signature))); c != 0 {
		return c < 0
	}
	return g.earlier(a, b) < 0
}

// memory is how many earlier jobs of one employer, title and place are remembered for reposts.
const memory = 64

// reposts counts for every job the earlier ones with the same employer, title and place that were over
// for longer than the window when it began. Bodies must not contradict.
func (g *grouper) reposts(out []Result) {
	spans := g.spans(out)
	var entries []entry
	for i := range g.facts {
		f := &g.facts[i]
		if f.title == 0 && g.items[i].Signature == nil || !f.named {
			continue
		}
		entries = append(entries, entry{f.vacancyAt(), int32(i)})
	}
	counts := map[int64]int64{}
	g.blocks(entries, func(m []entry) {
		var seen []int32 // the first member of every job in this block
		for _, e := range m {
			jobKey := out[e.item].JobKey
			if slices.ContainsFunc(seen, func(i int32) bool { return out[i].JobKey == jobKey }) {
				continue
			}
			n := int64(0)
			for _, i := range seen {
				if spans[jobKey].start.Sub(spans[out[i].JobKey].end) > g.Window && g.couldBe(i, e.item) {
					n++
				}
			}
			counts[jobKey] = max(counts[jobKey], n)
			if seen = append(seen, e.item); len(seen) > memory {
				seen = seen[1:]
			}
		}
	})
	for i := range out {
		out[i].Reposts = counts[out[i].JobKey]
	}
}

// couldBe reports whether two items of one block can be the same vacancy at different times.
func (g *grouper) couldBe(a, b int32) bool {
	_, ok := g.keyRule(a, b)
	return ok && !g.vetoed(a, b)
}

// twins links texts that several employers show, as agencies and their clients do. All but the job that
// came first point to it.
func (g *grouper) twins(out []Result) {
	first := make([]int32, len(g.items))
	for i := range first {
		first[i] = -1
	}
	entries := make([]entry, 0, len(g.items))
	for band := range twinBands.count {
		entries = entries[:0]
		for i := range g.items {
			if g.facts[i].named && g.items[i].Signature != nil {
				entries = append(entries, entry{twinBands.key(g.items[i].Signature, band), int32(i)})
			}
		}
		g.blocks(entries, func(m []entry) { g.linkTwins(m, first) })
	}
	links := map[int64]int32{}
	for i, f := range first {
		if f < 0 || out[i].JobKey == out[f].JobKey {
			continue
		}
		if old, ok := links[out[i].JobKey]; !ok || g.earlier(f, old) < 0 {
			links[out[i].JobKey] = f
		}
	}
	for i := range out {
		if f, ok := links[out[i].JobKey]; ok {
			out[i].TwinOf = out[f].JobKey
		}
	}
}

// twinText is the estimate from which on the texts of two employers count as one.
const twinText = 0.9

// linkTwins compares each member of a block with the first few members of other employers.
func (g *grouper) linkTwins(m []entry, first []int32) {
	var leaders []int32
	for _, e := range m {
		known := false
		for _, l := range leaders {
			if g.facts[l].employer == g.facts[e.item].employer {
				known = true
				continue
			}
			if Jaccard(g.items[l].Signature, g.items[e.item].Signature) >= twinText {
				if old := first[e.item]; old < 0 || g.earlier(l, old) < 0 {
					first[e.item] = l
				}
				break
			}
		}
		if !known && len(leaders) < back {
			leaders = append(leaders, e.item)
		}
	}
}
