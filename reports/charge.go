package reports

import (
	"slices"
	"strings"
)

var (
	chargeFloor   = measured("floor", "n", "ads", dollars)
	chargeMiddle  = measured("middle", "n", "ads", dollars)
	chargeCeiling = measured("ceiling", "n", "ads", dollars)
)

// charge is the row of what is posted for a kind of pay, a period and a level, without figures where there
// is none.
func (r *Report) charge(kind, period, level string) row {
	for _, row := range r.answers["charge"].where("kind", kind) {
		if row.text("period") == period && row.text("level") == level {
			return row
		}
	}
	return row{}
}

// chargeThing answers what to charge, from what clients budget and ads offer for an hour.
func (r *Report) chargeThing() line {
	l := say(strong("What should I charge? "))
	budget, offer := r.charge("budget", "hour", "any"), r.charge("offer", "hour", "any")
	if budget.has("middle") || offer.has("middle") {
		l = append(l, r.chargeSince(budget, offer)...)
	}
	if budget.has("middle") {
		l = append(l, say("Clients' budgets for an hour have a middle of ", chargeMiddle.cited(budget), chargeEnds(budget), chargeFrom(budget), ". ")...)
		l = append(l, r.chargeLevels("budget")...)
	}
	if offer.has("middle") {
		l = append(l, say("Ads offer a middle of ", chargeMiddle.cited(offer), " by the hour", chargeEnds(offer), chargeFrom(offer), ". ")...)
	}
	if !budget.has("middle") && !offer.has("middle") {
		l = append(l, say("No 10 ads of 5 employers state pay or a budget by the hour, so there is no figure. ")...)
	}
	l = append(l, r.bestPaidBy("year")...)
	return append(l, say("This is what is posted, not what is agreed, and half of it lies below the middle. ", to("By skill and level", "pay.html"), ".")...)
}

// chargeSince says when it was posted what rows of charge rest on: it looks further back than the report.
func (r *Report) chargeSince(rows ...row) line {
	a := r.answers["charge"]
	l := say("Posted in " + spanOf(a.day("since"), a.day("until")))
	if slices.ContainsFunc(rows, func(row row) bool { return row.count("undated") > 0 }) {
		l = append(l, say(" and in archives without dates")...)
	}
	return append(l, span{Text: ": "})
}

// chargeEnds writes floor and ceiling where they are shown.
func chargeEnds(row row) line {
	if !row.has("floor") || !row.has("ceiling") {
		return nil
	}
	return say(", a floor of ", chargeFloor.span(row), " and a ceiling of ", chargeCeiling.span(row))
}

// chargeFrom says where the figures come from, and what to mind.
func chargeFrom(row row) string {
	parts := []string{"from " + series(row.list("sources"))}
	note := row.text("note")
	if len(row.list("sources")) == 1 { // the note begins with that
		parts = nil
	}
	if note != "" {
		parts = append(parts, note)
	}
	from := " (" + strings.Join(parts, "; ")
	if row.count("undated") == row.count("n") {
		from += "; without dates"
	}
	return from + ")"
}

// chargeLevels compares the levels that have a figure.
func (r *Report) chargeLevels(kind string) line {
	var l line
	for _, level := range []struct{ id, name string }{{"junior", "entry level"}, {"mid", "the middle level"}, {"senior", "experts"}} {
		row := r.charge(kind, "hour", level.id)
		if !row.has("middle") {
			continue
		}
		sep := ", "
		if len(l) == 0 {
			sep = "For "
		}
		l = append(l, say(sep+level.name+" it is ", chargeMiddle.cited(row))...)
	}
	if len(l) == 0 {
		return nil
	}
	return append(l, span{Text: ". "})
}

// chargeSection is the table of what to charge, with the shape of what is posted for an hour.
func (r *Report) chargeSection() section {
	s := section{ID: "charge", Title: "What to charge"}
	rows := r.answers["charge"].rows()
	if len(rows) == 0 {
		s.Blocks = []block{paragraph("No ad of the last year states usable pay or a budget by the hour or the project.")}
		return s
	}
	a := r.answers["charge"]
	g := &grid{ID: "table-charge", Caption: "What is posted for an hour and for a project, in US dollars, " + spanOf(a.day("since"), a.day("until")) + " and archives without dates", Heads: []head{
		column("Kind", "an offer of an ad, or the budget that a client chose from a menu"), column("For", ""), column("Level", "that the ad asks for; any holds all"),
		numbers("Ads", "n"), numbers("Employers", "distinct; those without a name count one an ad"), numbers("Floor", "median of the lower ends, with its 95% interval"),
		numbers("Middle", "median of ranges spread evenly, with its 95% interval"), numbers("Ceiling", "median of the upper ends, with its 95% interval"),
		numbers("P90", "a tenth is above"), column("Sources", ""), column("Note", ""),
	}}
	for _, row := range rows {
		top := missing("under 100 ads").of(row, "p90")
		if row.has("p90") {
			top = number(dollars(row.float("p90")), row.float("p90"))
			top.Figure, top.Title = row.figure("p90"), nOf(row.count("n"))+" ads"
		}
		g.Rows = append(g.Rows, []cell{
			word(row.text("kind")), word(row.text("period")), word(row.text("level")), tally(row, "n"), tally(row, "employers"),
			chargeFloor.or(withheld(row)).cell(row), chargeMiddle.or(withheld(row)).cell(row), chargeCeiling.or(withheld(row)).cell(row),
			top, word(series(row.list("sources"))), word(row.text("note")),
		})
	}
	s.Blocks = []block{
		paragraph("What is posted, not what is agreed: no source tells what was paid in the end. A freelancer may ask between middle and ceiling, and expect between floor and middle. Budgets are bands from a menu, so their ends are the menu's."),
		gridOf(g),
	}
	s.Blocks = append(s.Blocks, r.spreadBlocks("spread_budget", "Budgets by the hour")...)
	s.Blocks = append(s.Blocks, r.spreadBlocks("spread_offer", "Offers by the hour")...)
	return s
}

// spreadBlocks draw how pay is spread, when there are ads enough.
func (r *Report) spreadBlocks(key, title string) []block {
	share := measured("share", "n", "ads", percent)
	var bars []bar
	g := &grid{ID: "table-" + strings.ReplaceAll(key, "_", "-"), Caption: title + ": how many ads name how much", Heads: []head{
		column("From", "US dollars"), column("To", ""), numbers("Ads", "a range counts for its part in each step"), numbers("Share", "with its 95% interval"), numbers("Below the end", "ads that name less"),
	}}
	for _, row := range r.answers[key].rows() {
		if !row.has("low") {
			return []block{paragraph(title + ": no shape is shown, " + row.text("note") + ".")}
		}
		name := dollars(row.float("low")) + " to " + dollars(row.float("high"))
		bars = append(bars, bar{dollars(row.float("low")), row.float("share"), name + ": " + share.show(row.float("share")) + "; " + share.title(row)})
		below := number(percent(row.float("below")), row.float("below"))
		below.Figure, below.Title = row.figure("below"), nOf(row.count("n"))+" ads"
		ads := number(decimal(row.float("ads")), row.float("ads"))
		ads.Figure = row.figure("ads")
		g.Rows = append(g.Rows, []cell{word(dollars(row.float("low"))), word(dollars(row.float("high"))), ads, share.cell(row), below})
	}
	c := barChart("chart-"+strings.ReplaceAll(key, "_", "-"), title, "Bars for the share of ads in each step of US dollars; each step ends a quarter above its start.", bars)
	if c == nil {
		return nil
	}
	c.Grid = g
	return []block{chartOf(c)}
}
