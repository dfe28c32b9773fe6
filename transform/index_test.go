package transform

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"rung/internal/job"
	"rung/transform/dedupe"
)

// blocksOf returns the blocks of a listing as the step "keys" makes them.
func blocksOf(id *job.Identity) []job.Block {
	return dedupe.Blocks(&dedupe.Item{
		Source: id.Source, URL: id.URL, ApplyURL: id.ApplyURL, Employer: id.EmployerKey, Title: id.Title, Signature: id.Signature,
	})
}

// memory is an Index in memory. Like a lake it keeps the blocks of every version of a listing.
type memory struct {
	ids     map[int64]job.Identity
	blocks  map[int64][]job.Block
	members map[int64][]member
	// asked is what it was asked for.
	asked struct{ ties, twins, ids map[int64]int }
}

// member is a listing of a block.
type member struct {
	job.Block
	listing int64
}

func newMemory() *memory {
	m := &memory{ids: map[int64]job.Identity{}, blocks: map[int64][]job.Block{}, members: map[int64][]member{}}
	m.forgetAsked()
	return m
}

func (m *memory) forgetAsked() {
	m.asked.ties, m.asked.twins, m.asked.ids = map[int64]int{}, map[int64]int{}, map[int64]int{}
}

func (m *memory) put(id job.Identity) {
	k := id.ListingKey
	m.ids[k] = id
	for _, b := range blocksOf(&id) {
		if !slices.Contains(m.blocks[k], b) {
			m.blocks[k] = append(m.blocks[k], b)
			m.members[b.Key] = append(m.members[b.Key], member{b, k})
		}
	}
}

func (m *memory) drop(k int64) {
	for _, b := range m.blocks[k] {
		m.members[b.Key] = slices.DeleteFunc(m.members[b.Key], func(x member) bool { return x.listing == k })
	}
	delete(m.blocks, k)
	delete(m.ids, k)
}

// all returns every listing, by key.
func (m *memory) all() []job.Identity {
	var out []job.Identity
	for _, k := range slices.Sorted(maps.Keys(m.ids)) {
		out = append(out, m.ids[k])
	}
	return out
}

// mates returns the listings that share a block with one.
func (m *memory) mates(listing int64, twins bool) []int64 {
	var out []int64
	for _, b := range m.blocks[listing] {
		if b.Twin == twins {
			out = append(out, m.in(b)...)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// in returns the listings of a block, none of a twin block with one owner.
func (m *memory) in(b job.Block) []int64 {
	var out []int64
	owners := map[int64]bool{}
	for _, x := range m.members[b.Key] {
		if x.Twin == b.Twin {
			out, owners[x.Owner] = append(out, x.listing), true
		}
	}
	if b.Twin && len(owners) < 2 {
		return nil
	}
	return out
}

func (m *memory) Mates(_ context.Context, listings []int64, twins bool) ([]int64, error) {
	asked := m.asked.ties
	if twins {
		asked = m.asked.twins
	}
	found, looked := map[int64]bool{}, map[job.Block]bool{}
	for _, k := range listings {
		asked[k]++
		for _, b := range m.blocks[k] {
			if b.Twin != twins || looked[b] {
				continue
			}
			looked[b] = true
			for _, mate := range m.in(b) {
				found[mate] = true
			}
		}
	}
	return slices.Collect(maps.Keys(found)), nil // in no order
}

func (m *memory) Identities(_ context.Context, listings []int64) ([]job.Identity, error) {
	var out []job.Identity
	for _, k := range listings {
		m.asked.ids[k]++
		if id, ok := m.ids[k]; ok {
			out = append(out, id)
		}
	}
	return out, nil
}

// wasted says what was asked of m in one batch that was asked before or decides nothing about touched.
func (m *memory) wasted(touched []int64) error {
	for what, asked := range map[string]map[int64]int{"tie mates": m.asked.ties, "twin mates": m.asked.twins, "identities": m.asked.ids} {
		for k, n := range asked {
			if n > 1 {
				return fmt.Errorf("the %s of %d were asked for %d times", what, k, n)
			}
		}
	}
	around := m.follow(touched)
	for range 2 {
		around = m.follow(m.twinsOf(around), around...)
	}
	for k := range m.asked.ids {
		if !slices.Contains(around, k) {
			return fmt.Errorf("%d was asked for, which decides nothing about %v", k, touched)
		}
	}
	return nil
}

func (m *memory) twinsOf(listings []int64) []int64 {
	var out []int64
	for _, k := range listings {
		out = append(out, m.mates(k, true)...)
	}
	return out
}

// follow returns in, and listings with all that chains of tie blocks lead to.
func (m *memory) follow(listings []int64, in ...int64) []int64 {
	for len(listings) > 0 {
		k := listings[0]
		listings = listings[1:]
		if !slices.Contains(in, k) {
			in = append(in, k)
			listings = append(listings, m.mates(k, false)...)
		}
	}
	return in
}
