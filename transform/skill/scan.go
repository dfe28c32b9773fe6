package skill

import "unicode/utf8"

// mark is a phrase found in a text.
type mark struct {
	start, end int32
	// phrase is its number in the table.
	phrase int32
}

// scan appends to out the phrases of text from left to right. At each place the longest alias wins and
// ends the search up to its own end; cues and vetoes are noted and end nothing.
func (t *table) scan(text string, out []mark) []mark {
	for i := 0; i < len(text); {
		c := lower[text[i]]
		if c == 0 {
			i++
			continue
		}
		start, h := i, uint64(fnvOffset)
		for c != 0 && c != wide {
			h = (h ^ uint64(c)) * fnvPrime
			i++
			if i == len(text) {
				break
			}
			c = lower[text[i]]
		}
		if c == wide {
			if h, i = wideWord(text, start); i == start {
				_, n := utf8.DecodeRuneInString(text[i:])
				i += n
				continue
			}
		}
		if t.may(h) {
			if end := t.try(text, start, i, h, &out); end > i {
				i = end
				continue
			} else if end > 0 {
				continue
			}
		}
		if isDigit(text[i-1]) {
			i = max(i, t.tryStem(text, start, i, &out))
		}
	}
	return out
}

// tryStem tries the word text[start:stop] without the version at its end, and returns the end of the
// alias that it begins, 0 when there is none.
func (t *table) tryStem(text string, start, stop int, out *[]mark) int {
	h := stemHash(text[start:stop])
	if h == 0 || !t.may(h) {
		return 0
	}
	return t.try(text, start, -1, h, out)
}

// try notes the phrases that begin with the word at text[start:stop] and returns the end of the alias
// among them, 0 when there is none. stop is -1 when the word goes on with digits.
func (t *table) try(text string, start, stop int, h uint64, out *[]mark) int {
	cued := false
	first, n := t.lookup(h)
	next, known := uint64(0), stop < 0
	for i := first; i < first+n; i++ {
		if second := t.seconds[i]; second != 0 && stop >= 0 {
			if !known {
				next, known = hashAfter(text, stop), true
			}
			if next != second {
				continue
			}
		}
		p := &t.phrases[i]
		if p.kind == isCue && cued {
			continue
		}
		end := p.match(text, start)
		if end < 0 {
			continue
		}
		from := start
		if p.lead != 0 {
			from--
		}
		*out = append(*out, mark{int32(from), int32(end), i})
		if p.kind == isAlias && !p.open {
			return end
		}
		cued = cued || p.kind == isCue
	}
	return 0
}

// hashAfter returns the hash of the word behind the blank at i, 1 when there is none.
func hashAfter(text string, i int) uint64 {
	i, ok := skipJoint(text, i)
	if !ok || i == len(text) {
		return 1
	}
	h := uint64(fnvOffset)
	for from := i; i < len(text); i++ {
		switch c := lower[text[i]]; c {
		case 0:
			return h
		case wide:
			h, _ = wideWord(text, from)
			return h
		default:
			h = (h ^ uint64(c)) * fnvPrime
		}
	}
	return h
}

// wideWord reads a word that holds runes beyond ASCII. Its end is start when no word begins there.
func wideWord(text string, start int) (h uint64, end int) {
	h = fnvOffset
	var group script
	some := false
	for i := start; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		f := fold(r)
		if f == invisible && some {
			i += n
			continue
		}
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
		some = true
		i += n
		end = i
	}
	if !some {
		return h, start
	}
	return h, end
}

// stemHash is the hash of a word without the digits at its end, or 0 when fewer than three letters are
// left.
func stemHash(word string) uint64 {
	n := len(word)
	for n > 0 && '0' <= word[n-1] && word[n-1] <= '9' {
		n--
	}
	if n < 3 || n == len(word) {
		return 0
	}
	h, end := wideWord(word[:n], 0)
	if end != n {
		return 0
	}
	return h
}
