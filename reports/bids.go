package reports

// bidBlocks shows both sides of the price where a marketplace tells them, and how each moved.
func (r *Report) bidBlocks() []block {
	rows := r.answers["bids"].rows()
	if len(rows) == 0 {
		return []block{paragraph("No source told both what its projects pay and what bidders ask.")}
	}
	g := &grid{ID: "table-bids", Caption: "What clients post against what bidders ask, by skill, with 95% intervals", Sortable: true, Filter: true, Heads: []head{
		column("Skill", ""), column("By", "the hour or the project"), numbers("Ads", "that tell the posted amount and the bids: n"), numbers("Bids", "median number on an ad"),
		numbers("Posted", "median middle of the posted band"), numbers("Asked", "median of average bids"), numbers("Bid to budget", "average bid over the middle of the posted band; below 1 bidders ask less"),
		numbers("Bids, change", "median over that of the base window"), column("They are", ""), numbers("Asked, change", "median over that of the base window"), column("It is", ""), column("Note", ""),
	}}
	for _, row := range rows {
		figure := func(column string, show func(float64) string) cell {
			return measured(column, "n", "ads", show).or("under 10 ads or 5 employers").cell(row)
		}
		change := func(column string) cell {
			return measured(column, "n_before", "ads of the base", times).or("nothing to compare with").cell(row)
		}
		g.Rows = append(g.Rows, []cell{
			r.skillCell(row.text("skill"), row.text("skill_name")), word(row.text("period")), tally(row, "n"), figure("bids", decimal), figure("band", dollars), figure("bid", dollars), figure("bid_ratio", times),
			change("bids_change"), word(row.text("bids_verdict")), change("bid_change"), word(row.text("bid_verdict")), word(row.text("note")),
		})
	}
	return g.withoutEmpty()
}
