package place

import (
	"slices"
	"strings"

	"rung/transform/clean"
)

// Key returns the normal form of the place strings of an advert, by which two sources' copies of it
// are compared: "us san francisco|gb london". The order of the strings, the way of working and the
// spelling of a city do not count; a string that names no known place stands for itself. Strings that
// only say how the work is done give "".
func Key(locations []string) string {
	var keys []string
	for _, l := range locations {
		l = cut(l, maxField)
		places := names().resolve(l)
		for _, p := range places {
			keys = append(keys, strings.TrimSpace(strings.ToLower(p.country)+" "+clean.Key(p.city)))
		}
		if rest := withoutModes(l); len(places) == 0 && rest != "" {
			keys = append(keys, rest)
		}
	}
	slices.Sort(keys)
	return strings.Join(slices.Compact(keys), "|")
}

// withoutModes is the key of a place string without the words for the way of working.
func withoutModes(l string) string {
	t := modeWords()
	var rest strings.Builder
	last := 0
	for _, m := range t.table.All(l) {
		rest.WriteString(l[last:m.Start])
		last = m.End
	}
	rest.WriteString(l[last:])
	return clean.Key(strings.Trim(rest.String(), " -–—()[],/|"))
}
