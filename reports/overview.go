package reports

// overviewRows bounds the small tables of the first page.
const overviewRows = 15

func (r *Report) overviewPage() page {
	p := page{File: "index.html", Title: "What the market asks for and pays", Nav: "Overview", Lead: r.windowLines()}
	if r.isEmpty() {
		p.Sections = []section{{ID: "empty", Title: "Nothing to report yet", Blocks: []block{paragraph(
			"No ads fall into this window. Collect and transform some first (rung run), or choose another window with --since and --until.")}}}
		return p
	}
	p.Sections = []section{
		{ID: "things", Title: "Five things to know", Blocks: []block{{Items: r.things(), Ordered: true}}},
	}
	if r.since != nil {
		p.Sections = append(p.Sections, r.sinceSection())
	}
	p.Sections = append(p.Sections, []section{
		{ID: "demand", Title: "Most wanted skills", Blocks: r.topSkills()},
		{ID: "pay-hour", Title: "Best paid by the hour", Blocks: r.bestPaid("hour")},
		{ID: "pay-year", Title: "Best paid by the year", Blocks: r.bestPaid("year")},
		{ID: "volume", Title: "New ads by month and source", Blocks: r.volumeBlocks(24)},
	}...)
	return p
}

// windowLines say what was looked at: window, snapshot, coverage.
func (r *Report) windowLines() []line {
	t, d := r.total(), r.answers["demand"]
	first := say(strong(spanOf(d.day("since"), d.day("until"))))
	if base, ok := d.Params["base"].(string); ok {
		first = append(first, say(", compared with "+spanOf(d.day("base_since"), d.day("base_until"))+" ("+base+")")...)
	} else {
		first = append(first, say(", with no earlier window to compare with")...)
	}
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

func (r *Report) topSkills() []block {
	g := &grid{ID: "top-skills", Caption: "The skills wanted most, by ads of the window", Heads: []head{
		column("Skill", ""), numbers("Rank", "by ads, with the ranks that the intervals allow"),
		numbers("Change", "places won since the base window, over the sources seen in both"),
		numbers("Ads", "ads of the window that want the skill"), numbers("Share", "of all ads, with its 95% interval"),
		column("Verdict", "of the change in share, corrected for the number of skills tested"),
	}}
	var dots []dot
	for _, row := range r.answers["demand"].rows() {
		if len(g.Rows) == overviewRows {
			break
		}
		name := row.text("skill_name")
		g.Rows = append(g.Rows, []cell{
			r.skillCell(row.text("skill"), name), rankCell(row), rankChange(row), tally(row, "ads"), demandShare.cell(row), verdictCell(row),
		})
		dots = append(dots, dot{name, row.float("share_low"), row.float("share"), row.float("share_high"), demandShare.title(row)})
	}
	if len(g.Rows) == 0 {
		return []block{paragraph("No skill is wanted by enough ads of this window to be shown.")}
	}
	c := dotChart("chart-top-skills", "Share of ads that want each skill", "A dot for the share and a line for its 95% interval, for the skills wanted most.", dots, axisPercent)
	return []block{{Chart: c, Grid: g}, paragraph(to("All skills", "skills.html"), ".")}
}

// bestPaid lists the skills with the highest middle in one period, where floor and ceiling are shown, too.
func (r *Report) bestPaid(period string) []block {
	rows := r.paidSkills(period)
	if len(rows) == 0 {
		return []block{paragraph(r.noPay(period))}
	}
	rows = rows[:min(len(rows), overviewRows)]
	g := payGrid("best-"+period, "Pay by the "+period+" in US dollars, highest middle first, for skills with 30 ads or more that state it", r, rows)
	return []block{{Chart: payChart("chart-best-"+period, period, rows), Grid: g}, paragraph(to("All pay", "pay.html"), ".")}
}
