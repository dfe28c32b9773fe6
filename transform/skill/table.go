package skill

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"
)

// kind says what a phrase of a table is.
type kind uint8

const (
	isAlias kind = iota
	// isVeto is a phrase inside which a skill's aliases do not count.
	isVeto
	// isCue is a phrase that says something about the skills near it.
	isCue
)

// phrase is one entry of a table: a pattern and what stands behind it.
type phrase struct {
	pattern pattern
	kind    kind
	// lead is a sign that must stand before the first word, such as the stop of ".net"; 0 for none.
	lead byte
	// second is the hash of the second word where a blank stands before it; 0 for other patterns. Few
	// phrases that begin alike go on alike, so it spares most comparisons.
	second uint64
	// versioned patterns may be followed by a version without a blank: python3, java17, vue3.
	versioned bool
	// open aliases end no search: a named technology inside a concept, as in "Shopify SEO", counts too.
	open bool
	// ids are aliases, skills or cues by kind, ascending.
	ids []int32
}

// table finds phrases by the hash of their first word. Most words of a text fail at the filter, which
// fits the first-level cache; the few others compare with the phrases that begin alike, longest first.
type table struct {
	filter  [1 << 11]uint64
	slots   []slot
	phrases []phrase
	// seconds are the second hashes of the phrases, close together: most comparisons end there.
	seconds []uint64
}

// slot holds the phrases that begin with one word: phrases[first : first+n]. A free slot has n 0.
type slot struct {
	hash  uint64
	first int32
	n     int32
}

const (
	fnvOffset = 14695981039346656037
	fnvPrime  = 1099511628211
)

// builder collects phrases for a table.
type builder struct {
	phrases []phrase
	seen    map[phraseKey]int
}

type phraseKey struct {
	pattern pattern
	lead    byte
	kind    kind
}

func newBuilder() *builder { return &builder{seen: map[phraseKey]int{}} }

// add puts a phrase with an id into the table. Equal phrases of one kind share an entry.
func (b *builder) add(text string, k kind, id int32) {
	p := foldPattern(text)
	var lead byte
	if len(p) > 0 && p[0] < utf8.RuneSelf && lower[p[0]] == 0 {
		lead, p = p[0], p[1:]
	}
	if p.words() == 0 {
		return
	}
	key := phraseKey{p, lead, k}
	at, ok := b.seen[key]
	if !ok {
		at = len(b.phrases)
		b.seen[key] = at
		b.phrases = append(b.phrases, phrase{pattern: p, kind: k, lead: lead, versioned: k == isAlias && takesVersion(p)})
	}
	if p := &b.phrases[at]; len(p.ids) == 0 || p.ids[len(p.ids)-1] != id {
		p.ids = append(p.ids, id)
	}
}

// takesVersion reports whether the last word of a pattern is long enough that digits behind it read as
// a version rather than as another name.
func takesVersion(p pattern) bool {
	letters := 0
	for i := len(p) - 1; i >= 0 && 'a' <= p[i] && p[i] <= 'z'; i-- {
		letters++
	}
	return letters >= 3
}

func (b *builder) build() *table {
	hashes := make(map[pattern]uint64, len(b.phrases))
	for i := range b.phrases {
		p := &b.phrases[i]
		hashes[p.pattern] = firstHash(p.pattern)
		if _, rest, ok := strings.Cut(string(p.pattern), " "); ok && p.plainStart() {
			p.second = firstHash(pattern(rest))
		}
	}
	slices.SortFunc(b.phrases, func(x, y phrase) int {
		return cmp.Or(
			cmp.Compare(hashes[x.pattern], hashes[y.pattern]),
			-cmp.Compare(len(x.pattern), len(y.pattern)),
			-cmp.Compare(x.lead, y.lead),
			-cmp.Compare(x.kind, y.kind), // cues and vetoes are noted before an alias ends the search
			cmp.Compare(x.pattern, y.pattern),
		)
	})
	size := 16
	for size < 2*len(b.phrases) {
		size *= 2
	}
	t := &table{slots: make([]slot, size), phrases: b.phrases}
	for i := range b.phrases {
		t.seconds = append(t.seconds, b.phrases[i].second)
	}
	for i := 0; i < len(b.phrases); {
		h := hashes[b.phrases[i].pattern]
		j := i + 1
		for j < len(b.phrases) && hashes[b.phrases[j].pattern] == h {
			j++
		}
		t.insert(slot{h, int32(i), int32(j - i)})
		i = j
	}
	return t
}

// plainStart reports whether the pattern's first word ends at a blank.
func (p *phrase) plainStart() bool {
	_, end := wideWord(string(p.pattern), 0)
	return end < len(p.pattern) && p.pattern[end] == ' '
}

func (t *table) insert(s slot) {
	bit := spread(s.hash)
	t.filter[bit>>6] |= 1 << (bit & 63)
	mask := uint64(len(t.slots) - 1)
	i := s.hash & mask
	for t.slots[i].n != 0 {
		i = (i + 1) & mask
	}
	t.slots[i] = s
}

// lookup returns where the phrases that begin with the word of this hash stand, longest first, and their
// number.
func (t *table) lookup(h uint64) (first, n int32) {
	mask := uint64(len(t.slots) - 1)
	for i := h & mask; t.slots[i].n != 0; i = (i + 1) & mask {
		if s := t.slots[i]; s.hash == h {
			return s.first, s.n
		}
	}
	return 0, 0
}

// may reports whether a phrase can begin with the word of this hash.
func (t *table) may(h uint64) bool {
	bit := spread(h)
	return t.filter[bit>>6]&(1<<(bit&63)) != 0
}

// spread maps a hash to a bit of the filter. The hash of a short word has poor high bits: mix them.
func spread(h uint64) uint64 { return h * 0x9E3779B97F4A7C15 >> 47 }

// firstHash is the hash of the first word of a pattern, as the scan computes it.
func firstHash(p pattern) uint64 {
	h := uint64(fnvOffset)
	var group script
	for _, r := range string(p) {
		f := fold(r)
		if f <= 0 {
			break
		}
		if s := scriptOf(f); s != anyScript {
			if group != anyScript && s != group {
				break
			}
			group = s
		}
		h = hashRune(h, f)
	}
	return h
}

func hashRune(h uint64, r rune) uint64 {
	if r < utf8.RuneSelf {
		return (h ^ uint64(r)) * fnvPrime
	}
	var buf [utf8.UTFMax]byte
	for _, c := range buf[:utf8.EncodeRune(buf[:], r)] {
		h = (h ^ uint64(c)) * fnvPrime
	}
	return h
}
