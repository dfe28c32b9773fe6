package reports

import "time"

// freshnessBlocks show how fresh each source is, and when nobody looked.
func (r *Report) freshnessBlocks() []block {
	g := &grid{ID: "table-freshness", Caption: "When each source was last read, and its first and last ads", Heads: []head{
		column("Source", ""), column("Last read", "end of the last run that brought something"), column("Last run", "what it came to"),
		column("First ad", "first day with a job"), column("Last ad", "last day with a job"), column("Silent since", "no ad for 62 days or more"),
		column("Not watched", "days without a run: of the ads posted then only those still open afterwards were seen, so the months are left out of series"),
	}}
	var silent []string
	for _, row := range r.answers["coverage"].rows() {
		if row.text("source") == "all" {
			continue
		}
		since, isSilent := row.value("silent_since").(time.Time)
		quiet := "not silent"
		if !row.has("last_day") {
			quiet = "no dated ad"
		}
		if isSilent {
			silent = append(silent, row.text("source")+" since "+monthText(since))
		}
		g.Rows = append(g.Rows, []cell{
			word(row.text("source")), wordOr(dayOf(row, "last_success"), "no run recorded"), wordOr(row.text("outcome"), "no run recorded"),
			wordOr(dayOf(row, "first_day"), "no dated ad"), wordOr(dayOf(row, "last_day"), "no dated ad"),
			wordOr(dayText(since), quiet), wordOr(row.text("gaps"), "no gap"),
		})
	}
	if len(g.Rows) == 0 {
		return []block{paragraph("No source has been read yet.")}
	}
	blocks := []block{gridOf(g)}
	if len(silent) > 0 {
		blocks = append([]block{paragraph("Silent, that is without a new ad: " + series(silent) + ". Their ads count where a window holds them; nothing new comes from them.")}, blocks...)
	}
	return blocks
}

// dayOf writes the day of a column, empty for null.
func dayOf(r row, column string) string {
	t, _ := r.value(column).(time.Time)
	return dayText(t)
}

// wordOr shows a text, or why there is none.
func wordOr(text, reason string) cell {
	if text == "" {
		return missing(reason)
	}
	return word(text)
}
