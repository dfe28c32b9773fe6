package jsonld

import (
	"encoding/json"
	"html"
	"slices"
	"strings"
	"unicode"
)

// object is one thing of a page's JSON-LD.
type object = map[string]any

const (
	// maxDepth bounds how deep things are looked for, maxThings how many of a page are looked at.
	maxDepth  = 64
	maxThings = 100_000
)

// graph is all things of a page.
type graph struct {
	postings []object
	// named holds things by their @id, which others refer to.
	named map[string]object
	seen  int
}

// add looks through a value for postings and named things, in the order in which they are written as far
// as arrays go, and by name in objects.
func (g *graph) add(v any, depth int) {
	if g.seen++; depth > maxDepth || g.seen > maxThings {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			g.add(e, depth+1)
		}
	case object:
		if id, ok := v["@id"].(string); ok && len(v) > 1 {
			if before := g.named[id]; len(before) < len(v) {
				g.named[id] = v
			}
		}
		if is(v, "JobPosting") {
			g.postings = append(g.postings, v)
		}
		keys := make([]string, 0, len(v))
		for k := range v {
			keys = append(keys, k)
		}
		slices.Sort(keys)
		for _, k := range keys {
			g.add(v[k], depth+1)
		}
	}
}

// is reports whether a thing is of a type of schema.org, written in any of its forms.
func is(o object, kind string) bool {
	return slices.ContainsFunc(many(o["@type"]), func(t any) bool {
		s, _ := t.(string)
		return local(s) == kind
	})
}

// local strips the vocabulary from a term.
func local(term string) string {
	for _, prefix := range []string{"https://schema.org/", "http://schema.org/", "schema:"} {
		term = strings.TrimPrefix(term, prefix)
	}
	return strings.TrimSpace(term)
}

// field returns a property of a thing.
func field(o object, name string) any {
	for _, prefix := range []string{"", "schema:", "https://schema.org/", "http://schema.org/"} {
		if v, ok := o[prefix+name]; ok {
			return v
		}
	}
	return nil
}

// many returns a value as a list: nothing, one or several.
func many(v any) []any {
	switch v := v.(type) {
	case nil:
		return nil
	case []any:
		return v
	case object:
		for _, k := range []string{"@list", "@set"} {
			if list, ok := v[k].([]any); ok {
				return list
			}
		}
	}
	return []any{v}
}

// thing returns the first object of a value. A mere reference is followed.
func (g *graph) thing(v any) object {
	for _, e := range many(v) {
		if o, ok := e.(object); ok {
			id, _ := o["@id"].(string)
			if full := g.named[id]; id != "" && len(o) <= 2 && full != nil {
				return full
			}
			return o
		}
	}
	return nil
}

// words returns a value as one line of text: a text, a number, or the name of a thing.
func (g *graph) words(v any) string {
	for _, e := range many(v) {
		if o, ok := e.(object); ok {
			e = nil
			o = g.thing(o)
			for _, k := range []string{"@value", "name", "legalName", "value", "description"} {
				if s := scalar(field(o, k)); s != "" {
					e = s
					break
				}
			}
		}
		if s := line(scalar(e)); s != "" {
			return s
		}
	}
	return ""
}

// scalar returns a text, or a number as it is written.
func scalar(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case json.Number:
		return v.String()
	}
	return ""
}

// line closes up white space, undoes entities and drops characters that steer terminals.
func line(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && !unicode.IsSpace(r) {
			return -1
		}
		return r
	}, html.UnescapeString(s))
	return strings.Join(strings.Fields(s), " ")
}
