package reports

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
			measured("raw", "n", "ads with pay", signed).or("withheld").cell(row), measured("adjusted", "compared", "ads compared", signed).or("withheld").cell(row),
			tally(row, "cells"), said(row, "verdict"), word(row.text("note")),
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
