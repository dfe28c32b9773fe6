package reports

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// The figures that several pages show.
var (
	demandShare   = measured("share", "ads", "ads", percent)
	demandGrowth  = measured("growth", "ads", "ads in the window", times)
	employerShare = measured("employer_share", "employers", "employers", percent)
	demandEntry   = measured("entry_share", "ads", "ads", percent)
	demandRemote  = measured("remote_share", "ads", "ads", percent)

	payFloor      = measured("floor", "level_n", "ads with pay", dollars)
	payMiddle     = measured("middle", "level_n", "ads with pay", dollars)
	payCeiling    = measured("ceiling", "level_n", "ads with pay", dollars)
	payRaw        = measured("growth_raw", "growth_n", "ads with pay in the window", signed)
	payMix        = measured("growth_mix", "growth_n", "ads with pay in the window", signed)
	payDisclosure = measured("disclosure", "ads", "ads", percent)

	marketIndex = measured("index", "", "ads of the sources compared", decimal).counted(comparedAds)
	marketYear  = measured("year_ratio", "year_n", "ads of both, of the sources compared", times)
	marketEntry = measured("entry_share", "ads", "ads", percent).ends("entry_low", "entry_high")
	marketAI    = measured("ai_share", "ads", "ads", percent).ends("ai_low", "ai_high")
	marketPay   = measured("pay_share", "ads", "ads", percent).ends("pay_low", "pay_high")
	marketKind  = measured("contract_share", "kind_known", "ads that say their kind", percent).ends("contract_low", "contract_high").or("no ad says its kind")
)

// comparedAds counts the ads of a month that its index rests on: those of the sources compared with the month before.
// The first month of an index is compared with none.
func comparedAds(m row) (int64, bool) {
	share, ok := m.number("compared")
	return int64(math.Round(share * m.float("ads"))), ok
}

// total is the row of coverage that holds all sources; empty for an empty lake.
func (r *Report) total() row {
	if rows := r.answers["coverage"].where("source", "all"); len(rows) > 0 {
		return rows[0]
	}
	return row{}
}

// isEmpty reports whether the window holds no ads at all.
func (r *Report) isEmpty() bool { return r.total().count("ads") == 0 }

// isConcept reports whether the row of a skill stands for a field or a method, such as sales or testing, and
// not for a technology with a name.
func isConcept(r row) bool {
	concept, _ := r.value("concept").(bool)
	return concept
}

// demanded are the rows of demand of technologies, or of concepts, best rank first.
func (r *Report) demanded(concepts bool) []row {
	return slices.DeleteFunc(r.answers["demand"].rows(), func(row row) bool { return isConcept(row) != concepts })
}

// technologies are the rows of demand that the first page speaks of: those of technologies, or of all
// skills where there are none.
func (r *Report) technologies() []row {
	if rows := r.demanded(false); len(rows) > 0 {
		return rows
	}
	return r.answers["demand"].rows()
}

// spokenOf are the technologies that sentences may name: not those that a source itself is, since the employers whose
// boards we read there are those who use it, and their ads for recruiters name it.
func (r *Report) spokenOf() []row {
	own := map[string]bool{}
	for _, s := range r.answers["coverage"].rows() {
		own[strings.ToLower(s.text("source"))] = true
	}
	return slices.DeleteFunc(r.technologies(), func(row row) bool { return own[strings.ToLower(row.text("skill_name"))] })
}

// noun is what technologies returns, in one word, and in the plural.
func (r *Report) noun() (one, many string) {
	if len(r.demanded(false)) > 0 {
		return "technology", "technologies"
	}
	return "skill", "skills"
}

// named keeps the rows that are of a technology, or all where the report has none.
func (r *Report) named(rows []row) []row {
	known := map[string]bool{}
	for _, row := range r.technologies() {
		known[row.text("skill")] = true
	}
	return slices.DeleteFunc(slices.Clone(rows), func(row row) bool { return !known[row.text("skill")] })
}

// skillCell names a skill and leads to its page where it has one.
func (r *Report) skillCell(id, name string) cell {
	if r.hasCard(id) {
		return pageLink(name, cardFile(id))
	}
	return word(name)
}

func (r *Report) skillSpan(id, name string) span {
	if r.hasCard(id) {
		return to(name, cardFile(id))
	}
	return span{Text: name}
}

// adCell names an ad, in so many letters at most, and leads to it.
func adCell(row row, most int) cell {
	return webCell(shorten(cmp.Or(row.text("title"), "untitled"), most), row.text("url"))
}

func cardFile(id string) string { return "skill/" + id + ".html" }

// part cites a count of ads as a share of all ads, without an interval, since it is a count and no sample.
func part(r row, of string) string {
	n, total := r.count(of), r.count("ads")
	if total == 0 {
		return whole(n)
	}
	return whole(n) + " (" + percent(float64(n)/float64(total)) + ")"
}

// verdictCell shows a verdict of growth with the ratio behind it.
func verdictCell(r row) cell {
	c := word(r.text("verdict"))
	c.Figure, c.Title = r.figure("verdict"), demandGrowth.title(r)
	if r.has("growth") {
		c.Detail = demandGrowth.show(r.float("growth")) + ", " + demandGrowth.interval(r)
	}
	if why := unsure(r); why != "" {
		c.Detail += "; " + why
	}
	return c
}

// unsure says why a growth whose interval leaves out 1 is still called no clear change; else it is empty.
func unsure(r row) string {
	if r.text("verdict") != "no clear change" || !r.has("growth_low") || !r.has("growth_high") || r.float("growth_low") <= 1 && r.float("growth_high") >= 1 {
		return ""
	}
	return "may be chance, as one of " + whole(r.from.tested()) + " tested"
}

// rankChange says how many places a skill won or lost, over the sources compared.
func rankChange(r row) cell {
	if !r.has("rank_change") {
		return missing("no base").of(r, "rank_change")
	}
	n := r.count("rank_change")
	c := number(arrow(float64(n)), float64(n))
	c.Figure = r.figure("rank_change")
	return c
}

// arrow writes places that were won or lost.
func arrow(places float64) string {
	switch n := int64(places); {
	case n > 0:
		return "▲ " + whole(n)
	case n < 0:
		return "▼ " + whole(-n)
	default:
		return "="
	}
}

// rankCell is a rank with the ranks that its interval allows.
func rankCell(r row) cell {
	c := number(whole(r.count("rank")), r.float("rank"))
	c.Figure = r.figure("rank")
	if r.has("rank_low") && r.has("rank_high") {
		ranks := between(func(f float64) string { return whole(int64(f)) }, r.float("rank_low"), r.float("rank_high"))
		c.Title = "ranks that the intervals of share allow: " + ranks
		if ranks != c.Text {
			c.Detail = ranks
		}
	}
	return c
}

// categoryText writes a category of the taxonomy in words.
func categoryText(r row) string { return strings.ReplaceAll(r.text("category"), "_", " ") }
