package reports

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// openSources is how many sources the chart of open jobs and the sentence about them name.
const openSources = 5

var openJobs = measure{column: "open", show: func(f float64) string { return whole(int64(f)) }}

// openBlocks show how many jobs are open, by month and source, of those that show all that is open.
func (r *Report) openBlocks() []block {
	rows := r.answers["open"].rows()
	told := slices.DeleteFunc(slices.Clone(rows), func(row row) bool { return !row.has("open") })
	if len(told) == 0 {
		return []block{paragraph(upper(cmp.Or(openUntold(rows), "there is no source yet to tell how many jobs are open")) + ".")}
	}
	blocks := []block{{Line: openSentence(told)}, paragraph(openIs)}
	if untold := openUntold(rows); untold != "" {
		blocks = append(blocks, paragraph(upper(untold)+"."))
	}
	g := openGrid(rows)
	most := mostOf(lastOf(told), "source", "open")
	most = most[:min(len(most), openSources)]
	months, lines := linesBySource(slices.DeleteFunc(told, func(row row) bool { return !slices.Contains(most, row.text("source")) }), openJobs)
	if len(lines) == 0 {
		return append(blocks, paragraph("No source was watched in two months yet, so there is no line to draw."), gridOf(g))
	}
	c := lineChart("chart-open", titleOf("Open jobs by month", lines), "A line for each source, of those with the most: the jobs that were open on the last day of each month, or when the source was last seen in it. A month that nobody watched is a gap.", months, lines, axisNumber, openJobs.show)
	if c == nil {
		return append(blocks, gridOf(g))
	}
	c.Grid = g
	return append(blocks, chartOf(c))
}

// openIs says what the stock of open jobs is, and what it is not.
const openIs = "A job is open from the day it was first seen until it was missed. All that these sources show is counted, so there is no interval; it is not all that the market has."

// openSentence tells how many jobs were open when last seen, and how many a month before at the same sources.
func openSentence(told []row) line {
	month := slices.MaxFunc(told, func(a, b row) int { return a.month().Compare(b.month()) }).month()
	now := openIn(told, month)
	slices.SortStableFunc(now, func(a, b row) int { return cmp.Compare(b.count("open"), a.count("open")) })
	l := say("When last seen in " + monthText(month) + ", ")
	if len(now) == 1 {
		l = append(l, say(openJobs.span(now[0]), plural(sumOf(now), " job of ", " jobs of ")+whole(now[0].count("employers"))+plural(now[0].count("employers"), " employer", " employers")+plural(sumOf(now), " was", " were")+" open at "+now[0].text("source"))...)
		return append(l, openChange(told, now, month)...)
	}
	l = append(l, say(strong(whole(sumOf(now))), " jobs were open at ")...)
	for i, row := range now[:min(len(now), openSources)] {
		sep := ""
		switch {
		case i > 0 && i == len(now)-1:
			sep = " and "
		case i > 0:
			sep = ", "
		}
		l = append(l, say(sep+row.text("source")+" (", openJobs.span(row), " of "+whole(row.count("employers"))+plural(row.count("employers"), " employer)", " employers)"))...)
	}
	if more := int64(len(now) - openSources); more > 0 {
		l = append(l, say(" and "+whole(more)+" more")...)
	}
	return append(l, openChange(told, now, month)...)
}

// openChange compares what is open in a month with the month before, over the sources that were watched in both.
func openChange(told, now []row, month time.Time) line {
	before := openIn(told, month.AddDate(0, -1, 0))
	was := slices.DeleteFunc(slices.Clone(now), func(n row) bool { return !hasSource(before, n) })
	old := slices.DeleteFunc(before, func(b row) bool { return !hasSource(now, b) })
	end := " at the end of " + monthText(month.AddDate(0, -1, 0))
	switch {
	case len(old) == 0:
		return say("; nothing was counted" + end + " to compare it with.")
	case len(was) < len(now):
		return say("; at those that were watched before, " + whole(sumOf(old)) + plural(sumOf(old), " was", " were") + end + " and " + whole(sumOf(was)) + " now.")
	}
	return say("; " + whole(sumOf(old)) + plural(sumOf(old), " was", " were") + end + ".")
}

func openIn(rows []row, month time.Time) []row {
	return slices.DeleteFunc(slices.Clone(rows), func(row row) bool { return !row.month().Equal(month) })
}

func hasSource(rows []row, of row) bool {
	return slices.ContainsFunc(rows, func(row row) bool { return row.text("source") == of.text("source") })
}

func sumOf(rows []row) int64 {
	var n int64
	for _, row := range rows {
		n += row.count("open")
	}
	return n
}

// lastOf keeps the last row of each source.
func lastOf(rows []row) []row {
	last := map[string]row{}
	for _, row := range rows {
		last[row.text("source")] = row
	}
	return slices.DeleteFunc(slices.Clone(rows), func(row row) bool { return !row.month().Equal(last[row.text("source")].month()) })
}

// openUntold says which sources cannot tell what is open, and why; empty where all can.
func openUntold(rows []row) string {
	var names []string
	why := ""
	for _, row := range rows {
		if row.value("month") == nil {
			names = append(names, row.text("source"))
			_, why, _ = strings.Cut(row.text("note"), ": ")
		}
	}
	if len(names) == 0 {
		return ""
	}
	why = strings.TrimPrefix(why, "the source ")
	if len(names) > 1 {
		why = strings.Replace(why, "does not show", "do not show", 1)
	}
	return "how many jobs are open is not known of " + series(names) + ", which " + why
}

// openGrid is the table behind the chart, for the latest three years, the newest month first.
func openGrid(rows []row) *grid {
	g := &grid{ID: "table-open", Caption: "Open jobs by month and source, the latest three years", Sortable: true, Heads: []head{
		column("Month", ""), column("Source", ""), column("Counted on", "the last day of the month, or the last on which the source was seen"), numbers("Open", "jobs open on that day: all, no sample"),
		numbers("Employers", "distinct employers of these"), numbers("Came", "jobs first seen in the month"), numbers("Went", "jobs closed in the month"), column("Note", ""),
	}}
	var newest time.Time
	for _, row := range slices.Backward(rows) {
		if row.value("month") == nil {
			continue
		}
		if newest.IsZero() {
			newest = row.month()
		}
		if !row.month().After(newest.AddDate(-3, 0, 0)) {
			break
		}
		month := word(monthText(row.month()))
		month.Sort = row.month().Format(time.DateOnly)
		g.Rows = append(g.Rows, []cell{
			month, word(row.text("source")), word(row.text("day")), openCell(row, "open"), openCell(row, "employers"), openCell(row, "came"), openCell(row, "went"), word(row.text("note")),
		})
	}
	return g
}

// openCell is a count of the stock, or that it is not known, for which the note says why.
func openCell(row row, column string) cell {
	if !row.has(column) {
		return missing("not known").of(row, column)
	}
	return tally(row, column)
}
