package reports

func (r *Report) skillsPage() page {
	p := page{File: "skills.html", Title: "Skills", Nav: "Skills", Lead: []line{
		say("Every skill with five ads or more in the window. Choose a heading to sort by it, and type technology into the field to see those alone. Skills that ", whole(minCardAds), " ads or more of the window and of archives without dates want have a page of their own, up to ", whole(maxCards), "."),
		say("Shares are of all ads and carry a 95% interval that minds how ads cluster by employer. Ranks carry those that the intervals allow. Verdicts are corrected for the number of skills tested."),
	}}
	rows := r.answers["demand"].rows()
	if len(rows) == 0 {
		p.Sections = append([]section{{ID: "none", Title: "No skills", Blocks: []block{paragraph("No skill is wanted by five ads of this window.")}}}, r.undatedSections()...)
		return p
	}
	hour, year := bySkill(r.payRows("hour")), bySkill(r.payRows("year"))
	g := &grid{ID: "table-skills", Caption: "Skills by demand", Sortable: true, Filter: true, Heads: []head{
		column("Skill", ""), column("Category", "of the taxonomy"), column("Kind", "a technology with a name, or a field or method"), numbers("Rank", "by ads, with the ranks that the intervals allow"), numbers("Change", "places won since the base window"),
		numbers("Ads", "ads of the window that want the skill: n"), numbers("Employers", "distinct employers among them"), numbers("Share", "of all ads, with its 95% interval"),
		numbers("Share of employers", "of all employers, with its 95% interval"), column("Verdict", "with the ratio of shares and its interval"),
		numbers("Open to beginners", "of the skill's ads, with its 95% interval"), numbers("Remote", "of the skill's ads, with its 95% interval"),
		numbers("By the hour", "middle of pay, with its 95% interval"), numbers("By the year", "middle of pay, with its 95% interval"), column("Note", ""),
	}}
	for _, row := range rows {
		id := row.text("skill")
		g.Rows = append(g.Rows, []cell{
			r.skillCell(id, row.text("skill_name")), word(categoryText(row)), kindCell(row), rankCell(row), rankChange(row), tally(row, "ads"), tally(row, "employers"),
			demandShare.cell(row), employerShare.cell(row), verdictCell(row), demandEntry.cell(row), demandRemote.cell(row),
			middleCell(hour[id]), middleCell(year[id]), word(row.text("note")),
		})
	}
	p.Sections = append([]section{{ID: "all", Title: "By demand", Blocks: []block{gridOf(g)}}}, r.undatedSections()...)
	p.Script = "table.js"
	return p
}

// undatedSections list the skills that too few ads of the window want and that archives without dates know.
func (r *Report) undatedSections() []section {
	ranked := map[string]bool{}
	for _, row := range r.answers["demand"].rows() {
		ranked[row.text("skill")] = true
	}
	g := &grid{ID: "table-undated", Caption: "Skills that hardly any ad of the window wants and many of archives without dates do, with the middle of what clients budget", Sortable: true, Filter: true, Heads: []head{
		column("Skill", ""), column("Category", "of the taxonomy"), column("Kind", "a technology with a name, or a field or method"), numbers("Ads", "of the window and without a date"), numbers("Without a date", "of these"),
		numbers("Budget by the hour", "middle, with its 95% interval"), numbers("Budget by the project", "middle, with its 95% interval"),
	}}
	budgets := r.answers["pay_budget"]
	hour, project := bySkill(r.periodRows(budgets, "hour")), bySkill(r.periodRows(budgets, "project"))
	for _, row := range r.answers["names"].rows() {
		if id := row.text("skill"); !ranked[id] && row.count("undated") > 0 && r.hasCard(id) {
			g.Rows = append(g.Rows, []cell{
				r.skillCell(id, row.text("skill_name")), word(categoryText(row)), kindCell(row), tally(row, "ads"), tally(row, "undated"), middleCell(hour[id]), middleCell(project[id]),
			})
		}
	}
	if len(g.Rows) == 0 {
		return nil
	}
	return []section{{ID: "undated", Title: "Known from archives", Blocks: []block{gridOf(g)}}}
}

func kindCell(row row) cell {
	if isConcept(row) {
		return word("field or method")
	}
	return word("technology")
}

func middleCell(row row) cell {
	if row.from == nil {
		return missing("under 5 ads")
	}
	c := levelled(payMiddle, row)
	if !c.Faint {
		c.note("n=" + whole(row.count("level_n")))
	}
	return c
}
