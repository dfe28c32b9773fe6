package reports

var (
	doorNow    = measured("entry_share", "ads", "ads of the three months", percent).ends("entry_low", "entry_high")
	doorBefore = measured("before", "before_ads", "ads", percent)
	doorChange = measured("change", "ads", "ads of the three months", signed)
)

// doorEmployers is how many employers must ask for a technology that is called the most open to beginners, so that
// the habits of a few are not taken for those of the market.
const doorEmployers = 30

// doorThing answers whether it is too late to start: ads open to beginners, how that changed in a year, and
// the skill with the most of them.
func (r *Report) doorThing() line {
	l := append(say(strong("Is it too late to start? ")), r.doorNow()...)
	best := row{}
	for _, row := range r.spokenOf() {
		if row.count("ads") >= 50 && row.count("employers") >= doorEmployers && row.float("entry_share_low") > best.float("entry_share_low") {
			best = row
		}
	}
	if best.from != nil {
		_, many := r.noun()
		l = append(l, say(" Of the "+many+" with 50 ads or more of "+whole(doorEmployers)+" employers or more, ", r.skillSpan(best.text("skill"), best.text("skill_name")),
			" is most surely open to them: ", demandEntry.cited(best), ".")...)
	}
	return append(l, say(" An ad that does not say it may be open, too.")...)
}

// doorNow tells the share of ads open to beginners with its change in a year, or of one month where no source
// was watched in both years.
func (r *Report) doorNow() line {
	m, ok := r.lastMonth()
	if rows := r.answers["door"].rows(); len(rows) > 0 && rows[len(rows)-1].has("change") {
		d := rows[len(rows)-1]
		l := say("In the three months to "+monthText(d.month())+" ", doorNow.span(d), " of ads said that they are open to beginners", doorNow.aside(d),
			", against ", doorBefore.cited(d), " a year before, over the sources watched in both: ",
			span{Text: d.text("verdict"), Figure: d.figure("verdict"), Strong: true}, ".")
		if ok && m.has("ai_share") {
			l = append(l, say(" In "+monthText(m.month())+" ", marketAI.cited(m), " asked for AI skills or tools.")...)
		}
		return l
	}
	if !ok || !m.has("entry_share") {
		return say("No whole month was seen yet to say how many ads are open to beginners.")
	}
	return say("In "+monthText(m.month())+" ", marketEntry.span(m), " of ads said that they are open to beginners", marketEntry.aside(m), "; there is no year before to compare it with"+r.firstYear()+". ",
		marketAI.cited(m), " asked for AI skills or tools.")
}

// doorBlocks show the same three months by month.
func (r *Report) doorBlocks() []block {
	a := r.answers["door"]
	rows := a.rows()
	if len(rows) == 0 {
		return []block{paragraph("No source was watched through the same month of two years, so there is nothing to compare" + r.firstYear() + ".")}
	}
	g := &grid{ID: "table-door", Caption: "Ads open to beginners, three months at a time, against the same months a year before; the latest months last", Heads: []head{
		column("Three months to", ""), numbers("Ads", "n"), numbers("Ads before", "n of a year before"), numbers("Sources", "compared"), numbers("Open", "with its 95% interval"), numbers("A year before", "with its 95% interval"),
		numbers("Change", "with its 95% interval"), column("Verdict", ""),
	}}
	for i, row := range rows {
		if i >= len(rows)-36 {
			g.Rows = append(g.Rows, []cell{
				word(monthText(row.month())), tally(row, "ads"), tally(row, "before_ads"), tally(row, "sources"), doorNow.or("under 30 ads").cell(row), doorBefore.or("under 30 ads").cell(row),
				doorChange.or("under 30 ads").cell(row), said(row, "verdict"),
			})
		}
	}
	months, lines := linesBy(rows, doorNow, func(row) string { return "open to beginners" })
	c := lineChart("chart-door", "Ads open to beginners", "A line for the share of three months' ads that say they are open to beginners, with its 95% interval as a band.", months, lines, axisPercent, percent)
	if c == nil {
		return []block{gridOf(g)}
	}
	c.Grid = g
	return []block{paragraph("Over the sources that were watched in both years, so that a source that joins or stops moves nothing. Ads that do not say it may be open, too."), chartOf(c)}
}
