package analyze

import (
	"math"
	"slices"
	"strings"
)

// controls are the columns of an ad that the premium holds the same, beside its skills.
var controls = []string{"role_family", "level", "country", "remote", "source", "year"}

// leastControl is the number of ads below which a value of a control is pooled with the rest.
const leastControl = 30

// shrunkColumn is the column of the answer that orders it.
const shrunkColumn = 14

// payAd is one ad of the regression.
type payAd struct {
	employer string
	logPay   float64
	controls []string
	skills   []int
}

type paySkill struct {
	id, name, category string
	ads                int
	employers          map[string]bool
}

// premium regresses pay on skills. Its rows are those of premium.sql: one for each ad and skill, an
// ad's rows together.
func premium(rows *Table) (*Table, error) {
	ads, skills := readPayAds(rows)
	answer := &Table{SQL: rows.SQL, Columns: premiumColumns()}
	if len(skills) == 0 {
		return answer, nil
	}
	full := newDesign(ads, len(skills))
	penalty, err := full.choosePenalty()
	if err != nil {
		return nil, err
	}
	shrunk, err := full.fit(penalty)
	if err != nil {
		return nil, err
	}
	joint, err := full.fit(0)
	if err != nil {
		return nil, err
	}
	sure := clearOf(joint[full.penalised:])
	everyone, families := make([]int, len(ads)), familiesOf(ads)
	for i := range skills {
		raw := difference(full.examples, full.penalised+i, everyone)
		role := difference(full.examples, full.penalised+i, families)
		e := joint[full.penalised+i]
		answer.Rows = append(answer.Rows, premiumRow(&skills[i], len(ads), raw, role, e, shrunk[full.penalised+i], sure[i]))
	}
	slices.SortFunc(answer.Rows, func(a, b []any) int {
		if a[shrunkColumn] != b[shrunkColumn] {
			return -compareFloats(a[shrunkColumn].(float64), b[shrunkColumn].(float64))
		}
		return strings.Compare(a[0].(string), b[0].(string))
	})
	return answer, nil
}

// familiesOf numbers the family of roles of each ad.
func familiesOf(ads []payAd) []int {
	numbers, families := map[string]int{}, make([]int, len(ads))
	for i, ad := range ads {
		n, ok := numbers[ad.controls[0]]
		if !ok {
			n = len(numbers)
			numbers[ad.controls[0]] = n
		}
		families[i] = n
	}
	return families
}

func compareFloats(a, b float64) int {
	if a < b {
		return -1
	}
	return 1
}

func premiumColumns() []Column {
	columns := []Column{{Name: "skill", Type: "text"}, {Name: "skill_name", Type: "text"}, {Name: "category", Type: "text"}, {Name: "n", Type: "integer"}, {Name: "employers", Type: "integer"}}
	for _, name := range []string{"raw", "raw_low", "raw_high", "same_role", "same_role_low", "same_role_high", "premium", "premium_low", "premium_high", "shrunk"} {
		columns = append(columns, Column{Name: name, Type: "number"})
	}
	return append(columns, Column{Name: "verdict", Type: "text"}, Column{Name: "ads", Type: "integer"}, Column{Name: "note", Type: "text"})
}

func premiumRow(s *paySkill, ads int, raw, role, full, shrunk estimate, isClear bool) []any {
	row := []any{s.id, s.name, s.category, int64(s.ads), int64(len(s.employers))}
	for _, e := range []estimate{raw, role, full} {
		row = append(row, math.Expm1(e.value), math.Expm1(e.value-1.96*e.err), math.Expm1(e.value+1.96*e.err))
	}
	verdict := "no clear difference"
	if isClear && full.value > 0 {
		verdict = "higher"
	} else if isClear {
		verdict = "lower"
	}
	// Titles explain over nine tenths of posted pay, so a skill that seems to add a quarter is suspect.
	var note any
	if math.Abs(math.Expm1(full.value)) > 0.25 {
		note = "over a quarter with all else the same: a niche, or something that is not known of these ads"
	}
	return append(row, math.Expm1(shrunk.value), verdict, int64(ads), note)
}

// clearOf marks the estimates that differ from 0 after Benjamini and Hochberg.
func clearOf(estimates []estimate) []bool {
	values := make([]float64, len(estimates))
	for i, e := range estimates {
		values[i] = 1
		if e.err > 0 {
			values[i] = math.Erfc(math.Abs(e.value/e.err) / math.Sqrt2)
		}
	}
	return clearAfter(falseRate, values)
}

// readPayAds gathers the rows of each ad. Skills come out in order of their ids.
func readPayAds(rows *Table) ([]payAd, []paySkill) {
	at := map[string]int{}
	for i, c := range rows.Columns {
		at[c.Name] = i
	}
	var ads []payAd
	found := map[string]*paySkill{}
	var ids [][]string
	for i, row := range rows.Rows {
		if i == 0 || row[at["version_key"]] != rows.Rows[i-1][at["version_key"]] {
			ad := payAd{employer: row[at["employer_id"]].(string), logPay: row[at["log_mid"]].(float64)}
			for _, c := range controls {
				ad.controls = append(ad.controls, row[at[c]].(string))
			}
			ads, ids = append(ads, ad), append(ids, nil)
		}
		id, ok := row[at["skill"]].(string)
		if !ok {
			continue
		}
		s := found[id]
		if s == nil {
			name, _ := row[at["skill_name"]].(string)
			category, _ := row[at["category"]].(string)
			s = &paySkill{id: id, name: name, category: category, employers: map[string]bool{}}
			found[id] = s
		}
		ad := &ads[len(ads)-1]
		s.ads++
		s.employers[ad.employer] = true
		ids[len(ids)-1] = append(ids[len(ids)-1], id)
	}
	return numberSkills(ads, ids, found)
}

func numberSkills(ads []payAd, ids [][]string, found map[string]*paySkill) ([]payAd, []paySkill) {
	var skills []paySkill
	for _, s := range found {
		skills = append(skills, *s)
	}
	slices.SortFunc(skills, func(a, b paySkill) int { return strings.Compare(a.id, b.id) })
	number := map[string]int{}
	for i, s := range skills {
		number[s.id] = i
	}
	for i := range ads {
		for _, id := range ids[i] {
			ads[i].skills = append(ads[i].skills, number[id])
		}
	}
	// The ads of an employer stand together, as a design wants them.
	slices.SortStableFunc(ads, func(a, b payAd) int { return strings.Compare(a.employer, b.employer) })
	return ads, skills
}

// newDesign lays out a regression on an intercept, the controls and the skills. Of each control the
// commonest value is the base, and rare ones are pooled with it. The ads of an employer stand together.
func newDesign(ads []payAd, skills int) *design {
	d := &design{width: 1, examples: make([]example, len(ads))}
	clusters := map[string]int{}
	for i, ad := range ads {
		c, ok := clusters[ad.employer]
		if !ok {
			c = len(clusters)
			clusters[ad.employer] = c
		}
		d.examples[i] = example{columns: []int{0}, value: ad.logPay, cluster: c}
	}
	for k := range controls {
		columns := d.addControl(ads, k)
		for i, ad := range ads {
			if c, ok := columns[ad.controls[k]]; ok {
				d.examples[i].columns = append(d.examples[i].columns, c)
			}
		}
	}
	d.penalised = d.width
	d.width += skills
	for i, ad := range ads {
		for _, s := range ad.skills {
			d.examples[i].columns = append(d.examples[i].columns, d.penalised+s)
		}
	}
	return d
}

// addControl gives the common values of a control, but for the commonest, a column each.
func (d *design) addControl(ads []payAd, k int) map[string]int {
	counts := map[string]int{}
	for _, ad := range ads {
		counts[ad.controls[k]]++
	}
	var values []string
	for v, n := range counts {
		if n >= leastControl {
			values = append(values, v)
		}
	}
	slices.SortFunc(values, func(a, b string) int {
		if counts[a] != counts[b] {
			return counts[b] - counts[a]
		}
		return strings.Compare(a, b)
	})
	columns := map[string]int{}
	for i, v := range values {
		if i == 0 {
			continue
		}
		columns[v] = d.width
		d.width++
	}
	return columns
}
