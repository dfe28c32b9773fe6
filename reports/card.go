package reports

import (
	"cmp"
	"slices"
)

// cardPages are the pages of single skills.
func (r *Report) cardPages() []page {
	facts := newCardFacts(r)
	pages := make([]page, 0, len(r.cards))
	for _, id := range r.cards {
		pages = append(pages, r.cardPage(facts, id))
	}
	return pages
}

// cardAnswers are the answers whose rows a card shows, by the column that names its skill.
var cardAnswers = map[string]string{
	"names": "skill", "demand": "skill", "pay": "skill", "pay_budget": "skill", "trend": "skill", "pairs": "a", "pairs_undated": "a", "competition": "skill",
	"clients": "skill", "proposals": "skill", "ai": "skill", "escapes": "skill", "askers": "skill", "examples": "skill",
	"premium_hour": "skill", "premium_year": "skill",
	"ladder_hour": "skill", "ladder_budget_hour": "skill", "ladder_budget": "skill", "ladder_project": "skill", "ladder_year": "skill",
}

// cardFacts are the rows of answers by skill, so that each answer is looked through once.
type cardFacts map[string]map[string][]row

func newCardFacts(r *Report) cardFacts {
	by := func(key, column string) map[string][]row {
		rows := map[string][]row{}
		for _, row := range r.answers[key].rows() {
			rows[row.text(column)] = append(rows[row.text(column)], row)
		}
		return rows
	}
	f := cardFacts{}
	for key, column := range cardAnswers {
		f[key] = by(key, column)
	}
	for _, key := range []string{"pairs", "pairs_undated"} {
		for b, rows := range by(key, "b") {
			f[key][b] = append(f[key][b], rows...)
		}
	}
	// Too few ads of the window want these for a pair.
	for _, id := range r.archived {
		f["pairs"][id] = f["pairs_undated"][id]
	}
	for _, rows := range f["pairs"] {
		slices.SortStableFunc(rows, byTie)
	}
	return f
}

// of returns the first row that an answer has of a skill, without figures where it has none.
func (f cardFacts) of(key, skill string) row {
	if rows := f[key][skill]; len(rows) > 0 {
		return rows[0]
	}
	return row{}
}

func (r *Report) cardPage(f cardFacts, id string) page {
	name := f.of("names", id).text("skill_name")
	p := page{File: cardFile(id), Title: name, Lead: cardLead(f.of("names", id), f.of("demand", id))}
	p.Sections = []section{
		{ID: "short", Title: "In short", Blocks: []block{{Items: r.shortLines(f, id)}}},
		{ID: "trend", Title: "Demand by month", Blocks: trendBlocks(name, f["trend"][id])},
		{ID: "pay", Title: "Pay", Blocks: append(r.payBlocks(f["pay"][id]), r.budgetBlocks(f["pay_budget"][id])...)},
		{ID: "adds", Title: "What it adds, and what the next band asks", Blocks: append(premiumBlocks(f, id), r.rungBlocks(f, id)...)},
		{ID: "askers", Title: "Who asks", Blocks: askerBlocks(f["askers"][id])},
		{ID: "with", Title: "Goes well with", Blocks: r.pairBlocks(id, f["pairs"][id])},
		{ID: "ways", Title: "Ways out", Blocks: r.wayBlocks(f, id)},
		{ID: "competition", Title: "How many others answer", Blocks: competitionBlocks(f["competition"][id])},
		{ID: "clients", Title: "What its clients are like", Blocks: r.clientFacts(f, id)},
		{ID: "examples", Title: "Newest ads", Blocks: exampleBlocks(f["examples"][id])},
	}
	return p
}

// cardLead says how many ads want a skill and how that moves, or that too few of the window do.
func cardLead(w, d row) []line {
	undated := line{}
	if n := w.count("undated"); n > 0 {
		undated = say(" Of archives without dates, ", span{Text: whole(n), Figure: w.figure("undated"), Strong: true}, plural(n, " ad wants", " ads want")+" it, too.")
	}
	if d.from == nil {
		n := w.count("ads") - w.count("undated")
		return []line{
			say("Category "+categoryText(w)+". Wanted by "+whole(n)+plural(n, " ad", " ads")+" in "+spanOf(w.from.day("since"), w.from.day("until"))+", too few for a share, a rank or a verdict.", undated),
		}
	}
	lead := []line{
		say("Category "+categoryText(d)+". Wanted by ", span{Text: whole(d.count("ads")), Figure: d.figure("ads"), Strong: true}, " ads of ",
			span{Text: whole(d.count("employers")), Figure: d.figure("employers")}, " employers in "+spanOf(d.from.day("since"), d.from.day("until"))+": ",
			demandShare.cited(d), " of all ads and ", employerShare.cited(d), " of all employers, rank ", span{Text: whole(d.count("rank")), Figure: d.figure("rank"), Strong: true}, rankAside(d), ".", undated),
		verdictLine(d),
	}
	if note := d.text("note"); note != "" {
		lead = append(lead, say("Mind: "+note+"."))
	}
	return lead
}

func rankAside(d row) string {
	if c := rankCell(d); c.Detail != "" {
		return " (" + c.Detail + ")"
	}
	return ""
}

func verdictLine(d row) line {
	l := say("Demand: ", span{Text: d.text("verdict"), Figure: d.figure("verdict"), Strong: true})
	if d.has("growth") {
		return append(l, say("; the share is ", demandGrowth.cited(d), " of what it was, over the sources seen in both windows", chanceAside(d), ".")...)
	}
	return append(l, span{Text: "."})
}

// chanceAside tells why an interval without 1 is no clear change.
func chanceAside(d row) string {
	if why := unsure(d); why != "" {
		return "; it " + why
	}
	return ""
}

// trendMonths bounds the table behind the chart, which would be half of a card otherwise.
const trendMonths = 12

// trendBlocks draw a line for each source, since one that joins or stops would move a line over all.
func trendBlocks(name string, rows []row) []block {
	share := measured("share", "all_ads", "ads of the month", percent)
	months, lines := linesBySource(rows, share)
	if len(lines) == 0 {
		return []block{paragraph("Not enough history yet: fewer than two months with 30 ads of a source were watched from their first day.")}
	}
	c := lineChart("chart-trend", titleOf("Share of each month's ads that want "+name+", by source", lines), "A line for each source's share with its 95% interval as a band. Months with fewer than 30 ads are gaps.", months, lines, axisPercent, percent)
	if c == nil {
		return []block{paragraph("No ad of the months that were watched wants it.")}
	}
	g := &grid{ID: "table-trend", Caption: "Share of each month's ads by source, the latest year; the table trend of the downloads holds all months", Heads: []head{
		column("Month", ""), column("Source", ""), numbers("Ads", "ads of the month that want it"), numbers("Of", "all ads of the month"), numbers("Share", "with its 95% interval"),
	}}
	since := months[max(0, len(months)-trendMonths)]
	for _, row := range rows {
		if !row.month().Before(since) {
			g.Rows = append(g.Rows, []cell{word(monthText(row.month())), word(row.text("source")), tally(row, "ads"), tally(row, "all_ads"), share.cell(row)})
		}
	}
	c.Grid = g
	return []block{chartOf(c)}
}

// pairRows bounds the neighbours of a skill.
const pairRows = 12

// byTie puts the pairs that are most tied first.
func byTie(a, b row) int {
	return cmp.Or(cmp.Compare(b.float("npmi"), a.float("npmi")), cmp.Compare(a.text("a"), b.text("a")), cmp.Compare(a.text("b"), b.text("b")))
}

// pairBlocks lists the skills most tied to one, from rows in that order.
func (r *Report) pairBlocks(id string, rows []row) []block {
	if len(rows) == 0 {
		return []block{paragraph("No other skill is wanted by 20 of its ads.")}
	}
	g := &grid{ID: "table-pairs", Caption: "Skills wanted by the same ads" + pairsFrom(rows[0]) + ", most tied first", Heads: []head{
		column("Skill", ""), numbers("Ads", "ads that want both: n"), numbers("Share", "of this skill's ads, those that want the other, with its 95% interval"),
		numbers("Lift", "against chance, with its 95% interval"), numbers("Tie", "normalised pointwise mutual information: 0 at chance, 1 when neither comes alone"),
	}}
	for _, row := range rows[:min(len(rows), pairRows)] {
		n := neighbourOf(id, row)
		tie := number(fixed(row.float("npmi")), row.float("npmi")).of(row, "npmi")
		g.Rows = append(g.Rows, []cell{
			r.skillCell(n.id, n.name), tally(row, "n"), n.share.cell(row), measured("lift", "n", "ads with both", times).cell(row), tie,
		})
	}
	return []block{gridOf(g)}
}

// pairsFrom says where not only ads of the window make a pair.
func pairsFrom(pair row) string {
	if pair.from.ask.key == "pairs_undated" {
		return " of the window and of archives without dates"
	}
	return ""
}

func exampleBlocks(rows []row) []block {
	if len(rows) == 0 {
		return []block{paragraph("None of its ads in this window has an address.")}
	}
	g := &grid{ID: "table-examples", Caption: "The newest ads that want it, one an employer", Heads: []head{
		column("Ad", ""), column("Employer", ""), column("Posted", ""), column("Found by", "the words in which the skill was found"), column("Source", ""),
	}}
	for _, row := range rows {
		g.Rows = append(g.Rows, []cell{
			adCell(row, 120), word(shorten(row.text("employer"), 80)), word(row.text("day")), word(shorten(row.text("evidence"), 80)), word(row.text("source")),
		})
	}
	return []block{gridOf(g)}
}
