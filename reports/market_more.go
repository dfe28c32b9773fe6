package reports

import (
	"cmp"
	"slices"
)

// emergingRows and aiRows bound the tables at the end of the market's page.
const (
	emergingRows = 25
	aiRows       = 40
)

var (
	emergingShare = measured("share", "ads", "ads", percent)
	aiShare       = measured("ai_share", "ads", "ads", percent).ends("ai_low", "ai_high")
	aiBefore      = measured("ai_before", "ads_before", "ads", percent).or("no base")
	aiEntry       = measured("entry_share", "ads", "ads", percent).ends("entry_low", "entry_high")
)

func (r *Report) emergingBlocks() []block {
	rows := r.answers["emerging"].rows()
	if len(rows) == 0 {
		return []block{paragraph("Nothing new is clearly wanted more than before, or there is no earlier window to tell it by.")}
	}
	g := &grid{ID: "table-emerging", Caption: "Skills that hardly any ad of the base wanted, and labels that the taxonomy does not know, by how surely they grow", Heads: []head{
		column("Word", ""), column("Kind", ""), numbers("Ads", "ads of the window"), numbers("Employers", ""), numbers("Share", "of all ads, with its 95% interval"),
		numbers("Ads before", "ads of the base"), numbers("Growth", "lower end of the ratio of shares"),
	}}
	for _, row := range rows[:min(len(rows), emergingRows)] {
		name := word(row.text("shown"))
		if row.text("kind") == "skill" {
			name = r.skillCell(row.text("name"), row.text("shown"))
		}
		g.Rows = append(g.Rows, []cell{
			name, word(row.text("kind")), tally(row, "ads"), tally(row, "employers"), emergingShare.cell(row), tally(row, "ads_before"), growthFloor(row),
		})
	}
	return []block{gridOf(g)}
}

func growthFloor(row row) cell {
	if !row.has("growth_low") {
		return missing("")
	}
	c := number("at least "+times(row.float("growth_low")), row.float("growth_low"))
	c.Figure, c.Title = row.figure("growth_low"), nOf(row.count("ads"))+" ads now and "+whole(row.count("ads_before"))+" before"
	return c
}

func (r *Report) aiBlocks() []block {
	rows := r.answers["ai"].rows()
	if len(rows) == 0 {
		return []block{paragraph("No skill has 30 ads in this window.")}
	}
	all := rows[0]
	slices.SortStableFunc(rows, func(a, b row) int { return cmp.Compare(b.float("ai_low"), a.float("ai_low")) })
	g := &grid{ID: "table-ai", Caption: "How many of a skill's ads also ask for AI skills or tools, surest first", Sortable: true, Filter: true, Heads: []head{
		column("Skill", ""), numbers("Ads", ""), numbers("Also ask for AI", "with its 95% interval over employers"), numbers("Before", "the same in the base window"),
		column("Demand", "verdict of the change in share"), numbers("Open to beginners", "with its 95% interval"), column("Both together", ""),
	}}
	for _, row := range rows[:min(len(rows), aiRows)] {
		g.Rows = append(g.Rows, []cell{
			r.skillCell(row.text("skill"), row.text("skill_name")), tally(row, "ads"), aiShare.cell(row), aiBefore.cell(row),
			verdictCell(row), aiEntry.cell(row), word(row.text("field")),
		})
	}
	return []block{
		paragraph("Of all ads of the window, ", strong(percent(all.float("all_ai_share"))), " ask for AI. This shows what ads say, neither cause nor what comes next."),
		gridOf(g),
	}
}
