package place

import (
	"strings"
	"unicode"

	"rung/internal/job"
)

// loose reads a title, or a part of a header line that may be about other things, for the pieces that
// are about places: "Store Manager (Toronto)", "Engineer - Remote US", "Country Manager Germany".
func (r *reader) loose(text string, f job.Field, start, end int) {
	r.ways(text, f, start, end)
	t := text[start:end]
	hits := r.gaz.hits(t)
	if len(hits) == 0 {
		return
	}
	for _, part := range titleParts(t) {
		var inside []hit
		for _, h := range hits {
			if h.start >= part.Start && h.end <= part.End {
				inside = append(inside, h)
			}
		}
		if len(inside) == 0 || !placesOnly(t, part, inside) && !endsWithCountry(t, part, inside) {
			continue
		}
		for _, p := range r.gaz.resolve(t[part.Start:part.End]) {
			r.add(p, f, start+part.Start, "place.title")
		}
	}
}

// titleParts divides a title at signs that set a place apart, and before " in ".
func titleParts(t string) []Span {
	var out []Span
	from := 0
	flush := func(to int) {
		if strings.TrimSpace(t[from:to]) != "" {
			out = append(out, Span{Start: from, End: to})
		}
	}
	for i := 0; i < len(t); i++ {
		switch {
		case strings.IndexByte("()[]|:;@", t[i]) >= 0:
			flush(i)
			from = i + 1
		case strings.HasPrefix(t[i:], " - "), strings.HasPrefix(t[i:], " – "), strings.HasPrefix(t[i:], " — "), strings.HasPrefix(t[i:], " in "):
			flush(i)
			from = i + strings.IndexByte(t[i+1:], ' ') + 2
			i = from - 1
		}
	}
	flush(len(t))
	return out
}

// fillers are words that may stand beside a place without making it something else.
var fillers = map[string]bool{
	"only": true, "based": true, "remote": true, "hybrid": true, "onsite": true, "on": true, "site": true, "or": true, "and": true,
	"office": true, "area": true, "metro": true, "in": true, "within": true, "the": true, "from": true, "hq": true, "fully": true,
	"anywhere": true, "region": true, "zone": true, "timezone": true, "timezones": true, "zones": true, "preferred": true, "full": true,
	"greater": true, "restricted": true, "to": true, "possible": true, "ok": true, "at": true, "our": true, "us": true, "visa": true, "relocation": true, "relocate": true, "offices": true, "locations": true, "time zones": true, "time": true, "any": true, "work": true, "home": true, "oder": true, "und": true, "o": true, "y": true, "et": true, "m": true, "f": true, "d": true, "w": true, "x": true,
}

// placesOnly reports whether a part of a title names places and nothing else. Names that are common
// words do not make it one by themselves.
func placesOnly(t string, part Span, inside []hit) bool {
	at := part.Start
	for _, h := range inside {
		if len(inside) == 1 && (h.guarded || h.has(aCode) && !h.has(aCountry)) {
			return false
		}
		if !onlyFillers(t[at:h.start]) {
			return false
		}
		at = h.end
	}
	return onlyFillers(t[at:part.End])
}

func onlyFillers(s string) bool {
	for w := range strings.FieldsFuncSeq(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if !fillers[w] {
			return false
		}
	}
	return true
}

// endsWithCountry reports whether a part ends with the full name of a country, or with a comma and a place.
func endsWithCountry(t string, part Span, inside []hit) bool {
	last := inside[len(inside)-1]
	if strings.TrimSpace(t[last.end:part.End]) != "" || last.guarded {
		return false
	}
	before := strings.TrimRight(t[part.Start:last.start], " ")
	if strings.HasSuffix(before, ",") {
		return true
	}
	return len(inside) == 1 && last.has(aCountry) && before != "" && !strings.HasSuffix(before, "/")
}
