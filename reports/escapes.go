package reports

import (
	"slices"
	"strings"
)

// escapeRows bounds the table of ways out.
const escapeRows = 40

// The rows and columns of the table of how skills are exposed and how their demand moves.
var (
	aiFields  = []string{"exposed more than others", "exposed as others are", "exposed less than others", "raters differ on exposure", "exposure not known"}
	aiDemands = []string{"falling", "no clear change", "rising"}
)

// escapeBlocks count skills by how they are exposed and how their demand moves, and show the ways out of those that are.
func (r *Report) escapeBlocks() []block {
	rows := r.answers["ai"].rows()
	if len(rows) == 0 {
		return nil
	}
	blocks := []block{gridOf(fieldGrid(rows))}
	ways := waysOut(r.answers["escapes"].rows())
	switch {
	case len(ways) > 0:
		return append(blocks, gridOf(r.escapeGrid(ways[:min(len(ways), escapeRows)])))
	case !slices.ContainsFunc(rows, func(row row) bool { return row.text("verdict") != "nothing to compare with" }):
		return append(blocks, paragraph("There are no ways out to show: it is not known what grows, since nothing is there to compare with."))
	}
	return append(blocks, paragraph("No skill that is exposed more than others has a neighbour that is clearly exposed less, grows and adds to offers, as far as this window and its base tell."))
}

// fieldGrid counts the skills of each field, and names the first of each.
func fieldGrid(rows []row) *grid {
	g := &grid{ID: "table-ai-fields", Caption: "Skills by how exposed they are to AI, and by how demand for them moves", Heads: []head{
		column("Tasks of a skill's ads", ""), numbers("Demand shrinks", "skills"), numbers("No clear change", "skills"), numbers("Demand grows", "skills"), numbers("Not known", "skills with nothing to compare with"),
	}}
	for _, field := range aiFields {
		counts, names := make([]int64, len(aiDemands)+1), make([][]string, len(aiDemands)+1)
		for _, row := range rows {
			if !strings.HasPrefix(row.text("field"), field) {
				continue
			}
			at := len(aiDemands)
			for i, demand := range aiDemands {
				if row.text("verdict") == demand {
					at = i
				}
			}
			counts[at]++
			if len(names[at]) < 4 {
				names[at] = append(names[at], row.text("skill_name"))
			}
		}
		cells := []cell{word(field)}
		for i, n := range counts {
			c := number(whole(n), float64(n))
			c.Detail = strings.Join(names[i], ", ")
			if int64(len(names[i])) < n {
				c.Detail += ", …"
			}
			cells = append(cells, c)
		}
		g.Rows = append(g.Rows, cells)
	}
	return g
}

// waysOut keeps the rows that name a way out; the others say why there is none.
func waysOut(rows []row) []row {
	return slices.DeleteFunc(slices.Clone(rows), func(row row) bool { return !row.has("n") })
}

func (r *Report) escapeGrid(ways []row) *grid {
	npmi := measured("npmi", "n", "ads that want both", fixed)
	theirs := measured("neighbour_exposure", "neighbour_rated_ads", "ads of a family of roles that has one", fixed)
	asking := measured("neighbour_ai_share", "neighbour_ads", "ads", percent).ends("neighbour_ai_low", "neighbour_ai_high")
	growth := measured("neighbour_growth", "neighbour_ads", "ads", times)
	premium := measured("neighbour_premium", "neighbour_premium_n", "ads with pay", signed).or("no figure of it")
	g := &grid{ID: "table-escapes", Caption: "Ways out: skills that go with an exposed one, are exposed less themselves, grow, and as far as known add to offers", Sortable: true, Filter: true, Heads: []head{
		column("Skill", "exposed more than others; those whose demand shrinks come first"), numbers("Exposed", "part of tasks, with its 95% interval"), numbers("Its ads ask for AI", "with its 95% interval"), column("Its demand", "verdict"),
		column("Way out", "a neighbour: wanted by the same ads more often than by chance"), numbers("How near", "NPMI: 0 at chance, 1 at most, with its 95% interval"), numbers("Ads", "that want both: n"),
		numbers("Way out exposed", "part of tasks of the neighbour, with its 95% interval"), numbers("Way out asks for AI", "ads of the neighbour that also ask for AI, with its 95% interval"),
		numbers("Way out grows", "of the neighbour: ratio of shares, with its 95% interval"), column("Verdict", "of that growth"), numbers("What its ads offer more", "by the year, same title and level, with its 95% interval"),
	}}
	for _, row := range ways {
		g.Rows = append(g.Rows, []cell{
			r.skillCell(row.text("skill"), row.text("skill_name")), aiExposure.cell(row), aiShare.cell(row), said(row, "verdict"),
			r.skillCell(row.text("neighbour"), row.text("neighbour_name")), npmi.cell(row), tally(row, "n"),
			theirs.cell(row), asking.cell(row), growth.cell(row), said(row, "neighbour_verdict"), premium.cell(row),
		})
	}
	return g
}
