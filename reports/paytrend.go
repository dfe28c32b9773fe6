package reports

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
)

// trendRows bounds the tables behind the charts of pay by month.
const trendRows = 36

var (
	trendMiddle   = measured("middle", "n", "ads with pay", dollars).or("withheld")
	trendRaw      = measured("raw", "n_now", "ads with pay, of sources of both years", signed).or("withheld")
	trendAdjusted = measured("adjusted", "compared", "ads compared", signed).or("withheld")
	growthRaw     = measured("raw", "n", "ads with pay", signed).or("withheld")
	growthMix     = measured("adjusted", "compared", "ads compared", signed).or("withheld")
)

// growthSections show pay by month, and how offers moved, raw and with the mix of ads held the same.
func (r *Report) growthSections() []section {
	blocks := append(r.trendBlocks(), r.windowBlocks()...)
	if len(blocks) == 0 {
		return nil
	}
	return []section{{ID: "growth", Title: "Is pay moving", Blocks: append([]block{paragraph(
		"Raw growth mixes in what kinds of ads there are. The adjusted figure compares only ads of the same source, family of roles, level, remote mode and country; the gap between the two is what the mix did.")}, blocks...)}}
}

// trendBlocks show pay by month, a chart for each period of pay, and what is not shown with the reason.
func (r *Report) trendBlocks() []block {
	a := r.answers["pay_trend"]
	if len(a.Rows) == 0 {
		return nil
	}
	blocks := []block{paragraph("By month: what the ads of three months offer, those that end with it, and growth against the same three months a year before, which takes out the season.")}
	var untold []string
	for _, period := range payPeriods {
		rows := a.where("period", period.id)
		switch {
		case len(rows) == 0:
		case !anyHas(rows, "middle"):
			most := slices.MaxFunc(rows, func(a, b row) int { return cmp.Compare(a.count("n"), b.count("n")) })
			untold = append(untold, "by the "+period.id+", "+most.text("note"))
		default:
			blocks = append(blocks, block{Line: trendSentence(period.name, rows)}, trendChart(period.id, rows))
			blocks = append(blocks, trendGrowth(period.id, rows)...)
		}
	}
	if len(untold) > 0 {
		blocks = append(blocks, paragraph("Not shown, where no three months have 30 ads of 5 employers; of those with most: "+strings.Join(untold, "; ")+"."))
	}
	return blocks
}

// trendSentence tells how pay of a period moved in a year, and what of that the mix of ads did.
func trendSentence(name string, rows []row) line {
	l, last := say(strong(name+": ")), rows[len(rows)-1]
	if both, ok := lastWith(rows, "raw", "adjusted"); ok {
		l = append(l, say("over the year to "+monthText(both.month())+" offers moved by ", trendRaw.cited(both), " as they are and by ", trendAdjusted.cited(both), " with the mix of ads held the same: ",
			span{Text: both.text("verdict"), Figure: both.figure("verdict"), Strong: true}, ". "+mixGap(both)+oneSource(both))...)
		if last.month().After(both.month()) {
			l = append(l, say(" Later months have no adjusted figure, the last for "+last.text("verdict")+".")...)
		}
		return l
	}
	if raw, ok := lastWith(rows, "raw"); ok {
		return append(l, say("over the year to "+monthText(raw.month())+" offers moved by ", trendRaw.cited(raw), " as they are. What of that the mix of ads did is not known: "+raw.text("verdict")+"."+oneSource(raw))...)
	}
	return append(l, say("how offers moved in a year is not shown; for "+monthText(last.month())+": "+last.text("verdict")+".")...)
}

// oneSource says so where a month rests on one source alone, which is not the market.
func oneSource(row row) string {
	if note := row.text("note"); strings.HasPrefix(note, "one source: ") {
		return " Mind: " + note + "."
	}
	return ""
}

// mixGap says how far raw growth lies from that with the mix held the same, in points of a hundred.
func mixGap(row row) string {
	points := 100 * (row.float("raw") - row.float("adjusted"))
	size := strconv.FormatFloat(math.Abs(points), 'f', 1, 64)
	if size == "0.0" {
		return "There is no gap between the two: the mix of ads moved nothing."
	}
	what := " points is what the mix of ads added"
	if points < 0 {
		what = " points is what the mix of ads took"
	}
	if row.float("raw_low") <= row.float("adjusted_high") && row.float("adjusted_low") <= row.float("raw_high") {
		what += ", though the two intervals overlap"
	}
	return "The gap of " + size + what + "; it has no interval of its own."
}

// lastWith is the last row that has figures in all of the columns.
func lastWith(rows []row, columns ...string) (row, bool) {
	for _, row := range slices.Backward(rows) {
		if !slices.ContainsFunc(columns, func(c string) bool { return !row.has(c) }) {
			return row, true
		}
	}
	return row{}, false
}

// trendChart draws the middle of a period's pay by month.
func trendChart(period string, rows []row) block {
	g := &grid{ID: "table-trend-" + period, Caption: "Pay by the " + period + ", three months at a time, the latest three years", Heads: []head{
		column("Three months to", ""), numbers("Ads", "with usable pay: n"), numbers("Employers", "distinct employers of these"), numbers("Middle", "median of ranges spread evenly, with its 95% interval"), column("Note", "why it is withheld, or what to mind"),
	}}
	for _, row := range lastRows(rows, trendRows) {
		g.Rows = append(g.Rows, []cell{word(monthText(row.month())), tally(row, "n"), tally(row, "employers"), trendMiddle.cell(row), word(row.text("note"))})
	}
	months, lines := linesBy(rows, trendMiddle, func(row) string { return "middle" })
	if len(lines) == 0 {
		return gridOf(g)
	}
	c := lineChart("chart-trend-"+period, "Middle of pay by the "+period+", three months at a time", "A line for the median of what the ads of three months offer, in US dollars, with its 95% interval as a band. Months with fewer than 30 ads of 5 employers are gaps.", months, lines, shortDollars, dollars)
	c.Grid = g
	return chartOf(c)
}

// trendGrowth draws growth over a year, as it is and with the mix of ads held the same; nothing where no month has any, since
// the sentence says why.
func trendGrowth(period string, rows []row) []block {
	if !anyHas(rows, "raw") {
		return nil
	}
	g := &grid{ID: "table-year-" + period, Caption: "How pay by the " + period + " moved against a year before, three months at a time, the latest three years", Heads: []head{
		column("Three months to", ""), numbers("Ads", "with pay, of sources that have ads of both years"), numbers("Before", "the same a year before"), numbers("Raw", "growth of all offers, with its 95% interval"),
		numbers("Adjusted", "growth within kinds of ads that both years have, with its 95% interval"), numbers("Kinds", "kinds of ads that both years have"), column("Verdict", "of the adjusted figure, corrected for the number of months; or why there is none"),
	}}
	// What came before the first year to compare with says nothing.
	rows = rows[slices.IndexFunc(rows, func(row row) bool { return row.count("n_before") > 0 }):]
	for _, row := range lastRows(rows, trendRows) {
		g.Rows = append(g.Rows, []cell{
			word(monthText(row.month())), tally(row, "n_now"), tally(row, "n_before"), trendRaw.cell(row), trendAdjusted.cell(row), tally(row, "cells"), said(row, "verdict"),
		})
	}
	raw, adjusted := lineSeries{Name: "as it is"}, lineSeries{Name: "same mix of ads"}
	byMonth := map[time.Time]row{}
	var first, last time.Time
	for _, row := range rows {
		byMonth[row.month()] = row
		if row.has("raw") {
			if first.IsZero() {
				first = row.month()
			}
			last = row.month()
		}
	}
	months := everyMonth(first, last)
	if len(months) < 2 {
		return []block{gridOf(g)}
	}
	for _, month := range months {
		raw.add(byMonth[month], trendRaw)
		adjusted.add(byMonth[month], trendAdjusted)
	}
	c := lineChart("chart-year-"+period, "How pay by the "+period+" moved against a year before", "Lines for the growth of three months' offers over the same three a year before, of all ads and within kinds of ads that both years have, with their 95% intervals as bands. A gap is a month without a figure.",
		months, []lineSeries{raw, adjusted}, axisPercent, signed)
	if c == nil {
		return []block{gridOf(g)}
	}
	c.Grid = g
	return []block{chartOf(c)}
}

// lastRows are the last rows, so many at most.
func lastRows(rows []row, most int) []row { return rows[max(0, len(rows)-most):] }

// windowBlocks show how offers changed from the base to the window, for each skill.
func (r *Report) windowBlocks() []block {
	a := r.answers["pay_growth"]
	if len(a.Rows) == 0 {
		return nil
	}
	g := &grid{ID: "table-growth", Caption: "How offers changed from the base to the window", Sortable: true, Filter: true, Heads: []head{
		column("Skill", "any holds all ads"), column("Period", ""), numbers("Ads", "ads with pay in the window: n"), numbers("Before", "ads with pay in the base"),
		numbers("Raw", "growth of all offers, with its 95% interval"), numbers("Adjusted", "growth within kinds of ads that both windows have, with its 95% interval"),
		numbers("Kinds", "kinds of ads that both windows have"), column("Verdict", "of the adjusted figure, corrected for the number of rows"), column("Note", ""),
	}}
	for _, row := range a.rows() {
		g.Rows = append(g.Rows, []cell{
			r.skillCell(row.text("skill"), row.text("skill_name")), word(row.text("period")), tally(row, "n"), tally(row, "n_before"),
			growthRaw.cell(row), growthMix.cell(row), tally(row, "cells"), said(row, "verdict"), word(row.text("note")),
		})
	}
	return []block{paragraph("By skill, from the base to the window of this report:"), gridOf(g)}
}
