package reports

// dot is one row of a chart of intervals.
type dot struct {
	Name           string
	Low, Mid, High float64
	Tip            string
}

// dotChart draws for each row a line from low to high and a disc at the middle.
func dotChart(id, title, desc string, dots []dot, show func(float64) string) *chart {
	if len(dots) == 0 {
		return nil
	}
	const left, rowHeight = 150, 19
	c := &chart{ID: id, Title: title, Desc: desc, W: chartWidth, H: 34 + rowHeight*len(dots)}
	var top float64
	for _, d := range dots {
		top = max(top, d.High, d.Mid)
	}
	marks := ticks(top, 4)
	x := scale{0, marks[len(marks)-1], left, chartWidth - 20}
	bottom := float64(c.H - 24)
	for _, m := range marks {
		c.rule(x.at(m), 4, x.at(m), bottom, "gridline")
		c.text(x.at(m), bottom+16, "middle", "tick", show(m))
	}
	for i, d := range dots {
		y := 4 + rowHeight*(float64(i)+0.5)
		c.text(left-8, y+4, "end", "label", shorten(d.Name, 20))
		c.rule(x.at(d.Low), y, x.at(d.High), y, "whisker s1")
		c.disc(x.at(d.Mid), y, 4, "s1", d.Name+": "+d.Tip)
	}
	return c
}

// shorten cuts a label to n characters.
func shorten(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	return string(r[:n-1]) + "…"
}
