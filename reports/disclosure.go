package reports

import (
	"fmt"
	"strings"
)

// disclosure is the block that every report owes its reader: what it rests on, how well that was read, and
// what changed.
func (r *Report) disclosure() []block {
	d := r.answers["demand"]
	base := r.base()
	if base == "" {
		base = "nothing: " + r.whyNoBase()
	} else {
		base = spanOf(d.day("base_since"), d.day("base_until")) + ", " + base
	}
	g := &grid{ID: "table-disclosure", Caption: "What this report rests on", Heads: []head{column("What", ""), column("Value", "")}}
	add := func(what, value string) { g.Rows = append(g.Rows, []cell{word(what), word(value)}) }
	add("Window", r.windowText())
	add("Compared with", base)
	if f := r.filters(); f != "" {
		add("Only ads with", f)
	}
	add("Snapshot of the lake", whole(r.meta.Snapshot)+", made "+dayText(r.meta.SnapshotAt))
	add("Report made", dayText(r.meta.Generated))
	add("Program", r.meta.Version)
	r.discloseAds(add)
	add("Rules and taxonomy", r.meta.Reader)
	add("Skills, measured", r.measuredOf("skills", "precision", "recall"))
	add("Pay, measured", r.measuredOf("pay", "precision", "recall"))
	if !r.meta.RatesUntil.IsZero() {
		add("Exchange rates", "of the European Central Bank up to "+dayText(r.meta.RatesUntil)+", each ad at the rate of the day posted")
	}
	add("Floors", "pay: 10 ads of 5 employers and two sources for the middle, 30 ads for floor and ceiling, 100 for P10 and P90; growth of pay: 50 ads, and 30 kinds of ads with the mix held the same; growth: 30 ads in window and base; a card: 20 ads")
	add("Since the last report", r.sinceText())
	return []block{gridOf(g), paragraph("More on each source stands on the page ", to("Sources", "sources.html"), ", every measured figure below.")}
}

// discloseAds says what became of the listings: seen, unique, of which sources, with pay, used.
func (r *Report) discloseAds(add func(what, value string)) {
	t := r.total()
	add("Listings of all time", whole(t.count("listings")))
	add("Jobs they stand for", whole(t.count("jobs")))
	if n := t.count("listings"); n > 0 {
		add("Duplicates", percent(1-float64(t.count("jobs"))/float64(n)))
	}
	add("Ads of the window", whole(t.count("ads")))
	var shares []string
	for _, row := range r.answers["coverage"].rows() {
		if row.text("source") != "all" && row.count("ads") > 0 {
			shares = append(shares, row.text("source")+" "+percent(row.float("share")))
		}
	}
	add("Their sources", series(shares))
	add("With a skill found", part(t, "with_skill"))
	add("With pay", part(t, "with_pay"))
	add("With usable pay", part(t, "with_usable_pay"))
}

// measuredOf lists the measured figures of a task whose names end with one of some words.
func (r *Report) measuredOf(task string, words ...string) string {
	var parts []string
	for _, a := range r.meta.Accuracy {
		for _, w := range words {
			if a.Task == task && a.Bar > 0 && strings.HasSuffix(a.Name, w) {
				parts = append(parts, fmt.Sprintf("%s %.3f (n = %s)", a.Name, a.Value, whole(int64(a.N))))
			}
		}
	}
	if len(parts) == 0 {
		return "this build carries no measured figures"
	}
	return series(parts)
}

// sinceText says in a line what changed since the report that this one was compared with.
func (r *Report) sinceText() string {
	if r.since == nil {
		return "not compared with one; rung report --compare names an older report or a snapshot"
	}
	return r.since.Headline()
}
