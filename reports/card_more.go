package reports

import "strings"

// levelLines tell what the nearest group with ads enough offers, mostly the skill's category, in the periods
// in which its own ads are too few.
func levelLines(rows []row) []block {
	var items []line
	for _, row := range rows {
		if row.text("level") == "" || row.text("level") == "skill" || !row.has("middle") {
			continue
		}
		of := "ads of the " + row.text("level")
		middle := measured("middle", "level_n", of, dollars)
		l := say("By the "+row.text("period")+" its own ads are too few (n = "+whole(row.count("n"))+"). Ads of its "+levelText(row)+" have a middle of ", middle.cited(row))
		if row.has("floor") && row.has("ceiling") {
			l = append(l, say(", a floor of ", measured("floor", "level_n", of, dollars).span(row), " and a ceiling of ", measured("ceiling", "level_n", of, dollars).span(row))...)
		}
		items = append(items, append(l, span{Text: "."}))
	}
	if len(items) == 0 {
		return nil
	}
	return []block{{Items: items}}
}

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

// levelText names the group that figures were taken from.
func levelText(row row) string {
	if row.text("level") == "category" {
		return "category, " + categoryText(row) + ","
	}
	return row.text("level")
}
