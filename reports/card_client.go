package reports

// factGrid shows measures of one row below each other: what, n, figure. It is nil where the row has none.
func factGrid(id, caption, figure string, row row, measures []measure) *grid {
	g := &grid{ID: id, Caption: caption, Heads: []head{column("What", ""), numbers("Ads", "n"), numbers(figure, "with its 95% interval")}}
	some := false
	for _, m := range measures {
		some = some || row.has(m.column)
		n := tally(row, m.n)
		if n.Faint {
			n = number("0", 0)
		}
		g.Rows = append(g.Rows, []cell{word(m.of), n, m.or(tooFew(row, m)).cell(row)})
	}
	if !some {
		return nil
	}
	return g
}

// tooFew says why a measure of those who answer or of clients has no figure: from 10 ads on it has one.
func tooFew(row row, m measure) string {
	if row.count(m.n) == 0 {
		return "no ad tells it"
	}
	return "under 10 ads"
}

func competitionBlocks(rows []row) []block {
	if len(rows) == 0 {
		return []block{paragraph("No source told the bids or applicants of its ads, or when they closed.")}
	}
	g := factGrid("table-competition", "Medians where a source tells, archives without dates among them", "Median", rows[0], competitionMeasures)
	if g == nil {
		return []block{paragraph("Fewer than 10 of its ads tell the bids or applicants that they drew, or when they closed.")}
	}
	return []block{gridOf(g)}
}

// The measures that the short answers of a card tell, too.
var (
	bidsMeasure       = measured("bids", "bids_n", "bids on an ad", decimal)
	applicantsMeasure = measured("applicants", "applicants_n", "applicants for an ad, at the lower bound", decimal)
	hiresMeasure      = measured("hire_rate", "hire_n", "hires over posts of a client, median", fixed)
)

// competitionMeasures are bids, applicants, room in price and days open; of holds what each is called.
var competitionMeasures = []measure{
	bidsMeasure, applicantsMeasure,
	measured("bid_ratio", "room_n", "average bid over the middle of the posted amount", times),
	measured("open_days", "closed_n", "days from posting to close", decimal),
}

// clientMeasures are what marketplaces tell of who posts; of holds what each is called.
var clientMeasures = []measure{
	hiresMeasure,
	measured("never", "hire_n", "clients with more than five posts and no hire", percent),
	measured("spent", "spent_n", "spent by a client so far, median", dollars),
	measured("rating", "rating_n", "rating of a client, median", fixed),
	measured("verified", "verified_n", "clients whose way of paying was checked", percent),
	measured("reposted", "ads", "ads that had been posted before", percent),
}

// clientFacts tell what the clients of a skill are like and what one proposal brings.
func (r *Report) clientFacts(f cardFacts, id string) []block {
	var blocks []block
	if c := f.of("clients", id); c.from != nil {
		if g := factGrid("table-clients", "Clients behind its ads where a marketplace tells, archives without dates among them", "Figure", c, clientMeasures); g != nil {
			blocks = append(blocks, gridOf(g))
		}
	}
	if len(blocks) == 0 {
		blocks = []block{paragraph("Fewer than five of its ads tell of their client: what it had spent, whom it had hired, how it is rated.")}
	}
	return append(blocks, paragraph(r.proposalLine(f.of("proposals", id))))
}

// proposalLine tells what one proposal for ads of a skill brings on average.
func (r *Report) proposalLine(row row) line {
	if !row.has("worth") {
		return say("What a proposal is worth is not told: fewer than 10 of its ads say both how many answer and what they pay.")
	}
	worth := measured("worth", "n", "ads", dollars)
	least := measure{column: "least_amount", n: "n", of: "ads", show: dollars}
	amount := measured("amount", "n", "ads", dollars)
	answers := measured("answers", "n", "ads", decimal)
	l := say("One proposal brings ", worth.cited(row), " on average, at a median amount of ", amount.cited(row), " and ", answers.cited(row), " others who answer")
	if row.has("least_amount") {
		l = append(l, say("; it pays from a project of ", least.span(row), " on")...)
	}
	return append(l, say(". A reckoning with "+assumptions(r.answers["proposals"])+", not a promise: ", to("by skill", "clients.html"), ".")...)
}
