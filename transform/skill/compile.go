package skill

import (
	"strings"
	"sync"
)

// matcher is what Find needs of a taxonomy: one table over all phrases.
type matcher struct {
	table   *table
	aliases []aliasRef
	// cueSets holds by phrase what a cue says; 0 for aliases and vetoes.
	cueSets []cueSet
	pool    sync.Pool
}

// aliasRef is an alias as the gate needs it.
type aliasRef struct {
	skill int32
	class Class
	text  string
	near  []nearWord
}

// nearWord is a word or phrase that makes an alias believable.
type nearWord struct {
	hash uint64
	phrase
}

// compile builds the table over the aliases, vetoes and cues.
func (t *Taxonomy) compile() {
	b := newBuilder()
	for i, s := range t.skills {
		for _, a := range s.Aliases {
			b.add(a.Text, isAlias, int32(len(t.aliases)))
			t.aliases = append(t.aliases, aliasRef{skill: int32(i), class: a.Class, text: a.Text, near: nearWords(a.Near)})
		}
		for _, v := range s.Veto {
			b.add(v, isVeto, int32(i))
		}
	}
	lists := t.cues.lists()
	for c := negateAfter; c <= headOther; c++ {
		for _, text := range lists[c] {
			b.add(text, isCue, int32(c))
			if c == headPreferred && strings.Contains(text, " ") {
				b.add(text, isCue, int32(preferAfter)) // inside a sentence, too
			}
		}
	}
	t.table = b.build()
	for i := range t.table.phrases {
		t.table.phrases[i].open = t.isOpen(&t.table.phrases[i])
	}
	t.cueSets = make([]cueSet, len(t.table.phrases))
	for i, p := range t.table.phrases {
		if p.kind != isCue {
			continue
		}
		for _, c := range p.ids {
			t.cueSets[i] |= 1 << c
		}
	}
	t.pool.New = func() any { return &finder{t: t, best: make([]candidate, len(t.skills))} }
}

func nearWords(list []string) []nearWord {
	out := make([]nearWord, 0, len(list))
	for _, s := range list {
		p := phrase{pattern: foldPattern(s)}
		if len(p.pattern) > 0 && lower[p.pattern[0]] == 0 {
			p.lead, p.pattern = p.pattern[0], p.pattern[1:]
		}
		if p.pattern.words() > 0 {
			out = append(out, nearWord{firstHash(p.pattern), p})
		}
	}
	return out
}

// isOpen reports whether a phrase is the alias of concepts alone and has several words.
func (t *Taxonomy) isOpen(p *phrase) bool {
	if p.kind != isAlias || p.pattern.words() < 2 {
		return false
	}
	for _, id := range p.ids {
		if a := &t.aliases[id]; a.class == Never || !t.skills[a.skill].Concept {
			return false
		}
	}
	return true
}
