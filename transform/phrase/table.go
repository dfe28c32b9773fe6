package phrase

import "slices"

// Table holds phrases, each with the number that its caller knows it by.
type Table struct {
	// next maps a node and the word that leaves it to the next node.
	next map[step]int32
	// ends holds the number of the phrase that ends at a node, or -1.
	ends []int32
	// starts is a filter over the first words of all phrases: most words of a text begin none.
	starts [1 << 10]uint64
	// longest is the number of words of the longest phrase.
	longest int
}

type step struct {
	node int32
	word uint64
}

// NewTable returns a table of phrases: phrase i gets number i. Of equal phrases the first counts.
func NewTable(phrases []string) *Table {
	t := &Table{next: make(map[step]int32, 2*len(phrases)), ends: []int32{-1}}
	var words []Word
	for i, p := range phrases {
		words = Words(words[:0], p)
		node := int32(0)
		for _, w := range words {
			at := step{node, w.Key}
			to, ok := t.next[at]
			if !ok {
				to = int32(len(t.ends))
				t.ends = append(t.ends, -1)
				t.next[at] = to
			}
			node = to
		}
		if len(words) == 0 || t.ends[node] >= 0 {
			continue
		}
		t.ends[node] = int32(i)
		t.longest = max(t.longest, len(words))
		t.starts[words[0].Key>>6&1023] |= 1 << (words[0].Key & 63)
	}
	return t
}

// may reports whether a phrase can begin with the word of this hash.
func (t *Table) may(key uint64) bool { return t.starts[key>>6&1023]&(1<<(key&63)) != 0 }

// Longest returns the number of the longest phrase that words begin with and how many words it has;
// 0 words when there is none. text is the text that words come from.
func (t *Table) Longest(text string, words []Word) (id, n int) {
	if len(words) == 0 || !t.may(words[0].Key) {
		return 0, 0
	}
	node := int32(0)
	for i, w := range words {
		if i > 0 && !Joined(text, words[i-1].End, w.Start) {
			break
		}
		to, ok := t.next[step{node, w.Key}]
		if !ok {
			break
		}
		node = to
		if t.ends[node] >= 0 {
			id, n = int(t.ends[node]), i+1
		}
	}
	return id, n
}

// Match is one phrase found in a text.
type Match struct {
	ID         int
	Start, End int
}

// Scan calls yield for every phrase in text from left to right, the longest at each place and no two
// of them overlapping, until yield returns false.
func (t *Table) Scan(text string, yield func(Match) bool) {
	ahead := make([]Word, 0, t.longest)
	for pos := 0; ; {
		w, ok := Next(text, pos)
		if !ok {
			return
		}
		pos = w.End
		if !t.may(w.Key) {
			continue
		}
		ahead = append(ahead[:0], w)
		for len(ahead) < t.longest {
			last := ahead[len(ahead)-1].End
			w, ok := Next(text, last)
			if !ok || !Joined(text, last, w.Start) {
				break
			}
			ahead = append(ahead, w)
		}
		id, n := t.Longest(text, ahead)
		if n == 0 {
			continue
		}
		pos = ahead[n-1].End
		if !yield(Match{id, ahead[0].Start, pos}) {
			return
		}
	}
}

// All returns the phrases found in text.
func (t *Table) All(text string) []Match {
	var found []Match
	t.Scan(text, func(m Match) bool {
		found = append(found, m)
		return true
	})
	return slices.Clip(found)
}

// Joined reports whether the words that end and start at these offsets can belong to one phrase.
// Blanks alone join, and one of the signs in "full-time", "node.js", "AI / ML" or "R&D"; a full stop or
// a hyphen joins only without blanks, since with them it divides.
func Joined(text string, end, start int) bool {
	if start-end == 1 && text[end] == ' ' {
		return true
	}
	if start-end > 4 {
		return false
	}
	blank, sign := false, false
	for _, r := range text[end:start] {
		switch r {
		case ' ', '\u00A0', '\t':
			blank = true
			continue
		case '/', '&':
		case '-', '\u2010', '\u2011', '.', '_', '\'', '\u2019':
			if start-end > len(string(r)) {
				return false
			}
		default:
			return false
		}
		if sign {
			return false
		}
		sign = true
	}
	return blank || sign
}
