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
	aiExposure    = measured("exposure", "rated_ads", "ads of a family of roles that has one", fixed)
	aiPay         = measured("pay_change", "pay_n", "ads with pay in the window", signed)
	aiBids        = measured("bids", "bids_n", "ads that tell their bids", decimal).or("too few ads tell")
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
		return missing("").of(row, "growth_low")
	}
	c := number("at least "+times(row.float("growth_low")), row.float("growth_low"))
	c.Figure, c.Title = row.figure("growth_low"), nOf(row.count("ads"))+" ads now and "+whole(row.count("ads_before"))+" before"
	return c
}

// exposureIs says what exposure is, and what it is not, wherever a page shows it first.
const exposureIs = "Exposed is the part of an occupation's tasks that a language model may do in half the time, 0 to 1, as people and GPT-4 rated them in 2023; a skill has the mean over its ads. It is of tasks, not of jobs, and says what may be, not what happened. "

func (r *Report) aiBlocks() []block {
	rows := r.answers["ai"].rows()
	if len(rows) == 0 {
		return []block{paragraph("No skill has 30 ads in this window.")}
	}
	all := rows[0]
	slices.SortStableFunc(rows, func(a, b row) int {
		return cmp.Or(cmp.Compare(b.float("exposure_low"), a.float("exposure_low")), cmp.Compare(b.float("ai_low"), a.float("ai_low")))
	})
	exposed := line{}
	if all.has("all_exposure") {
		exposed = say("; their tasks are exposed by ", strong(fixed(all.float("all_exposure"))))
	}
	return []block{
		paragraph(exposureIs, "Of all ads of the window, ", strong(percent(all.float("all_ai_share"))), " ask for AI", exposed, ". This shows what ads say, neither cause nor what comes next."),
		gridOf(r.aiGrid(rows)),
	}
}

// aiGrid shows the most exposed skills. Pay and bids have columns where any skill has a figure of them.
func (r *Report) aiGrid(rows []row) *grid {
	g := &grid{ID: "table-ai", Caption: "How exposed the tasks of a skill's ads are to AI, and how many ask for it, the most surely exposed first", Sortable: true, Filter: true, Heads: []head{
		column("Skill", ""), numbers("Ads", ""), numbers("Exposed", "part of tasks, with its 95% interval over employers"), column("Rated by people, by GPT-4", "exposed is the mean of both"),
		numbers("Also ask for AI", "with its 95% interval over employers"), numbers("Before", "the same in the base window"),
		column("Demand", "verdict of the change in share"), numbers("Open to beginners", "with its 95% interval"), numbers("Open before", "the same in the base window"),
	}}
	withPay, withBids := anyHas(rows, "pay_change"), anyHas(rows, "bids")
	if withPay {
		g.Heads = append(g.Heads, numbers("Pay moved", "growth of offers with the mix of ads held the same, with its 95% interval"))
	}
	if withBids {
		g.Heads = append(g.Heads, numbers("Bids", "median an ad, with its 95% interval"), numbers("Bids before", "the same in the base window"))
	}
	g.Heads = append(g.Heads, column("Exposed, and demand", ""))
	for _, row := range rows[:min(len(rows), aiRows)] {
		cells := []cell{
			r.skillCell(row.text("skill"), row.text("skill_name")), tally(row, "ads"), aiExposure.cell(row), ratersCell(row), aiShare.cell(row), aiBefore.cell(row),
			verdictCell(row), aiEntry.cell(row), measured("entry_before", "ads_before", "ads", percent).or("no base").cell(row),
		}
		if withPay {
			cells = append(cells, aiPay.or(row.text("pay_verdict")).cell(row))
		}
		if withBids {
			cells = append(cells, aiBids.cell(row), measured("bids_before", "bids_before_n", "ads that tell their bids", decimal).or("too few ads tell").cell(row))
		}
		g.Rows = append(g.Rows, append(cells, said(row, "field")))
	}
	return g
}

func anyHas(rows []row, column string) bool {
	return slices.ContainsFunc(rows, func(r row) bool { return r.has(column) })
}

// ratersCell shows exposure as people and as GPT-4 rated it.
func ratersCell(row row) cell {
	if !row.has("exposure_human") {
		return missing("").of(row, "exposure_human")
	}
	return word(fixed(row.float("exposure_human"))+", "+fixed(row.float("exposure_gpt4"))).of(row, "exposure_human")
}
