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

// cardFacts are the rows of the answers by skill, so that each answer is looked through once.
type cardFacts struct {
	demand, pay, trend, pairs, competition, ai, askers, examples map[string][]row
}

func newCardFacts(r *Report) cardFacts {
	by := func(key, column string) map[string][]row {
		rows := map[string][]row{}
		for _, row := range r.answers[key].rows() {
			rows[row.text(column)] = append(rows[row.text(column)], row)
		}
		return rows
	}
	f := cardFacts{
		demand: by("demand", "skill"), pay: by("pay", "skill"), trend: by("trend", "skill"), pairs: by("pairs", "a"),
		competition: by("competition", "skill"), ai: by("ai", "skill"), askers: by("askers", "skill"), examples: by("examples", "skill"),
	}
	for b, rows := range by("pairs", "b") {
		f.pairs[b] = append(f.pairs[b], rows...)
	}
	return f
}

func (r *Report) cardPage(f cardFacts, id string) page {
	d := f.demand[id][0]
	name := d.text("skill_name")
	p := page{File: cardFile(id), Title: name, Lead: []line{
		say("Category "+categoryText(d)+". Wanted by ", span{Text: whole(d.count("ads")), Figure: d.figure("ads"), Strong: true}, " ads of ",
			span{Text: whole(d.count("employers")), Figure: d.figure("employers")}, " employers in "+spanOf(d.from.day("since"), d.from.day("until"))+": ",
			demandShare.cited(d), " of all ads, rank ", span{Text: whole(d.count("rank")), Figure: d.figure("rank"), Strong: true}, rankAside(d), "."),
		verdictLine(d),
	}}
	if note := d.text("note"); note != "" {
		p.Lead = append(p.Lead, say("Mind: "+note+"."))
	}
	p.Sections = []section{
		{ID: "trend", Title: "Demand by month", Blocks: trendBlocks(name, f.trend[id])},
		{ID: "pay", Title: "Pay", Blocks: r.payBlocks(f.pay[id])},
		{ID: "askers", Title: "Who asks", Blocks: askerBlocks(f.askers[id])},
		{ID: "door", Title: "Who may apply", Blocks: doorBlocks(d, f.ai[id])},
		{ID: "with", Title: "Goes well with", Blocks: r.pairBlocks(id, f.pairs[id])},
		{ID: "competition", Title: "How many others answer", Blocks: competitionBlocks(f.competition[id])},
		{ID: "examples", Title: "Newest ads", Blocks: exampleBlocks(f.examples[id])},
	}
	return p
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

// trendBlocks draw a line for each source, since one that joins or stops would move a line over all.
func trendBlocks(name string, rows []row) []block {
	share := measured("share", "all_ads", "ads of the month", percent)
	months, lines := linesBySource(rows, share)
	if len(lines) == 0 {
		return []block{paragraph("Not enough history yet: fewer than two months with 30 ads of a source were watched from their first day.")}
	}
	c := lineChart("chart-trend", "Share of each month's ads that want "+name+", by source", "A line for each source's share with its 95% interval as a band. Months with fewer than 30 ads are gaps.", months, lines, axisPercent, percent)
	if c == nil {
		return []block{paragraph("No ad of the months that were watched wants it.")}
	}
	g := &grid{ID: "table-trend", Caption: "Share of each month's ads by source, the latest three years", Heads: []head{
		column("Month", ""), column("Source", ""), numbers("Ads", "ads of the month that want it"), numbers("Of", "all ads of the month"), numbers("Share", "with its 95% interval"),
	}}
	since := months[max(0, len(months)-36)]
	for _, row := range rows {
		if !row.month().Before(since) {
			g.Rows = append(g.Rows, []cell{word(monthText(row.month())), word(row.text("source")), tally(row, "ads"), tally(row, "all_ads"), share.cell(row)})
		}
	}
	c.Grid = g
	return []block{chartOf(c)}
}

func doorBlocks(d row, ai []row) []block {
	items := []line{
		say("Open to beginners: ", demandEntry.cited(d), " of its ads."),
		say("Remote: ", demandRemote.cited(d), " of its ads."),
	}
	if len(ai) > 0 {
		a := ai[0]
		items = append(items, say("Also ask for AI skills or tools: ", aiShare.cited(a), " of its ads, against ", percent(a.float("all_ai_share")), " of all ads: ", a.text("meets"), "."), exposureLine(a))
	}
	return []block{{Items: items}}
}

// exposureLine says how exposed the tasks of a skill's ads are.
func exposureLine(a row) line {
	if !a.has("exposure") {
		return say("Tasks that AI may do in half the time: not known, since too few of its ads are of an occupation that was rated.")
	}
	return say("Tasks that AI may do in half the time: ", aiExposure.cited(a), " of its ads' occupations, against ", fixed(a.float("all_exposure")), " of those of all ads: ", a.text("field"),
		". People rated them ", fixed(a.float("exposure_human")), " and GPT-4 ", fixed(a.float("exposure_gpt4")), ", in 2023; it is of tasks, not of jobs, and no forecast.")
}

// pairRows bounds the neighbours of a skill.
const pairRows = 12

// pairBlocks lists the skills most tied to one. A pair stands once in the answer, with either first.
func (r *Report) pairBlocks(id string, rows []row) []block {
	if len(rows) == 0 {
		return []block{paragraph("No other skill is wanted by 20 of its ads.")}
	}
	rows = slices.Clone(rows)
	slices.SortStableFunc(rows, func(a, b row) int {
		return cmp.Or(cmp.Compare(b.float("npmi"), a.float("npmi")), cmp.Compare(a.text("a"), b.text("a")), cmp.Compare(a.text("b"), b.text("b")))
	})
	g := &grid{ID: "table-pairs", Caption: "Skills wanted by the same ads, most tied first", Heads: []head{
		column("Skill", ""), numbers("Ads", "ads that want both: n"), numbers("Share", "of this skill's ads, those that want the other, with its 95% interval"),
		numbers("Lift", "against chance, with its 95% interval"), numbers("Tie", "normalised pointwise mutual information: 0 at chance, 1 when neither comes alone"),
	}}
	for _, row := range rows[:min(len(rows), pairRows)] {
		other, name, given, base := row.text("b"), row.text("b_name"), "given_a", "ads_a"
		if other == id {
			other, name, given, base = row.text("a"), row.text("a_name"), "given_b", "ads_b"
		}
		tie := number(fixed(row.float("npmi")), row.float("npmi"))
		tie.Figure = row.figure("npmi")
		g.Rows = append(g.Rows, []cell{
			r.skillCell(other, name), tally(row, "n"), measured(given, base, "ads of this skill", percent).cell(row), measured("lift", "n", "ads with both", times).cell(row), tie,
		})
	}
	return []block{gridOf(g)}
}

func competitionBlocks(rows []row) []block {
	if len(rows) == 0 {
		return []block{paragraph("No source told the bids or applicants of its ads, or when they closed.")}
	}
	row := rows[0]
	g := &grid{ID: "table-competition", Caption: "Medians where a source tells, archives without dates among them", Heads: []head{column("What", ""), numbers("Ads", "n"), numbers("Median", "with its 95% interval")}}
	for _, m := range competitionMeasures {
		g.Rows = append(g.Rows, []cell{word(m.of), tally(row, m.n), m.or("under 10 ads").cell(row)})
	}
	return []block{gridOf(g)}
}

// competitionMeasures are bids, applicants, room in price and days open; of holds what each is called.
var competitionMeasures = []measure{
	measured("bids", "bids_n", "bids on an ad", decimal),
	measured("applicants", "applicants_n", "applicants for an ad, at the lower bound", decimal),
	measured("bid_ratio", "room_n", "average bid over the middle of the posted amount", times),
	measured("open_days", "closed_n", "days from posting to close", decimal),
}

func exampleBlocks(rows []row) []block {
	if len(rows) == 0 {
		return []block{paragraph("None of its ads in this window has an address.")}
	}
	g := &grid{ID: "table-examples", Caption: "The newest ads that want it, one an employer", Heads: []head{
		column("Ad", ""), column("Employer", ""), column("Posted", ""), column("Found by", "the words in which the skill was found"), column("Source", ""),
	}}
	for _, row := range rows {
		title := row.text("title")
		if title == "" {
			title = "untitled"
		}
		g.Rows = append(g.Rows, []cell{
			webCell(shorten(title, 120), row.text("url")), word(shorten(row.text("employer"), 80)), word(row.text("day")), word(shorten(row.text("evidence"), 80)), word(row.text("source")),
		})
	}
	return []block{gridOf(g)}
}
