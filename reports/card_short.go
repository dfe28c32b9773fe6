package reports

// shortNeighbours is how many neighbours the short answers of a card name.
const shortNeighbours = 3

// shortLines are what a freelancer decides by, a line each, with figures or with why there is none.
func (r *Report) shortLines(f cardFacts, id string) []line {
	lines := []line{
		r.shortPay("Ads offer by the hour: ", f["pay"][id], "hour", "pay by the hour"),
		r.shortPay("Clients budget for an hour: ", f["pay_budget"][id], "hour", "a client's budget for an hour"),
		r.shortPay("Clients budget for a project: ", f["pay_budget"][id], "project", "a client's budget for a project"),
		r.shortPay("Ads offer by the year: ", f["pay"][id], "year", "pay by the year"),
	}
	d := f.of("demand", id)
	toldBy := func(m measure) measure { m.of = "ads that tell"; return m }
	lines = append(lines, shortOf("Open to beginners: ", demandEntry, d, " of its ads", "too few ads of the window"), shortOf("Remote: ", demandRemote, d, " of its ads", "too few ads of the window"))
	c := f.of("competition", id)
	lines = append(lines, shortOf("Bids on an ad: ", toldBy(bidsMeasure), c, ", the median", "fewer than 10 of its ads tell"),
		shortOf("Applicants for an ad: ", toldBy(applicantsMeasure), c, ", the median of the lower bounds", "fewer than 10 of its ads tell"))
	clients := f.of("clients", id)
	lines = append(lines, shortOf("Hires of a client over its posts: ", toldBy(hiresMeasure), clients, ", the median", "fewer than 10 of its ads tell"))
	return append(append(lines, shortAI(f.of("ai", id))...), r.shortNeighbours(f, id))
}

// shortOf is a line of one figure, or of why there is none.
func shortOf(title string, m measure, row row, after, reason string) line {
	if !row.has(m.column) {
		return say(strong(title), "no figure, "+reason+".")
	}
	return say(strong(title), m.cited(row), after+".")
}

// shortPay tells floor, middle and ceiling of one period, over all kinds of employment.
func (r *Report) shortPay(title string, rows []row, period, what string) line {
	for _, row := range rows {
		if row.text("period") != period || !r.isOverall(row) {
			continue
		}
		if !row.has("middle") {
			return say(strong(title), "no figure, "+payNote(row)+".")
		}
		l := say(strong(title), "a middle of ", payMiddle.cited(row))
		if row.has("floor") && row.has("ceiling") {
			l = append(l, say(", a floor of ", payFloor.span(row), asideShort(payFloor, row), " and a ceiling of ", payCeiling.span(row), asideShort(payCeiling, row))...)
		}
		return append(l, say(levelAside(row)+".")...)
	}
	return say(strong(title), "no figure, fewer than five of its ads state "+what+".")
}

// shortAI says how many ads ask for AI, and how exposed their tasks are.
func shortAI(row row) []line {
	if !row.has("ai_share") {
		return []line{say(strong("AI: "), "no figure, fewer than 30 ads of the window.")}
	}
	asks := say(strong("AI: "), aiShare.cited(row), " of its ads also ask for AI skills or tools, against ", percent(row.float("all_ai_share")), " of all ads: ",
		span{Text: row.text("meets"), Figure: row.figure("meets"), Strong: true}, ".")
	if !row.has("exposure") {
		return []line{asks, say(strong("Tasks that AI may do in half the time: "), "not known, since too few of its ads are of an occupation that was rated.")}
	}
	return []line{asks, say(strong("Tasks that AI may do in half the time: "), aiExposure.cited(row), " of its ads' occupations, against ", fixed(row.float("all_exposure")), " of those of all ads: ",
		span{Text: row.text("field"), Figure: row.figure("field"), Strong: true},
		". People rated them ", fixed(row.float("exposure_human")), " and GPT-4 ", fixed(row.float("exposure_gpt4")), ", in 2023; it is of tasks, not of jobs, and no forecast.")}
}

// shortNeighbours names the technologies most tied to a skill.
func (r *Report) shortNeighbours(f cardFacts, id string) line {
	rows := f.neighbours(id)
	if len(rows) == 0 {
		return say(strong("Learn beside it: "), "no skill is wanted by 20 of its ads.")
	}
	l := say(strong("Learn beside it: "))
	for i, n := range rows[:min(len(rows), shortNeighbours)] {
		if i > 0 {
			l = append(l, span{Text: ", "})
		}
		l = append(l, say(r.skillSpan(n.id, n.name), " (wanted by ", n.share.span(n.row), " of its ads", asideShort(n.share, n.row), ")")...)
	}
	if from := pairsFrom(rows[0].row); from != "" {
		l = append(l, say(", counting ads"+from)...)
	}
	return append(l, span{Text: "."})
}

// neighbour is a skill that the same ads want; share is the part of the first skill's ads that want it, too.
type neighbour struct {
	id, name string
	share    measure
	row      row
}

// neighbourOf reads the pair of a skill. A pair stands once in the answer, with either first.
func neighbourOf(id string, pair row) neighbour {
	if other := pair.text("b"); other != id {
		return neighbour{other, pair.text("b_name"), measured("given_a", "ads_a", "ads of this skill", percent), pair}
	}
	return neighbour{pair.text("a"), pair.text("a_name"), measured("given_b", "ads_b", "ads of this skill", percent), pair}
}

// neighbours are the skills most tied to one, technologies first, since those are what can be learned.
func (f cardFacts) neighbours(id string) []neighbour {
	var technologies, concepts []neighbour
	for _, pair := range f["pairs"][id] {
		n := neighbourOf(id, pair)
		if isConcept(f.of("names", n.id)) {
			concepts = append(concepts, n)
		} else {
			technologies = append(technologies, n)
		}
	}
	return append(technologies, concepts...)
}
