package skill

import "strings"

// sentenceReach bounds in bytes how far a cue works, so that a text without stops costs no more.
const sentenceReach = 300

// asked says how strongly the text asks for the skill of a hit: by cues in the sentence, then by the
// heading above.
func (f *finder) asked(h *hit) uint8 {
	kind, under := f.sectionAt(h.start)
	preferred, required := f.sentenceCues(h)
	switch {
	case preferred || under && kind == headPreferred:
		return scorePreferred
	case required || under && kind == headRequired:
		return scoreRequired
	}
	return scoreMentioned
}

// sentenceCues looks for cues in the sentence of a hit whose scope covers it.
func (f *finder) sentenceCues(h *hit) (preferred, required bool) {
	from := sentenceStart(f.text, int(h.start), sentenceReach)
	to := sentenceEnd(f.text, int(h.end), sentenceReach)
	for i := int(h.mark) - 1; i >= 0 && int(f.marks[i].start) >= from; i-- {
		set := f.t.cueSets[f.marks[i].phrase]
		if set.has(preferAfter) && f.marks[i].end <= h.start && !closesParen(f.text[f.marks[i].end:h.start]) && strings.IndexByte(f.text[f.marks[i].end:h.start], '|') < 0 {
			preferred = true
		}
		required = required || set.has(require)
	}
	for i := int(h.mark) + 1; i < len(f.marks) && int(f.marks[i].start) < to; i++ {
		set := f.t.cueSets[f.marks[i].phrase]
		if set.has(preferBefore) && f.marks[i].start >= h.end && !breaksClause(f.text[h.end:f.marks[i].start]) && !f.otherInParen(h, i) {
			preferred = true
		}
		required = required || set.has(require)
	}
	return preferred, required
}

// closesParen reports whether s leaves the parentheses in which it begins.
func closesParen(s string) bool {
	depth := 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '(':
			depth++
		case ')':
			if depth--; depth < 0 {
				return true
			}
		}
	}
	return false
}

// breaksClause reports whether a clause ends in s.
func breaksClause(s string) bool {
	return strings.ContainsAny(s, ";|") || strings.Contains(s, " but ") || strings.Contains(s, " - ") ||
		strings.Contains(s, ", with ") ||
		strings.Contains(s, ", experience ") || strings.Contains(s, ", knowledge ") || strings.Contains(s, ", familiarity ")
}

// otherInParen reports whether the cue at mark i stands in parentheses that hold or follow another skill
// than h: in "REST apps (React or Django preferred)" the cue is about those inside, and in "Go, Docker
// (a plus)" about the last before.
func (f *finder) otherInParen(h *hit, i int) bool {
	between := f.text[h.end:f.marks[i].start]
	at := strings.LastIndexByte(between, '(')
	if at < 0 || strings.IndexByte(between[at:], ')') >= 0 {
		return false
	}
	open := h.end + int32(at)
	for k := int(h.mark) + 1; k < i; k++ {
		if f.t.table.phrases[f.marks[k].phrase].kind == isAlias && (f.marks[k].start > open || f.marks[k].end <= open) {
			return true
		}
	}
	return false
}
