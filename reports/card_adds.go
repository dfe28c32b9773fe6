package reports

// premiumBlocks say what ads offer more that mention a skill, by the hour and by the year.
func premiumBlocks(f cardFacts, id string) []block {
	var items []line
	for _, p := range premiums {
		row := f.of(p.key, id)
		if !row.has("premium") {
			items = append(items, say(strong("By the "+p.period+": "), "not told; it takes 100 ads with pay and 20 employers."))
			continue
		}
		premium := measured("premium", "n", "ads with pay in "+spanOf(row.from.day("since"), row.from.day("until")), signed)
		items = append(items, say(strong("By the "+p.period+": "), "ads that mention it offer ", premium.cited(row), " against ads without it, with title, level, country, remote, source, quarter and other skills the same: ",
			span{Text: row.text("verdict"), Figure: row.figure("verdict")}, "."))
	}
	return []block{paragraph("What ads offer that mention it, never what learning it earns (", to("the models", "pay.html"), "):"), {Items: items}}
}

// rungBlocks say for each step of the ladders whether ads of the band above ask for a skill more often.
func (r *Report) rungBlocks(f cardFacts, id string) []block {
	g := &grid{ID: "table-rungs", Caption: "How often ads of a band and of the band above ask for it", Heads: append([]head{column("Scale", ""), column("Band", "US dollars, middle of the offers of an ad")}, stepHeads()...)}
	for _, l := range ladders {
		for _, row := range f["ladder_"+l.key][id] {
			if row.has("log_odds") {
				g.Rows = append(g.Rows, append([]cell{word(l.short), word(bandText(row))}, stepCells(row)...))
			}
		}
	}
	if len(g.Rows) == 0 {
		return []block{paragraph("No two bands of pay have ads enough that ask for it to compare them.")}
	}
	return []block{gridOf(g), paragraph(to("What else the bands ask", "ladder.html"), ".")}
}

// wayBlocks show the ways out of a skill that is more exposed to AI than others.
func (r *Report) wayBlocks(f cardFacts, id string) []block {
	rows := f["escapes"][id]
	ways := waysOut(rows)
	switch {
	case len(ways) > 0:
		return []block{gridOf(r.escapeGrid(ways))}
	case len(rows) > 0 && rows[0].text("note") != "":
		return []block{paragraph("Its tasks are more exposed to AI than those of others, and no way out is known: " + rows[0].text("note") + ".")}
	case len(rows) > 0:
		return []block{paragraph("Its tasks are more exposed to AI than those of others, and no neighbour is clearly less exposed and grows.")}
	case f.of("ai", id).from == nil:
		return []block{paragraph("Fewer than 30 ads of the window want it, too few to tell how exposed to AI it is.")}
	}
	return []block{paragraph("As far as is known its tasks are not more exposed to AI than those of others, so it needs none.")}
}
