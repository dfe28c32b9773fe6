package reports

import (
	"fmt"
	"strconv"
	"strings"
)

func (r *Report) methodsPage() page {
	p := page{File: "methods.html", Title: "Methods and measured accuracy", Nav: "Methods", Lead: []line{
		say("What the figures are, what they rest on and where they end."),
	}}
	p.Sections = []section{
		{ID: "limits", Title: "Three limits", Blocks: []block{{Ordered: true, Items: []line{
			say(strong("Ads are not vacancies, and vacancies are not hires. "), "One vacancy may have several ads, some ads have none behind them, and nobody tells who was hired."),
			say(strong("Disclosed pay is not all pay. "), "Ads that state pay differ from those that hide it; disclosure stands beside each figure."),
			say(strong("Our sources are not the market. "), "They are the ones that may be read. Shares are of their ads."),
		}}}},
		{ID: "disclosure", Title: "This report", Blocks: r.disclosure()},
		{ID: "accuracy", Title: "Measured accuracy", Blocks: r.accuracyBlocks()},
		{ID: "rules", Title: "Rules", Blocks: r.rules()},
		{ID: "definitions", Title: "Questions", Blocks: r.definitions()},
	}
	return p
}

func (r *Report) accuracyBlocks() []block {
	if len(r.meta.Accuracy) == 0 {
		return []block{paragraph("This build carries no measured figures. Measure with: make eval.")}
	}
	g := &grid{ID: "table-accuracy", Caption: "The readers of adverts, measured on labelled cases", Heads: []head{
		column("Task", ""), column("Figure", ""), numbers("Measured", ""), numbers("Bar", "what we hold ourselves to"), numbers("Cases", "n"), column("Met", ""),
	}}
	for _, a := range r.meta.Accuracy {
		bar, met := number(fmt.Sprintf("%.3f", a.Bar), a.Bar), "yes"
		switch {
		case a.Bar == 0:
			bar, met = missing("none"), "measured only"
		case a.Value < a.Bar:
			met = "no"
		}
		g.Rows = append(g.Rows, []cell{word(strings.ReplaceAll(a.Task, "_", " ")), word(a.Name), number(fmt.Sprintf("%.3f", a.Value), a.Value), bar, number(whole(int64(a.N)), float64(a.N)), word(met)})
	}
	return []block{gridOf(g), paragraph("Rules and taxonomy: " + r.meta.Reader + ".")}
}

func (r *Report) rules() []block {
	items := []line{
		say(strong("One job, once. "), "Listings that repeat each other are grouped; each job is counted once, at the day it was first posted."),
		say(strong("Intervals "), "are at 95% and take employers, not ads, as what is independent, so that forty ads of one employer count little more than one. Those of shares are Wilson's on the number of independent ads, those of medians, of pay as of bids or days open, are percentiles of the medians that 1,000 draws of employers give, widened for figures that few employers decide. The draws are the same on every machine. What was done for each figure is said with its question below."),
		say(strong("Pay "), "is in US dollars at the European Central Bank's rate of the day posted. A range is taken as spread evenly. Hourly, daily, monthly, yearly and project pay are never mixed. Amounts whose period is not said but plain from their size, such as $120k, are counted by the year; the files say how many."),
		say(strong("One source is not the market. "), "A figure of pay needs two sources, as it needs 10 ads of 5 employers. Where its own ads have less, it is taken from the next level that has enough, and the level is named: the skill in the country, the skill, its category. Only where no level has two sources this report shows the figures of a single one, and names it. The questions pay, pay_growth, pay_spread and charge withhold these unless one_source is true or a source is asked for."),
		say(strong("Growth of pay "), "compares what ads offer in the window and its base, of all ads and with the mix of ads held the same: within kinds of ads of one source, family of roles, level, remote mode and country. It needs 50 ads, and 30 such kinds; the gap between the two is what the mix did."),
		say(strong("Conventions. "), "Where pay of one period is turned into another (in views for SQL, never on these pages), the settings say how many hours, days and weeks are worked; as shipped a year has 2,080 hours."),
		say(strong("Small numbers. "), "Pay needs 10 ads of 5 employers and two sources for the middle, 30 ads for floor, ceiling and quartiles, 100 for P10 and P90. Growth needs 30 ads in window and base together. What has less shows a reason."),
		say(strong("Growth "), "compares shares over the sources that were fairly watched in both windows, each weighing the same in both. Of all skills called rising or falling, at most a tenth is expected to be false (Benjamini and Hochberg)."),
		say(strong("Exposure to AI "), "is a prior, not a finding: the part of an occupation's tasks that a language model, or software on top of one, may do in at most half the time, tasks that need such software counted half (beta), as people and GPT-4 rated the tasks of O*NET in 2023. It was published by Eloundou, Manning, Mishkin and Rock, Science 384 (2024), as ", out("GPTs are GPTs", "https://github.com/openai/GPTs-are-GPTs"), ". Which occupations stand for a family of roles is our choice; some families have none. A skill has the mean over its ads. It is of tasks, not of jobs, and says nothing of what happened; where people and GPT-4 put a skill on different sides of all ads, no side is said."),
		say(strong("What to learn next "), "ranks a skill by the employers whose ads it opens × (1 + share open to beginners) × (1 + premium) ÷ distance. The distance is 1 ÷ nearness, and nearness the mean over the skills had of ln(n·N ÷ (a·b)) ÷ −ln(n ÷ N): of N employers a want the one, b the other and n both in one ad; below 0, and where n is below five, it counts as 0."),
		say(strong("Figures "), "have an id, shown when you point at them: the question, the keys of the row and the column, such as demand/go/share."),
	}
	return []block{{Items: items}}
}

// definitions are the docs of the questions, with the parameters that were used.
func (r *Report) definitions() []block {
	var blocks []block
	seen := map[string]bool{}
	for _, key := range r.order {
		a := r.answers[key]
		if seen[a.Name] {
			continue
		}
		seen[a.Name] = true
		blocks = append(blocks, paragraph(strong(a.Title+" ("+a.Name+"). "), a.Doc+" "+upper(a.Grain)+"; "+strconv.Itoa(len(a.Rows))+plural(int64(len(a.Rows)), " row.", " rows.")))
	}
	return blocks
}
