package pay

import "rung/internal/job"

// inHeader reports whether an offer stands in a header line.
func (r *reader) inHeader(o *offer) bool {
	if r.field == job.FieldTitle {
		return true
	}
	for _, h := range r.header {
		if o.start >= h.Start && o.start < h.End {
			return true
		}
	}
	return false
}

// shortText is the length up to which a text of one line is a pay line and nothing else.
const shortText = 140

// alone reports whether the text is hardly more than the offer.
func (r *reader) alone(o *offer) bool {
	if len(r.s) > shortText || r.field == job.FieldTitle {
		return false
	}
	for i := range len(r.s) {
		if r.s[i] == '\n' {
			return false
		}
	}
	if o.isWage() && o.sign != "" {
		return r.opensLine(o)
	}
	return o.usd() >= 3 && !o.named(r.s) && r.opensLine(o)
}

// named reports whether a word that the grammar does not know follows right behind the offer, as a thing
// that it counts or buys would: "4k monitor", "$100 gift card".
func (o *offer) named(s string) bool {
	from, to, g := nextWord(s, o.end, min(len(s), o.end+4))
	return from != to && g == 0 && lookUp(s[from:to]).sense&^countWord == 0
}

// whole reports whether nothing but punctuation surrounds the offer.
func (r *reader) whole(o *offer) bool {
	from, to, _ := prevWord(r.s, o.start, 0)
	if from != to {
		return false
	}
	from, to, _ = nextWord(r.s, o.end, len(r.s))
	return from == to
}

// opensLine reports whether an offer begins its line or its part of a header line.
func (r *reader) opensLine(o *offer) bool {
	from, to, g := prevWord(r.s, o.start, max(0, o.start-20))
	if isApprox(r.s[from:to]) {
		from, to, g = prevWord(r.s, from, max(0, from-20))
	}
	return from == to && (o.start < 20 || g&(gapLine|gapStop) != 0) || g&(gapLine|gapStop) != 0
}

// setOff reports whether the text from start to end is a part of its own between dashes, bars, colons or
// line ends, as in "Data Scientist - 70-90k - https://...".
func setOff(s string, start, end int) bool {
	from, to, g := prevWord(s, start, max(0, start-12))
	if from != to && g&(gapStop|gapLine|gapColon|gapBracket|gapBar) == 0 {
		return false
	}
	from, to, g = nextWord(s, end, min(len(s), end+12))
	return from == to || g&(gapStop|gapLine|gapBracket|gapBar|gapPlus) != 0
}

// labelled reports whether a short label with a colon is all that stands before an offer in its line.
func (o *offer) labelled(s string) bool {
	i := skipBack(s, o.start)
	if i == 0 || s[i-1] != ':' {
		return false
	}
	const longest = 40
	for j := i - 2; j >= max(0, i-longest); j-- {
		if s[j] == '\n' || s[j] == '.' || isDigit(s[j]) {
			return s[j] == '\n'
		}
	}
	return i <= longest
}

// inBrackets reports whether an offer is all that stands in a pair of brackets, or nearly so.
func (o *offer) inBrackets(s string) bool {
	i := skipBack(s, o.start)
	return i > 0 && s[i-1] == '('
}

// beside reports whether equity, bonus or the like follows after a plus.
func beside(s string, end int) bool {
	from, to, g := nextWord(s, end, min(len(s), end+12))
	if from == to || g&^(gapPlus|gapComma) != 0 {
		return false
	}
	if isOneOf(s[from:to], "plus", "and") {
		g |= gapPlus
		from, to, _ = nextWord(s, to, min(len(s), to+12))
	}
	return g != 0 && (lookUp(s[from:to]).is(extraWord) || isOneOf(s[from:to], "benefits", "super", "superannuation", "meaningful", "generous", "significant"))
}
