package reports

import "strings"

// askerBlocks list the employers and roles that ask most for a skill.
func askerBlocks(rows []row) []block {
	var blocks []block
	for _, kind := range []struct{ id, title, caption, name string }{
		{"employer", "employers", "The named employers with the most new jobs that want it", "Employer"},
		{"role", "roles", "The roles that these jobs are", "Role"},
	} {
		g := &grid{ID: "table-" + kind.title, Caption: kind.caption + "; counts, not samples", Heads: []head{
			column(kind.name, ""), numbers("Ads", "that want the skill"), numbers("Share", "of the ads that want the skill and name any "+kind.id), column("Newest", ""),
		}}
		for _, row := range rows {
			if row.text("kind") == kind.id {
				name := row.text("name")
				if kind.id == "role" {
					name = strings.ReplaceAll(name, "_", " ")
				}
				g.Rows = append(g.Rows, []cell{word(shorten(name, 80)), tally(row, "n"), plainShare(row, "share", "n"), word(row.text("latest"))})
			}
		}
		if len(g.Rows) > 0 {
			blocks = append(blocks, gridOf(g))
		}
	}
	if len(blocks) == 0 {
		return []block{paragraph("None of its ads names an employer or a role.")}
	}
	return blocks
}
