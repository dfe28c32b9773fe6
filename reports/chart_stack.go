package reports

import "time"

// stackSeries is one part of stacked bars over months.
type stackSeries struct {
	Name   string
	Values []float64
}

// stackChart draws counts by month as bars of parts on top of each other. A month without any part is a
// gap in what was seen, not zero, and stays empty.
func stackChart(id, title, desc string, months []time.Time, parts []stackSeries) *chart {
	var top float64
	for i := range months {
		sum := 0.0
		for _, p := range parts {
			sum += p.Values[i]
		}
		top = max(top, sum)
	}
	if top == 0 {
		return nil
	}
	c := &chart{ID: id, Title: title, Desc: desc, W: chartWidth, H: 200}
	marks := ticks(max(top, 5), 5)
	y := scale{0, marks[len(marks)-1], 170, 12}
	for _, m := range marks {
		c.rule(50, y.at(m), chartWidth-12, y.at(m), "gridline")
		c.text(44, y.at(m)+4, "end", "tick", whole(int64(m)))
	}
	slot := (chartWidth - 62) / float64(len(months))
	c.monthTicks(months, scale{0, float64(len(months)), 50 + slot/2, chartWidth - 12 + slot/2}, 170)
	for i, month := range months {
		base := 0.0
		for k, p := range parts {
			if p.Values[i] == 0 {
				continue
			}
			from, to := y.at(base), y.at(base+p.Values[i])
			tip := month.Format("Jan 2006") + ", " + p.Name + ": " + whole(int64(p.Values[i]))
			c.rect(50+slot*float64(i)+slot*0.1, to, slot*0.8, from-to, "bar "+seriesClass(k), tip)
			base += p.Values[i]
		}
	}
	for k, p := range parts {
		c.Legend = append(c.Legend, legend{seriesClass(k), p.Name})
	}
	return c
}
