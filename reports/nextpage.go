package reports

var (
	nextOpened = measured("opened_share", "opened", "ads", percent)
	nextEntry  = measured("entry_share", "ads", "ads", percent)
)

func (r *Report) nextPage() page {
	p := page{File: "next.html", Title: "What to learn next", Nav: "Next", Lead: []line{
		say("An ad is open to you when you have every named technology that it wants, but for nice-to-haves. A skill ", strong("opens"), " the ads for which it alone is missing. ", to("How the score is made", "#score"), "."),
	}}
	data, fits := packNeeds(r.answers["needs"], r.skillNames())
	for i := range data.Skills {
		data.Skills[i].Card = r.hasCard(data.Skills[i].ID)
	}
	tick := section{ID: "tick", Title: "Tick what you know"}
	switch {
	case len(data.Skills) == 0:
		tick.Blocks = []block{paragraph("No ad of this window wants a named technology.")}
	case !fits:
		tick.Blocks = []block{paragraph("This window holds too many ads to count over in a page. Choose a shorter one, or ask the command: rung next --have go,postgresql")}
	case narrowed(r.meta.Args) != "":
		tick.Blocks = []block{paragraph("This report is narrowed to the category " + narrowed(r.meta.Args) + ", which the page cannot count by. Ask the command: rung next --have go,postgresql --category " + narrowed(r.meta.Args))}
	default:
		p.Script, p.Data = "next.js", data
		tick.Blocks = []block{{Form: "next"}}
	}
	p.Sections = []section{tick, {ID: "start", Title: "From nothing", Blocks: r.startBlocks()}, {ID: "score", Title: "How the score is made", Blocks: scoreBlocks()}}
	return p
}

// scoreBlocks say how skills are ranked, behind what people come for.
func scoreBlocks() []block {
	return []block{
		paragraph("Skills are ranked by a score: the employers whose ads a skill opens × (1 + share open to beginners) × (1 + premium) ÷ distance. An employer counts once, however many ads it has; a client without a name counts once per ad. The premium counts only if its interval leaves out 0; it is a difference between ads, not what learning earns."),
		paragraph("The distance is 1 ÷ ", strong("Near"), ", the mean over the skills that you have of how much oftener than by chance employers want both in one ad (normalised pointwise mutual information, from 0 at chance or less to 1). Skills as near as by chance come last."),
		paragraph("Ads of archives that have no date count, too: marketplaces for freelancers are known from these. Skills that open fewer than five ads, or ads of fewer than five employers, are left out."),
		paragraph("A premium compares ads that want a skill beside any you have with ads that want such a skill without it. ", strong("Beside one you have"), " compares within the ads of that one skill of yours which most ads with pay want together with it, from 50 such ads on."),
	}
}

// startBlocks answer the question for somebody who has no skill yet.
func (r *Report) startBlocks() []block {
	rows := r.answers["next"].rows()
	if len(rows) == 0 {
		return []block{paragraph("No single skill opens five ads of five employers.")}
	}
	g := &grid{ID: "table-start", Caption: "Skills that by themselves open ads of the most employers", Heads: []head{
		column("Skill", ""), column("Category", ""), numbers("Opens", "ads that want this and no other named technology: n"), numbers("Employers", "distinct employers among them; unnamed ones count one per ad"), numbers("Share", "of all ads that want named technologies, with its 95% interval"),
		numbers("Ads", "ads that want the skill at all"), numbers("Open to beginners", "of these, with its 95% interval"), column("Newest", "the newest ads that it opens"),
	}}
	for i, row := range rows {
		if i == 20 {
			break
		}
		proof := word("no address")
		if list := row.list("examples"); len(list) > 0 {
			proof = webCell("an ad", list[0])
			if !proof.Outer {
				proof = word(shorten(list[0], 60))
			}
		}
		g.Rows = append(g.Rows, []cell{
			r.skillCell(row.text("skill"), row.text("skill_name")), word(categoryText(row)), tally(row, "opened"), tally(row, "opened_employers"), nextOpened.cell(row), tally(row, "ads"), nextEntry.cell(row), proof,
		})
	}
	return []block{gridOf(g)}
}
