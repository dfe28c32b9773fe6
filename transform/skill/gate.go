package skill

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"rung/internal/job"
)

// state says whether a hit is believed.
type state uint8

const (
	pending state = iota // believed only among other skills
	accepted
	rejected
)

// hit is an alias in the text of a field.
type hit struct {
	start, end int32
	// mark is its place among the marks of the field.
	mark  int32
	alias int32
	state state
	// exact hits are written with the capitals of the alias.
	exact   bool
	strong  bool
	negated bool
}

// gate makes a hit of each marked alias that no veto and no address covers, and decides those that can
// be decided by themselves.
func (f *finder) gate() {
	inside := int32(0) // the end of the last concept of several words
	for i, m := range f.marks {
		p := &f.t.table.phrases[m.phrase]
		if p.kind != isAlias || inAddress(f.text, int(m.start), int(m.end)) ||
			loneLetter(f.text, m) || isAmount(f.text, int(m.end)) {
			continue
		}
		h := hit{start: m.start, end: m.end, mark: int32(i), alias: -1}
		for _, id := range p.ids {
			f.judge(&h, id)
			if h.state == accepted {
				break
			}
		}
		if h.alias < 0 || h.start < inside && f.t.skills[f.t.aliases[h.alias].skill].Concept {
			continue
		}
		f.hits = append(f.hits, h)
		if p.open {
			inside = max(inside, h.end)
		}
	}
}

// judge asks the class of one alias whether the hit may be believed. The first alias of a pending hit,
// or the first in its own capitals, is the one that a list of skills may still prove.
func (f *finder) judge(h *hit, id int32) {
	a := &f.t.aliases[id]
	if a.class == Never || f.vetoed(h, a.skill) {
		return
	}
	exact := sameCase(f.text[h.start:h.end], a.text)
	if h.alias < 0 || exact && !h.exact {
		h.alias, h.exact = id, exact
	}
	pass := false
	switch a.class {
	case Strong:
		pass = true
	case Cased:
		pass = exact && (!capitalised(a.text) || !opensSentence(f.text, int(h.start)))
	}
	if !pass && f.field == job.FieldTags {
		pass = f.wholeTag(h)
	} else if !pass && exact {
		pass = f.standsAlone(h, a.class)
	}
	if pass || f.isNear(h, a) {
		h.alias, h.exact, h.state, h.strong = id, exact, accepted, a.class == Strong
	}
}

// vetoed reports whether a veto phrase of the skill covers the hit.
func (f *finder) vetoed(h *hit, skill int32) bool {
	const reach = 80
	covers := func(m mark) bool {
		p := &f.t.table.phrases[m.phrase]
		if p.kind != isVeto || m.start > h.start || m.end < h.end {
			return false
		}
		return slices.Contains(p.ids, skill)
	}
	for i := int(h.mark) - 1; i >= 0 && f.marks[i].start > h.start-reach; i-- {
		if covers(f.marks[i]) {
			return true
		}
	}
	for i := int(h.mark) + 1; i < len(f.marks) && f.marks[i].start <= h.start; i++ {
		if covers(f.marks[i]) {
			return true
		}
	}
	return false
}

// sameCase reports whether the letters of s have the capitals of alias. Signs between them may differ.
func sameCase(s, alias string) bool {
	j := 0
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		i += n
		b := base(r)
		if b <= 0 {
			continue
		}
		for j < len(alias) {
			q, m := utf8.DecodeRuneInString(alias[j:])
			j += m
			if c := base(q); c > 0 {
				if c != b {
					return false
				}
				b = 0
				break
			}
		}
		if b != 0 {
			return true // the version behind the alias
		}
	}
	return true
}

// capitalised reports whether s is written as a sentence would write any first word: one capital, then
// small letters.
func capitalised(s string) bool {
	for i, r := range s {
		if i > 0 && !unicode.IsLower(r) && r != ' ' {
			return false
		}
	}
	return true
}

// isAmount reports whether an amount of money follows the currency that ends at i, as in "PHP 40,000".
func isAmount(text string, i int) bool {
	if i < len(text) && text[i] == ' ' {
		i++
	}
	digits, grouped := 0, false
	for ; i < len(text) && (isDigit(text[i]) || text[i] == ',' && digits > 0); i++ {
		if text[i] == ',' {
			grouped = true
		} else {
			digits++
		}
	}
	return digits >= 4 && grouped || digits >= 5 || digits > 1 && i < len(text) && (text[i] == 'k' || text[i] == 'K')
}

// loneLetter reports whether the hit is a single letter that belongs to something else, as in "C-3".
func loneLetter(text string, m mark) bool {
	if m.end-m.start != 1 {
		return false
	}
	if m.start > 0 {
		switch c := text[m.start-1]; c {
		case '-', '\'', '.', '&', '_', '#', '*':
			return true
		default:
			if r, _ := utf8.DecodeLastRuneInString(text[:m.start]); r == 0x2019 {
				return true
			}
		}
	}
	if int(m.end) < len(text) {
		switch text[m.end] {
		case '\'', '&', '_', '*', '=':
			return true
		case '-':
			return int(m.end)+1 < len(text) && lower[text[m.end+1]] != 0
		}
		if r, _ := utf8.DecodeRuneInString(text[m.end:]); r == 0x2019 {
			return true
		}
	}
	return false
}

// wholeTag reports whether the hit is one whole tag.
func (f *finder) wholeTag(h *hit) bool {
	before := h.start == 0 || h.start >= 2 && f.text[h.start-2:h.start] == tagSeparator
	after := int(h.end) == len(f.text) || f.text[h.end] == ','
	return before && after
}

// standsAlone reports whether a hit is all that its field says, or for a cased alias its line.
func (f *finder) standsAlone(h *hit, class Class) bool {
	const bullets = " \t\r-*•·"
	before, after := f.text[:h.start], f.text[h.end:]
	if class == Cased {
		before = before[strings.LastIndexByte(before[max(0, len(before)-16):], '\n')+1+max(0, len(before)-16):]
		after, _, _ = strings.Cut(after[:min(len(after), 16)], "\n")
	}
	return len(before) < 8 && len(after) < 8 && strings.Trim(before, bullets) == "" && strings.Trim(after, bullets+".,;") == ""
}

// isNear reports whether one of the alias's telling words stands in the same sentence, within 50 bytes.
func (f *finder) isNear(h *hit, a *aliasRef) bool {
	const reach = 50
	if len(a.near) == 0 {
		return false
	}
	from := sentenceStart(f.text, int(h.start), reach)
	to := sentenceEnd(f.text, int(h.end), reach)
	return f.anyNear(a, from, int(h.start)) || f.anyNear(a, int(h.end), to)
}

// anyNear looks for a telling word that begins in text[from:to].
func (f *finder) anyNear(a *aliasRef, from, to int) bool {
	for i := from; i < to; {
		if lower[f.text[i]] == 0 {
			i++
			continue
		}
		hash, end := wideWord(f.text, i)
		if end == i {
			_, n := utf8.DecodeRuneInString(f.text[i:])
			i += n
			continue
		}
		if i > 0 && lower[f.text[i-1]] != 0 && i == from {
			i = end // the window cuts a word
			continue
		}
		for k := range a.near {
			if n := &a.near[k]; n.hash == hash && n.match(f.text, i) >= 0 {
				return true
			}
		}
		i = end
	}
	return false
}
