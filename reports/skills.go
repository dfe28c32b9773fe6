package reports

func (r *Report) skillsPage() page {
	p := page{File: "skills.html", Title: "Skills", Nav: "Skills", Lead: []line{
		say("Every skill with five ads or more in the window. Choose a heading to sort by it, and type technology into the field to see those alone. Skills with ", whole(minCardAds), " ads or more have a page of their own, up to ", whole(maxCards), " technologies and ", whole(maxConceptCards), " fields and methods."),
		say("Shares are of all ads and carry a 95% interval that minds how ads cluster by employer. Ranks carry those that the intervals allow. Verdicts are corrected for the number of skills tested."),
	}}
	rows := r.answers["demand"].rows()
	if len(rows) == 0 {
		p.Sections = []section{{ID: "none", Title: "No skills", Blocks: []block{paragraph("No skill is wanted by five ads of this window.")}}}
		return p
	}
	hour, year := r.middles("hour"), r.middles("year")
	g := &grid{ID: "table-skills", Caption: "Skills by demand", Sortable: true, Filter: true, Heads: []head{
		column("Skill", ""), column("Category", "of the taxonomy"), column("Kind", "a technology with a name, or a field or method"), numbers("Rank", "by ads, with the ranks that the intervals allow"), numbers("Change", "places won since the base window"),
		numbers("Ads", "ads of the window that want the skill: n"), numbers("Employers", "distinct employers among them"), numbers("Share", "of all ads, with its 95% interval"),
		numbers("Share of employers", "of all employers, with its 95% interval"), column("Verdict", "with the ratio of shares and its interval"),
		numbers("Open to beginners", "of the skill's ads, with its 95% interval"), numbers("Remote", "of the skill's ads, with its 95% interval"),
		numbers("By the hour", "middle of pay, with its 95% interval"), numbers("By the year", "middle of pay, with its 95% interval"), column("Note", ""),
	}}
	employers := measured("employer_share", "employers", "employers", percent)
	for _, row := range rows {
		id := row.text("skill")
		g.Rows = append(g.Rows, []cell{
			r.skillCell(id, row.text("skill_name")), word(categoryText(row)), kindCell(row), rankCell(row), rankChange(row), tally(row, "ads"), tally(row, "employers"),
			demandShare.cell(row), employers.cell(row), verdictCell(row), demandEntry.cell(row), demandRemote.cell(row),
			middleCell(hour[id]), middleCell(year[id]), word(row.text("note")),
		})
	}
	p.Sections = []section{{ID: "all", Title: "By demand", Blocks: []block{gridOf(g)}}}
	p.Script = "table.js"
	return p
}

func kindCell(row row) cell {
	if isConcept(row) {
		return word("field or method")
	}
	return word("technology")
}

// middles are the rows of pay of one period by skill.
func (r *Report) middles(period string) map[string]row {
	rows := map[string]row{}
	for _, row := range r.payRows(period) {
		rows[row.text("skill")] = row
	}
	return rows
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
