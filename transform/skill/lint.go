package skill

import (
	"cmp"
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"rung/internal/job"
)

// Problem is something that Lint found in a taxonomy.
type Problem struct {
	// File and Skill say where.
	File  string
	Skill string
	// Rule is collision, word, short, sentence or untested.
	Rule string
	// Detail says what is wrong, in a sentence.
	Detail string
}

func (p Problem) String() string {
	return fmt.Sprintf("%s: %s: %s: %s", p.File, p.Skill, p.Rule, p.Detail)
}

//go:embed words.txt
var wordList string

// Lint looks for what makes matches wrong: aliases that two skills share with nothing to tell them
// apart, English words that count anywhere, aliases of one or two letters that need nothing beside them,
// ambiguous aliases without sentences, and sentences of the taxonomy that the matcher gets wrong.
// Problems come in order of file and skill.
func (t *Taxonomy) Lint() []Problem {
	var out []Problem
	out = append(out, t.lintCollisions()...)
	words := strings.Fields(wordList)
	for i := range t.skills {
		out = append(out, lintAliases(&t.skills[i], words)...)
		out = append(out, t.lintSentences(&t.skills[i])...)
	}
	slices.SortStableFunc(out, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Skill, b.Skill))
	})
	return out
}

// lintCollisions reports aliases of two skills of which one would always win.
func (t *Taxonomy) lintCollisions() []Problem {
	type owner struct{ skill, alias int }
	taken := map[string]owner{}
	var out []Problem
	for i := range t.skills {
		for j, a := range t.skills[i].Aliases {
			if a.Class == Never || a.Class == Context && len(a.Near) > 0 {
				continue
			}
			key := nameKey(a.Text)
			o, ok := taken[key]
			if ok && o.skill != i {
				out = append(out, problem(&t.skills[i], "collision", "%q is an alias of %s too", a.Text, t.skills[o.skill].ID))
			} else {
				taken[key] = owner{i, j}
			}
		}
	}
	return out
}

func lintAliases(s *Skill, words []string) []Problem {
	var out []Problem
	ambiguous := false
	for _, a := range s.Aliases {
		key := nameKey(a.Text)
		_, word := slices.BinarySearch(words, key)
		switch {
		case a.Class == Strong && word:
			out = append(out, problem(s, "word", "%q is an English word and counts anywhere: give it class cased or context", a.Text))
		case a.Class == Strong && letters(key) < 3 && len(key) == letters(key):
			out = append(out, problem(s, "short", "%q is short and counts anywhere: give it class cased or context", a.Text))
		}
		ambiguous = ambiguous || a.Class == Cased || a.Class == Context
	}
	if ambiguous && (len(s.Yes) == 0 || len(s.No) == 0) {
		out = append(out, problem(s, "untested", "an ambiguous alias needs sentences under yes and under no"))
	}
	return out
}

// letters counts the letters and digits of a key.
func letters(key string) int {
	n := 0
	for _, r := range key {
		if fold(r) > 0 {
			n++
		}
	}
	return n
}

// lintSentences runs the sentences of one skill.
func (t *Taxonomy) lintSentences(s *Skill) []Problem {
	var out []Problem
	for _, sentence := range s.Yes {
		if !t.finds(s.ID, sentence) {
			out = append(out, problem(s, "sentence", "not found in %q", sentence))
		}
	}
	for _, sentence := range s.No {
		if t.finds(s.ID, sentence) {
			out = append(out, problem(s, "sentence", "found in %q", sentence))
		}
	}
	return out
}

// finds reports whether the skill is wanted in a sentence of the taxonomy.
func (t *Taxonomy) finds(id, sentence string) bool {
	for _, m := range t.findIn(sentence) {
		if m.Skill == id && m.Polarity == job.Wanted {
			return true
		}
	}
	return false
}

// findIn reads a sentence of the taxonomy; "title:" and "tags:" before it name the field.
func (t *Taxonomy) findIn(sentence string) []job.Mention {
	if rest, ok := strings.CutPrefix(sentence, "title:"); ok {
		return t.Find(strings.TrimSpace(rest), "", nil)
	}
	if rest, ok := strings.CutPrefix(sentence, "tags:"); ok {
		tags := strings.Split(rest, ",")
		for i := range tags {
			tags[i] = strings.TrimSpace(tags[i])
		}
		return t.Find("", "", tags)
	}
	return t.Find("", sentence, nil)
}

func problem(s *Skill, rule, format string, args ...any) Problem {
	return Problem{File: s.File, Skill: s.ID, Rule: rule, Detail: fmt.Sprintf(format, args...)}
}
