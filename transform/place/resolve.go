package place

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// place is one country, scope or city that a text names. Offsets are bytes of that text.
type place struct {
	country    string
	city       string
	start, end int
	// qualified is set where a state or country stands beside the name.
	qualified bool
}

// resolve returns the places that s names, in order. Names that are common words too count beside their
// state or country, or when they stand alone between signs.
func (g *gazetteer) resolve(s string) []place {
	hits := g.hits(s)
	named := namedCountries(hits)
	var out []place
	for i := 0; i < len(hits); i++ {
		p, used := g.one(s, hits[i:], named)
		if p.country != "" {
			out = append(out, p)
		}
		i += used
	}
	return out
}

// one reads the place that the first hit begins and says how many hits behind it belong to it.
func (g *gazetteer) one(s string, hits []hit, named []string) (place, int) {
	h := hits[0]
	used := 0
	var m meaning
	switch {
	case len(hits) > 1 && qualifies(s, h.end, hits[1]):
		if q, ok := h.within(hits[1]); ok {
			m, used = q, 1
		}
	case h.has(aCode) && !h.has(aCountry) && !h.has(aCity):
		return h.lone(s), 0
	}
	if used == 0 {
		if h.guarded && !standsAlone(s, h.start, h.end) {
			return place{}, 0
		}
		m = h.alone(named)
	}
	p := place{country: m.country, city: m.city, start: h.start, end: h.end}
	// "Reston, Virginia USA": what names the same country goes with it.
	for j := used + 1; j < len(hits) && m.country != ""; j++ {
		if !qualifies(s, hits[j-1].end, hits[j]) || !hits[j].same(m) {
			break
		}
		used = j
	}
	if used > 0 {
		p.end, p.qualified = hits[used].end, true
	}
	// "Colombia (Latin America)" names the part of the world, not another place.
	if next := used + 1; next < len(hits) && strings.TrimSpace(s[hits[used].end:hits[next].start]) == "(" && hits[next].has(aScope) && m.kind != aScope {
		used = next
	}
	return p, used
}

// within returns the meaning of h as a part of what q names.
func (h hit) within(q hit) (meaning, bool) {
	var byCountry, byState *meaning
	for i, m := range h.meanings {
		for _, o := range q.meanings {
			switch {
			case o.kind == aCity || o.kind == aScope || m.country != o.country || m.kind > aState:
			case m.kind == aCity && o.state != "" && o.state == m.state:
				return m, true
			case o.kind == aCountry || o.kind == aCode && o.state == "":
				if byCountry == nil || m.kind == aCity && m.people > byCountry.people {
					byCountry = &h.meanings[i]
				}
			}
		}
	}
	// A code of a state behind a city that the table does not have there: the code is right.
	for i, o := range q.meanings {
		if h.has(aCity) && o.kind == aCode && o.state != "" && byState == nil {
			byState = &q.meanings[i]
		}
	}
	switch {
	case byCountry != nil:
		return *byCountry, true
	case byState != nil:
		return meaning{kind: aState, country: byState.country, state: byState.state}, true
	}
	return meaning{}, false
}

// familiar says how much likelier adverts mean a city of a country than its size tells.
func familiar(country string) int {
	switch country {
	case "US", "GB":
		return 3
	case "CA", "ES", "DE", "FR":
		return 2
	}
	return 1
}

// alone returns what h means without a neighbour: the country it names, else the largest city, in one
// of the named countries if it is not much smaller there.
func (h hit) alone(named []string) meaning {
	var best meaning
	largest := 0
	for _, m := range h.meanings {
		largest = max(largest, m.people)
	}
	for _, m := range h.meanings {
		switch {
		case m.kind == aCountry && !h.has(aCity), m.kind == aScope:
			return m
		case m.kind == aCode:
			continue
		case m.kind == aCity && slices.Contains(named, m.country) && m.people*20 >= largest:
			m.people = 4*largest + 1
		case m.kind == aState && h.has(aCountry) && !slices.Contains(named, m.country):
			continue
		}
		if m.people *= familiar(m.country); best.country == "" || m.people > best.people {
			best = m
		}
	}
	if best.kind == aCode {
		return meaning{}
	}
	return best
}

// lone reads a code that no known name stands before: "Revelstoke BC", "Smallville, KS". A code that is
// all of a field counts as well.
func (h hit) lone(s string) place {
	if strings.TrimSpace(s) == s[h.start:h.end] {
		for _, m := range h.meanings {
			if m.state == "" {
				return place{country: m.country, start: h.start, end: h.end}
			}
		}
	}
	before := strings.TrimRight(s[:h.start], " ")
	comma := strings.HasSuffix(before, ",")
	before = strings.TrimRight(before, " ,")
	word := before[strings.LastIndexAny(before, " \t\n|/(,")+1:]
	first, _ := utf8.DecodeRuneInString(word)
	if !unicode.IsUpper(first) || !comma && word == strings.ToUpper(word) || !endsPlace(s[h.end:]) {
		return place{}
	}
	if !comma && isWordCode(s[h.start:h.end]) {
		return place{}
	}
	for _, m := range h.meanings {
		if m.state != "" && m.country != "" {
			return place{country: m.country, start: h.start, end: h.end}
		}
	}
	return place{}
}

// isWordCode reports whether a code is a word when written in capitals.
func isWordCode(s string) bool {
	switch s {
	case "OR", "IN", "ME", "HI", "OK", "ON", "ID", "OH", "PA", "MA", "AL", "DE", "LA", "CO", "AI", "IT", "QA", "PR", "VA", "MS", "SA", "WA":
		return true
	}
	return false
}

// endsPlace reports whether what follows a code leaves it one: the end, a sign, a number.
func endsPlace(rest string) bool {
	rest = strings.TrimLeft(rest, " ")
	return rest == "" || !unicode.IsUpper(firstRune(rest))
}

// stateCodes finds a list of at least three codes of states of the US: "AK, AR, DE".
func (g *gazetteer) stateCodes(s string) (place, bool) {
	run, start, last := 0, 0, 0
	for _, h := range g.hits(s) {
		isCode := h.end-h.start == 2 && slices.ContainsFunc(h.meanings, func(m meaning) bool { return m.country == "US" && m.state != "" })
		switch {
		case !isCode:
			run = 0
			continue
		case run == 0 || s[last:h.start] != ", ":
			run, start = 0, h.start
		}
		run, last = run+1, h.end
		if run == 3 {
			return place{country: "US", start: start, end: last}, true
		}
	}
	return place{}, false
}

// same reports whether h can name the country of m, or its state.
func (h hit) same(m meaning) bool {
	return slices.ContainsFunc(h.meanings, func(o meaning) bool {
		return o.country == m.country && (o.kind == aCountry || (o.kind == aCode || o.kind == aState) && (o.state == "" || o.state == m.state) && !h.has(aCity))
	})
}

// qualifies reports whether the hit q stands right behind a name that ends at end: "Paris, TX",
// "Berlin (Germany)", "London - UK".
func qualifies(s string, end int, q hit) bool {
	gap := s[end:q.start]
	if len(gap) > 5 {
		return false
	}
	sign := strings.TrimSpace(gap)
	switch sign {
	case ",", "(", ".,", ":":
		return true
	case "-", "–", "—":
		return q.has(aCountry) || q.has(aCode)
	case "":
		return gap != "" && !strings.Contains(gap, "\n") && (q.has(aCode) || q.has(aCountry) || q.has(aState) && !q.has(aCity))
	}
	return false
}

// namedCountries lists the countries that hits name by themselves.
func namedCountries(hits []hit) []string {
	var out []string
	for _, h := range hits {
		for _, m := range h.meanings {
			if m.kind == aCountry && !h.has(aCity) && !h.has(aState) && !slices.Contains(out, m.country) {
				out = append(out, m.country)
			}
		}
	}
	return out
}
