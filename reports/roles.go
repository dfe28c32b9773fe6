package reports

import "strings"

var (
	roleShare  = measured("share", "ads", "ads", percent)
	roleEntry  = measured("entry_share", "ads", "ads", percent).ends("entry_low", "entry_high").or("under 10 ads or 5 employers")
	roleRemote = measured("remote_share", "ads", "ads", percent).ends("remote_low", "remote_high").or("under 10 ads or 5 employers")
	roleHour   = measured("hour_pay", "hour_n", "ads with hourly pay", dollars).or("under 10 ads or 5 employers")
	roleYear   = measured("year_pay", "year_n", "ads with yearly pay", dollars).or("under 10 ads or 5 employers")
	placePay   = measured("pay_share", "ads", "ads", percent).ends("pay_low", "pay_high")
)

func (r *Report) rolesPage() page {
	return page{
		File: "roles.html", Title: "Roles, places and employers", Nav: "Roles", Script: "table.js",
		Lead: []line{say("What kinds of work the ads of the window are, where it may be done and who asks.")},
		Sections: []section{
			{ID: "roles", Title: "Roles and levels", Blocks: r.roleBlocks()},
			{ID: "places", Title: "Where the work may be done", Blocks: r.placeBlocks()},
			{ID: "employers", Title: "Who is hiring", Blocks: r.employerBlocks()},
		},
	}
}

func (r *Report) roleBlocks() []block {
	rows := r.answers["roles"].rows()
	if len(rows) == 0 {
		return []block{paragraph("There are no ads in this window.")}
	}
	g := &grid{ID: "table-roles", Caption: "Families of roles by level; the level any holds all of a family", Sortable: true, Filter: true, Heads: []head{
		column("Family", ""), column("Level", ""), numbers("Ads", "n"), numbers("Employers", ""), numbers("Share", "of all ads, with its 95% interval"),
		numbers("Open to beginners", "with its 95% interval"), numbers("Remote", "with its 95% interval"),
		numbers("By the hour", "median middle, with its 95% interval and n"), numbers("By the year", "median middle, with its 95% interval and n"),
	}}
	for _, row := range rows {
		g.Rows = append(g.Rows, []cell{
			word(strings.ReplaceAll(row.text("role_family"), "_", " ")), word(row.text("level")), tally(row, "ads"), tally(row, "employers"), roleShare.cell(row), roleEntry.cell(row), roleRemote.cell(row),
			withN(roleHour, row), withN(roleYear, row),
		})
	}
	return []block{gridOf(g)}
}

// withN shows a figure whose n is not in a column of its own.
func withN(m measure, row row) cell {
	c := m.cell(row)
	if !c.Faint {
		c.note("n=" + whole(row.count(m.n)))
	}
	return c
}

func (r *Report) placeBlocks() []block {
	rows := r.answers["places"].rows()
	if len(rows) == 0 {
		return []block{paragraph("No place has five ads in this window.")}
	}
	g := &grid{ID: "table-places", Caption: "Countries and scopes that ads name", Sortable: true, Filter: true, Heads: []head{
		column("Place", "a country's code, or a scope such as EU or WORLD"), numbers("Ads", "n"), numbers("Employers", ""), numbers("Share", "of all ads, with its 95% interval; ads that name several count in each"),
		numbers("Remote", "with its 95% interval"), numbers("Open to beginners", "with its 95% interval"), numbers("State pay", "with its 95% interval"),
	}}
	for _, row := range rows {
		g.Rows = append(g.Rows, []cell{
			word(row.text("place")), tally(row, "ads"), tally(row, "employers"), roleShare.cell(row), roleRemote.cell(row), roleEntry.cell(row), placePay.cell(row),
		})
	}
	return []block{gridOf(g)}
}

func (r *Report) employerBlocks() []block {
	rows := r.answers["employers"].rows()
	if len(rows) == 0 {
		return []block{paragraph("No named employer has two new jobs in this window.")}
	}
	g := &grid{ID: "table-employers", Caption: "Employers with the most new jobs; counts of what was seen, not samples", Sortable: true, Filter: true, Heads: []head{
		column("Employer", ""), numbers("Jobs", "new jobs of the window"), numbers("Months", "months of the window with a new job"), numbers("Open to beginners", "of the jobs"), numbers("Remote", "of the jobs"),
		numbers("State pay", "of the jobs"), numbers("Ask for AI", "of the jobs"), column("Asks most for", ""),
	}}
	for _, row := range rows {
		g.Rows = append(g.Rows, []cell{
			word(shorten(row.text("employer"), 80)), tally(row, "ads"), tally(row, "months"), tally(row, "entry_ads"), tally(row, "remote_ads"), tally(row, "pay_ads"), tally(row, "ai_ads"), word(series(row.list("skills"))),
		})
	}
	return []block{
		paragraph("Ads that name no employer, ", percent(rows[0].float("unnamed_share")), " of the window, are in no row."),
		gridOf(g),
	}
}
