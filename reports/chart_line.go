package reports

import (
	"slices"
	"time"
)

// lineSeries is one line over months; a point without a value is a gap.
type lineSeries struct {
	Name        string
	Values      []float64
	Lows, Highs []float64
	OK          []bool
}

func (s *lineSeries) add(r row, m measure) {
	v, ok := r.number(m.column)
	low, hasLow := r.number(m.low)
	high, hasHigh := r.number(m.high)
	if !hasLow || !hasHigh {
		low, high = v, v
	}
	s.Values, s.Lows, s.Highs, s.OK = append(s.Values, v), append(s.Lows, low), append(s.Highs, high), append(s.OK, ok)
}

// lineChart draws lines over months with their intervals as bands. Bands reach past the frame where they
// are wide: the frame fits the lines and 0, and at most twice as far as they get from it. axis writes the scale, show
// the values.
func lineChart(id, title, desc string, months []time.Time, lines []lineSeries, axis, show func(float64) string) *chart {
	c := &chart{ID: id, Title: title, Desc: desc, W: chartWidth, H: 200}
	var top, topBand, bottom, bottomBand float64
	for _, s := range lines {
		for i, ok := range s.OK {
			if ok {
				top, topBand = max(top, s.Values[i]), max(topBand, s.Highs[i])
				bottom, bottomBand = min(bottom, s.Values[i]), min(bottomBand, s.Lows[i])
			}
		}
	}
	if top == 0 && topBand == 0 && bottom == 0 {
		return nil
	}
	reach := 2 * max(top, -bottom)
	marks := ticksAround(min(bottom*1.05, max(bottomBand, -reach)), max(top*1.05, min(topBand, reach)), 5)
	y := scale{marks[0], marks[len(marks)-1], 170, 12}
	x := scale{0, float64(max(len(months)-1, 1)), 50, chartWidth - 12}
	for _, m := range marks {
		rule := "gridline"
		if m == 0 && y.from < 0 {
			rule = "axis"
		}
		c.rule(x.start, y.at(m), x.end, y.at(m), rule)
		c.text(x.start-6, y.at(m)+4, "end", "tick", axis(m))
	}
	c.monthTicks(months, x, 170)
	xs := make([]float64, len(months))
	for i := range months {
		xs[i] = x.at(float64(i))
	}
	for k, s := range lines {
		ys, lows, highs := s.scaled(y)
		class := seriesClass(k)
		c.band(xs, lows, highs, s.OK, "band "+class)
		c.path(xs, ys, s.OK, "line "+class)
		c.points(months, s, xs, ys, class, show)
		c.Legend = append(c.Legend, legend{class, s.Name})
	}
	if len(lines) == 1 {
		c.Legend = nil
	}
	return c
}

func (s lineSeries) scaled(y scale) (ys, lows, highs []float64) {
	for i := range s.Values {
		ys = append(ys, y.at(s.Values[i]))
		lows = append(lows, y.at(max(s.Lows[i], y.from)))
		highs = append(highs, y.at(min(s.Highs[i], y.to)))
	}
	return ys, lows, highs
}

// points marks the months where there are few of them, or where a point has no neighbour to draw a line to.
func (c *chart) points(months []time.Time, s lineSeries, xs, ys []float64, class string, show func(float64) string) {
	for i, ok := range s.OK {
		lone := (i == 0 || !s.OK[i-1]) && (i == len(xs)-1 || !s.OK[i+1])
		if ok && (len(xs) <= 40 || lone) {
			tip := months[i].Format("Jan 2006") + ": " + show(s.Values[i])
			if s.Lows[i] != s.Highs[i] {
				tip += " (" + between(show, s.Lows[i], s.Highs[i]) + ")"
			}
			c.disc(xs[i], ys[i], 2.5, class, tip)
		}
	}
}

// monthTicks labels at most six months below the base line.
func (c *chart) monthTicks(months []time.Time, x scale, base float64) {
	n := len(months)
	layout, every := "Jan 2006", max(1, (n+3)/4)
	if n > 30 {
		layout, every = "2006", 12*max(1, (n/12+5)/6)
	}
	first := 0
	if n > 30 {
		first = max(0, slices.IndexFunc(months, func(t time.Time) bool { return t.Month() == time.January }))
	}
	for i := first; i < n; i += every {
		at := x.at(float64(i))
		anchor := "middle"
		if at > x.end-24 {
			anchor = "end"
		}
		c.rule(at, base, at, base+4, "axis")
		c.text(at, base+18, anchor, "tick", months[i].Format(layout))
	}
}

// seriesClass is the style class of the k-th series.
func seriesClass(k int) string { return "s" + string(rune('1'+k%6)) }
