package analyze

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// suspicious is the difference beyond which one is told. Titles explain over nine tenths of posted pay, so a skill that
// seems to add a quarter among ads of one title is a fault or a niche.
const suspicious = 0.25

// premium regresses pay on skills. Its rows are those of premium.sql: one for each ad and skill, an ad's rows
// together, and the ads of an employer.
func premium(rows *Table) (*Table, error) {
	ads, skills := readPayAds(rows)
	answer := &Table{SQL: rows.SQL, Columns: premiumColumns()}
	if len(skills) == 0 {
		return answer, nil
	}
	m, err := newModels(newDesign(ads, len(skills)))
	if err != nil {
		return nil, err
	}
	f := m.fit()
	ranges, ok := m.fitRanges()
	least := int(whole(rows.Rows[0][rows.column("least")]))
	list := make([]skillPremium, len(skills))
	for i := range skills {
		list[i] = skillPremium{paySkill: &skills[i], ranges: math.NaN(), ads: f.ads[i], employers: f.employers[i], all: len(ads)}
		if ok {
			list[i].ranges = ranges[i]
		}
		for k := range list[i].models {
			list[i].models[k] = f.influences[k][i].estimate(f.value[k][i], f.replicates[k][i])
		}
		list[i].isTold = f.employers[i] >= least
	}
	judgePremiums(list)
	slices.SortStableFunc(list, func(a, b skillPremium) int {
		return compareFloats(b.models[modelShrunk].log, a.models[modelShrunk].log)
	})
	for i := range list {
		answer.Rows = append(answer.Rows, list[i].row())
	}
	return answer, nil
}

func compareFloats(a, b float64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// skillPremium is one row of the answer.
type skillPremium struct {
	*paySkill
	models [modelCount]logEstimate
	// ranges is the premium if offers lie anywhere in their ranges.
	ranges float64
	// ads and employers tell the coefficient within employers, and isTold says that these are enough; all is
	// the number of ads.
	ads, employers, all      int
	isTold                   bool
	verdict, employerVerdict string
}

// judgePremiums sets verdicts, each corrected for the number of skills of its model.
func judgePremiums(list []skillPremium) {
	var values, within []float64
	for _, s := range list {
		values = append(values, s.models[modelAd].p)
		if s.isTold {
			within = append(within, s.models[modelEmployer].p)
		}
	}
	isClear, isClearWithin := clearAfter(values), clearAfter(within)
	for i := range list {
		s := &list[i]
		s.verdict = payVerdict(isClear[i], s.models[modelAd].log)
		if !s.isTold {
			s.employerVerdict = fmt.Sprintf("too few employers offer pay with and without it (%d)", s.employers)
			continue
		}
		s.employerVerdict = payVerdict(isClearWithin[0], s.models[modelEmployer].log)
		isClearWithin = isClearWithin[1:]
	}
}

func payVerdict(isClear bool, log float64) string {
	return verdictOf(isClear, log, "higher", "lower", noDifference)
}

func premiumColumns() []Column {
	columns := []Column{{Name: "skill", Type: "text"}, {Name: "skill_name", Type: "text"}, {Name: "category", Type: "text"}, {Name: "n", Type: "integer"}, {Name: "employers", Type: "integer"}}
	add := func(kind string, names ...string) {
		for _, name := range names {
			columns = append(columns, Column{Name: name, Type: kind})
		}
	}
	for _, name := range []string{"raw", "same_title", "premium", "same_employer"} {
		add("number", name, name+"_low", name+"_high")
	}
	add("integer", "same_employer_n", "same_employer_employers")
	add("number", "range_premium", "shrunk", "shrunk_low", "shrunk_high")
	add("text", "verdict", "employer_verdict", "says")
	add("integer", "ads")
	add("text", "note")
	return columns
}

func (s *skillPremium) row() []any {
	row := []any{s.id, s.name, s.category, int64(s.paySkill.ads), int64(len(s.paySkill.employers))}
	add := func(e logEstimate) {
		row = append(row, lessOne(e.log), lessOne(e.low), lessOne(e.high))
	}
	for _, k := range []int{modelRaw, modelTitle, modelAd} {
		add(s.models[k])
	}
	if s.isTold {
		add(s.models[modelEmployer])
	} else {
		row = append(row, nil, nil, nil)
	}
	row = append(row, int64(s.ads), int64(s.employers), lessOne(s.ranges))
	add(s.models[modelShrunk])
	var note any
	if list := s.notes(); len(list) > 0 {
		note = strings.Join(list, "; ")
	}
	return append(row, s.verdict, s.employerVerdict, s.says(), int64(s.all), note)
}

// lessOne is the share by which a difference of logarithms lies above nothing. What the specks of a fit leave is nothing.
func lessOne(log float64) any {
	if math.Abs(log) < 1e-6 {
		return 0.0
	}
	return finite(math.Expm1(log))
}

// says puts the verdict into words. Ads offer; nothing is said of what learning a skill does.
func (s *skillPremium) says() string {
	if s.verdict == noDifference {
		return noDifference + ", same title and level"
	}
	word := map[string]string{"higher": "more", "lower": "less"}[s.verdict]
	return fmt.Sprintf("ads that mention %s offer %.1f%% %s, same title and level", s.name, 100*math.Abs(math.Expm1(s.models[modelAd].log)), word)
}

// notes say what to mind.
func (s *skillPremium) notes() []string {
	var notes []string
	title, ad, employer := s.models[modelTitle], s.models[modelAd], s.models[modelEmployer]
	switch {
	case math.Abs(math.Expm1(ad.log)) > suspicious:
		notes = append(notes, "over a quarter with all else the same: a niche, or something that is not known of these ads")
	case math.Abs(math.Expm1(title.log)) > suspicious:
		notes = append(notes, "over a quarter with the same title: mostly something else than the skill, as the next figure shows")
	}
	if s.verdict != noDifference && s.isTold && !employer.holds(ad.log) && employer.holds(0) {
		notes = append(notes, "the difference lies between employers, not within one")
	}
	if s.all > 0 && !math.IsNaN(s.ranges) && !ad.holds(s.ranges) {
		notes = append(notes, "the ends of the ranges tell another figure than their middles")
	}
	return notes
}
