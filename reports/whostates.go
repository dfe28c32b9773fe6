package reports

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"
)

// The bounds of the section on who states pay: the least ads of a row of its table, and how many kinds of ads a sentence
// names.
const (
	hiddenAds   = 30
	hiddenNames = 3
)

var (
	hiddenDisclosure = measured("disclosure", "ads", "ads", percent)
	hiddenPaid       = measured("paid_share", "ads", "ads", percent)
	hiddenHidden     = measured("hidden_share", "ads", "ads", percent)
	hiddenDifference = measured("difference", "ads", "ads", points)
)

// points writes a difference of shares in points.
func points(difference float64) string {
	if text := strconv.FormatFloat(100*difference, 'f', 1, 64); text != "-0.0" {
		return text
	}
	return "0.0"
}

// hiddenSections compare the ads that state pay with those that hide it.
func (r *Report) hiddenSections() []section {
	rows := r.answers["hidden_pay"].rows()
	if len(rows) == 0 || rows[0].count("ads") == 0 {
		return nil
	}
	s := section{ID: "who-states", Title: "Who states pay", Blocks: []block{{Line: hiddenAll(rows)}, {Line: hiddenMix(rows)}}}
	if l := hiddenLaw(rows); len(l) > 0 {
		s.Blocks = append(s.Blocks, block{Line: l})
	}
	s.Blocks = append(s.Blocks, gridOf(hiddenGrid(rows)))
	return []section{s}
}

// hiddenAll says how many ads state pay.
func hiddenAll(rows []row) line {
	all := rows[0]
	l := say("Figures of pay rest on ads that state it: ", strong(whole(all.count("paid"))), " of ", strong(whole(all.count("ads"))), " in this window")
	if all.has("disclosure") {
		l = append(l, say(", or ", hiddenDisclosure.span(all), asideShort(hiddenDisclosure, all))...)
	}
	return append(l, say(". They tell of the others only as far as these are alike.")...)
}

// hiddenMix says what is over-represented among ads with pay and what under-represented, and warns where these differ
// by role, level or country.
func hiddenMix(rows []row) line {
	over, under, by := hiddenSides(rows)
	if len(over)+len(under) == 0 {
		return say("No role, level, country, remote mode or kind of employment clearly has a larger part of the ads with pay than of those without, as far as this many ads tell.")
	}
	var l line
	if len(over) > 0 {
		l = append(l, say("Over-represented among ads with pay, in points of difference to those without: ", hiddenNamed(over), ". ")...)
	}
	if len(under) > 0 {
		l = append(l, say("Under-represented: ", hiddenNamed(under), ". ")...)
	}
	if len(by) == 0 {
		return append(l, say("By role, level and country the two do not clearly differ.")...)
	}
	return append(l, say(strong("Mind: "), "the two differ by "+series(by)+", so a middle of all ads with pay leans to the first and tells less of the second.")...)
}

// hiddenSides are the kinds of ads that clearly are over-represented and under-represented, those that are so most
// surely first, and by what of role, level and country the two differ.
func hiddenSides(rows []row) (over, under []row, by []string) {
	for _, row := range rows {
		dimension := row.text("dimension")
		if row.text("value") == "not said" || slices.Contains([]string{"all", "law", "source"}, dimension) {
			continue
		}
		switch verdict := row.text("verdict"); {
		case strings.HasPrefix(verdict, "over"):
			over = append(over, row)
		case strings.HasPrefix(verdict, "under"):
			under = append(under, row)
		default:
			continue
		}
		if slices.Contains([]string{"role", "level", "country"}, dimension) && !slices.Contains(by, dimension) {
			by = append(by, dimension)
		}
	}
	for _, side := range [][]row{over, under} {
		slices.SortStableFunc(side, func(a, b row) int { return cmp.Compare(hiddenLeast(b), hiddenLeast(a)) })
	}
	return over, under, by
}

// hiddenLeast is how far the interval of a difference lies from 0.
func hiddenLeast(row row) float64 {
	return min(math.Abs(row.float("difference_low")), math.Abs(row.float("difference_high")))
}

// hiddenNamed names the first of some kinds of ads, each with its difference.
func hiddenNamed(rows []row) line {
	var l line
	for i, row := range rows[:min(len(rows), hiddenNames)] {
		if i > 0 {
			l = append(l, span{Text: ", "})
		}
		l = append(l, say(hiddenName(row)+" ", hiddenDifference.span(row), asideShort(hiddenDifference, row))...)
	}
	if more := len(rows) - hiddenNames; more > 0 {
		l = append(l, span{Text: " and " + whole(int64(more)) + " more in the table"})
	}
	return l
}

// hiddenName names a kind of ads in a sentence.
func hiddenName(row row) string {
	value := strings.ReplaceAll(row.text("value"), "_", " ")
	switch row.text("dimension") {
	case "role", "level":
		return row.text("dimension") + " " + value
	case "country":
		return "ads that name " + value
	}
	return value + " work"
}

// hiddenLaw compares places where law demands that pay be stated with all others.
func hiddenLaw(rows []row) line {
	var bound, free row
	for _, row := range rows {
		switch row.text("value") {
		case "demanded":
			bound = row
		case "none_known":
			free = row
		}
	}
	if !bound.has("disclosure") || !free.has("disclosure") {
		return nil
	}
	return say("Where law demanded that an ad state pay, ", hiddenDisclosure.cited(bound), " did; elsewhere, or where the place is not known, ", hiddenDisclosure.cited(free),
		". The laws are of states, provinces and countries, and leave out some employers. For what skills pay there, ask rung analyze pay --by-law.")
}

// hiddenGrid is the table of the question.
func hiddenGrid(rows []row) *grid {
	g := &grid{ID: "table-who-states", Caption: "Ads that state pay against those that do not, for what has thirty ads or more, what clearly differs first", Sortable: true, Filter: true, Heads: []head{
		column("By", ""), column("What", "not said: the ad tells none"), numbers("Ads", "ads of the window: n"), numbers("Employers", "distinct employers among them"),
		numbers("State pay", "ads with usable pay of these, with its 95% interval"), numbers("Of ads with pay", "the part that it has of all ads with usable pay, with its 95% interval"),
		numbers("Of ads without", "the part that it has of all others, with its 95% interval"), numbers("Difference, points", "the one less the other, with its 95% interval"),
		column("Verdict", "corrected for the number of rows tested"), column("Note", ""),
	}}
	shown := slices.Clone(rows)
	slices.SortStableFunc(shown, func(a, b row) int { return cmp.Compare(hiddenPlace(a), hiddenPlace(b)) })
	for _, row := range shown {
		if row.count("ads") < hiddenAds && row.text("dimension") != "all" {
			continue
		}
		why := "withheld"
		if row.count("ads") == rows[0].count("ads") {
			why = "all ads"
		}
		g.Rows = append(g.Rows, []cell{
			word(row.text("dimension")), word(strings.ReplaceAll(row.text("value"), "_", " ")), tally(row, "ads"), tally(row, "employers"),
			hiddenDisclosure.cell(row), hiddenPaid.or(why).cell(row), hiddenHidden.or(why).cell(row), hiddenDifference.or(why).cell(row),
			hiddenVerdict(row), word(row.text("note")),
		})
	}
	return g
}

// hiddenPlace puts the row of all ads first and then those that clearly differ.
func hiddenPlace(row row) int {
	switch {
	case row.text("dimension") == "all":
		return 0
	case strings.Contains(row.text("verdict"), "-represented"):
		return 1
	}
	return 2
}

// hiddenVerdict leaves out of a verdict what the table says already.
func hiddenVerdict(row row) cell {
	text, _, _ := strings.Cut(row.text("verdict"), " among ")
	return word(text).of(row, "verdict")
}
