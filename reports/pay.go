package reports

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// payPeriods are the periods of pay, each shown by itself.
var payPeriods = []struct{ id, name string }{
	{"hour", "By the hour"},
	{"day", "By the day"},
	{"week", "By the week"},
	{"2weeks", "By two weeks"},
	{"month", "By the month"},
	{"year", "By the year"},
	{"project", "By the project"},
}

// budgetPeriods are those in which clients of marketplaces name budgets.
var budgetPeriods = []struct{ id, name string }{{"hour", "Budgets by the hour"}, {"project", "Budgets by the project"}}

// What pay says of a row of all countries, of figures that rest on one source alone, and of growth without a base.
const (
	anyCountry  = "any"
	ofOneSource = " of one source"
	noHistory   = "not enough history yet"
)

// countryOf is the country that a report is about, or any.
func countryOf(args map[string]any) string {
	if c, _ := args["country"].(string); strings.TrimSpace(c) != "" {
		return strings.ToUpper(strings.TrimSpace(c))
	}
	return anyCountry
}

func (r *Report) payPage() page {
	p := page{File: "pay.html", Title: "What skills pay", Nav: "Pay", Lead: []line{
		say("In US dollars at the rate of the day posted. ", strong("Floor"), " is the median of the lower ends of what ads offer, ",
			strong("ceiling"), " of the upper ends, ", strong("middle"), " takes each range as spread evenly. Pay of different periods is never mixed."),
		say("A figure needs 10 ads of 5 employers and two sources; below 30 ads the middle stands alone. Where a skill has less, ", strong("From"), " says whose figures stand there: those of its category, or where no level has two sources, those of ",
			strong("one source"), ", which is not the market. Ads that state pay are not all ads: the column disclosure says how many do, and the table Who states pay which."),
	}}
	p.Sections = append(p.Sections, r.chargeSection())
	for _, period := range payPeriods {
		rows := r.payRows(period.id)
		if len(rows) == 0 {
			continue
		}
		paid := r.paidSkills(period.id)
		if named := r.named(paid); len(named) > 0 {
			paid = named
		}
		s := section{ID: "pay-" + period.id, Title: period.name}
		if len(paid) > 0 {
			paid = paid[:min(len(paid), 20)]
			s.Blocks = append(s.Blocks, chartOf(payChart("chart-pay-"+period.id, period.id, paid)))
			s.Blocks = append(s.Blocks, sourceWarning(paid)...)
		}
		g := payGrid("table-pay-"+period.id, period.name+", for every skill with five ads or more that state it", r, rows)
		g.Sortable, g.Filter = true, true
		s.Blocks = append(s.Blocks, gridOf(g))
		s.Blocks = append(s.Blocks, noGrowth(rows)...)
		p.Sections = append(p.Sections, s)
	}
	p.Sections = append(p.Sections, r.budgetSections()...)
	p.Sections = append(p.Sections, r.growthSections()...)
	if len(p.Sections) == 1 {
		p.Sections = []section{{ID: "none", Title: "No pay", Blocks: []block{paragraph("No skill has five ads in this window that state usable pay.")}}}
	}
	p.Sections = append(p.Sections, r.hiddenSections()...)
	p.Sections = append(p.Sections, r.premiumSections()...)
	return p
}

// budgetSections show the bands that clients choose from a menu, which are no offers and never mixed with
// them. Archives without dates are counted here, too.
func (r *Report) budgetSections() []section {
	var sections []section
	for _, period := range budgetPeriods {
		rows := r.periodRows(r.answers["pay_budget"], period.id)
		if len(rows) == 0 {
			continue
		}
		g := payGrid("table-budget-"+period.id, period.name+", for every skill with five ads or more that have one", r, rows)
		g.Sortable, g.Filter = true, true
		sections = append(sections, section{ID: "budget-" + period.id, Title: period.name, Blocks: []block{
			paragraph("Bands that clients of marketplaces choose from a menu: no offers, and never mixed with them. Ads of archives without a date are counted here, too."), gridOf(g),
		}})
	}
	return sections
}

// payRows are the rows of one period over all kinds of employment, most ads first.
func (r *Report) payRows(period string) []row { return r.periodRows(r.answers["pay"], period) }

func (r *Report) periodRows(a *answer, period string) []row {
	var rows []row
	for _, row := range a.where("period", period) {
		if r.isOverall(row) {
			rows = append(rows, row)
		}
	}
	slices.SortStableFunc(rows, func(a, b row) int { return cmp.Compare(b.count("n"), a.count("n")) })
	return rows
}

// isOverall reports whether a row of pay is over all kinds of employment and all countries that the report is about.
func (r *Report) isOverall(row row) bool {
	return row.text("employment") == "any" && row.text("country") == countryOf(r.meta.Args)
}

// bySkill finds the row of a skill, where each has one.
func bySkill(rows []row) map[string]row {
	by := map[string]row{}
	for _, row := range rows {
		by[row.text("skill")] = row
	}
	return by
}

// isOwn reports whether a row of pay holds figures of its own ads, and not of a wider level.
func isOwn(row row) bool {
	own := "country"
	if row.text("country") == anyCountry {
		own = "skill"
	}
	return strings.TrimSuffix(row.text("level"), ofOneSource) == own
}

// paidSkills are those of them with floor, middle and ceiling of their own, highest middle first.
func (r *Report) paidSkills(period string) []row {
	var rows []row
	for _, row := range r.payRows(period) {
		if isOwn(row) && row.has("floor") && row.has("middle") && row.has("ceiling") {
			rows = append(rows, row)
		}
	}
	slices.SortStableFunc(rows, func(a, b row) int { return cmp.Compare(b.float("middle"), a.float("middle")) })
	return rows
}

// noPay says why a period has no ranking of technologies.
func (r *Report) noPay(period string) string {
	one, _ := r.noun()
	most, note := int64(0), ""
	for _, row := range r.named(r.payRows(period)) {
		if row.count("n") > most {
			most, note = row.count("n"), row.text("note")
		}
	}
	switch {
	case most == 0:
		return "No " + one + " has ads enough that state pay by the " + period + "."
	case most >= 30 && note != "":
		return "No " + one + " has pay by the " + period + " that can be shown (the one with the most ads, " + nOf(most) + ": " + note + "), so none is ranked."
	}
	return "No " + one + " has 30 ads of 5 employers that state pay by the " + period + " (the most is " + nOf(most) + "), so none is ranked."
}

func payGrid(id, caption string, r *Report, rows []row) *grid {
	told := "ads that state usable pay of any period, of all ads that want the skill"
	if len(rows) > 0 && rows[0].from.ask.key == "pay_budget" {
		told = "ads with a budget of any period, of all ads that want the skill, those of undated archives among them"
	}
	g := &grid{ID: id, Caption: caption, Heads: []head{
		column("Skill", ""), numbers("Ads", "ads with usable pay of this period: n"), numbers("Employers", "distinct employers among them"),
	}}
	grows := slices.ContainsFunc(rows, func(row row) bool { return row.has("growth_raw") })
	g.Heads = append(g.Heads, payHeads(told, grows)...)
	for _, row := range rows {
		g.Rows = append(g.Rows, append([]cell{r.skillCell(row.text("skill"), row.text("skill_name")), tally(row, "n"), tally(row, "employers")}, payCells(row, grows)...))
	}
	return g
}

// payHeads are the columns of what is paid; told explains disclosure, and grows says that there is growth to show.
func payHeads(told string, grows bool) []head {
	heads := []head{
		column("From", "whose ads these figures rest on: the row's own, or where those are too few, the next level that has enough"),
		numbers("Floor", "median of the lower ends, with its 95% interval"), numbers("Middle", "median of ranges spread evenly, with its 95% interval"),
		numbers("Ceiling", "median of the upper ends, with its 95% interval"), numbers("P10 to P90", "a tenth of offers lies below the first, a tenth above the second"),
		numbers("Disclosure", told),
	}
	if grows {
		heads = append(heads, numbers("Growth", "of all its offers since the base, with its 95% interval"), numbers("Same mix", "the same within kinds of ads that both windows have"))
	}
	return append(heads, column("Note", ""))
}

func payCells(row row, grows bool) []cell {
	why := withheld(row)
	cells := []cell{levelCell(row), payFloor.or(why).cell(row), payMiddle.or(why).cell(row), payCeiling.or(why).cell(row), tails(row), payDisclosure.cell(row)}
	if grows {
		cells = append(cells, payRaw.or(row.text("growth_note")).cell(row), payMix.or(row.text("growth_note")).cell(row))
	}
	return append(cells, word(payNote(row)))
}

// payNote is what to mind of a row, without what its level says already.
func payNote(row row) string {
	parts := slices.DeleteFunc(strings.Split(row.text("note"), "; "), func(part string) bool {
		return strings.HasPrefix(part, "one source: ") && row.has("level") || strings.HasPrefix(part, "figures of ")
	})
	return strings.Join(parts, "; ")
}

// noGrowth says why none of the rows tells how pay grew.
func noGrowth(rows []row) []block {
	if slices.ContainsFunc(rows, func(row row) bool { return row.has("growth_raw") }) {
		return nil
	}
	why := "too few ads state it in both windows"
	if !slices.ContainsFunc(rows, func(row row) bool { return row.text("growth_note") != noHistory }) {
		why = noHistory
	}
	return []block{paragraph("How this pay grew is not shown: " + why + ".")}
}

// sourceWarning says which of the figures ranked rest on one source alone.
func sourceWarning(rows []row) []block {
	sources := map[string]bool{}
	n := 0
	for _, row := range rows {
		if from := row.list("level_sources"); len(from) == 1 {
			sources[from[0]] = true
			n++
		}
	}
	if n == 0 {
		return nil
	}
	which := "These figures rest"
	if n < len(rows) {
		which = whole(int64(n)) + " of these " + whole(int64(len(rows))) + plural(int64(n), " rests", " rest")
	}
	names := slices.Sorted(maps.Keys(sources))
	if len(names) == 1 {
		return []block{paragraph(which+" on ", strong("one source alone: "+names[0]), ". They say what its ads offer, not what the market does.")}
	}
	return []block{paragraph(which+" on ", strong("one source each: "+series(names)), ". They say what its ads offer, not what the market does.")}
}

// levelCell says whose figures a row shows, on how many ads they rest where these are not its own, and of which source
// where it is but one.
func levelCell(row row) cell {
	level := row.text("level")
	if level == "" {
		return missing("none has enough").of(row, "level")
	}
	c := word("its own ads")
	switch strings.TrimSuffix(level, ofOneSource) {
	case "category":
		c = word("category " + categoryText(row))
	case "skill":
		if !isOwn(row) {
			c = word("all countries")
		}
	}
	c.Figure = row.figure("level")
	if !isOwn(row) {
		c.Detail = nOf(row.count("level_n"))
	}
	if from := row.list("level_sources"); len(from) == 1 {
		c.note("one source: " + from[0])
	}
	return c
}

// levelled is a figure of pay that says so where it is of a wider level or of one source.
func levelled(m measure, row row) cell {
	c := m.or(withheld(row)).cell(row)
	if c.Faint {
		return c
	}
	if !isOwn(row) {
		c.note("of the " + strings.TrimSuffix(row.text("level"), ofOneSource))
	}
	if from := row.list("level_sources"); len(from) == 1 {
		c.note(from[0] + " alone")
	}
	return c
}

// withheld is the reason in a cell of pay that is not shown.
func withheld(row row) string {
	switch {
	case row.has("middle"):
		return "under 30 ads"
	case row.count("n") < 10:
		return "under 10 ads"
	case row.count("employers") < 5:
		return "under 5 employers"
	case row.text("note") == "":
		return "under 30 ads"
	}
	return row.text("note")
}

func tails(row row) cell {
	if !row.has("p10") || !row.has("p90") {
		return missing("under 100 ads").of(row, "p10")
	}
	c := number(between(dollars, row.float("p10"), row.float("p90")), row.float("p10"))
	c.Figure, c.Title = row.figure("p10"), nOf(row.count("level_n"))+" ads with pay"
	return c
}

func payChart(id, period string, rows []row) *chart {
	var dots []dot
	for _, row := range rows {
		dots = append(dots, dot{
			row.text("skill_name"), row.float("floor"), row.float("middle"), row.float("ceiling"),
			"floor " + dollars(row.float("floor")) + ", middle " + dollars(row.float("middle")) + ", ceiling " + dollars(row.float("ceiling")) + "; " + payMiddle.title(row),
		})
	}
	return dotChart(id, "Floor, middle and ceiling by the "+period, "A line from the floor to the ceiling of what ads offer, with a dot at the middle, in US dollars.", dots, shortDollars)
}

// shortDollars writes an amount for the scale of a chart.
func shortDollars(f float64) string {
	if f >= 10_000 {
		return dollars(f/1000) + "k"
	}
	if f == 0 {
		return "$0"
	}
	return "$" + whole(int64(f))
}
