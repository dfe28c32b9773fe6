package skill

import "strings"

// A negation reaches over so many words to its skill.
const (
	negationWords = 6
	negationReach = 80
)

// negate marks the hits that the text turns down.
func (f *finder) negate() {
	last := -1
	for i := range f.hits {
		h := &f.hits[i]
		if h.state != accepted {
			continue
		}
		h.negated = f.turnedDown(i, last)
		last = i
	}
}

// turnedDown decides for hit i; last is the believed hit before it, or -1.
func (f *finder) turnedDown(i, last int) bool {
	h := &f.hits[i]
	low := int32(0)
	if last >= 0 {
		low = f.hits[last].end
	}
	for k := int(h.mark) - 1; k >= 0 && f.marks[k].start >= low && f.marks[k].end <= h.start && h.start-f.marks[k].end < negationReach; k-- {
		if f.t.cueSets[f.marks[k].phrase].has(negateAfter) && !f.excused(k) && inScope(f.text[f.marks[k].end:h.start]) {
			return true
		}
	}
	if last >= 0 && f.hits[last].negated && f.sharesNegation(last, i) {
		return true
	}
	for k := int(h.mark) + 1; k < len(f.marks) && f.marks[k].start-h.end < negationReach; k++ {
		if f.marks[k].start < h.end {
			continue
		}
		if f.t.cueSets[f.marks[k].phrase].has(negateBefore) && !f.excused(k) && inScope(f.text[h.end:f.marks[k].start]) {
			return true
		}
	}
	return false
}

// excused reports whether the negation at mark k is part of a phrase that negates nothing, or that only
// makes a skill optional.
func (f *finder) excused(k int) bool {
	m := f.marks[k]
	for i := k - 1; i >= 0 && f.marks[i].start > m.start-40; i-- {
		set := f.t.cueSets[f.marks[i].phrase]
		if (set.has(noNegation) || set.has(preferBefore)) && f.marks[i].end > m.start {
			return true
		}
	}
	return f.t.cueSets[m.phrase].has(noNegation)
}

// inScope reports whether a negation works across s: few words and no new clause.
func inScope(s string) bool {
	if strings.ContainsAny(s, ".;:!?()\n|,") || strings.Contains(s, "\u2014") || strings.Contains(s, " - ") {
		return false
	}
	words := strings.Fields(s)
	if len(words) > negationWords {
		return false
	}
	for _, w := range words {
		switch strings.ToLower(w) {
		case "but", "and", "or", "to", "just", "only", "so", "because", "that", "if":
			if w != "to" || len(words) > 3 {
				return false
			}
		}
	}
	return true
}

// sharesNegation reports whether hit i stands in one list with the negated hit last: "no PHP or Perl",
// "not PHP, Perl or Tcl".
func (f *finder) sharesNegation(last, i int) bool {
	if f.gapBetween(last, i) != joined {
		return false
	}
	s := strings.ToLower(strings.TrimSpace(f.text[f.hits[last].end:f.hits[i].start]))
	if s != "," {
		return s == "or" || s == "nor" || s == "/" || s == ", or" || s == "and" || s == ", nor"
	}
	if i+1 < len(f.hits) && f.gapBetween(i, i+1) == joined {
		next := strings.ToLower(strings.TrimSpace(f.text[f.hits[i].end:f.hits[i+1].start]))
		return next == "or" || next == ", or" || next == "nor"
	}
	return false
}
