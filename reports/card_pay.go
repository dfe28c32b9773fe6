package reports

import "slices"

// payBlocks tell what ads of a skill offer: over all countries that the report is about, and by country.
func (r *Report) payBlocks(rows []row) []block {
	var all, countries []row
	for _, row := range rows {
		switch {
		case row.text("country") == countryOf(r.meta.Args):
			all = append(all, row)
		case row.text("employment") == "any" && isOwn(row):
			countries = append(countries, row)
		}
	}
	if len(all) == 0 {
		return []block{paragraph("Fewer than five of its ads state usable pay of one period.")}
	}
	blocks := []block{gridOf(cardPayGrid("table-pay", "What ads offer, in US dollars", column("Employment", "class of employment; any holds all"), "employment", all))}
	blocks = append(blocks, noGrowth(all)...)
	if slices.ContainsFunc(all, func(r row) bool { return r.has("floor") && isAsked(r.text("period")) }) {
		blocks = append(blocks, paragraph("A freelancer may ask between middle and ceiling, and expect between floor and middle."))
	}
	if len(countries) > 0 {
		blocks = append(blocks, gridOf(cardPayGrid("table-pay-country", "The same by country or scope that the ads name, where there are ads enough", column("Country", "an ad that names several counts in each"), "country", countries)))
	}
	return blocks
}

// isAsked reports whether freelancers ask for pay of a period, other than salaries.
func isAsked(period string) bool { return slices.Contains([]string{"hour", "day", "project"}, period) }

// budgetBlocks tell what clients of marketplaces budget for a skill, archives without dates among them.
func (r *Report) budgetBlocks(rows []row) []block {
	var own []row
	for _, row := range rows {
		if r.isOverall(row) {
			own = append(own, row)
		}
	}
	if len(own) == 0 {
		return []block{paragraph("Fewer than five of its ads have a client's budget.")}
	}
	g := cardPayGrid("table-budget", "What clients budget, in US dollars: bands from a menu, no offers, archives without dates among them", column("Employment", "any holds all"), "employment", own)
	return []block{gridOf(g)}
}

// cardPayGrid lists rows of pay of one skill by period and one more key.
func cardPayGrid(id, caption string, key head, name string, rows []row) *grid {
	grows := slices.ContainsFunc(rows, func(row row) bool { return row.has("growth_raw") })
	g := &grid{ID: id, Caption: caption, Heads: append([]head{
		column("Period", ""), key, numbers("Ads", "ads with usable pay of this period: n"), numbers("Employers", ""),
	}, payHeads("of the skill's ads, those that state usable pay of any period", grows)...)}
	for _, row := range rows {
		g.Rows = append(g.Rows, append([]cell{word(row.text("period")), word(row.text(name)), tally(row, "n"), tally(row, "employers")}, payCells(row, grows)...))
	}
	return g
}
