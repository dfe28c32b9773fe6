package reports

// doubtfulRows bounds the list of ads that may be no opening.
const doubtfulRows = 50

// clientsPage tells what stands behind the ads: how many others answer, what a proposal is worth, what the
// clients are like, and which ads may be no opening.
func (r *Report) clientsPage() page {
	return page{File: "clients.html", Title: "Clients and competition", Nav: "Clients", Lead: []line{
		say("Is it worth an answer? Only marketplaces tell how many others answer and what a client did before, so most of this rests on few sources, and on archives without dates."),
	}, Sections: []section{
		{ID: "competition", Title: "How many others answer", Blocks: r.competitionGrid()},
		{ID: "bids", Title: "What bidders ask", Blocks: r.bidBlocks()},
		{ID: "proposals", Title: "What a proposal is worth", Blocks: r.proposalBlocks()},
		{ID: "clients", Title: "What clients are like", Blocks: r.clientBlocks()},
		{ID: "doubtful", Title: "Ads to look at twice", Blocks: r.doubtfulBlocks()},
	}}
}

func (r *Report) competitionGrid() []block {
	rows := r.answers["competition"].rows()
	if len(rows) == 0 {
		return []block{paragraph("No source told the bids or applicants of its ads, or when they closed.")}
	}
	g := &grid{ID: "table-competition", Caption: "Medians of the ads that want a skill, where a source tells, archives without dates among them, with 95% intervals and n", Sortable: true, Filter: true, Heads: []head{column("Skill", ""), numbers("Ads", "of the window that want it")}}
	for _, h := range []struct{ text, title string }{
		{"Bids", "on an ad"}, {"Applicants", "for an ad, at the lower bound"}, {"Bid to budget", "average bid over the middle of the posted amount; below 1 bidders ask less"}, {"Days open", "from posting to close"},
	} {
		g.Heads = append(g.Heads, numbers(h.text, h.title))
	}
	for _, row := range rows {
		cells := []cell{r.skillCell(row.text("skill"), row.text("skill_name")), tally(row, "ads")}
		for _, m := range competitionMeasures {
			cells = append(cells, withN(m.or("under 10 ads or 5 employers"), row))
		}
		g.Rows = append(g.Rows, cells)
	}
	return g.withoutEmpty()
}

func (r *Report) proposalBlocks() []block {
	a := r.answers["proposals"]
	rows := a.rows()
	if len(rows) == 0 {
		return []block{paragraph("No source told both how many answer its ads and what they pay. rung analyze proposals reckons as soon as one does.")}
	}
	g := &grid{ID: "table-proposals", Caption: "What one proposal brings on average, by skill: a reckoning, not a promise", Sortable: true, Filter: true, Heads: []head{
		column("Skill", ""), numbers("Ads", "that tell how many answer and what they pay: n"), numbers("Amount", "median posted amount"), numbers("Others", "median number of bids or applicants"),
		numbers("Wins", "by proposal, guessed"), numbers("Proposals", "that one win takes"), numbers("Worth", "what one proposal brings on average; below 0 it loses"), numbers("Pays from", "project amount at which a proposal brings nothing"), column("Note", ""),
	}}
	for _, row := range rows {
		plain := func(column string, show func(float64) string) cell {
			return measure{column: column, low: column + "_low", high: column + "_high", n: "n", of: "ads", show: show}.or("under 10 ads or 5 employers").cell(row)
		}
		g.Rows = append(g.Rows, []cell{
			r.skillCell(row.text("skill"), row.text("skill_name")), tally(row, "n"), plain("amount", dollars), plain("answers", decimal), plain("win_rate", percent),
			plain("proposals", decimal), plain("worth", dollars), plain("least_amount", dollars), word(row.text("note")),
		})
	}
	return []block{
		paragraph("Reckoned with ", strong(assumptions(a)), ". With your own figures: rung analyze proposals --hours 20 --least 40 --win 0.05"), gridOf(g),
	}
}

// assumptions are the parameters that proposals reckons with.
func assumptions(a *answer) string {
	var parts []string
	for _, p := range []struct {
		name, after string
		show        func(float64) string
	}{
		{"hours", " hours of work a project", axisNumber},
		{"least", " an hour as the least you would work for", dollars},
		{"cost", " a proposal", dollars},
		{"pitch", " hours to write one", axisNumber},
		{"able", " of the bidders able to do it", percent},
		{"fee", " kept by the marketplace", percent},
		{"hires", " of posts ending in a hire where ads do not tell", percent},
	} {
		if v, ok := a.Params[p.name].(float64); ok {
			parts = append(parts, p.show(v)+p.after)
		}
	}
	return series(parts)
}

func (r *Report) clientBlocks() []block {
	rows := r.answers["clients"].rows()
	if len(rows) == 0 {
		return []block{paragraph("No source told what its clients had spent, whom they had hired or how they are rated.")}
	}
	g := &grid{ID: "table-clients", Caption: "Clients behind the ads that want a skill, with 95% intervals and n", Sortable: true, Filter: true, Heads: []head{
		column("Skill", ""), numbers("Ads", "that want it"), numbers("Spent", "median of what clients have spent"), numbers("Hires", "median of hires over posts; above 1 where one post hires several"),
		numbers("Never hired", "of clients with more than five posts"), numbers("Rating", "median, as the marketplace gives it"), numbers("Payment checked", "of the ads that tell"), numbers("Posted again", "of all its ads"),
	}}
	for _, row := range rows {
		told := func(column, n string, show func(float64) string) cell {
			return withN(measured(column, n, "ads that tell", show).or("under 10 ads or 5 employers"), row)
		}
		g.Rows = append(g.Rows, []cell{
			r.skillCell(row.text("skill"), row.text("skill_name")), tally(row, "ads"), told("spent", "spent_n", dollars), told("hire_rate", "hire_n", fixed), told("never", "hire_n", percent),
			told("rating", "rating_n", fixed), told("verified", "verified_n", percent), told("reposted", "ads", percent),
		})
	}
	return g.withoutEmpty()
}

func (r *Report) doubtfulBlocks() []block {
	rows := r.answers["doubtful"].rows()
	if len(rows) == 0 {
		return []block{paragraph("No ad of this window shows three signs that nobody is being hired for it.")}
	}
	g := &grid{ID: "table-doubtful", Caption: "Ads with several signs that nobody is being hired for them; no verdict, since each sign has honest reasons, too", Heads: []head{
		column("Ad", ""), column("Employer", ""), column("Source", ""), column("Posted", ""), numbers("Days open", ""), numbers("Signs", ""), column("Which", ""),
	}}
	for _, row := range rows[:min(len(rows), doubtfulRows)] {
		g.Rows = append(g.Rows, []cell{
			adCell(row, 100), word(shorten(row.text("employer"), 60)), word(row.text("source")), word(row.text("posted")), tally(row, "days"), tally(row, "signs"), word(row.text("why")),
		})
	}
	return []block{gridOf(g)}
}
