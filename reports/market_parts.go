package reports

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"rung/analyze"
)

// marketPart is one value of a parameter of the question market, such as source hackernews.
type marketPart struct{ by, value string }

// partKinds are the parameters by which the index is shown, with how many values of each and how they are named.
var partKinds = []struct {
	by, title string
	most      int
}{
	{"source", "By source", 5},
	{"category", "By category of skills that ads want", 5},
	{"employment", "By kind of employment", 4},
	{"country", "By country or scope that ads name", 5},
}

// partMonths are how many months the index of a part goes back: a year of ratios to a year before and the three months
// that each takes, at a part of the cost of all history. partAds is how many ads a month a line rests on.
const (
	partMonths = 28
	partAds    = 30
)

// askParts asks for the index of new ads of the parts of the market, each by itself, and puts them into one answer
// with the columns by and value before those of the question.
func (r *Report) askParts(ctx context.Context, db analyze.Querier) error {
	a := asks[slices.IndexFunc(asks, func(a ask) bool { return a.split })]
	all := r.answers["market"].Table
	joined := *all
	joined.Columns = append([]analyze.Column{{Name: "by", Type: "text", Doc: "the parameter"}, {Name: "value", Type: "text", Doc: "its value"}}, all.Columns...)
	joined.Rows = nil
	joined.Params = maps.Clone(all.Params)
	joined.Grain = "one row per parameter, value and month"
	months := r.months()
	if len(months) == 0 {
		r.add(a, &joined)
		return nil
	}
	since := months[len(months)-1].AddDate(0, 1-partMonths, 0).Format(time.DateOnly)
	parts := r.parts()
	tables := make([]*analyze.Table, len(parts))
	err := together(ctx, askers, len(parts), func(ctx context.Context, i int) error {
		args := r.args(a)
		args[parts[i].by], args["since"] = parts[i].value, since
		t, err := analyze.Ask(ctx, db, a.question, args)
		if err != nil {
			return fmt.Errorf("ask %s for %s %s: %w", a.key, parts[i].by, parts[i].value, err)
		}
		tables[i] = t
		return nil
	})
	if err != nil {
		return err
	}
	for i, t := range tables {
		joined.Params["since"] = t.Params["since"]
		for _, row := range t.Rows {
			joined.Rows = append(joined.Rows, append([]any{parts[i].by, parts[i].value}, row...))
		}
	}
	r.add(a, &joined)
	return nil
}

// parts are the parts of the market that the report shows: what most ads have, of the parameters that it was not
// narrowed by already.
func (r *Report) parts() []marketPart {
	var list []marketPart
	for _, kind := range partKinds {
		if given, _ := r.meta.Args[kind.by].(string); strings.TrimSpace(given) != "" {
			continue
		}
		values := r.partValues(kind.by)
		for _, v := range values[:min(len(values), kind.most)] {
			list = append(list, marketPart{kind.by, v})
		}
	}
	return list
}

func (r *Report) partValues(by string) []string {
	switch by {
	case "source":
		return mostOf(r.answers["volume"].rows(), "source", "jobs")
	case "category":
		return mostOf(r.answers["demand"].rows(), "category", "ads")
	case "country":
		return mostOf(r.answers["places"].rows(), "place", "ads")
	}
	return []string{"salaried", "contract", "freelance", "internship"}
}

// mostOf are the values of a column, those first whose rows sum to most.
func mostOf(rows []row, column, n string) []string {
	sums := map[string]int64{}
	for _, row := range rows {
		if v := row.text(column); v != "" {
			sums[v] += row.count(n)
		}
	}
	return mostFirst(sums)
}

// mostFirst lists what was counted, the highest counts first.
func mostFirst[N cmp.Ordered](counts map[string]N) []string {
	return slices.SortedFunc(maps.Keys(counts), func(a, b string) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
	})
}

// partBlocks show the index of each parameter's values: what they did in words, their lines, and a table.
func (r *Report) partBlocks() []block {
	var blocks []block
	var first time.Time
	for _, kind := range partKinds {
		rows := r.answers["market_by"].where("by", kind.by)
		if len(rows) == 0 {
			continue
		}
		latest := latestOf(rows)
		blocks = append(blocks, paragraph(strong(kind.title+": "), partSentence(latest)))
		months, lines := linesBy(drawn(rows, latest), measure{column: "index"}, partName)
		g := partGrid(kind.by, kind.title, latest)
		if c := lineChart("chart-by-"+kind.by, titleOf(kind.title, lines), "A line for the index of each part that had 30 ads or more in the month of the table, 100 in its first month; intervals stand in the table.", months, lines, axisNumber, decimal); c != nil {
			if first.IsZero() || months[0].Before(first) {
				first = months[0]
			}
			blocks = append(blocks, block{Chart: c, Grid: g})
			continue
		}
		blocks = append(blocks, gridOf(g))
	}
	if len(blocks) == 0 {
		return []block{paragraph("There are no dated ads to take apart.")}
	}
	since := ""
	if !first.IsZero() {
		since = ", from " + monthText(first) + " on"
	}
	return append([]block{paragraph("The same index for parts of the market" + since + "; 100 is the first month of each. A line takes 30 ads a month. Verdicts compare three months with the same three a year before; a part that was not watched so long has none.")}, blocks...)
}

// drawn keeps the rows of parts that have ads enough for a line.
func drawn(rows, latest []row) []row {
	enough := map[string]bool{}
	for _, l := range latest {
		enough[l.text("value")] = l.count("ads") >= partAds
	}
	return slices.DeleteFunc(slices.Clone(rows), func(r row) bool { return !enough[r.text("value")] })
}

func yearN(r row) cell {
	if !r.has("year_n") {
		return missing("none").of(r, "year_n")
	}
	return tally(r, "year_n")
}

func partName(r row) string { return strings.ReplaceAll(r.text("value"), "_", " ") }

// latestOf picks for each value the last month that has a ratio to a year before, else the last with an index, else
// the last.
func latestOf(rows []row) []row {
	var latest []row
	worth := func(r row) int {
		switch {
		case r.has("year_ratio"):
			return 2
		case r.has("index"):
			return 1
		}
		return 0
	}
	for _, one := range rows {
		at := slices.IndexFunc(latest, func(l row) bool { return l.text("value") == one.text("value") })
		switch {
		case at < 0:
			latest = append(latest, one)
		case worth(one) >= worth(latest[at]):
			latest[at] = one
		}
	}
	return latest
}

// partSentence says which parts grow, shrink, do neither, or cannot be judged.
func partSentence(latest []row) string {
	var verdicts []string
	names := map[string][]string{}
	for _, row := range latest {
		v := row.text("verdict")
		if !slices.Contains([]string{"growing", "shrinking", "no clear change"}, v) {
			v = "not enough history yet"
		}
		names[v] = append(names[v], partName(row))
	}
	for _, v := range []string{"growing", "shrinking", "no clear change", "not enough history yet"} {
		if len(names[v]) > 0 {
			verdicts = append(verdicts, v+": "+series(names[v]))
		}
	}
	return upper(strings.Join(verdicts, "; ")) + "."
}

func partGrid(by, title string, latest []row) *grid {
	g := &grid{ID: "table-by-" + by, Caption: title + ": the latest month that can be compared with a year before, else the latest with an index", Heads: []head{
		column(upper(by), ""), column("Month", ""), numbers("Ads", "new ads of the month"), numbers("Index", "100 in its first month, with its 95% interval"),
		numbers("Year before", "three months over the same three a year before, with its 95% interval"), numbers("On", "ads of both times three months: n"), column("Verdict", ""), column("Note", ""),
	}}
	for _, row := range latest {
		g.Rows = append(g.Rows, []cell{
			word(partName(row)), word(monthText(row.month())), tally(row, "ads"), marketIndex.or("none").cell(row),
			marketYear.or("no history").cell(row), yearN(row), said(row, "verdict"), word(row.text("note")),
		})
	}
	return g
}
