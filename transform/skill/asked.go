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

// ofOthers reports whether a hit is no skill of the work: it stands in a list of customers or investors,
// among ways to get in touch, or under the benefits.
func (f *finder) ofOthers(h *hit) bool {
	if kind, under := f.sectionAt(h.start); under && (kind == headBenefits || kind == headOthers) {
		return true
	}
	from := sentenceStart(f.text, int(h.start), sentenceReach)
	for i := int(h.mark) - 1; i >= 0 && int(f.marks[i].start) >= from; i-- {
		if f.t.cueSets[f.marks[i].phrase].has(otherFirms) && f.marks[i].end <= h.start && !breaksClause(f.text[f.marks[i].end:h.start]) {
			return true
		}
	}
	return f.amongFirms(h) || isSimile(f.text, h) || f.isFooter(h)
}

// isFooter reports whether a hit is the label of a link to a page of the firm: "LinkedIn https://…".
func (f *finder) isFooter(h *hit) bool {
	return f.t.skills[f.t.aliases[h.alias].skill].Category == social && strings.HasPrefix(strings.TrimLeft(f.text[h.end:], " :("), "http")
}

// social is the category of the networks that firms link to.
const social = "marketing"

// amongFirms reports whether a hit stands in a list of capitalised names with a firm that is no skill.
func (f *finder) amongFirms(h *hit) bool {
	const reach = 80
	for i := int(h.mark) - 1; i >= 0 && h.start-f.marks[i].end < reach; i-- {
		if m := f.marks[i]; m.end <= h.start && f.isFirm(m) && isNameList(f.text[m.end:h.start]) {
			return true
		}
	}
	for i := int(h.mark) + 1; i < len(f.marks) && f.marks[i].start-h.end < reach; i++ {
		if m := f.marks[i]; m.start >= h.end && f.isFirm(m) && isNameList(f.text[h.end:m.start]) {
			return true
		}
	}
	return false
}

func (f *finder) isFirm(m mark) bool {
	return f.t.cueSets[m.phrase].has(firm) && 'A' <= f.text[m.start] && f.text[m.start] <= 'Z'
}

// isNameList reports whether s, between two names, holds nothing but separators and other names.
func isNameList(s string) bool {
	if strings.ContainsAny(s, "|\n:.;()") || !strings.ContainsAny(s, ",/&") && !strings.Contains(s, " and ") && !strings.Contains(s, " or ") {
		return false
	}
	for _, w := range strings.Fields(s) {
		if c := w[0]; w != "and" && w != "or" && 'a' <= c && c <= 'z' {
			return false
		}
	}
	return true
}

// isSimile reports whether a hit stands for something else, as in "the GitHub for lawyers".
func isSimile(text string, h *hit) bool {
	before, after := text[:h.start], text[h.end:]
	the := strings.HasSuffix(before, "the ") || strings.HasSuffix(before, "the “") || strings.HasSuffix(before, "the \"")
	return the && (strings.HasPrefix(after, " for ") || strings.HasPrefix(after, " of ") || strings.HasPrefix(after, "\" for") || strings.HasPrefix(after, "” for"))
}
