// Package dedupe finds the vacancy behind several listings.
//
// Listings are one job when the identity ladder says so, strongest rule first:
//
//  1. url: the same canonical address to apply at, or to read the advert at;
//  2. key: the same employer, title and place, and bodies that share half of their word runs where
//     both have one;
//  3. text: the same employer and title, and bodies that share eight tenths.
//
// All of them need two listings whose times touch, or lie at most 45 days apart: what comes later is a
// repost, counted and not merged. Nothing ties listings of different employers, of different rungs
// or stacks (I and II, senior and junior, Java and JavaScript) or of different countries: the same text
// of another employer is a twin, linked only. A text of fewer than 40 words has no signature and goes
// by key alone. Listings without an employer, as marketplaces have them, are compared with those
// of their own source.
//
// Every candidate pair comes from a block with a key: an address, an employer with a title, a band of a
// signature. [Blocks] names them for one listing by itself. What becomes of a listing depends on nothing
// beyond what chains of its blocks lead to, so that a part of a market that is closed in this way can be
// grouped alone, on any machine. The ties are joined in one canonical order: neither the order of the
// listings nor that of the blocks changes the result.
//
// A block may be as large as somebody cares to make it, as when one employer posts one title 50,000 times.
// The work stays linear. An item is compared with the 8 before it, by start, in the block or in each band
// of it; what lies further apart is tied by what lies between, or not at all. A pair is kept once. Of the
// earlier jobs of one employer, title and place the last 64 can be repeated; a text is compared with those
// of the first 8 employers that show it. A job has at most 64 different lists of countries: a listing with
// one more begins another job. 50,000 such listings take a second and 130 MB, and one more of them has
// them all grouped again.
package dedupe

import (
	"cmp"
	"slices"
	"time"

	"rung/internal/job"
)

// Item is what is needed to know of one listing. Names of employers and places are normal forms.
type Item struct {
	// Key is the listing's own key. It must be unique.
	Key    int64
	Source string
	ID     string
	// URL and ApplyURL are as the source gives them.
	URL      string
	ApplyURL string
	Employer string
	// Title is the title as written; empty for comment-style adverts, which have none.
	Title string
	// Place is the key of all places, see place.Key.
	Place     string
	Countries []string
	Level     job.Seniority
	// Signature is that of the text, nil when it has none.
	Signature []uint32
	// Start is when the listing was posted or first seen, End when it was last known to be open.
	Start time.Time
	End   time.Time
	// Weight prefers a listing as representative: the higher the better.
	Weight int
}

// Result says to which job a listing belongs.
type Result struct {
	Key int64
	// JobKey is the key of the job's earliest listing.
	JobKey         int64
	Representative bool
	// Reason is the rule that tied the listing to the job: alone, url, key, key_no_body or text.
	Reason string
	// TwinOf is the job of another employer that showed the same text first, 0 when there is none.
	TwinOf int64
	// Reposts counts earlier jobs of the same employer, title and place whose time was over.
	Reposts int64
}

// The reasons of a Result.
const (
	Alone     = "alone"
	ByURL     = "url"
	ByKey     = "key"
	ByKeyOnly = "key_no_body"
	ByText    = "text"
)

// Options sets the few knobs. The zero value is the rule of the package comment.
type Options struct {
	// Window is the longest time between the end of one listing and the start of the next of the same
	// job; 0 means 45 days.
	Window time.Duration
	// AcrossCountries lets one advert that is posted for several countries, with the same title and
	// text, be one job.
	AcrossCountries bool
}

const defaultWindow = 45 * 24 * time.Hour

// Group returns the job of every item, in the order of items.
func Group(items []Item, o Options) []Result {
	if o.Window <= 0 {
		o.Window = defaultWindow
	}
	g := &grouper{Options: o, items: items, facts: make([]facts, len(items))}
	for i := range items {
		g.facts[i] = factsOf(&items[i])
	}
	g.byURL()
	g.byKey()
	g.byText()
	slices.SortFunc(g.ties.list, g.canonical)
	g.join(g.ties.list)
	out := g.results()
	g.reposts(out)
	g.twins(out)
	return out
}

// grouper works on one set of items. facts[i] belongs to items[i].
type grouper struct {
	Options
	items []Item
	facts []facts
	ties  ties
	// parent, clusters and reasons are the state of join.
	parent   []int32
	clusters map[int32]*cluster
	reasons  []string
}

// near reports whether the times of two items touch or lie within the window.
func (g *grouper) near(a, b int32) bool {
	x, y := &g.items[a], &g.items[b]
	if y.Start.Before(x.Start) {
		x, y = y, x
	}
	return y.Start.Sub(x.end()) <= g.Window
}

// end is the end of an item, no earlier than its start.
func (it *Item) end() time.Time {
	if it.End.Before(it.Start) {
		return it.Start
	}
	return it.End
}

// earlier orders items by start and key.
func (g *grouper) earlier(a, b int32) int {
	return cmp.Or(g.items[a].Start.Compare(g.items[b].Start), cmp.Compare(g.items[a].Key, g.items[b].Key))
}
