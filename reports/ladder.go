package reports

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// ladders are the scales of bands, each by itself.
var ladders = []struct{ key, title, short, none string }{
	{"hour", "By the hour", "hour", "No ad of this window states usable pay by the hour."},
	{"budget_hour", "What clients budget for an hour", "hour, budget", "No ad has a client's budget for an hour."},
	{"budget", "What clients budget for a project", "project, budget", "No ad has a client's budget for a project."},
	{"project", "By the project", "project", "No ad of this window states a usable price for a project."},
	{"year", "By the year", "year", "No ad of this window states usable pay by the year."},
}

func (r *Report) ladderPage() page {
	p := page{File: "ladder.html", Title: "What the next rung asks for", Nav: "Ladder", Lead: []line{
		say("Ads by the middle of what they offer, in bands of US dollars. For each band: what ads of the band above ask for more often, and how sure that is."),
		say("Budgets are what clients chose from a menu, archives without dates among them."),
		say("This tells what better paid ads ask for, not that learning it raises pay. Verdicts are corrected for the number of comparisons."),
	}}
	for _, l := range ladders {
		p.Sections = append(p.Sections, section{ID: "ladder_" + l.key, Title: l.title, Blocks: r.ladderBlocks(l.key, l.title, l.none)})
	}
	return p
}

func (r *Report) ladderBlocks(key, title, none string) []block {
	who := r.bandsGrid("bands_"+key, title)
	key = "ladder_" + key
	rows := r.answers[key].rows()
	if len(rows) == 0 {
		return []block{paragraph(none)}
	}
	bands := map[int64][]row{}
	var rungs []int64
	for _, row := range rows {
		rung := row.count("rung")
		if bands[rung] == nil {
			rungs = append(rungs, rung)
		}
		bands[rung] = append(bands[rung], row)
	}
	slices.Sort(rungs)
	blocks := []block{gridOf(bandGrid(key, title, rungs, bands))}
	if who != nil {
		blocks = append(blocks, gridOf(who))
	}
	for _, rung := range rungs {
		if g := r.stepGrid(key, title, bands[rung]); g != nil {
			blocks = append(blocks, gridOf(g))
		}
	}
	return blocks
}

// bandGrid shows each band with what sits in it.
func bandGrid(key, title string, rungs []int64, bands map[int64][]row) *grid {
	g := &grid{ID: "table-" + key, Caption: title + ": the bands and what their ads ask for most", Heads: []head{
		column("Band", "US dollars, middle of the offers of an ad"), numbers("Ads", "ads in the band"), numbers("Employers", ""), column("Most asked for", "share of the band's ads"), column("To the band above", ""),
	}}
	for _, rung := range rungs {
		rows := slices.Clone(bands[rung])
		slices.SortStableFunc(rows, func(a, b row) int { return cmp.Compare(b.count("n"), a.count("n")) })
		asked := 0
		reason := ""
		for _, row := range rows {
			switch {
			case row.text("verdict") == "asked for more above":
				asked++
			case !row.has("log_odds"):
				reason = row.text("verdict")
			}
		}
		switch {
		case reason != "":
		case asked == 0:
			reason = "no skill is clearly asked for more"
		default:
			reason = strconv.Itoa(asked) + plural(int64(asked), " skill is", " skills are") + " clearly asked for more"
		}
		g.Rows = append(g.Rows, []cell{word(bandText(rows[0])), tally(rows[0], "band_ads"), tally(rows[0], "band_employers"), mostAsked(rows), word(reason)})
	}
	return g
}

// mostAsked names the skills that most ads of a band want, where it has ads enough; rows hold them in that order.
func mostAsked(rows []row) cell {
	if ads, employers := rows[0].count("band_ads"), rows[0].count("band_employers"); ads < 10 || employers < 5 {
		return missing("under 10 ads or 5 employers").of(rows[0], "band_ads")
	}
	var most []string
	for _, row := range rows[:min(len(rows), 6)] {
		if row.count("n") > 0 {
			most = append(most, row.text("skill_name")+" "+percent(row.float("share")))
		}
	}
	return word(series(most))
}

// stepGrid shows what the band above asks for more, surest first; nil where the bands cannot be compared.
func (r *Report) stepGrid(key, title string, rows []row) *grid {
	var picked []row
	for _, row := range rows {
		if row.float("log_odds_low") > 0 {
			picked = append(picked, row)
		}
	}
	if len(picked) == 0 {
		return nil
	}
	slices.SortStableFunc(picked, func(a, b row) int { return cmp.Compare(b.float("log_odds_low"), a.float("log_odds_low")) })
	band := bandText(rows[0])
	g := &grid{ID: "table-" + key + "-" + rows[0].text("rung"), Caption: title + ", from " + band + " to the band above: what is asked for more there, surest first", Heads: append([]head{column("Skill", "")}, stepHeads()...)}
	for _, row := range picked[:min(len(picked), 10)] {
		g.Rows = append(g.Rows, append([]cell{r.skillCell(row.text("skill"), row.text("skill_name"))}, stepCells(row)...))
	}
	return g
}

// stepHeads are the columns that compare a skill in a band and in the band above.
func stepHeads() []head {
	return []head{
		numbers("In the band", "share of its ads, with its 95% interval"), numbers("In the band above", "share of its ads, with its 95% interval"),
		numbers("Ads", "ads of the two bands that want it"), numbers("Log odds", "of the one against the other, with its 95% interval"), column("Verdict", ""),
	}
}

func stepCells(row row) []cell {
	odds := measured("log_odds", "next_n", "ads above", fixed)
	share := measured("share", "n", "ads of the band", percent)
	above := measured("next_share", "next_n", "ads of the band above", percent)
	both := number(whole(row.count("n"))+" and "+whole(row.count("next_n")), row.float("next_n")).of(row, "next_n")
	return []cell{share.cell(row), above.cell(row), both, odds.cell(row), said(row, "verdict")}
}

// bandText writes the ends of a band as amounts.
func bandText(r row) string {
	words := strings.Fields(r.text("band"))
	for i, w := range words {
		if n, err := strconv.ParseInt(w, 10, 64); err == nil {
			words[i] = "$" + whole(n)
		}
	}
	return strings.Join(words, " ")
}
