package dedupe

import "rung/internal/job"

// Blocks returns the blocks of an item, tie blocks first. Of the item it needs the source, the addresses,
// the employer, the title and the signature.
//
// Every tie, and every repost that counts, is between members of one tie block; every link to a twin is
// between members of one twin block. The first block is the one that most ties come from.
func Blocks(it *Item) []job.Block {
	f := factsOf(it)
	var out []job.Block
	tie := func(key uint64) { out = append(out, job.Block{Key: int64(key)}) }
	switch {
	case f.bandsOnly():
		for band := range mergeBands.count {
			if it.Signature != nil {
				tie(f.bandKey(it.Signature, band))
			}
		}
	case f.title != 0 || it.Signature != nil:
		tie(f.vacancy())
	}
	for _, u := range f.urls {
		if u != 0 {
			tie(u)
		}
	}
	if f.named && it.Signature != nil {
		for band := range twinBands.count {
			out = append(out, job.Block{Key: int64(twinBands.key(it.Signature, band)), Twin: true, Owner: int64(f.employer)})
		}
	}
	return out
}

// bandsOnly reports whether an item says neither who nor what. Its source and title would be one block
// with all others of that kind, so that it is compared by the bands of its text.
func (f *facts) bandsOnly() bool { return !f.named && f.title == 0 }

// vacancy is the key of the block of an employer and a title.
func (f *facts) vacancy() uint64 { return mix(f.employer^mix(f.title)) | 1 }

// vacancyAt is the key of the part of that block that is in one place.
func (f *facts) vacancyAt() uint64 { return mix(f.employer^mix(f.title^mix(f.place))) | 1 }

// bandKey is the key of a block of one source whose texts share a band.
func (f *facts) bandKey(sig []uint32, band int) uint64 {
	return mix(f.employer^mergeBands.key(sig, band)) | 1
}
