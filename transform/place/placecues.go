package place

import (
	"fmt"
	"slices"
	"sync"

	"go.yaml.in/yaml/v3"

	"rung/transform/phrase"
)

// weight says how much a way to name a place in running text tells about the role.
type weight uint8

const (
	// weak: the company's office or seat.
	weak weight = iota + 1
	// fair: where the team or the role is based.
	fair
	// strong: a label, a permit to work, a limit on who may apply.
	strong
)

// placeCue leads to a place behind it, or in front of it where back is set.
type placeCue struct {
	weight
	back bool
	// binds cues tie the role to the place.
	binds bool
	// label cues count only before a colon or at the end of a heading.
	label bool
}

// placeTable finds the phrases that tie a place to the role. A phrase may be there twice, for places before
// and behind it.
type placeTable struct {
	table *phrase.Table
	cues  [][]placeCue
	texts []string
	index map[string]int
}

// placeWords returns the table, which is built once.
var placeWords = sync.OnceValue(func() *placeTable {
	t, err := loadPlaceWords()
	if err != nil {
		panic(err) // the file is embedded and tested
	}
	return t
})

func loadPlaceWords() (*placeTable, error) {
	var file struct {
		Places struct {
			Labels       []string
			BeforeStrong []string `yaml:"before_strong"`
			BeforeFair   []string `yaml:"before_fair"`
			BeforeWeak   []string `yaml:"before_weak"`
			BehindStrong []string `yaml:"behind_strong"`
			BehindFair   []string `yaml:"behind_fair"`
			BehindWeak   []string `yaml:"behind_weak"`
			Binds        []string
		}
	}
	if err := yaml.Unmarshal(cuesYAML, &file); err != nil {
		return nil, fmt.Errorf("parse cues.yaml: %w", err)
	}
	f, t := file.Places, &placeTable{index: map[string]int{}}
	for _, group := range []struct {
		texts []string
		cue   placeCue
	}{
		{f.Labels, placeCue{weight: strong, label: true}},
		{f.BeforeStrong, placeCue{weight: strong}},
		{f.BeforeFair, placeCue{weight: fair}},
		{f.BeforeWeak, placeCue{weight: weak}},
		{f.BehindStrong, placeCue{weight: strong, back: true}},
		{f.BehindFair, placeCue{weight: fair, back: true}},
		{f.BehindWeak, placeCue{weight: weak, back: true}},
	} {
		for _, text := range group.texts {
			group.cue.binds = slices.Contains(f.Binds, text)
			t.put(text, group.cue)
		}
	}
	t.table = phrase.NewTable(t.texts)
	return t, nil
}

func (t *placeTable) put(text string, c placeCue) {
	key := foldKey(text)
	i, ok := t.index[key]
	if !ok {
		i = len(t.texts)
		t.index[key] = i
		t.texts = append(t.texts, text)
		t.cues = append(t.cues, nil)
	}
	t.cues[i] = append(t.cues[i], c)
}
