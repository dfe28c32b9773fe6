package skill

import (
	"cmp"
	"slices"
	"strings"
)

// ofOthers reports whether a hit is no skill of the work: it stands in a list of customers or investors,
// among ways to get in touch, or under the benefits.
func (f *finder) ofOthers(h *hit) bool {
	if kind, under := f.sectionAt(h.start); under && (kind == headOthers || kind == headBenefits && !f.inStack(h)) {
		return true
	}
	from := sentenceStart(f.text, int(h.start), sentenceReach)
	for i := int(h.mark) - 1; i >= 0 && int(f.marks[i].start) >= from; i-- {
		m := f.marks[i]
		set := f.t.cueSets[m.phrase]
		if set == 0 || m.end > h.start || breaksClause(f.text[m.end:h.start]) {
			continue
		}
		if set.has(otherFirms) && mostlyNames(f.text[m.end:h.start]) || set.has(funding) && namesGiver(f.text[m.end:h.start]) {
			return true
		}
	}
	return f.isEmployer(h) || f.amongFirms(h) || isSimile(f.text, h) || f.isFooter(h)
}

// isFooter reports whether a hit is the label of a link to a page of the firm: "LinkedIn https://…".
func (f *finder) isFooter(h *hit) bool {
	return f.t.skills[f.t.aliases[h.alias].skill].Category == social && strings.HasPrefix(strings.TrimLeft(f.text[h.end:], " :("), "http")
}

// social is the category of the networks that firms link to.
const social = "marketing"

// mostlyNames reports whether s, between a cue and a hit, holds few small words: a list of firms does,
// and a sentence that has gone on to something else does not.
func mostlyNames(s string) bool {
	const most = 5
	small := 0
	for w := range strings.FieldsSeq(s) {
		if c := w[0]; 'a' <= c && c <= 'z' && !listWords[w] {
			small++
		}
	}
	return small <= most
}

// listWords may stand between the names of a list.
var listWords = map[string]bool{"and": true, "or": true, "the": true, "of": true, "from": true, "at": true, "like": true, "as": true, "such": true}

// namesGiver reports whether s, behind a word for funding, goes on to say whose it is.
func namesGiver(s string) bool {
	return strings.Contains(s, " from ") || strings.Contains(s, " by ")
}

// inStack reports whether a hit stands in a list of technologies that programmers work with: such a list
// is what the work is done with, even under "we offer".
func (f *finder) inStack(h *hit) bool {
	i, _ := slices.BinarySearchFunc(f.hits, h.mark, func(o hit, mark int32) int { return cmp.Compare(o.mark, mark) })
	left := i > 0 && f.isStack(i-1) && f.gapBetween(i-1, i) == joined
	right := i+1 < len(f.hits) && f.isStack(i+1) && f.gapBetween(i, i+1) == joined
	return f.isStack(i) && (left || right)
}

func (f *finder) isStack(i int) bool {
	if f.hits[i].state != accepted || f.isConcept(i) {
		return false
	}
	switch f.t.skills[f.t.aliases[f.hits[i].alias].skill].Category {
	case "language", "web", "database", "cloud_devops", "data", "mobile":
		return true
	}
	return false
}

// isEmployer reports whether a hit is where somebody worked: "ex-Stripe", or "at Shopify" for products
// that are firms of the same name.
func (f *finder) isEmployer(h *hit) bool {
	before := f.text[max(0, int(h.start)-4):h.start]
	if strings.HasSuffix(before, "ex-") || strings.HasSuffix(before, "Ex-") {
		return true
	}
	switch f.t.skills[f.t.aliases[h.alias].skill].Category {
	case "marketing", "crm_erp", "cms_ecommerce":
		return strings.HasSuffix(before, " at ") || strings.HasSuffix(before, "\nat ")
	}
	return false
}

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
	for w := range strings.FieldsSeq(s) {
		if c := w[0]; w != "and" && w != "or" && 'a' <= c && c <= 'z' {
			return false
		}
	}
	return true
}

// isSimile reports whether a hit stands for something else, as in "we build the GitHub for lawyers".
func isSimile(text string, h *hit) bool {
	before, ok := strings.CutSuffix(strings.TrimRight(text[max(0, int(h.start)-24):h.start], "“\""), "the ")
	after := strings.TrimLeft(text[h.end:min(len(text), int(h.end)+8)], "”\"")
	if !ok || !strings.HasPrefix(after, " for ") && !strings.HasPrefix(after, " of ") {
		return false
	}
	for _, w := range []string{"build ", "building ", "become ", "becoming ", " be ", " is ", " are ", "re ", " as ", "like ", "create ", "creating "} {
		if strings.HasSuffix(before, w) {
			return true
		}
	}
	return false
}
