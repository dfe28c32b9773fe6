// Package lexicon holds the words that name roles: families, nouns, fields and rungs.
//
// The words live in four YAML files beside this one. A phrase may stand in several of them: "sales" is a
// field, "lead" is a noun and a rung. Matching folds case, accents and hyphens (see transform/phrase),
// and English plurals are found without being listed.
package lexicon

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"

	"go.yaml.in/yaml/v3"

	"rung/internal/job"
	"rung/transform/phrase"
)

// Class says what somebody does, as against in which field: build, design, analyze, manage.
type Class string

// The classes that code asks for by name. nouns.yaml has more.
const (
	Build  Class = "build"
	Manage Class = "manage"
	Admin  Class = "admin"
	Advise Class = "advise"
	Write  Class = "write"
)

// Family is a family of roles and its meaning in one line.
type Family struct {
	Name job.Family
	Doc  string
}

// Field is what a field word says about the family of a role.
type Field struct {
	Rank int
	// Any is the family for the classes that For does not name.
	Any job.Family
	For map[Class]job.Family
}

// Entry is all that is known about one phrase.
type Entry struct {
	Phrase string
	// Title is the family of a phrase that names a role by itself.
	Title job.Family
	// Class and Family describe a noun. Firm nouns keep their family beside a field of another.
	Class    Class
	Family   job.Family
	Firm     bool
	Activity bool
	Field    *Field
	Level    job.Seniority
	// Shield marks a phrase whose words are no rungs.
	Shield bool
	// Entry marks work that beginners are hired for whatever the title says.
	Entry bool
}

// Helper reports whether a noun says little without a field or a rung beside it: "manager", "specialist",
// "assistant".
func (e *Entry) Helper() bool {
	return e.Class == Manage || e.Class == Admin || e.Class == Advise
}

// Lexicon is the words, ready for matching.
type Lexicon struct {
	Families []Family
	Entries  []Entry
	Table    *phrase.Table
}

// Load returns the words. They are read once.
var Load = sync.OnceValue(func() *Lexicon {
	l, err := read(familiesYAML, nounsYAML, fieldsYAML, levelsYAML)
	if err != nil {
		panic(err) // The files are part of the program: a test reads them before any user does.
	}
	return l
})

//go:embed families.yaml
var familiesYAML []byte

//go:embed nouns.yaml
var nounsYAML []byte

//go:embed fields.yaml
var fieldsYAML []byte

//go:embed levels.yaml
var levelsYAML []byte

type family struct {
	Name   job.Family
	Doc    string
	Titles []string
}

type nouns struct {
	Class          Class
	Family         job.Family
	Firm, Activity bool
	Words          []string
}

type level struct {
	Level job.Seniority
	Words []string
}

// field is one line of fields.yaml; every key that is no other setting names a class.
type field struct {
	Rank  int
	Any   job.Family
	Words []string
	For   map[string]job.Family `yaml:",inline"`
}

// reader collects entries by phrase.
type reader struct {
	entries []Entry
	index   map[string]int
}

func read(familyFile, nounFile, fieldFile, levelFile []byte) (*Lexicon, error) {
	var (
		families []family
		classes  []nouns
		fields   []field
		levels   []level
	)
	for _, f := range []struct {
		name string
		data []byte
		to   any
	}{
		{"families.yaml", familyFile, &families},
		{"nouns.yaml", nounFile, &classes},
		{"fields.yaml", fieldFile, &fields},
		{"levels.yaml", levelFile, &levels},
	} {
		if err := yaml.Unmarshal(f.data, f.to); err != nil {
			return nil, fmt.Errorf("read %s: %w", f.name, err)
		}
	}
	r := reader{index: map[string]int{}}
	l := &Lexicon{}
	for _, f := range families {
		l.Families = append(l.Families, Family{f.Name, f.Doc})
		r.each(f.Titles, true, func(e *Entry) { e.Title = first(e.Title, f.Name) })
	}
	r.addNouns(classes)
	r.addFields(fields)
	r.addLevels(levels)
	l.Entries = r.entries
	names := make([]string, len(l.Entries))
	for i, e := range l.Entries {
		names[i] = e.Phrase
	}
	l.Table = phrase.NewTable(names)
	l.inherit()
	return l, nil
}

func (r *reader) addNouns(classes []nouns) {
	for _, n := range classes {
		r.each(n.Words, !n.Activity, func(e *Entry) {
			if e.Class == "" {
				e.Class, e.Family, e.Firm, e.Activity = n.Class, n.Family, n.Firm, n.Activity
			}
		})
	}
}

func (r *reader) addFields(fields []field) {
	for _, f := range fields {
		to := &Field{Rank: f.Rank, Any: f.Any, For: make(map[Class]job.Family, len(f.For))}
		for class, name := range f.For {
			to.For[Class(class)] = name
		}
		r.each(f.Words, false, func(e *Entry) {
			if e.Field == nil {
				e.Field = to
			}
		})
	}
}

func (r *reader) addLevels(levels []level) {
	for _, v := range levels {
		r.each(v.Words, false, func(e *Entry) {
			switch {
			case v.Level == "none":
				e.Shield = true
			case v.Level == "entry":
				e.Entry = true
			case e.Level == "":
				e.Level = v.Level
			}
		})
	}
}

// inherit gives phrases what their words say by themselves, since a phrase hides its words from the table:
// "head of product" has the rung of "head of", "category manager" is a manager in the field of "category".
func (l *Lexicon) inherit() {
	for i := range l.Entries {
		e := &l.Entries[i]
		own := e.Level != ""
		words := phrase.Words(nil, e.Phrase)
		for from := range words {
			to := len(words)
			if from == 0 {
				to-- // The phrase itself would be found.
			}
			id, n := l.Table.Longest(e.Phrase, words[from:to])
			if n == 0 {
				continue
			}
			part := &l.Entries[id]
			if e.Title != "" && !own && !e.Shield && part.Level != "" {
				e.Level = part.Level // The last one counts: a tech lead manager is a manager.
			}
			if e.Title == "" && e.Class == "" && (e.Level != "" || e.Shield) && from+n == len(words) && part.Class == Manage {
				e.Class, e.Family = part.Class, part.Family
				e.Field = l.fieldBefore(e.Phrase, words[:from])
			}
		}
	}
}

// fieldBefore returns the field that the words before a noun name, or nil.
func (l *Lexicon) fieldBefore(p string, words []phrase.Word) *Field {
	if id, n := l.Table.Longest(p, words); n > 0 {
		return l.Entries[id].Field
	}
	return nil
}

// each applies set to the entry of every phrase and, when asked, of its plural.
func (r *reader) each(phrases []string, plurals bool, set func(*Entry)) {
	for _, p := range phrases {
		set(r.entry(p))
		if s := plural(p); plurals && s != "" {
			set(r.entry(s))
		}
	}
}

func (r *reader) entry(p string) *Entry {
	key := fold(p)
	i, ok := r.index[key]
	if !ok {
		i = len(r.entries)
		r.index[key] = i
		r.entries = append(r.entries, Entry{Phrase: p})
	}
	return &r.entries[i]
}

// fold spells a phrase by the hashes of its words, so that "Full-Stack" and "full stack" are one entry.
func fold(p string) string {
	var b strings.Builder
	for _, w := range phrase.Words(nil, p) {
		fmt.Fprintf(&b, "%x ", w.Key)
	}
	return b.String()
}

// plural returns the English plural of a phrase, or "" where none is to be expected.
func plural(p string) string {
	last := p[strings.LastIndexByte(p, ' ')+1:]
	switch {
	case len(last) < 2 || last[len(last)-1] >= 0x80 || strings.HasSuffix(last, "s") || strings.HasSuffix(last, "ing"):
		return ""
	case strings.HasSuffix(last, "y") && !strings.ContainsAny(last[len(last)-2:len(last)-1], "aeou"):
		return p[:len(p)-1] + "ies"
	case strings.HasSuffix(last, "man"):
		return p[:len(p)-2] + "en"
	case strings.HasSuffix(last, "ch") || strings.HasSuffix(last, "x"):
		return p + "es"
	}
	return p + "s"
}

func first(a, b job.Family) job.Family {
	if a != "" {
		return a
	}
	return b
}
