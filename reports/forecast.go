package reports

import (
	"slices"
	"time"
)

// forecastBlocks show each source's new ads without the season, and what may follow where a trial on the past
// said that the forecast beats "as a year before".
func (r *Report) forecastBlocks() []block {
	rows := r.answers["forecast"].rows()
	var sources []string
	for _, row := range rows {
		if s := row.text("source"); !slices.Contains(sources, s) {
			sources = append(sources, s)
		}
	}
	var blocks []block
	for i, s := range sources {
		own := r.answers["forecast"].where("source", s)
		if b := forecastChart("chart-forecast-"+whole(int64(i+1)), s, own); b != nil {
			blocks = append(blocks, *b)
			if note := own[len(own)-1].text("note"); note != "" {
				blocks = append(blocks, paragraph(upper(note)+"."))
			}
		}
	}
	if len(blocks) == 0 {
		return []block{paragraph("No source was watched without a gap for three years, which it takes to tell the season.")}
	}
	return append([]block{paragraph("New ads by month with the usual ups and downs of the year taken out. A forecast is printed only where, tried out on the past, its mean error was less than that of saying \"as a year before\".")}, blocks...)
}

// forecastChart draws one source, or nothing where its season cannot be told.
func forecastChart(id, source string, rows []row) *block {
	var months []time.Time
	adjusted, ahead := lineSeries{Name: "without the season"}, lineSeries{Name: "what may follow"}
	jobs := lineSeries{Name: "as counted"}
	g := &grid{ID: "table-" + id, Caption: "New ads of " + source + " by month, the latest two years and what may follow", Heads: []head{
		column("Month", ""), numbers("Ads", "as counted"), numbers("Adjusted", "without the season"), numbers("Forecast", "with its 95% interval"), numbers("Error", "mean, when tried out so many months ahead"),
		numbers("Error of the year before", "the same for saying as a year before"), column("Note", ""),
	}}
	m := func(name string, show func(float64) string) measure {
		return measure{column: name, low: name + "_low", high: name + "_high", show: show, reason: "none"}
	}
	for i, row := range rows {
		months = append(months, row.month())
		jobs.add(row, m("jobs", decimal))
		adjusted.add(row, m("adjusted", decimal))
		ahead.add(row, m("forecast", decimal))
		if i >= len(rows)-30 {
			g.Rows = append(g.Rows, []cell{
				word(monthText(row.month())), m("jobs", decimal).or("to come").cell(row), m("adjusted", decimal).cell(row), m("forecast", decimal).cell(row),
				m("error", percent).cell(row), m("naive_error", percent).cell(row), word(row.text("note")),
			})
		}
	}
	if !slices.Contains(adjusted.OK, true) {
		return nil
	}
	lines, desc := []lineSeries{jobs, adjusted}, "Lines for the new ads as counted and without the season."
	if slices.Contains(ahead.OK, true) {
		lines, desc = append(lines, ahead), "Lines for the new ads as counted, without the season, and for what may follow with its 95% interval."
	}
	c := lineChart(id, "New ads of "+source+" by month", desc, months, lines, axisNumber, decimal)
	if c == nil {
		return nil
	}
	c.Grid = g
	b := chartOf(c)
	return &b
}
