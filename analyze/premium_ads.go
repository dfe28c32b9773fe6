package analyze

import (
	"math"
	"slices"
	"strings"
)

// titleControl is the control that the second model of the premium holds the same.
const titleControl = "title"

// controls are the columns of an ad that the premium holds the same, beside its skills.
var controls = []string{titleControl, "level", "country", "remote", "source", "quarter"}

// leastControl is the number of ads below which a value of a control is pooled with the others like it. Titles
// are few, and each stands for itself.
const leastControl = 30

// payAd is one ad of the regression. Its employer is the number by which it is drawn; logLow and logHigh
// are the ends of its offer.
type payAd struct {
	employer                uint64
	logPay, logLow, logHigh float64
	controls                []string
	skills                  []int
}

type paySkill struct {
	id, name, category string
	ads                int
	employers          map[uint64]bool
}

// readPayAds gathers the rows of each ad, which stand together, as the ads of an employer do. Skills come out
// in order of their ids.
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
			ads, ids = append(ads, readPayAd(row, at)), append(ids, nil)
		}
		id, ok := row[at["skill"]].(string)
		if !ok {
			continue
		}
		s := found[id]
		if s == nil {
			name, _ := row[at["skill_name"]].(string)
			category, _ := row[at["category"]].(string)
			s = &paySkill{id: id, name: name, category: category, employers: map[uint64]bool{}}
			found[id] = s
		}
		s.ads++
		s.employers[ads[len(ads)-1].employer] = true
		ids[len(ids)-1] = append(ids[len(ids)-1], id)
	}
	return numberSkills(ads, ids, found)
}

func readPayAd(row []any, at map[string]int) payAd {
	ad := payAd{employer: uint64(whole(row[at["draw"]])), logPay: row[at["log_mid"]].(float64)}
	ad.logLow, ad.logHigh = math.Inf(-1), row[at["log_high"]].(float64)
	if low, ok := row[at["log_low"]].(float64); ok {
		ad.logLow = low
	}
	for _, c := range controls {
		ad.controls = append(ad.controls, row[at[c]].(string))
	}
	return ad
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
	return ads, skills
}
