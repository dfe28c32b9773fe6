package reports

import (
	"cmp"
	"slices"
	"time"
)

// linesBySource makes a line for each source.
func linesBySource(rows []row, m measure) (months []time.Time, lines []lineSeries) {
	return linesBy(rows, m, func(r row) string { return r.text("source") })
}

// linesBy makes a line over months for each name that rows have and that shows a figure in two months or more, those
// with most such months first; a month without a figure is a gap. Months run from the first to the last of them.
func linesBy(rows []row, m measure, nameOf func(row) string) (months []time.Time, lines []lineSeries) {
	byMonth := map[string]map[time.Time]row{}
	var names []string
	for _, r := range rows {
		if !r.has(m.column) {
			continue
		}
		name := nameOf(r)
		if byMonth[name] == nil {
			byMonth[name] = map[time.Time]row{}
			names = append(names, name)
		}
		byMonth[name][r.month()] = r
		months = append(months, r.month())
	}
	if len(months) == 0 {
		return nil, nil
	}
	months = everyMonth(slices.MinFunc(months, time.Time.Compare), slices.MaxFunc(months, time.Time.Compare))
	slices.SortStableFunc(names, func(a, b string) int { return cmp.Compare(len(byMonth[b]), len(byMonth[a])) })
	for _, name := range names {
		if len(byMonth[name]) < 2 {
			continue
		}
		s := lineSeries{Name: name}
		for _, month := range months {
			s.add(byMonth[name][month], m)
		}
		lines = append(lines, s)
	}
	return months, lines
}

func everyMonth(first, last time.Time) []time.Time {
	var months []time.Time
	for m := first; !m.After(last); m = m.AddDate(0, 1, 0) {
		months = append(months, m)
	}
	return months
}

// titleOf is the title of a chart with a line for each part. A single line has no legend, so the title names it.
func titleOf(title string, lines []lineSeries) string {
	if len(lines) == 1 {
		title += ": " + lines[0].Name
	}
	return title
}
