package reports

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// things are the five things to know: the questions that a freelancer asks, each answered from figures with
// what they rest on, or with why there is none.
func (r *Report) things() []line {
	return []line{r.marketThing(), r.doorThing(), r.chargeThing(), append(r.demandThing(), r.moversThing()...), r.unknownThing()}
}

// lastMonth is the latest month that has an index.
func (r *Report) lastMonth() (row, bool) {
	rows := r.answers["market"].rows()
	for _, m := range slices.Backward(rows) {
		if m.has("index") {
			return m, true
		}
	}
	return row{}, false
}

func (r *Report) marketThing() line {
	m, ok := r.lastMonth()
	if !ok {
		return say(strong("Is this market dead? "), "No source was watched through a whole month yet, so there is no index of new ads.")
	}
	l := say(strong("Is this market dead? "), to("The index of new ads", "market.html"), " stood at ", marketIndex.cited(m), " in "+monthText(m.month())+". ")
	if !m.has("year_ratio") {
		return append(l, say("There is not enough history yet to compare it with a year before"+due(m.text("verdict"))+"."+r.afterLast(m))...)
	}
	return append(l, say("Over three months that is ", marketYear.cited(m), " of the same three a year before: ",
		span{Text: m.text("verdict"), Figure: m.figure("verdict"), Strong: true}, "."+r.afterLast(m))...)
}

// afterLast says why the months after the last with an index have none, where there are any.
func (r *Report) afterLast(last row) string {
	var later []row
	for _, m := range r.answers["market"].rows() {
		if m.month().After(last.month()) {
			later = append(later, m)
		}
	}
	if len(later) == 0 {
		return ""
	}
	var notes []string
	for _, m := range later {
		if note := m.text("note"); note != "" && !slices.Contains(notes, note) {
			notes = append(notes, note)
		}
	}
	which := monthText(later[0].month()) + " has"
	if len(later) > 1 {
		which = "The months from " + monthText(later[0].month()) + " to " + monthText(later[len(later)-1].month()) + " have"
	}
	return " " + which + " no index: " + strings.Join(notes, "; ") + ". " + afterLastWhy
}

// afterLastWhy tells what it takes for a month to have an index.
const afterLastWhy = "A month counts for the sources that were collected from before its first day to its last; of boards that show only what is open, what came before the first visit is what was left."

func (r *Report) demandThing() line {
	rows := r.spokenOf()
	if len(rows) == 0 {
		return say(strong("What is worth learning? "), "No skill is wanted by enough ads of this window.")
	}
	_, many := r.noun()
	l := say(strong("What is worth learning? "), "The most wanted "+many+" are ")
	top := rows[:min(3, len(rows))]
	for i, row := range top {
		if i > 0 {
			l = append(l, say(map[bool]string{true: " and ", false: ", "}[i == len(top)-1])...)
		}
		l = append(l, say(r.skillSpan(row.text("skill"), row.text("skill_name")), " with ", demandShare.span(row), " of ads"+demandShare.aside(row))...)
	}
	return append(l, span{Text: ". "})
}

// moversThing names the skills whose share clearly grew or fell.
func (r *Report) moversThing() line {
	var up, down []row
	tested := 0
	for _, row := range r.spokenOf() {
		if row.has("growth") {
			tested++
		}
		switch row.text("verdict") {
		case "rising":
			up = append(up, row)
		case "falling":
			down = append(down, row)
		}
	}
	_, many := r.noun()
	if tested == 0 {
		return say("It is not known which " + many + " rise or fall: " + r.whyNoGrowth() + ".")
	}
	if len(up)+len(down) == 0 {
		return say("Of " + strconv.Itoa(tested) + " " + many + " with enough ads in both windows, none clearly rose or fell.")
	}
	slices.SortStableFunc(up, func(a, b row) int { return cmp.Compare(b.float("growth_low"), a.float("growth_low")) })
	slices.SortStableFunc(down, func(a, b row) int { return cmp.Compare(a.float("growth_high"), b.float("growth_high")) })
	l := say("Of "+strconv.Itoa(tested)+" "+many+" with enough ads in both windows, ",
		strong(strconv.Itoa(len(up))), " rose and ", strong(strconv.Itoa(len(down))), " fell. ")
	l = append(l, r.firstMovers("Rising most surely: ", up)...)
	return append(l, r.firstMovers("Falling most surely: ", down)...)
}

func (r *Report) firstMovers(intro string, rows []row) line {
	if len(rows) == 0 {
		return nil
	}
	l := say(intro)
	for i, row := range rows[:min(3, len(rows))] {
		if i > 0 {
			l = append(l, span{Text: ", "})
		}
		l = append(l, say(r.skillSpan(row.text("skill"), row.text("skill_name")), " ", demandGrowth.cited(row))...)
	}
	return append(l, span{Text: ". "})
}

// bestPaidBy names the skill with the highest middle of a period, of those with ads enough, and says where the next may
// be paid as well.
func (r *Report) bestPaidBy(period string) line {
	one, many := r.noun()
	rows := r.named(r.paidSkills(period))
	if len(rows) == 0 {
		return say(r.noPay(period) + " ")
	}
	row, a := rows[0], r.answers["pay"]
	name := r.skillSpan(row.text("skill"), row.text("skill_name"))
	l := say("In "+spanOf(a.day("since"), a.day("until"))+", of "+many+" with 30 ads or more that state pay by the "+period+", ", name, " has the highest middle, ")
	switch {
	case len(rows) == 1:
		l = say("In "+spanOf(a.day("since"), a.day("until"))+", ", name, " is the only "+one+" with 30 ads or more whose pay by the "+period+" can be shown: a middle of ")
	case rows[1].float("middle") >= row.float("middle_low"):
		l = append(l, say("within chance of others: ")...)
	}
	return append(l, say(payMiddle.cited(row), ", floor "+payFloor.show(row.float("floor"))+" and ceiling "+payCeiling.show(row.float("ceiling"))+levelAside(row)+". ")...)
}

// levelAside says what to mind of a figure of pay: that it is of one source, or of a wider level.
func levelAside(row row) string {
	if note := row.text("note"); note != "" {
		return " (" + note + ")"
	}
	return ""
}

// unknownThing answers what the reader does not know: what opens the most ads, and where to tick what one has.
func (r *Report) unknownThing() line {
	l := say(strong("What don't I know? "), "That depends on what you know: ", to("tick it on the page Next", "next.html"), " and see which skill opens the most ads to you. ")
	rows := r.answers["next"].rows()
	if len(rows) == 0 {
		return append(l, say("To somebody who knows nothing yet, no single skill opens five ads.")...)
	}
	row := rows[0]
	return append(l, say("To somebody who knows nothing yet, ", r.skillSpan(row.text("skill"), row.text("skill_name")), " opens the most: ",
		span{Text: whole(row.count("opened")), Figure: row.figure("opened"), Strong: true}, " ads, ", nextOpened.span(row), asideShort(nextOpened, row), " of those that want named technologies.")...)
}

// asideShort is the interval alone, for a sentence that says n itself.
func asideShort(m measure, row row) string {
	if i := m.interval(row); i != "" {
		return " (" + i + ")"
	}
	return ""
}

// filters says which ads the report was narrowed to.
func (r *Report) filters() string {
	var parts []string
	for _, name := range filterNames() {
		if v, ok := r.meta.Args[name].(string); ok && strings.TrimSpace(v) != "" {
			parts = append(parts, name+" "+v)
		}
	}
	return series(parts)
}
