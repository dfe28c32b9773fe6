package reports

import (
	"maps"
	"slices"
	"time"
)

func (r *Report) marketPage() page {
	p := page{File: "market.html", Title: "Is the market dead?", Nav: "Market", Lead: []line{
		r.marketThing(),
		say("The index compares from month to month only the sources that were watched through both, so that a new source moves nothing. The first month is 100."),
	}}
	p.Sections = append(p.Sections, section{ID: "index", Title: "Index of new ads", Blocks: r.indexBlocks()},
		section{ID: "parts", Title: "By source, category, employment and country", Blocks: r.partBlocks()},
		section{ID: "forecast", Title: "Without the season, and what may follow", Blocks: r.forecastBlocks()},
		section{ID: "door", Title: "Is the door closing?", Blocks: r.doorBlocks()},
		section{ID: "kinds", Title: "What kind of ads", Blocks: r.kindBlocks()},
		section{ID: "volume", Title: "New ads by month and source", Blocks: append(r.volumeBlocks(0), r.volumeTable(36)...)},
		section{ID: "open", Title: "Open now", Blocks: r.openBlocks()},
		section{ID: "emerging", Title: "What is coming up", Blocks: r.emergingBlocks()},
		section{ID: "ai", Title: "Skills and AI", Blocks: append(r.aiBlocks(), r.escapeBlocks()...)})
	return p
}

func (r *Report) months() []time.Time {
	var months []time.Time
	for _, m := range r.answers["market"].rows() {
		months = append(months, m.month())
	}
	return months
}

func (r *Report) indexBlocks() []block {
	rows := r.answers["market"].rows()
	s := lineSeries{Name: "index"}
	g := &grid{ID: "table-index", Caption: "Index of new ads, the latest months last", Heads: []head{
		column("Month", ""), numbers("Ads", "new ads of the month"), numbers("Sources", "compared with the month before"), numbers("Index", "100 in the first month, with its 95% interval"),
		numbers("Year before", "three months over the same three a year before"), column("Verdict", ""), column("Note", ""),
	}}
	for i, row := range rows {
		s.add(row, marketIndex)
		if i >= len(rows)-36 {
			g.Rows = append(g.Rows, []cell{
				word(monthText(row.month())), tally(row, "ads"), tally(row, "sources"), marketIndex.or("none").cell(row),
				marketYear.or("no history").cell(row), said(row, "verdict"), word(row.text("note")),
			})
		}
	}
	c := lineChart("chart-index", "Index of new ads by month", "A line for the index with its 95% interval as a band; the first month is 100.", r.months(), []lineSeries{s}, axisNumber, decimal)
	if c == nil {
		return []block{paragraph("No source was watched through a whole month yet.")}
	}
	c.Grid = g
	return []block{chartOf(c)}
}

// kindBlocks draw what kind of ads came, a chart for each kind with a line for each source.
func (r *Report) kindBlocks() []block {
	rows := r.answers["kinds"].rows()
	var blocks []block
	for _, k := range []struct {
		id, title string
		m         measure
	}{
		{"entry", "Open to beginners", marketEntry}, {"contract", "Contract or freelance, of those that say", marketKind}, {"ai", "Ask for AI", marketAI}, {"pay", "State pay", marketPay},
	} {
		months, lines := linesBySource(rows, k.m)
		if len(lines) == 0 {
			continue
		}
		c := lineChart("chart-kinds-"+k.id, titleOf(k.title, lines), "A line for each source: the share of each month's ads, with its 95% interval as a band. Months with fewer than 30 ads are gaps.", months, lines, axisPercent, percent)
		if c == nil {
			continue
		}
		c.Grid = kindGrid(k.id, k.title, rows, k.m, months[max(0, len(months)-36)])
		blocks = append(blocks, chartOf(c))
	}
	if len(blocks) == 0 {
		return []block{paragraph("No source has two months of 30 ads yet.")}
	}
	return append([]block{paragraph("Each source by itself, since one that joins or stops would move a line over all.")}, blocks...)
}

func kindGrid(id, title string, rows []row, m measure, since time.Time) *grid {
	g := &grid{ID: "table-kinds-" + id, Caption: title + ": shares of each month's ads, the latest three years", Heads: []head{
		column("Month", ""), column("Source", ""), numbers("Ads", "of the month that say: n"), numbers("Share", "with its 95% interval"),
	}}
	for _, row := range rows {
		if !row.month().Before(since) {
			g.Rows = append(g.Rows, []cell{word(monthText(row.month())), word(row.text("source")), tally(row, m.n), m.or("too few ads").cell(row)})
		}
	}
	return g
}

// volumeBlocks draw the new ads of the last months by source; 0 means all months.
func (r *Report) volumeBlocks(last int) []block {
	rows := r.answers["volume"].rows()
	byMonth := map[time.Time]map[string]float64{}
	for _, row := range rows {
		m := row.month()
		if byMonth[m] == nil {
			byMonth[m] = map[string]float64{}
		}
		byMonth[m][row.text("source")] += row.float("jobs")
	}
	months := slices.SortedFunc(maps.Keys(byMonth), time.Time.Compare)
	if last > 0 && len(months) > last {
		months = months[len(months)-last:]
		rows = slices.DeleteFunc(rows, func(row row) bool { return row.month().Before(months[0]) })
	}
	sources := mostOf(rows, "source", "jobs")
	parts := make([]stackSeries, min(len(sources), 6))
	for k := range parts {
		parts[k].Name = sources[k]
		parts[k].Values = make([]float64, len(months))
	}
	for k, s := range sources {
		p := &parts[min(k, 5)]
		if k > 5 {
			p.Name = "other sources"
		}
		for i, m := range months {
			p.Values[i] += byMonth[m][s]
		}
	}
	c := stackChart("chart-volume", "New ads by month", "Bars of the number of new ads of each month, in parts by source. A month without a bar is a gap in collection.", months, parts)
	if c == nil {
		return []block{paragraph("There are no dated ads.")}
	}
	return []block{paragraph("Counts, not samples. Of boards that show only what is open, the months before the first visit hold only what was still open then."), chartOf(c)}
}

// volumeTable is the table behind the chart, for the latest rows.
func (r *Report) volumeTable(last int) []block {
	rows := r.answers["volume"].rows()
	if len(rows) == 0 {
		return nil
	}
	from := rows[len(rows)-1].month().AddDate(0, -last, 0)
	g := &grid{ID: "table-volume", Caption: "New ads by month and source, the latest three years", Sortable: true, Heads: []head{
		column("Month", ""), column("Source", ""), numbers("Jobs", "new jobs of the month"), numbers("Listings", "listings that stand for them"),
		numbers("Employers", "distinct employers"), numbers("With pay", "share of the jobs that state pay"), numbers("With a skill", "share of the jobs in which a skill was found"), column("Note", ""),
	}}
	for _, row := range slices.Backward(rows) {
		if row.month().Before(from) {
			break
		}
		month := word(monthText(row.month()))
		month.Sort = row.month().Format(time.DateOnly)
		g.Rows = append(g.Rows, []cell{
			month, word(row.text("source")), tally(row, "jobs"), tally(row, "listings"), tally(row, "employers"),
			plainShare(row, "with_pay", "jobs"), plainShare(row, "with_skill", "jobs"), word(row.text("note")),
		})
	}
	return []block{gridOf(g)}
}

// plainShare is a share of a count, without an interval.
func plainShare(row row, name, n string) cell {
	m := measure{column: name, n: n, of: n, show: percent}
	return m.cell(row)
}
