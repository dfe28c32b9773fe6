package analyze

import "gonum.org/v1/gonum/mat"

// influences tells, by model and skill, how employers move its coefficient. Those of the ridge are taken to be those of
// the model that it shrinks.
func (m *models) influences(level, within []float64, at coefficients) (found [modelCount][]influences) {
	found[modelRaw] = m.moveDifferences(level, nil, at[modelRaw])
	found[modelTitle] = m.moveDifferences(level, m.titles, at[modelTitle])
	found[modelAd] = m.level.moves(level, m.skills)
	found[modelShrunk] = found[modelAd]
	found[modelEmployer] = m.within.moves(within, m.skills)
	return found
}

// moves tells how each employer moves the coefficients of a fit, those of the columns from first on: the inverse of the
// matrix of products times the employer's own products with the residuals.
func (p *products) moves(sum []float64, first int) []influences {
	all := make([]influences, p.width-first)
	s := newSolution(p)
	beta, ok := s.fit(sum, 0, 0)
	var inverse mat.SymDense
	if !ok || s.cholesky.InverseTo(&inverse) != nil {
		return all
	}
	own, score := make([]float64, p.size()), make([]float64, p.width)
	for e := range p.employers {
		p.add(own, e, 1)
		touched := p.scores(own, beta, score)
		for i := range all {
			var u float64
			for _, c := range touched {
				u += inverse.At(first+i, c) * score[c]
			}
			all[i].add(u)
		}
		p.add(own, e, -1)
	}
	for i := range all {
		all[i].employers = float64(len(p.employers))
	}
	return all
}

// scores sets score to an employer's products of columns with residuals, and returns the columns that it has.
func (p *products) scores(own []float64, beta *mat.VecDense, score []float64) []int {
	var touched []int
	for a := range p.width {
		if own[p.place(a, a)] > 1e-9 {
			touched = append(touched, a)
			score[a] = own[p.valuePlace(a)]
		}
	}
	for k, a := range touched {
		score[a] -= own[p.place(a, a)] * beta.AtVec(a)
		for _, b := range touched[k+1:] {
			v := own[p.place(a, b)]
			score[a] -= v * beta.AtVec(b)
			score[b] -= v * beta.AtVec(a)
		}
	}
	return touched
}

// moveDifferences tells how each employer moves the differences within groups that [models.difference] gives.
func (m *models) moveDifferences(sum []float64, groups []int, slopes []float64) []influences {
	p, all := m.level, make([]influences, len(slopes))
	own, means, squares := make([]float64, p.size()), make([][]groupMean, len(slopes)), make([]float64, len(slopes))
	for i := range slopes {
		means[i] = m.groupMeans(sum, groups, m.skills+i)
		_, squares[i] = m.difference(sum, groups, m.skills+i)
		all[i].employers = float64(len(p.employers))
	}
	for e := range p.employers {
		p.add(own, e, 1)
		var touched []int
		for k, g := range groups {
			if own[p.place(g, g)] > 0 {
				touched = append(touched, k)
			}
		}
		for i, slope := range slopes {
			if squares[i] > 0 {
				all[i].add(m.move(own, groups, touched, means[i], m.skills+i, slope) / squares[i])
			}
		}
		p.add(own, e, -1)
	}
	return all
}

// groupMean is the mean of a column and of the value in a group of examples.
type groupMean struct{ x, y float64 }

// groupMeans are those of groups, and last that of what has none of these.
func (m *models) groupMeans(sum []float64, groups []int, column int) []groupMean {
	p, means := m.level, make([]groupMean, 0, len(groups)+1)
	n, x, y := sum[0], sum[p.place(0, column)], sum[p.valuePlace(0)]
	for _, g := range groups {
		gn, gx, gy := sum[p.place(g, g)], sum[p.place(g, column)], sum[p.valuePlace(g)]
		means = append(means, groupMean{gx / max(gn, 1), gy / max(gn, 1)})
		n, x, y = n-gn, x-gx, y-gy
	}
	return append(means, groupMean{x / max(n, 1), y / max(n, 1)})
}

// move is the product of an employer's deviations of the column with its residuals.
func (m *models) move(own []float64, groups, touched []int, means []groupMean, column int, slope float64) float64 {
	p := m.level
	u := own[p.valuePlace(column)] - slope*own[p.place(column, column)]
	n, x, y := own[0], own[p.place(0, column)], own[p.valuePlace(0)]
	leave := func(n, x, y float64, mean groupMean) {
		u += n*mean.x*mean.y - mean.x*y - mean.y*x + slope*mean.x*(2*x-n*mean.x)
	}
	for _, k := range touched {
		g := groups[k]
		gn, gx, gy := own[p.place(g, g)], own[p.place(g, column)], own[p.valuePlace(g)]
		leave(gn, gx, gy, means[k])
		n, x, y = n-gn, x-gx, y-gy
	}
	leave(n, x, y, means[len(means)-1])
	return u
}

// telling counts, for each column from first on, the employers that have it in some of their ads and not in others, and
// their ads. The products are those within employers, where such columns alone have a square.
func (p *products) telling(first int) (ads, employers []int) {
	ads, employers = make([]int, p.width-first), make([]int, p.width-first)
	column := map[int32]int{}
	for i := range ads {
		column[int32(p.place(first+i, first+i))] = i
	}
	for e := range p.employers {
		for _, at := range p.places[p.starts[e]:p.starts[e+1]] {
			if i, ok := column[at]; ok {
				ads[i] += p.ads[e]
				employers[i]++
			}
		}
	}
	return ads, employers
}
