package reports

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// chart is a drawing in units of its own, which the page scales. Behind it stands a grid with its figures.
type chart struct {
	ID, Title, Desc string
	W, H            int
	Shapes          []shape
	Legend          []legend
	Grid            *grid
}

type legend struct{ Class, Text string }

// shape is one mark: a path, a rectangle, a disc or a text. Class says what it means; the style sheet
// gives it its colour.
type shape struct {
	Path                string
	Rect, Disc          bool
	X, Y, W, H, R       string
	Text, Anchor, Class string
	// Tip is shown when the mark is pointed at.
	Tip string
}

// chartWidth fits the text of a chart to a phone.
const chartWidth = 400

// px writes a coordinate shortly and always alike.
func px(f float64) string {
	return strconv.FormatFloat(math.Round(f*10)/10, 'f', -1, 64)
}

func (c *chart) text(x, y float64, anchor, class, s string) {
	c.Shapes = append(c.Shapes, shape{X: px(x), Y: px(y), Anchor: anchor, Class: class, Text: s})
}

func (c *chart) rule(x1, y1, x2, y2 float64, class string) {
	c.Shapes = append(c.Shapes, shape{Path: "M" + px(x1) + " " + px(y1) + "L" + px(x2) + " " + px(y2), Class: class})
}

func (c *chart) rect(x, y, w, h float64, class, tip string) {
	c.Shapes = append(c.Shapes, shape{Rect: true, X: px(x), Y: px(y), W: px(w), H: px(h), Class: class, Tip: tip})
}

func (c *chart) disc(x, y, r float64, class, tip string) {
	c.Shapes = append(c.Shapes, shape{Disc: true, X: px(x), Y: px(y), R: px(r), Class: class, Tip: tip})
}

// path draws through points; gaps are where ok is false.
func (c *chart) path(xs, ys []float64, ok []bool, class string) {
	var b strings.Builder
	pen := false
	for i := range xs {
		if !ok[i] {
			pen = false
			continue
		}
		verb := "L"
		if !pen {
			verb = "M"
		}
		fmt.Fprintf(&b, "%s%s %s", verb, px(xs[i]), px(ys[i]))
		pen = true
	}
	if b.Len() > 0 {
		c.Shapes = append(c.Shapes, shape{Path: b.String(), Class: class})
	}
}

// band fills between two lines, one area for each run without gaps.
func (c *chart) band(xs, lows, highs []float64, ok []bool, class string) {
	for i := 0; i < len(xs); {
		if !ok[i] {
			i++
			continue
		}
		j := i
		for j < len(xs) && ok[j] {
			j++
		}
		var b strings.Builder
		for k := i; k < j; k++ {
			verb := "L"
			if k == i {
				verb = "M"
			}
			fmt.Fprintf(&b, "%s%s %s", verb, px(xs[k]), px(highs[k]))
		}
		for k := j - 1; k >= i; k-- {
			fmt.Fprintf(&b, "L%s %s", px(xs[k]), px(lows[k]))
		}
		c.Shapes = append(c.Shapes, shape{Path: b.String() + "Z", Class: class})
		i = j
	}
}

// scale maps values to coordinates.
type scale struct{ from, to, start, end float64 }

func (s scale) at(v float64) float64 {
	if s.to == s.from {
		return s.start
	}
	return s.start + (v-s.from)/(s.to-s.from)*(s.end-s.start)
}

// ticksAround returns round values with 0 among them, from low, which is 0 or below, or under it to high or above.
func ticksAround(low, high float64, most int) []float64 {
	if low >= 0 {
		return ticks(high, most)
	}
	step := ticks(high-low, most)[1]
	var list []float64
	for i := math.Floor(low/step + 1e-9); ; i++ {
		list = append(list, i*step)
		if i*step >= high-step*1e-9 {
			return list
		}
	}
}

// ticks returns round values from 0 to high or above, with at most so many steps between.
func ticks(high float64, most int) []float64 {
	if high <= 0 {
		high = 1
	}
	step := math.Pow(10, math.Floor(math.Log10(high)))
	for _, part := range []float64{0.1, 0.2, 0.25, 0.5, 1, 2, 2.5, 5, 10} {
		if high/(step*part) <= float64(most) {
			step *= part
			break
		}
	}
	var list []float64
	for i := 0.0; ; i++ {
		list = append(list, i*step)
		if i*step >= high-step*1e-9 || len(list) > 12 {
			return list
		}
	}
}
