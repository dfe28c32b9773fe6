package reports

// overviewRows and overviewConcepts bound the small tables of the first page.
const (
	overviewRows     = 15
	overviewConcepts = 10
)

func (r *Report) overviewPage() page {
	p := page{File: "index.html", Title: "What the market asks for and pays", Nav: "Overview", Lead: r.windowLines()}
	if r.isEmpty() {
		p.Sections = []section{{ID: "empty", Title: "Nothing to report yet", Blocks: []block{paragraph(
			"No ads fall into this window. Collect and transform some first (rung run), or choose another window with --since and --until.")}}}
		return p
	}
	_, many := r.noun()
	p.Sections = []section{
		{ID: "things", Title: "Five things to know", Blocks: []block{{Items: r.things(), Ordered: true}}},
	}
	if r.since != nil {
		p.Sections = append(p.Sections, r.sinceSection())
	}
	p.Sections = append(p.Sections, []section{
		{ID: "demand", Title: "Most wanted " + many, Blocks: r.topSkills()},
		{ID: "pay-hour", Title: "Best paid by the hour", Blocks: r.bestPaid("hour")},
		{ID: "pay-year", Title: "Best paid by the year", Blocks: r.bestPaid("year")},
		{ID: "volume", Title: "New ads by month and source", Blocks: r.volumeBlocks(24)},
	}...)
	return p
}

// windowLines say what was looked at: window, snapshot, coverage.
func (r *Report) windowLines() []line {
	t := r.total()
	first := say(strong(r.windowText()), ", "+r.comparison())
	first = append(first, say(". Snapshot "+whole(r.meta.Snapshot)+" of "+dayText(r.meta.SnapshotAt)+".")...)
	lines := []line{first}
	if t.has("ads") {
		lines = append(lines, say(
			"Rests on ", span{Text: whole(t.count("ads")), Figure: t.figure("ads"), Strong: true}, " ads of ",
			span{Text: whole(t.count("employers")), Figure: t.figure("employers")}, " employers; ",
			span{Text: part(t, "with_pay"), Figure: t.figure("with_pay")}, " state pay, ",
			span{Text: part(t, "with_usable_pay"), Figure: t.figure("with_usable_pay")}, " an offer that can be counted. ",
			to("How this is counted", "methods.html"), "."))
	}
	if filters := r.filters(); filters != "" {
		lines = append(lines, say("Only ads with ", strong(filters), "."))
	}
	return lines
}

// topSkills are the most wanted technologies, and the most wanted fields and methods below.
func (r *Report) topSkills() []block {
	_, what := r.noun()
	rows := r.technologies()
	rows = rows[:min(len(rows), overviewRows)]
	if len(rows) == 0 {
		return []block{paragraph("No skill is wanted by enough ads of this window to be shown.")}
	}
	var dots []dot
	for _, row := range rows {
		dots = append(dots, dot{row.text("skill_name"), row.float("share_low"), row.float("share"), row.float("share_high"), demandShare.title(row)})
	}
	c := dotChart("chart-top-skills", "Share of ads that want each of the "+what, "A dot for the share and a line for its 95% interval, for the "+what+" wanted most.", dots, axisPercent)
	blocks := []block{{Chart: c, Grid: r.topGrid("top-skills", "The "+what+" wanted most, by ads of the window", rows)}}
	if rows := r.demanded(true); len(rows) > 0 && what != "skills" {
		blocks = append(blocks, paragraph("Ads also ask for fields and methods, which are easier to name than to have. Ranks are among all skills."),
			gridOf(r.topGrid("top-concepts", "The fields and methods wanted most, by ads of the window", rows[:min(len(rows), overviewConcepts)])))
	}
	return append(blocks, paragraph(to("All skills", "skills.html"), "."))
}

func (r *Report) topGrid(id, caption string, rows []row) *grid {
	g := &grid{ID: id, Caption: caption, Heads: []head{
		column("Skill", ""), numbers("Rank", "by ads, with the ranks that the intervals allow"),
		numbers("Change", "places won since the base window, over the sources seen in both"),
		numbers("Ads", "ads of the window that want the skill"), numbers("Share", "of all ads, with its 95% interval"),
		column("Verdict", "of the change in share, corrected for the number of skills tested"),
	}}
	for _, row := range rows {
		g.Rows = append(g.Rows, []cell{
			r.skillCell(row.text("skill"), row.text("skill_name")), rankCell(row), rankChange(row), tally(row, "ads"), demandShare.cell(row), verdictCell(row),
		})
	}
	return g
}

// bestPaid lists the technologies with the highest middle in one period, where floor and ceiling are shown, too.
func (r *Report) bestPaid(period string) []block {
	rows := r.named(r.paidSkills(period))
	if len(rows) == 0 {
		return []block{paragraph(r.noPay(period), " ", to("All pay", "pay.html"), ".")}
	}
	rows = rows[:min(len(rows), overviewRows)]
	_, many := r.noun()
	g := payGrid("best-"+period, "Pay by the "+period+" in US dollars, highest middle first, for "+many+" with 30 ads or more that state it", r, rows)
	blocks := append([]block{{Chart: payChart("chart-best-"+period, period, rows), Grid: g}}, sourceWarning(rows)...)
	return append(blocks, paragraph(to("All pay", "pay.html"), "."))
}
