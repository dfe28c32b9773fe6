package pay

import (
	"slices"
	"strings"

	"rung/internal/job"
)

// maxLabel is the length of a label from which on it is a sentence.
const maxLabel = 60

// labels names each of several offers by the words of its line that stand before it.
func (r *reader) labels(ps []job.Pay) {
	end := 0
	for i := range ps {
		p := &ps[i]
		if p.Label = labelBefore(r.s, end, p.Start); p.Label == "" {
			p.Label = labelBehind(r.s, p.End)
		}
		end = p.End
		switch {
		case p.Label == "":
		case hasAny(p.Label, levels):
			p.Flags = append(p.Flags, "multi_level")
		case hasAny(p.Label, regions):
			p.Flags = append(p.Flags, "multi_region")
		}
	}
}

var levels = []string{
	"intern", "junior", "mid", "senior", "lead", "staff", "principal", "entry", "graduate", "jr", "sr", "manager",
	"director", "level", "head", "l1", "l2", "l3", "l4", "l5", "l6", "ii", "iii", "iv",
}

var regions = []string{
	"us", "usa", "uk", "eu", "europe", "canada", "sf", "nyc", "ny", "york", "bay", "area", "california", "ca", "colorado",
	"seattle", "washington", "london", "berlin", "tier", "zone", "remote", "other", "everywhere", "elsewhere", "location", "locations",
}

// labelBefore returns the label that ends before start and begins behind the offer before it, the line's
// begin or a divider.
func labelBefore(s string, from, start int) string {
	from = max(from, start-2*maxLabel)
	label := s[min(from, start):start]
	if i := strings.LastIndexAny(label, "\n|;•·"); i >= 0 {
		label = label[i:]
		for label != "" && label[0] >= 0x80 && label[0] < 0xC0 {
			label = label[1:]
		}
	}
	label = strings.Trim(label, " \t\n\r|;•·:-–—(),*=/>.&+")
	label = strings.TrimPrefix(label, "and ")
	if i := strings.LastIndexByte(label, '('); i > 0 && !strings.Contains(label[i:], ")") {
		label = strings.TrimRight(label[:i], " -:")
	}
	if isPhrase(label) {
		return lastLevel(label)
	}
	if len(label) > maxLabel || !hasLetter(label) || isOneOf(label[wordStart(label, len(label)):], "or", "lub", "oder", "ou", "to") {
		return ""
	}
	return strings.ToValidUTF8(label, "")
}

// labelBehind returns what stands in brackets right behind an offer that ends at i.
func labelBehind(s string, i int) string {
	q := skip(s, i)
	if q >= len(s) || s[q] != '(' {
		return ""
	}
	n := strings.IndexAny(s[q:min(len(s), q+maxLabel)], ")\n")
	if n < 0 {
		return ""
	}
	if label := strings.TrimSpace(s[q+1 : q+n]); hasAny(label, regions) || hasAny(label, levels) {
		return strings.ToValidUTF8(label, "")
	}
	return ""
}

// lastLevel returns the level that the last three words of a phrase name: "openings for mid".
func lastLevel(label string) string {
	words := strings.Fields(label)
	for i := len(words) - 1; i >= max(0, len(words)-4); i-- {
		if hasAny(words[i], levels) {
			return strings.Trim(words[i], ",:;()")
		}
	}
	return ""
}

// isPhrase reports whether a label only says that an amount follows.
func isPhrase(label string) bool {
	for i := 0; i < len(label); {
		end := wordEnd(label, i)
		if end == i {
			i++
			continue
		}
		w := label[i:end]
		if lookUp(w).is(payNoun|payVerb|oteWord) || isApprox(w) || isOneOf(w, "we", "is", "are", "will", "you") {
			return true
		}
		i = end
	}
	return false
}

func hasLetter(s string) bool {
	for i := range s {
		if isLetter(s, i) {
			return true
		}
	}
	return false
}

// hasAny reports whether a word of the label is one of words.
func hasAny(label string, words []string) bool {
	for w := range strings.FieldsFuncSeq(strings.ToLower(label), func(r rune) bool { return r < 0x80 && !isASCIILetter(byte(r)) && !isDigit(byte(r)) }) {
		if slices.Contains(words, w) {
			return true
		}
	}
	return false
}
