package skill

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

var idForm = regexp.MustCompile(`^[a-z0-9][a-z0-9-]*$`)

// merge adds one entry of a file to the taxonomy. What already stands may be changed by user files only.
func (t *Taxonomy) merge(e *entry, user bool) error {
	if e.ID == "" {
		e.ID = slug(e.Name)
	}
	if !idForm.MatchString(e.ID) {
		return errors.New("the id must be lower-case letters, digits and hyphens")
	}
	at, known := find(t.skills, e.ID)
	switch {
	case known && !user:
		return fmt.Errorf("the id is taken by an entry of %s", t.skills[at].File)
	case !user && (e.Disabled || len(e.AliasesAdd) > 0):
		return errors.New("disabled and aliases_add are for the files of users")
	case e.Disabled && !known, e.Name == "" && !known:
		return errors.New("no entry of this id stands, and this one has no name")
	case e.Disabled:
		t.skills = slices.Delete(t.skills, at, at+1)
		t.removed = append(t.removed, e.ID)
		return nil
	case e.Name == "":
		return t.extend(at, e)
	case known:
		t.skills[at] = e.skill()
		return nil
	}
	t.skills = slices.Insert(t.skills, at, e.skill())
	return nil
}

// slug makes the id of an entry that names none: its name in lower case with hyphens.
func slug(name string) string {
	out := make([]byte, 0, len(name))
	for _, r := range name {
		switch f := fold(r); {
		case f > 0 && f < 0x80:
			out = append(out, byte(f))
		case f != invisible && len(out) > 0 && out[len(out)-1] != '-':
			out = append(out, '-')
		}
	}
	return strings.Trim(string(out), "-")
}

// extend adds aliases, vetoes and sentences to a standing entry.
func (t *Taxonomy) extend(at int, e *entry) error {
	if len(e.Aliases) > 0 {
		return errors.New("an entry without a name adds to a standing one: write aliases_add instead of aliases")
	}
	s := &t.skills[at]
	s.Aliases = slices.Concat(s.Aliases, e.aliases(e.AliasesAdd))
	s.Veto = slices.Concat(s.Veto, e.Veto)
	s.Yes = slices.Concat(s.Yes, e.Yes)
	s.No = slices.Concat(s.No, e.No)
	return nil
}

// skill makes the entry a Skill.
func (e *entry) skill() Skill {
	s := Skill{
		ID: e.ID, Name: e.Name, Category: e.Category, Concept: e.Concept, AI: e.AI,
		Veto: e.Veto, Implies: e.Implies, Yes: e.Yes, No: e.No, File: e.file,
	}
	listed := e.aliases(slices.Concat(e.Aliases, e.AliasesAdd))
	s.Aliases = make([]Alias, 0, len(listed)+1)
	same := func(a Alias) bool { return nameKey(a.Text) == nameKey(e.Name) }
	if !slices.ContainsFunc(listed, same) {
		s.Aliases = append(s.Aliases, scriptForms(Alias{Text: e.Name})...)
	}
	s.Aliases = append(s.Aliases, listed...)
	return s
}

func (e *entry) aliases(list []fileAlias) []Alias {
	out := make([]Alias, 0, len(list))
	for _, a := range list {
		out = append(out, scriptForms(Alias(a))...)
	}
	return out
}

// scriptForms adds the two other ways in which people write "Vue.js": "VueJS" and "Vue JS".
func scriptForms(a Alias) []Alias {
	stem, ok := strings.CutSuffix(strings.ToLower(a.Text), ".js")
	if !ok || stem == "" || a.Class == Never {
		return []Alias{a}
	}
	joined, apart := a, a
	joined.Text, apart.Text = a.Text[:len(stem)]+"JS", a.Text[:len(stem)]+" JS"
	return []Alias{a, joined, apart}
}

// check refuses what would make the matcher or the reports wrong. Matters of taste are for Lint.
func (t *Taxonomy) check() error {
	for i := range t.skills {
		s := &t.skills[i]
		for _, a := range s.Aliases {
			if foldPattern(a.Text).words() == 0 {
				return fmt.Errorf("skill %q in %s: the alias %q has no letter or digit", s.ID, s.File, a.Text)
			}
		}
		s.Implies = slices.DeleteFunc(s.Implies, func(id string) bool { return slices.Contains(t.removed, id) })
		for _, id := range s.Implies {
			if _, ok := find(t.skills, id); !ok {
				return fmt.Errorf("skill %q in %s: implies %q, which is no skill", s.ID, s.File, id)
			}
		}
	}
	return nil
}
