package eval

import (
	"fmt"
	"os"
	"slices"
	"strings"

	"rung/internal/job"
	"rung/transform/skill"
)

// Bars of the skill tasks.
const (
	skillPrecisionBar = 0.95
	skillRecallBar    = 0.92
	ambiguityBar      = 0.97
)

// skillTasks measure the matcher on whole listings, on ambiguous words and on technical adverts in two
// languages, and the taxonomy on lists of names.
func skillTasks() []Task {
	return []Task{
		{Name: "skills", Run: withTaxonomy(runSkills)},
		{Name: "skill_ambiguity", Run: withTaxonomy(runAmbiguity)},
		{Name: "skills_observatorio", Run: withTaxonomy(runObservatorio)},
		{Name: "skill_names", Run: withTaxonomy(runSkillNames)},
	}
}

// withTaxonomy hands the embedded taxonomy to a task.
func withTaxonomy(run func(*skill.Taxonomy, string) ([]Figure, []string, error)) func(string) ([]Figure, []string, error) {
	return func(dir string) ([]Figure, []string, error) {
		t, err := skill.Load()
		if err != nil {
			return nil, nil, err
		}
		return run(t, dir)
	}
}

// skillTally counts what was found and expected, what was found beyond it, and what was missed.
type skillTally struct{ hit, extra, missed int }

func (c skillTally) precision() float64 { return share(c.hit, c.hit+c.extra) }
func (c skillTally) recall() float64    { return share(c.hit, c.hit+c.missed) }
func (c skillTally) f1() float64        { return share(2*c.hit, 2*c.hit+c.extra+c.missed) }

// compare counts what is in both lists and returns what is in one only. Both are sorted without repeats.
func (c *skillTally) compare(want, got []string) (missed, extra []string) {
	for _, w := range want {
		if _, ok := slices.BinarySearch(got, w); ok {
			c.hit++
		} else {
			missed = append(missed, w)
		}
	}
	for _, g := range got {
		if _, ok := slices.BinarySearch(want, g); !ok {
			extra = append(extra, g)
		}
	}
	c.missed += len(missed)
	c.extra += len(extra)
	return missed, extra
}

// skillIDs resolves names to ids in order, "?name" for those that the taxonomy lacks. Concepts are left
// out: they are labelled too loosely to measure.
func skillIDs(t *skill.Taxonomy, names []string) []string {
	var out []string
	for _, n := range names {
		switch s, ok := t.Resolve(n); {
		case !ok:
			out = append(out, "?"+n)
		case !s.Concept:
			out = append(out, s.ID)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// skillCase is a labelled listing, as far as skills go.
type skillCase struct {
	ID, Source, Title, Text string
	Gold                    struct {
		Skills  []string
		Nice    []string `json:"skills_nice"`
		Negated []string
	}
}

// foundSkills sorts the mentions of a listing by what they say.
type foundSkills struct {
	wanted, preferred, negated []string
	// shown is each mention in its surroundings.
	shown map[string]string
}

func (c skillCase) find(t *skill.Taxonomy) foundSkills {
	f := foundSkills{shown: map[string]string{}}
	for _, m := range t.Find(c.Title, c.Text, nil) {
		f.shown[m.Skill] = c.surroundings(m)
		switch {
		case m.Polarity == job.Negated:
			f.negated = append(f.negated, m.Skill)
		case m.Concept:
		default:
			f.wanted = append(f.wanted, m.Skill)
			if m.Strength == job.Preferred {
				f.preferred = append(f.preferred, m.Skill)
			}
		}
	}
	return f
}

func (c skillCase) surroundings(m job.Mention) string {
	s := c.Text
	if m.Field == job.FieldTitle {
		s = c.Title
	}
	line := s[max(0, m.Start-50):m.Start] + "«" + m.Text + "»" + s[m.End:min(len(s), m.End+50)]
	return fmt.Sprintf("%s %s: %s", m.Strength, m.Rule, strings.ToValidUTF8(strings.ReplaceAll(line, "\n", "⏎"), ""))
}

func runSkills(t *skill.Taxonomy, dir string) ([]Figure, []string, error) {
	groups := map[string]*skillTally{"hackernews": {}, "ashby": {}, "upwork": {}}
	var nice, negated skillTally
	var misses []string
	err := eachLine(file(dir, "listings_dev.jsonl"), func(c skillCase) {
		f := c.find(t)
		note := func(what string, into *skillTally, gold, got []string) {
			missed, extra := into.compare(skillIDs(t, gold), got)
			for _, s := range missed {
				misses = append(misses, fmt.Sprintf("%s %s missed: %s %s", c.ID, what, s, f.shown[s]))
			}
			for _, s := range extra {
				misses = append(misses, fmt.Sprintf("%s %s extra: %s %s", c.ID, what, s, f.shown[s]))
			}
		}
		if groups[c.Source] == nil {
			groups[c.Source] = &skillTally{}
		}
		note("skill", groups[c.Source], c.Gold.Skills, f.wanted)
		note("nice", &nice, c.Gold.Nice, f.preferred)
		note("negated", &negated, c.Gold.Negated, f.negated)
	})
	var out []Figure
	for _, name := range []string{"hackernews", "ashby", "upwork"} {
		g := groups[name]
		out = append(out,
			Figure{"skills", name + " precision", g.precision(), skillPrecisionBar, g.hit + g.extra},
			Figure{"skills", name + " recall", g.recall(), skillRecallBar, g.hit + g.missed})
	}
	return append(out,
		Figure{Task: "skills", Name: "nice to have, precision", Value: nice.precision(), N: nice.hit + nice.extra},
		Figure{Task: "skills", Name: "nice to have, recall", Value: nice.recall(), N: nice.hit + nice.missed},
		Figure{Task: "skills", Name: "negated, precision", Value: negated.precision(), N: negated.hit + negated.extra},
		Figure{Task: "skills", Name: "negated, recall", Value: negated.recall(), N: negated.hit + negated.missed},
	), misses, err
}

// ambiguityCase is a text with skills that must and must not be found in it.
type ambiguityCase struct {
	ID, Text, Field string
	Want, Not       []string
}

// find reads the text as the field that the case names, and returns the ids that it asks for.
func (c ambiguityCase) find(t *skill.Taxonomy) []string {
	var mentions []job.Mention
	switch c.Field {
	case "title":
		mentions = t.Find(c.Text, "", nil)
	case "tags":
		mentions = t.Find("", "", strings.Split(c.Text, ","))
	case "html": // list items, which the clean step would make lines
		mentions = t.Find("", strings.NewReplacer("<li>", "", "</li>", "\n").Replace(c.Text), nil)
	default:
		mentions = t.Find("", c.Text, nil)
	}
	var out []string
	for _, m := range mentions {
		if m.Polarity == job.Wanted {
			out = append(out, m.Skill)
		}
	}
	return out
}

func runAmbiguity(t *skill.Taxonomy, dir string) ([]Figure, []string, error) {
	var all skillTally
	var misses []string
	n := 0
	err := eachLine(file(dir, "skill_ambiguity_cases.jsonl"), func(c ambiguityCase) {
		n++
		got := c.find(t)
		has := func(name string) bool {
			s, known := t.Resolve(name)
			_, ok := slices.BinarySearch(got, s.ID)
			return known && ok
		}
		for _, name := range c.Want {
			if has(name) {
				all.hit++
				continue
			}
			all.missed++
			misses = append(misses, fmt.Sprintf("%s missed: %s in %s %q", c.ID, name, c.Field, c.Text))
		}
		for _, name := range c.Not {
			if has(name) {
				all.extra++
				misses = append(misses, fmt.Sprintf("%s extra: %s in %s %q", c.ID, name, c.Field, c.Text))
			}
		}
	})
	return []Figure{{"skill_ambiguity", "F1", all.f1(), ambiguityBar, n}}, misses, err
}

func runObservatorio(t *skill.Taxonomy, dir string) ([]Figure, []string, error) {
	type advert struct {
		ID           string   `json:"job_id"`
		Title        string   `json:"title"`
		Description  string   `json:"description"`
		Requirements string   `json:"requirements"`
		Literal      []string `json:"hard_literal"`
	}
	var all skillTally
	var misses []string
	names, known := 0, 0
	err := eachLine(file(dir, "observatorio_dev100.jsonl"), func(a advert) {
		c := skillCase{ID: a.ID, Title: a.Title, Text: a.Description + "\n" + a.Requirements}
		var want []string
		for _, id := range skillIDs(t, a.Literal) {
			names++
			if !strings.HasPrefix(id, "?") {
				known++
				want = append(want, id)
			}
		}
		missed, extra := all.compare(want, c.find(t).wanted)
		if len(missed)+len(extra) > 0 {
			misses = append(misses, fmt.Sprintf("%s missed: %s, extra: %s", a.ID, strings.Join(missed, " "), strings.Join(extra, " ")))
		}
	})
	return []Figure{
		{Task: "skills_observatorio", Name: "precision", Value: all.precision(), N: all.hit + all.extra},
		{Task: "skills_observatorio", Name: "recall", Value: all.recall(), N: all.hit + all.missed},
		{Task: "skills_observatorio", Name: "names known", Value: share(known, names), N: names},
	}, misses, err
}

// runSkillNames counts how many of the names that public lists agree on the taxonomy knows.
func runSkillNames(t *skill.Taxonomy, dir string) ([]Figure, []string, error) {
	var out []Figure
	var misses []string
	for _, list := range []struct {
		name, file string
		column     int
		keep       func(fields []string) bool
	}{
		{"names of three or more lists", "seed_skills.tsv", 0, func(f []string) bool { return len(f) > 4 && f[4] >= "3" }},
		{"freelance names", "freelance_seed.tsv", 1, func(f []string) bool { return len(f) > 1 }},
	} {
		body, err := os.ReadFile(file(dir, "../taxonomy/"+list.file))
		if err != nil {
			return nil, nil, fmt.Errorf("read names: %w", err)
		}
		hit, n := 0, 0
		for _, line := range strings.Split(string(body), "\n")[1:] {
			f := strings.Split(line, "\t")
			if !list.keep(f) {
				continue
			}
			n++
			if _, ok := t.Resolve(f[list.column]); ok {
				hit++
			} else {
				misses = append(misses, list.file+" missed: "+f[list.column])
			}
		}
		out = append(out, Figure{Task: "skill_names", Name: list.name, Value: share(hit, n), N: n})
	}
	return out, misses, nil
}
