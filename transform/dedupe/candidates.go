package dedupe

import (
	"cmp"
	"slices"
)

// back is how many earlier members of a block an item is compared with: a block grows linearly.
const back = 8

// entry puts an item into the block of a key.
type entry struct {
	key  uint64
	item int32
}

// blocks sorts entries by key, start and listing and calls use for every run of two or more. Entries
// with key 0 are in no block.
func (g *grouper) blocks(entries []entry, use func(members []entry)) {
	slices.SortFunc(entries, func(a, b entry) int {
		if c := cmp.Compare(a.key, b.key); c != 0 {
			return c
		}
		return g.earlier(a.item, b.item)
	})
	for i := 0; i < len(entries); {
		j := i + 1
		for j < len(entries) && entries[j].key == entries[i].key {
			j++
		}
		if entries[i].key != 0 && j-i > 1 {
			use(entries[i:j])
		}
		i = j
	}
}

// tied notes the pair when it passes the vetoes and its times are near.
func (g *grouper) tied(a, b int32, r rule) {
	if a == b || !g.near(a, b) || g.vetoed(a, b) {
		return
	}
	if g.items[a].Key > g.items[b].Key {
		a, b = b, a
	}
	g.ties.add(tie{a, b, r, uint8(Size * Jaccard(g.items[a].Signature, g.items[b].Signature))})
}

// byURL ties items that share an address.
func (g *grouper) byURL() {
	var entries []entry
	for i := range g.facts {
		for _, u := range g.facts[i].urls {
			if u != 0 {
				entries = append(entries, entry{u, int32(i)})
			}
		}
	}
	g.blocks(entries, func(m []entry) {
		for i := range m {
			for j := max(0, i-back); j < i; j++ {
				g.tied(m[j].item, m[i].item, ruleURL)
			}
		}
	})
}

// byKey ties items of one employer, title and place. Items without an employer need a body, or a title
// long enough to be nobody else's.
func (g *grouper) byKey() {
	var entries []entry
	for i := range g.facts {
		f, sig := &g.facts[i], g.items[i].Signature
		switch {
		case f.title == 0 && sig == nil:
		case f.bandsOnly():
			for band := range mergeBands.count {
				entries = append(entries, entry{mix(f.bandKey(sig, band)^mix(f.place)) | 1, int32(i)})
			}
		default:
			entries = append(entries, entry{f.vacancyAt(), int32(i)})
		}
	}
	met := sets{}
	g.blocks(entries, func(m []entry) {
		if g.facts[m[0].item].bandsOnly() && !met.add(m) {
			return
		}
		for i := range m {
			for j := max(0, i-back); j < i; j++ {
				if r, ok := g.keyRule(m[j].item, m[i].item); ok {
					g.tied(m[j].item, m[i].item, r)
				}
			}
		}
	})
}

// leastWords is the number of words from which on a title alone tells clients of a marketplace apart.
const leastWords = 5

// keyRule decides by the bodies of two items with the same key.
func (g *grouper) keyRule(a, b int32) (rule, bool) {
	x, y := &g.items[a], &g.items[b]
	f := &g.facts[a]
	if x.Signature != nil && y.Signature != nil {
		least := 0.5
		if !f.named || f.title == 0 {
			least = sameText
		}
		return ruleKey, Jaccard(x.Signature, y.Signature) >= least
	}
	return ruleKeyOnly, f.title != 0 && (f.named || f.words >= leastWords)
}

// byText ties items of one employer and title whose bodies are near duplicates, wherever they are.
func (g *grouper) byText() {
	var entries, banded []entry
	for i := range g.facts {
		f, sig := &g.facts[i], g.items[i].Signature
		switch {
		case sig == nil:
		case f.bandsOnly():
			for band := range mergeBands.count {
				banded = append(banded, entry{f.bandKey(sig, band), int32(i)})
			}
		default:
			entries = append(entries, entry{f.vacancy(), int32(i)})
		}
	}
	met := sets{}
	g.blocks(banded, func(m []entry) {
		if met.add(m) {
			g.alikeIn(m, back)
		}
	})
	var inBand []entry
	g.blocks(entries, func(m []entry) {
		if len(m) <= 3*back {
			g.alikeIn(m, len(m))
			return
		}
		met := sets{}
		for band := range mergeBands.count {
			inBand = inBand[:0]
			for _, e := range m {
				inBand = append(inBand, entry{mergeBands.key(g.items[e.item].Signature, band), e.item})
			}
			g.blocks(inBand, func(m []entry) {
				if met.add(m) {
					g.alikeIn(m, back)
				}
			})
		}
	})
}

// sets knows runs of items by a hash. Texts that are the same share every band, and need one look.
type sets map[uint64]bool

// add reports whether the run is new.
func (s sets) add(m []entry) bool {
	h := uint64(0)
	for _, e := range m {
		h = mix(h ^ uint64(e.item))
	}
	known := s[h]
	s[h] = true
	return !known
}

// alikeIn ties near duplicates among the members of a block, each with at most reach before it.
func (g *grouper) alikeIn(m []entry, reach int) {
	for i := range m {
		for j := max(0, i-reach); j < i; j++ {
			if Similar(g.items[m[j].item].Signature, g.items[m[i].item].Signature) {
				g.tied(m[j].item, m[i].item, ruleText)
			}
		}
	}
}

// bands is a way to cut a signature: texts of one band's key share all of its rows.
type bands struct{ count, rows int }

var (
	// mergeBands find a pair of Jaccard 0.8 but for one in 5,000.
	mergeBands = bands{16, 4}
	// twinBands find a pair of Jaccard 0.95 but for one in 6,000, and few below 0.7.
	twinBands = bands{8, 8}
)

func (b bands) key(sig []uint32, band int) uint64 {
	h := uint64(band + 1)
	for _, v := range sig[band*b.rows : (band+1)*b.rows] {
		h = mix(h ^ uint64(v))
	}
	return h | 1
}
