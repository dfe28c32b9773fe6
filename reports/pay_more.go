package reports

// premiums are the periods by which it is asked what skills add.
var premiums = []struct{ key, id, period string }{{"premium_hour", "premium-hour", "hour"}, {"premium_year", "premium-year", "year"}}

// premiumSections show what ads offer more that mention a skill, by three models side by side.
func (r *Report) premiumSections() []section {
	var sections []section
	for _, p := range premiums {
		a := r.answers[p.key]
		if len(a.Rows) == 0 {
			continue
		}
		g := &grid{ID: "table-" + p.id, Caption: "What ads by the " + p.period + " offer more that mention a skill, surest first", Sortable: true, Filter: true, Heads: []head{
			column("Skill", ""), numbers("Ads", "ads with pay of this period that want it: n"), numbers("Employers", ""),
			numbers("As it is", "offer with the skill against offer without, with its 95% interval"), numbers("Same role", "among ads of one family of roles"),
			numbers("All else the same", "family, level, country, remote, source, year and the other skills"), column("Verdict", "of the last, corrected for the number of skills"), column("Note", ""),
		}}
		for _, row := range a.rows() {
			g.Rows = append(g.Rows, []cell{
				r.skillCell(row.text("skill"), row.text("skill_name")), tally(row, "n"), tally(row, "employers"),
				measured("raw", "n", "ads with pay", signed).cell(row), measured("same_role", "n", "ads with pay", signed).cell(row),
				measured("premium", "n", "ads with pay", signed).cell(row), word(row.text("verdict")), word(row.text("note")),
			})
		}
		sections = append(sections, section{ID: p.id, Title: "What skills add by the " + p.period, Blocks: []block{
			paragraph("Over " + spanOf(a.day("since"), a.day("until")) + ". How the three figures shrink tells how much is the kind of job. It says what ads offer that mention the skill, never what learning it earns."), gridOf(g),
		}})
	}
	return sections
}

// growthSections show how offers moved, raw and with the mix of ads held the same.
func (r *Report) growthSections() []section {
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
			measured("raw", "n", "ads with pay", signed).or("too few").cell(row), measured("adjusted", "compared", "ads compared", signed).or("too few").cell(row),
			tally(row, "cells"), word(row.text("verdict")), word(row.text("note")),
		})
	}
	return []section{{ID: "growth", Title: "Is pay moving", Blocks: []block{
		paragraph("Raw growth mixes in what kinds of ads there are. The adjusted figure compares only ads of the same source, family of roles, level, remote mode and country; the gap between the two is what the mix did."), gridOf(g),
	}}}
}

// signed writes a change as a share with its sign.
func signed(share float64) string {
	if share > 0 {
		return "+" + percent(share)
	}
	return percent(share)
}
