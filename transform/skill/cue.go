package skill

import (
	"errors"
	"fmt"
	"hash"
	"io"

	"go.yaml.in/yaml/v3"
)

// cue is what a phrase says about the skills near it.
type cue uint8

const (
	negateAfter  cue = iota // stands before what it turns down
	negateBefore            // stands behind it
	noNegation
	preferAfter
	preferBefore
	require
	otherFirms
	funding
	firm
	headRequired
	headPreferred
	headBenefits
	headOthers
	headAbout
	headOther
)

// cueFile mirrors cues.yaml.
type cueFile struct {
	NegationBefore  []string `yaml:"negation_before"`
	NegationAfter   []string `yaml:"negation_after"`
	NotNegation     []string `yaml:"not_negation"`
	PreferredBefore []string `yaml:"preferred_before"`
	PreferredAfter  []string `yaml:"preferred_after"`
	Required        []string `yaml:"required"`
	OtherFirms      []string `yaml:"other_firms"`
	Funding         []string `yaml:"funding"`
	Firms           []string `yaml:"firms"`
	Headings        struct {
		Required  []string `yaml:"required"`
		Preferred []string `yaml:"preferred"`
		Benefits  []string `yaml:"benefits"`
		Others    []string `yaml:"others"`
		About     []string `yaml:"about"`
		Other     []string `yaml:"other"`
	} `yaml:"headings"`
}

// lists returns the phrases by cue.
func (c *cueFile) lists() map[cue][]string {
	return map[cue][]string{
		negateAfter: c.NegationBefore, negateBefore: c.NegationAfter, noNegation: c.NotNegation,
		preferAfter: c.PreferredBefore, preferBefore: c.PreferredAfter, require: c.Required, otherFirms: c.OtherFirms, funding: c.Funding, firm: c.Firms,
		headRequired: c.Headings.Required, headPreferred: c.Headings.Preferred, headBenefits: c.Headings.Benefits,
		headOthers: c.Headings.Others, headAbout: c.Headings.About, headOther: c.Headings.Other,
	}
}

// readCues reads the embedded cues.yaml.
func (t *Taxonomy) readCues(sum hash.Hash) error {
	f, err := embedded.Open("cues.yaml")
	if err != nil {
		return fmt.Errorf("open the cues: %w", err)
	}
	defer f.Close()
	d := yaml.NewDecoder(io.TeeReader(f, sum))
	d.KnownFields(true)
	if err := d.Decode(&t.cues); err != nil && !errors.Is(err, io.EOF) {
		return fmt.Errorf("read cues.yaml: %w", err)
	}
	return nil
}

// cueSet is a set of cues that one phrase gives.
type cueSet uint32

func (s cueSet) has(c cue) bool { return s>>c&1 != 0 }

// heads are the cues that open a part of an advert.
const heads = cueSet(1<<headRequired | 1<<headPreferred | 1<<headBenefits | 1<<headOthers | 1<<headAbout | 1<<headOther)
