package reports

// bar is one bar of a histogram: the start of its step, its share, and what is said when it is pointed at.
type bar struct {
	Start string
	Share float64
	Tip   string
}

// barChart draws shares of neighbouring steps as bars side by side; nil when there is nothing to draw.
func barChart(id, title, desc string, bars []bar) *chart {
	var top float64
	for _, b := range bars {
		top = max(top, b.Share)
	}
	if top == 0 {
		return nil
	}
	c := &chart{ID: id, Title: title, Desc: desc, W: chartWidth, H: 200}
	marks := ticks(top, 4)
	y := scale{0, marks[len(marks)-1], 170, 12}
	for _, m := range marks {
		c.rule(50, y.at(m), chartWidth-12, y.at(m), "gridline")
		c.text(44, y.at(m)+4, "end", "tick", axisPercent(m))
	}
	slot := (chartWidth - 62) / float64(len(bars))
	every := max(1, (len(bars)+6)/7)
	for i, b := range bars {
		x := 50 + slot*float64(i)
		c.rect(x+slot*0.05, y.at(b.Share), slot*0.9, y.at(0)-y.at(b.Share), "bar "+seriesClass(0), b.Tip)
		if i%every == 0 {
			c.text(x, 187, "start", "tick", b.Start)
		}
	}
	return c
}
