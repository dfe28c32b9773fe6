package reports

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// things are the five things to know, each from figures with what they rest on, or why there is none.
func (r *Report) things() []line {
	return []line{r.marketThing(), r.demandThing(), r.moversThing(), r.payThing(), r.doorThing()}
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
		return say(strong("The market: "), "no source was watched through a whole month yet, so there is no index of new ads.")
	}
	l := say(strong("The market: "), to("the index of new ads", "market.html"), " stood at ", marketIndex.cited(m), " in "+monthText(m.month())+". ")
	if !m.has("year_ratio") {
		return append(l, say("There is not enough history yet to compare it with a year before.")...)
	}
	return append(l, say("Against the same three months a year before that is ", marketYear.cited(m), ": ",
		span{Text: m.text("verdict"), Figure: m.figure("verdict"), Strong: true}, ".")...)
}

func (r *Report) demandThing() line {
	rows := r.technologies()
	if len(rows) == 0 {
		return say(strong("Demand: "), "no skill is wanted by enough ads of this window.")
	}
	_, many := r.noun()
	l := say(strong("Demand: "), "the most wanted "+many+" are ")
	top := rows[:min(3, len(rows))]
	for i, row := range top {
		if i > 0 {
			l = append(l, say(map[bool]string{true: " and ", false: ", "}[i == len(top)-1])...)
		}
		l = append(l, say(r.skillSpan(row.text("skill"), row.text("skill_name")), " with ", demandShare.span(row), " of ads"+demandShare.aside(row))...)
	}
	return append(l, span{Text: "."})
}

// moversThing names the skills whose share clearly grew or fell.
func (r *Report) moversThing() line {
	var up, down []row
	tested := 0
	for _, row := range r.technologies() {
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
	head := strong("Movers: ")
	_, many := r.noun()
	if tested == 0 {
		return say(head, "there is not enough history yet to say which "+many+" rise or fall.")
	}
	if len(up)+len(down) == 0 {
		return say(head, "of "+strconv.Itoa(tested)+" "+many+" with enough ads in both windows, none clearly rose or fell.")
	}
	slices.SortStableFunc(up, func(a, b row) int { return cmp.Compare(b.float("growth_low"), a.float("growth_low")) })
	slices.SortStableFunc(down, func(a, b row) int { return cmp.Compare(a.float("growth_high"), b.float("growth_high")) })
	l := say(head, "of "+strconv.Itoa(tested)+" "+many+" with enough ads in both windows, ",
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

func (r *Report) payThing() line {
	l := say(strong("Pay: "))
	one, _ := r.noun()
	for _, period := range []string{"hour", "year"} {
		rows := r.named(r.paidSkills(period))
		if len(rows) == 0 {
			l = append(l, say(r.noPay(period)+" ")...)
			continue
		}
		row := rows[0]
		l = append(l, say("The "+one+" best paid by the "+period+" is ", r.skillSpan(row.text("skill"), row.text("skill_name")),
			", with a middle of ", payMiddle.cited(row), ", floor "+payFloor.show(row.float("floor"))+" and ceiling "+payCeiling.show(row.float("ceiling"))+". ")...)
	}
	return l
}

// doorThing is about the way in: ads open to beginners, and the skill with the most of them.
func (r *Report) doorThing() line {
	head := strong("The door: ")
	m, ok := r.lastMonth()
	if !ok || !m.has("entry_share") {
		return say(head, "no whole month was seen yet to say how many ads are open to beginners.")
	}
	l := say(head, "in "+monthText(m.month())+" ", marketEntry.cited(m), " of ads said that they are open to beginners, and ",
		marketAI.span(m), marketAsideShort(m), " asked for AI skills or tools.")
	best := row{}
	for _, row := range r.technologies() {
		if row.count("ads") >= 50 && row.float("entry_share_low") > best.float("entry_share_low") {
			best = row
		}
	}
	if best.from == nil {
		return l
	}
	_, many := r.noun()
	return append(l, say(" Of the "+many+" with 50 ads or more, ", r.skillSpan(best.text("skill"), best.text("skill_name")),
		" is most surely open to them: ", demandEntry.cited(best), ".")...)
}

func marketAsideShort(m row) string {
	if i := marketAI.interval(m); i != "" {
		return " (" + i + ")"
	}
	return ""
}

// filters says which ads the report was narrowed to.
func (r *Report) filters() string {
	var parts []string
	for _, name := range []string{"source", "country", "employment", "category"} {
		if v, ok := r.meta.Args[name].(string); ok && strings.TrimSpace(v) != "" {
			parts = append(parts, name+" "+v)
		}
	}
	return series(parts)
}
