package dedupe

import (
	"slices"
	"strings"

	"rung/internal/job"
	"rung/transform/clean"
)

// facts are the comparable forms of an item: hashes, so that 400,000 of them stay small. 0 means unknown.
type facts struct {
	// employer is that of the item, or of its source for items without one.
	employer uint64
	// named is set when the item has an employer.
	named bool
	title uint64
	// words is the number of words of the title.
	words uint8
	// strong is the hash of the words of the title that never differ within a job.
	strong uint64
	place  uint64
	urls   [2]uint64
	level  job.Seniority
}

func factsOf(it *Item) facts {
	f := facts{place: hash(it.Place), level: it.Level, named: it.Employer != ""}
	f.employer = hash(it.Employer)
	if !f.named {
		f.employer = hash("source\x00" + it.Source)
	}
	words := titleWords(it.Title)
	f.words = uint8(min(len(words), 255))
	f.title = hash(strings.Join(words, " "))
	f.strong = hash(strings.Join(strongWords(words), " ") + "\x00")
	if len(words) == 0 {
		f.strong = 0
	}
	f.urls = [2]uint64{hash(canonicalURL(it.ApplyURL)), hash(canonicalURL(it.URL))}
	if f.urls[0] == f.urls[1] {
		f.urls[1] = 0
	}
	return f
}

// claim is what the item says itself: that its source shows it names no employer.
func (f *facts) claim() claim {
	c := claim{strong: f.strong, level: f.level}
	if f.named {
		c.employer = f.employer
	}
	return c
}

// hash is FNV-1a with a better end; the empty string is 0. A hash that depends on nothing but the text
// lets blocks be made on several machines.
func hash(s string) uint64 {
	if s == "" {
		return 0
	}
	h := uint64(14695981039346656037)
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return mix(h) | 1
}

// noise are words of titles that say nothing about which vacancy it is.
var noise = map[string]bool{
	"m": true, "f": true, "d": true, "w": true, "x": true, "h": true, "div": true, "mwd": true, "mfd": true, "remote": true, "hybrid": true,
	"onsite": true, "hiring": true, "urgent": true, "the": true, "a": true, "an": true, "and": true, "for": true, "of": true, "in": true, "to": true,
	"with": true, "job": true, "position": true, "role": true, "needed": true, "wanted": true, "fully": true,
}

// spelled are spellings of one word.
var spelled = map[string]string{
	"sr": "senior", "snr": "senior", "jr": "junior", "jnr": "junior", "dev": "developer", "eng": "engineer", "swe": "software engineer",
	"1": "i", "2": "ii", "3": "iii", "4": "iv", "internship": "intern", "mgr": "manager", "js": "javascript", "golang": "go",
	"frontend": "front end", "backend": "back end", "fullstack": "full stack",
}

// titleWords returns the words of a title in a fixed order, without those that do not tell vacancies
// apart. The order in the title does not count: "Engineer, Backend" is "Backend Engineer".
func titleWords(title string) []string {
	words := strings.FieldsFunc(clean.Key(title), func(r rune) bool {
		return strings.ContainsRune(" ,;:/|()[]{}!?\"'*•·–—_&", r)
	})
	out := words[:0:0]
	for _, w := range words {
		w = strings.Trim(w, ".-")
		if s, ok := spelled[w]; ok {
			w = s
		}
		if w != "" && !noise[w] {
			out = append(out, strings.Fields(w)...)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// strong are words that never differ within a job: rungs, numbers, stacks.
var strong = set(`i ii iii iv v senior junior lead staff principal intern graduate grad head director vp manager chief mid entry trainee
	java javascript typescript python go rust ruby rails php c++ c# .net net c scala kotlin swift react angular vue node ios android flutter
	front back full stack end mobile web embedded data ml ai devops sre qa security sap salesforce wordpress shopify unity unreal`)

func set(s string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(s) {
		m[w] = true
	}
	return m
}

func strongWords(words []string) []string {
	var out []string
	for _, w := range words {
		if strong[w] {
			out = append(out, w)
		}
	}
	return out
}
