package reports

func (r *Report) sourcesPage() page {
	p := page{File: "sources.html", Title: "Sources and credits", Nav: "Sources", Lead: []line{
		say("What was read, from whom, and how well. Sources were read as their terms allow; the links lead to them."),
	}}
	p.Sections = []section{
		{ID: "credits", Title: "Credits", Blocks: r.creditBlocks()},
		{ID: "freshness", Title: "How fresh each source is", Blocks: r.freshnessBlocks()},
		{ID: "coverage", Title: "From listings to figures", Blocks: r.coverageBlocks()},
		{ID: "quality", Title: "How good the data is", Blocks: r.qualityBlocks()},
	}
	return p
}

func (r *Report) creditBlocks() []block {
	if len(r.meta.Sources) == 0 {
		return []block{paragraph("The lake holds no pages of any source.")}
	}
	var items []line
	for _, s := range r.meta.Sources {
		l := say(out(s.Title, s.Home))
		if s.Credit != "" {
			l = append(l, say(": "+s.Credit)...)
		}
		if s.Licence != "" {
			l = append(l, say(". Licence: "+s.Licence)...)
		}
		if link := webLink(s.TermsURL); link != "" {
			l = append(l, say(". ", out("Terms", link))...)
		}
		items = append(items, append(l, span{Text: "."}))
	}
	return []block{{Items: items}}
}

func (r *Report) coverageBlocks() []block {
	rows := r.answers["coverage"].rows()
	g := &grid{ID: "table-coverage", Caption: "From what was seen to what is counted: counts, not samples", Heads: []head{
		column("Source", ""), numbers("Listings", "current listings of all time, each under its own source"), numbers("Copies", "of these, of jobs that are counted under another source"), numbers("Jobs", "counted under this source"), numbers("Undated", "jobs without a date, in no window"),
		column("First day", ""), column("Last day", ""), numbers("Ads", "jobs of the window"), numbers("Share", "of all jobs of the window"), numbers("Employers", "of the window"),
		numbers("With a skill", "of the window's jobs"), numbers("With pay", "of the window's jobs"), numbers("With usable pay", "of the window's jobs"),
	}}
	for _, row := range rows {
		g.Rows = append(g.Rows, []cell{
			word(row.text("source")), tally(row, "listings"), tally(row, "copies"), tally(row, "jobs"), tally(row, "undated"), word(row.text("first_day")), word(row.text("last_day")),
			tally(row, "ads"), plainShare(row, "share", "ads"), tally(row, "employers"), tally(row, "with_skill"), tally(row, "with_pay"), tally(row, "with_usable_pay"),
		})
	}
	return []block{gridOf(g)}
}

func (r *Report) qualityBlocks() []block {
	rows := r.answers["quality"].rows()
	if len(rows) == 0 {
		return []block{paragraph("No source has ads.")}
	}
	g := &grid{ID: "table-quality", Caption: "What could be read of each source's ads", Heads: []head{
		column("Source", ""), numbers("Ads", "jobs of the window: n"), numbers("Duplicates", "listings of all time that another stands for"), numbers("No skill", "with its 95% interval"),
		numbers("Skills", "median number of skills an ad"), numbers("Pay unusable", "offers of pay that cannot be used"), numbers("No employer", ""), numbers("No place", ""), numbers("No role", ""), numbers("No level", ""),
		numbers("Rejects", "rows of all time that did not fit"), column("Drift", "of the part without a skill"),
	}}
	for _, row := range rows {
		skills := missing("no ads")
		if v, ok := row.number("skills"); ok {
			skills = number(decimal(v), v)
		}
		g.Rows = append(g.Rows, []cell{
			word(row.text("source")), tally(row, "ads"), shareOr(row, "duplicates"), measured("no_skill", "ads", "ads", percent).or("no ads").cell(row), skills,
			shareOr(row, "pay_unusable"), shareOr(row, "no_employer"), shareOr(row, "no_place"), shareOr(row, "no_role"), shareOr(row, "no_level"), tally(row, "rejects"), word(row.text("drift")),
		})
	}
	return []block{gridOf(g)}
}

func shareOr(row row, name string) cell {
	return measure{column: name, n: "ads", of: "ads", show: percent, reason: "none"}.cell(row)
}
