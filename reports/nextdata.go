package reports

import (
	"slices"
	"strings"

	"rung/analyze"
)

// nextData is what the page "next" counts over: the rows of the question needs, packed. The skills of an
// ad are numbers of the list of skills, which begins with the most frequent. Of the 62 digits, the first
// Single stand for a skill each; any other stands for 62 of them and is followed by a second digit.
type nextData struct {
	Skills []nextSkill `json:"skills"`
	Single int         `json:"single"`
	// Ads are words with blanks between, newest first: 1 or 0 for open to beginners, the needed skills,
	// and after a full stop those that are nice to have. 3 and 2 say the same of an ad whose employer had one before;
	// three digits follow that count the employers in the order of their first ads.
	Ads string `json:"ads"`
	// Draws holds the numbers by which employers are drawn for intervals, six digits each, in the same order.
	Draws string `json:"draws"`
	// Pay holds by period rows of ad, middle and upper end; budget stands for budgets by the hour.
	Pay map[string][][3]float64 `json:"pay"`
	// Links are title and address by the place of the ad.
	Links map[int][2]string `json:"links"`
	// Limits are the parameters of the question.
	MinOpened    int64 `json:"min_opened"`
	MinEmployers int64 `json:"min_employers"`
	MinBeside    int64 `json:"min_beside"`
	Top          int   `json:"top"`
}

type nextSkill struct {
	ID       string `json:"id"`
	Name     string `json:"name"`
	Category string `json:"category"`
	// Ads is the number of ads that name it, to put the list in order.
	Ads int `json:"ads"`
	// Card says that the skill has a page of its own.
	Card bool `json:"card,omitempty"`
}

// adBytes bounds the ads that are embedded; beyond it the page says that they are too many.
const adBytes = 1_500_000

const digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

// packNeeds packs the answer of needs; names gives the name and category of a skill's id. The second
// result is false when there are more ads than a page should carry.
func packNeeds(needs *answer, names func(string) (string, string)) (nextData, bool) {
	rows := needs.rows()
	data := nextData{Pay: map[string][][3]float64{}, Top: 20, MinOpened: 5, MinEmployers: 5, MinBeside: 50}
	numbers, employers := data.number(rows, names), map[int64]int{}
	var b, draws strings.Builder
	for i, row := range rows {
		if i > 0 {
			b.WriteByte(' ')
		}
		entry := boolIndex(row.value("entry_level"))
		if n, isAgain := employers[row.count("draw")]; isAgain {
			b.WriteByte("23"[entry])
			writeNumber(&b, int64(n), 3)
		} else {
			b.WriteByte("01"[entry])
			writeNumber(&draws, row.count("draw"), 6)
			employers[row.count("draw")] = len(employers)
		}
		data.pack(&b, row.list("needs"), numbers)
		if nice := row.list("nice"); len(nice) > 0 {
			b.WriteByte('.')
			data.pack(&b, nice, numbers)
		}
		data.addPay(i, row)
	}
	data.Ads, data.Draws, data.Links = b.String(), draws.String(), linksOf(rows)
	return data, len(data.Ads) <= adBytes && len(data.Skills) <= len(digits)*len(digits) && len(employers) <= len(digits)*len(digits)*len(digits)
}

// writeNumber writes a number in so many digits.
func writeNumber(b *strings.Builder, n int64, places int) {
	if places > 1 {
		writeNumber(b, n/int64(len(digits)), places-1)
	}
	b.WriteByte(digits[n%int64(len(digits))])
}

func boolIndex(v any) int {
	if b, ok := v.(bool); ok && b {
		return 1
	}
	return 0
}

// number lists the skills, most frequent first, and returns the place of each.
func (d *nextData) number(rows []row, names func(string) (string, string)) map[string]int {
	counts := map[string]int{}
	for _, row := range rows {
		for _, id := range slices.Concat(row.list("needs"), row.list("nice")) {
			counts[id]++
		}
	}
	ids := mostFirst(counts)
	numbers := make(map[string]int, len(ids))
	for i, id := range ids {
		name, category := names(id)
		d.Skills = append(d.Skills, nextSkill{ID: id, Name: name, Category: category, Ads: counts[id]})
		numbers[id] = i
	}
	// As many single digits as leave pairs enough for the rest.
	d.Single = max(0, min(len(digits), (len(digits)*len(digits)-len(ids))/(len(digits)-1)))
	return numbers
}

func (d *nextData) pack(b *strings.Builder, ids []string, numbers map[string]int) {
	for _, id := range ids {
		n := numbers[id]
		if n < d.Single {
			b.WriteByte(digits[n])
			continue
		}
		n -= d.Single
		b.WriteByte(digits[(d.Single+n/len(digits))%len(digits)]) // too many skills are told by packNeeds
		b.WriteByte(digits[n%len(digits)])
	}
}

func (d *nextData) addPay(ad int, row row) {
	for _, period := range []string{"hour", "day", "month", "year", "budget"} {
		if mid, ok := row.number(period + "_mid"); ok {
			d.Pay[period] = append(d.Pay[period], [3]float64{float64(ad), mid, row.float(period + "_high")})
		}
	}
}

// skillNames returns names and categories by id, of every skill that an ad of the window wants.
func (r *Report) skillNames() func(string) (string, string) {
	names := map[string][2]string{}
	for _, row := range r.answers["names"].rows() {
		names[row.text("skill")] = [2]string{row.text("skill_name"), row.text("category")}
	}
	return func(id string) (string, string) {
		if n, ok := names[id]; ok {
			return n[0], n[1]
		}
		return id, ""
	}
}

// narrowed reports whether the arguments limit the answer of next to a category, which needs has no
// notion of.
func narrowed(args analyze.Args) string {
	s, _ := args["category"].(string)
	return s
}
