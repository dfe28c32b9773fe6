package reports

import "strings"

// escapeRows bounds the table of ways out.
const escapeRows = 40

// The rows and columns of the table of how skills meet AI and how their demand moves.
var (
	aiFields  = []string{"meets AI more than others", "meets AI as others do", "meets AI less than others"}
	aiDemands = []string{"falling", "no clear change", "rising"}
)

// escapeBlocks count skills by how they meet AI and how their demand moves, and show the ways out of those that meet it.
func (r *Report) escapeBlocks() []block {
	rows := r.answers["ai"].rows()
	if len(rows) == 0 {
		return nil
	}
	blocks := []block{gridOf(fieldGrid(rows))}
	ways := r.escapes()
	if len(ways) == 0 {
		return append(blocks, paragraph("No skill that meets AI more than others has a neighbour that clearly meets it less and grows, as far as this window and its base tell."))
	}
	return append(blocks, gridOf(r.escapeGrid(ways)))
}

// fieldGrid counts the skills of each field, and names the first of each.
func fieldGrid(rows []row) *grid {
	g := &grid{ID: "table-ai-fields", Caption: "Skills by how they meet AI, and by how demand for them moves", Heads: []head{
		column("Of a skill's ads", ""), numbers("Demand shrinks", "skills"), numbers("No clear change", "skills"), numbers("Demand grows", "skills"), numbers("Not known", "skills with nothing to compare with"),
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

func (r *Report) escapes() []row {
	var ways []row
	for _, row := range r.answers["escapes"].rows() {
		if row.has("n") && len(ways) < escapeRows {
			ways = append(ways, row)
		}
	}
	return ways
}

func (r *Report) escapeGrid(ways []row) *grid {
	npmi := measured("npmi", "n", "ads that want both", fixed)
	theirs := measured("neighbour_ai_share", "neighbour_ads", "ads", percent).ends("neighbour_ai_low", "neighbour_ai_high")
	growth := measured("neighbour_growth", "neighbour_ads", "ads", times)
	g := &grid{ID: "table-escapes", Caption: "Ways out: skills that go with one that meets AI, meet it less themselves, and grow", Sortable: true, Filter: true, Heads: []head{
		column("Skill", "it meets AI more than others; those whose demand shrinks come first"), numbers("Its ads ask for AI", "with its 95% interval"), column("Its demand", "verdict"),
		column("Way out", "a neighbour: wanted by the same ads more often than by chance"), numbers("How near", "NPMI: 0 at chance, 1 at most, with its 95% interval"), numbers("Ads", "that want both: n"),
		numbers("Way out asks for AI", "ads of the neighbour that also ask for AI, with its 95% interval"), numbers("Way out grows", "of the neighbour: ratio of shares, with its 95% interval"), column("Verdict", "of that growth"),
		numbers("What its ads offer more", "by the year, same title and level, with its 95% interval"),
	}}
	premium := measured("premium", "n", "ads with pay", signed)
	for _, row := range ways {
		offer := missing("no figure of it")
		if rows := r.answers["premium_year"].where("skill", row.text("neighbour")); len(rows) > 0 {
			offer = premium.cell(rows[0])
		}
		g.Rows = append(g.Rows, []cell{
			r.skillCell(row.text("skill"), row.text("skill_name")), aiShare.cell(row), word(row.text("verdict")),
			r.skillCell(row.text("neighbour"), row.text("neighbour_name")), npmi.cell(row), tally(row, "n"),
			theirs.cell(row), growth.cell(row), word(row.text("neighbour_verdict")), offer,
		})
	}
	return g
}
