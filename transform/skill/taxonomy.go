// Package skill finds skills in adverts.
//
// A taxonomy, one YAML file per domain under taxonomy/, names the skills. Each way of writing a skill
// (an alias) has a class that says how much it takes to believe it: "kubernetes" is believed anywhere,
// "Go" with its capital inside a sentence, "go" only among other skills or beside a telling word, and
// "next" never. [Taxonomy.Find] reads a text once, keeps the longest alias at each place, asks the class of
// each hit, and says whether the skill is wanted or turned down, and how strongly.
//
// An entry of the taxonomy carries sentences in which its skill must and must not be found. They are
// the tests of the matcher, so a new skill needs no Go.
package skill

import (
	"slices"
	"strings"
)

// Class says what it takes to believe an alias.
type Class uint8

const (
	// Strong aliases count in any case and anywhere.
	Strong Class = iota
	// Cased aliases count in their exact case, though not where a sentence makes the capital unless a
	// certain skill is near.
	Cased
	// Context aliases count in a field of tags, among other skills, or beside a telling word.
	Context
	// Never aliases do not count. They only keep shorter aliases from matching inside them.
	Never
)

var classNames = [...]string{Strong: "strong", Cased: "cased", Context: "context", Never: "never"}

func (c Class) String() string { return classNames[c] }

// Alias is one way to write a skill.
type Alias struct {
	Text  string
	Class Class
	// Near are words or phrases beside which a Cased or Context alias counts.
	Near []string
}

// Skill is one entry of the taxonomy.
type Skill struct {
	// ID is stable and unique: lower-case letters, digits and hyphens.
	ID string
	// Name is the usual name with its usual capitals.
	Name     string
	Category string
	// Concept marks a discipline or method, as against a named technology.
	Concept bool
	// AI marks skills that count as asking for AI.
	AI      bool
	Aliases []Alias
	// Veto are phrases inside which the aliases do not count.
	Veto []string
	// Implies are the ids of wider skills. Reports roll up by them; they are no mentions.
	Implies []string
	// Yes are sentences in which the skill must be found, No those in which it must not. A prefix
	// "title:" or "tags:" sets the field.
	Yes []string
	No  []string
	// File is where the entry was read.
	File string
}

// Taxonomy is a set of skills. It does not change after [Load].
type Taxonomy struct {
	skills  []Skill
	cues    cueFile
	names   map[string]int
	version string
	// removed are the ids that user files took out.
	removed []string
	matcher
}

// Version returns a short hash of the content and the format of the taxonomy. Equal versions find
// equal skills.
func (t *Taxonomy) Version() string { return t.version }

// Skills returns the skills in order of id. The caller must not change them.
func (t *Taxonomy) Skills() []Skill { return t.skills }

// Resolve returns the skill of this id, name or alias, in any case and with blanks or hyphens.
func (t *Taxonomy) Resolve(name string) (Skill, bool) {
	i, ok := t.names[nameKey(name)]
	if !ok {
		return Skill{}, false
	}
	return t.skills[i], true
}

// index fills the table that Resolve reads. An id wins over a name, a name over an alias, a strong
// alias over an ambiguous one, and an earlier skill over a later one.
func (t *Taxonomy) index() {
	t.names = make(map[string]int, 4*len(t.skills))
	add := func(name string, i int) {
		key := nameKey(name)
		if _, taken := t.names[key]; !taken && key != "" {
			t.names[key] = i
		}
	}
	for i, s := range t.skills {
		add(s.ID, i)
	}
	for i, s := range t.skills {
		add(s.Name, i)
	}
	for class := Strong; class <= Context; class++ {
		for i, s := range t.skills {
			for _, a := range s.Aliases {
				if a.Class == class {
					add(a.Text, i)
				}
			}
		}
	}
}

// nameKey folds a name for comparison.
func nameKey(s string) string {
	return strings.TrimSpace(string(foldPattern(s)))
}

// find returns the position of the skill with this id, or where it would stand.
func find(skills []Skill, id string) (int, bool) {
	return slices.BinarySearchFunc(skills, id, func(s Skill, id string) int { return strings.Compare(s.ID, id) })
}
