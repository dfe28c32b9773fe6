package analyze

// compare measures the shares of rows in both windows, every source weighing the same in both.
func (g *growthTally) compare(rows []int) []compared {
	sides := make([][2]share, len(rows))
	centers := make([]float64, 3*len(rows))
	for window := range 2 {
		all := g.entireOf(window)
		for i, row := range rows {
			sides[i][window] = all.share(row)
			centers[3*i+window] = sides[i][window].value
		}
	}
	for i := range sides {
		centers[3*i+2] = sides[i][1].value - sides[i][0].value
	}
	variances := g.variances(centers, func(b block, i int, out []float64) {
		row, figure := rows[i/3], i%3
		for r := range out {
			value := func(sum int32) float64 { return float64(b.sum(sum)[r]) }
			if figure < 2 {
				out[r] = g.standard(row, figure, value)
			} else {
				out[r] = g.standard(row, 1, value) - g.standard(row, 0, value)
			}
		}
	})
	list := make([]compared, len(rows))
	for i := range sides {
		sides[i][0].variance, sides[i][1].variance = variances[3*i], variances[3*i+1]
		list[i] = compare(sides[i][1], sides[i][0], variances[3*i+2])
	}
	return list
}

// entire is what shares of a window are of.
type entire struct {
	*growthTally
	window int
	n      float64 // ads
	sizes  sizes   // what employers have of all, which is 1
	parts  []float64
	u, has []float64 // room for the influences of employers, and for what they have of a row
}

func (g *growthTally) entireOf(window int) *entire {
	k := len(g.tally.employers)
	w := &entire{growthTally: g, window: window, parts: make([]float64, k), u: make([]float64, k), has: make([]float64, k)}
	for _, c := range g.contributions(g.all) {
		if cell, ok := w.cell(g.all, c); ok {
			w.n += float64(c.count)
			w.parts[c.employer] += w.part(cell, c)
		}
	}
	for _, size := range w.parts {
		w.sizes.add(size)
	}
	return w
}

// cell is the cell that a contribution to a row counts in, if it is one of the window.
func (w *entire) cell(row int, c contribution) (cell int, ok bool) {
	cell = int(c.sum - w.sum(row, 0))
	return cell, cell < w.cells && cell%2 == w.window
}

// part is what a contribution is of all ads, sources weighing what they weigh.
func (w *entire) part(cell int, c contribution) float64 {
	return w.weights[cell/2] * float64(c.count) / w.totals[w.sum(w.all, cell)]
}

// share is that of a row, without its variance.
func (w *entire) share(row int) share {
	s := share{n: w.n, sizes: w.sizes}
	s.value = w.standard(row, w.window, func(sum int32) float64 { return w.totals[sum] })
	clear(w.u)
	clear(w.has)
	for _, c := range w.contributions(w.all) {
		if cell, ok := w.cell(w.all, c); ok {
			w.u[c.employer] -= w.part(cell, c) * w.totals[w.sum(row, cell)] / w.totals[c.sum]
		}
	}
	for _, c := range w.contributions(row) {
		if cell, ok := w.cell(row, c); ok {
			has := w.part(cell, c)
			w.u[c.employer] += has
			w.has[c.employer] += has
		}
	}
	for e, v := range w.u {
		s.influences.add(v)
		if w.has[e] > 0 {
			s.with++
		}
		if w.has[e] < w.parts[e] {
			s.without++
		}
	}
	s.influences.employers = w.sizes.employers
	return s
}
