package skill

import (
	"cmp"
	"slices"
	"strings"

	"rung/internal/job"
)

// maxField bounds how many bytes of a field are read: an advert is never so long.
const maxField = 1 << 20

// tagSeparator stands between the tags in the string that the offsets of mentions in tags point into.
const tagSeparator = ", "

// Find returns the skills of an advert, each once, at its strongest evidence, in order of id. The text
// must be plain. Start and End are byte offsets into the field that the mention names; for tags they
// point into the tags joined by ", ". The result depends on nothing but the arguments, and the method
// may be called from several goroutines.
func (t *Taxonomy) Find(title, text string, tags []string) []job.Mention {
	f := t.pool.Get().(*finder)
	defer t.pool.Put(f)
	joined := strings.Join(tags, tagSeparator)
	f.reset()
	f.read(job.FieldTitle, clip(title))
	f.read(job.FieldText, clip(text))
	f.read(job.FieldTags, clip(joined))
	return f.mentions(map[job.Field]string{job.FieldTitle: title, job.FieldText: text, job.FieldTags: joined})
}

func clip(s string) string { return s[:min(len(s), maxField)] }

// candidate is the best evidence so far for one skill.
type candidate struct {
	seen  bool
	score uint8
	field job.Field
	start int32
	end   int32
	alias int32
}

// finder holds the working memory of one Find. It is reused, so that a text costs no allocation but
// those of its result.
type finder struct {
	t        *Taxonomy
	field    job.Field
	text     string
	marks    []mark
	hits     []hit
	sections []section
	own      []int32
	best     []candidate
	touched  []int32
}

func (f *finder) reset() {
	for _, s := range f.touched {
		f.best[s] = candidate{}
	}
	f.touched = f.touched[:0]
}

// read finds the skills of one field and keeps the best evidence for each.
func (f *finder) read(field job.Field, text string) {
	if text == "" {
		return
	}
	f.field, f.text = field, text
	f.marks = f.t.table.scan(text, f.marks[:0])
	f.hits, f.sections, f.own = f.hits[:0], f.sections[:0], f.own[:0]
	f.gate()
	f.lists()
	if field == job.FieldText {
		f.findSections()
		f.findOwnNames()
	}
	f.negate()
	for i := range f.hits {
		h := &f.hits[i]
		if h.state != accepted {
			continue
		}
		if score := f.score(h); score > 0 {
			f.keep(h, score)
		}
	}
}

// Scores order evidence. A skill that is wanted anywhere is wanted, however weakly.
const (
	scoreNegated uint8 = iota + 1
	scoreMentioned
	scorePreferred
	scoreRequired
	scoreTitle
)

// score says how strongly a hit asks for its skill; 0 when it does not count.
func (f *finder) score(h *hit) uint8 {
	switch {
	case f.field == job.FieldText && (slices.Contains(f.own, f.t.aliases[h.alias].skill) || f.ofOthers(h)):
		return 0
	case h.negated:
		return scoreNegated
	case f.field == job.FieldTitle:
		return scoreTitle
	case f.field == job.FieldTags:
		return scoreRequired
	}
	return f.asked(h)
}

func (f *finder) keep(h *hit, score uint8) {
	s := f.t.aliases[h.alias].skill
	c := &f.best[s]
	if !c.seen {
		f.touched = append(f.touched, s)
	} else if c.score >= score {
		return
	}
	*c = candidate{true, score, f.field, h.start, h.end, h.alias}
}

// mentions makes the result from what was kept.
func (f *finder) mentions(fields map[job.Field]string) []job.Mention {
	if len(f.touched) == 0 {
		return nil
	}
	slices.SortFunc(f.touched, cmp.Compare[int32])
	out := make([]job.Mention, 0, len(f.touched))
	for _, i := range f.touched {
		s, c := &f.t.skills[i], f.best[i]
		m := job.Mention{
			Skill: s.ID, Name: s.Name, Category: s.Category, Concept: s.Concept,
			Polarity: job.Wanted, Strength: job.Mentioned,
			Evidence: job.Evidence{Field: c.field, Start: int(c.start), End: int(c.end), Rule: f.rule(c)},
			Text:     fields[c.field][c.start:c.end],
		}
		switch c.score {
		case scoreNegated:
			m.Polarity = job.Negated
		case scorePreferred:
			m.Strength = job.Preferred
		case scoreRequired:
			m.Strength = job.Required
		case scoreTitle:
			m.Strength = job.InTitle
		}
		out = append(out, m)
	}
	return out
}

// rule names the class that let the evidence pass.
func (f *finder) rule(c candidate) string {
	switch f.t.aliases[c.alias].class {
	case Strong:
		return "skill.strong"
	case Cased:
		return "skill.cased"
	default:
		return "skill.context"
	}
}
