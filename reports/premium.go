package reports

// premiums are the periods by which it is asked what skills add.
var premiums = []struct{ key, id, period string }{{"premium_hour", "premium-hour", "hour"}, {"premium_year", "premium-year", "year"}}

// premiumSections show what ads offer more that mention a skill, by models that hold more and more the same, side by side.
func (r *Report) premiumSections() []section {
	var sections []section
	for _, p := range premiums {
		a := r.answers[p.key]
		if len(a.Rows) == 0 {
			why := "No skill has 100 ads with pay by the " + p.period + " and 20 employers in " + spanOf(a.day("since"), a.day("until")) + ", which it takes to compare ads with a skill to those without it, so nothing is said."
			sections = append(sections, section{ID: p.id, Title: "What skills add by the " + p.period, Blocks: []block{paragraph(why)}})
			continue
		}
		sections = append(sections, section{ID: p.id, Title: "What skills add by the " + p.period, Blocks: []block{
			paragraph("Over " + spanOf(a.day("since"), a.day("until")) + ", for skills of 100 ads with pay and 20 employers or more. Four models side by side: how the figures shrink from left to right tells how much is the kind of job, and how much is who hires."),
			paragraph("It says what ads offer that mention the skill, never what learning it earns. Intervals are at 95%: employers are drawn anew 500 times. Verdicts are corrected for the number of skills."),
			gridOf(r.premiumGrid(a, p.id, p.period)),
		}})
	}
	return sections
}

func (r *Report) premiumGrid(a *answer, id, period string) *grid {
	g := &grid{ID: "table-" + id, Caption: "What ads by the " + period + " offer more that mention a skill, surest first", Sortable: true, Filter: true, Heads: []head{
		column("Skill", ""), numbers("Ads", "ads with pay of this period that want it: n"), numbers("Employers", ""),
		numbers("As it is", "offer with the skill against offer without, with its 95% interval"), numbers("Same title", "among ads of one family of titles"),
		numbers("Same title and level", "and same country, remote, source, quarter and other skills"),
		numbers("Same employer too", "the same among ads of employers that offer pay both with the skill and without it; n are their ads"),
		numbers("By ridge", "same title and level, leaning towards nothing where little is known: the order of rows"),
		column("In words", "same title and level"), column("Within one employer", "verdict of same employer"), column("Note", ""),
	}}
	for _, row := range a.rows() {
		employer := measured("same_employer", "same_employer_n", "ads of employers that offer pay with it and without", signed).or(row.text("employer_verdict")).cell(row)
		within := word("")
		if !employer.Faint {
			employer.note("n=" + whole(row.count("same_employer_n")))
			within = said(row, "employer_verdict")
		}
		g.Rows = append(g.Rows, []cell{
			r.skillCell(row.text("skill"), row.text("skill_name")), tally(row, "n"), tally(row, "employers"),
			measured("raw", "n", "ads with pay", signed).cell(row), measured("same_title", "n", "ads with pay", signed).cell(row),
			measured("premium", "n", "ads with pay", signed).cell(row), employer,
			measured("shrunk", "n", "ads with pay", signed).cell(row), said(row, "says"), within, word(row.text("note")),
		})
	}
	return g
}
