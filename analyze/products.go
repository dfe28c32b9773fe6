package analyze

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/mat"
)

// products hold, by employer, what its ads add to the sums that a least-squares fit needs: the products of columns
// with each other, with the value, and of the value with itself. A fit with employers weighed anew is then a sum
// of these and one solution. Employers are in order of their number.
type products struct {
	width     int
	employers []uint64
	// ads is the number of ads of each employer.
	ads []int
	// places and values of employer i stand from starts[i] on.
	starts []int32
	places []int32
	values []float64
}

// place is where the product of columns i and j stands in a sum, i not after j.
func (p *products) place(i, j int) int { return i*p.width - i*(i-1)/2 + j - i }

// valuePlace is where that of column i with the value stands, and squares that of the value with itself.
func (p *products) valuePlace(i int) int { return p.width*(p.width+1)/2 + i }
func (p *products) squares() int         { return p.valuePlace(p.width) }
func (p *products) size() int            { return p.squares() + 1 }

// newProducts adds up the ads of each employer. With within, columns and values are deviations from the employer's
// means, which absorbs a constant for each employer (Frisch and Waugh); an employer of one ad then tells
// nothing and is left out.
func newProducts(d *design, within bool) *products {
	p := &products{width: d.width, starts: []int32{0}}
	sums, touched := make([]float64, p.size()), []int(nil)
	for from := 0; from < len(d.examples); {
		to := from
		for to < len(d.examples) && d.examples[to].employer == d.examples[from].employer {
			touched = append(touched, d.examples[to].columns...)
			p.addExample(sums, &d.examples[to])
			to++
		}
		slices.Sort(touched)
		touched = slices.Compact(touched)
		if within {
			p.center(sums, touched)
		}
		if !within || to-from > 1 {
			p.keep(d.examples[from].employer, sums, touched)
			p.ads = append(p.ads, to-from)
		}
		p.clear(sums, touched)
		touched, from = touched[:0], to
	}
	return p
}

func (p *products) addExample(sums []float64, e *example) {
	for k, a := range e.columns {
		for _, b := range e.columns[k:] {
			sums[p.place(a, b)]++
		}
		sums[p.valuePlace(a)] += e.value
	}
	sums[p.squares()] += e.value * e.value
}

// center makes the sums of an employer those of deviations from its means. Column 0 is 1 for every ad.
func (p *products) center(sums []float64, touched []int) {
	n, value := sums[0], sums[p.valuePlace(0)]
	counts := make([]float64, len(touched))
	for k, a := range touched {
		counts[k] = sums[p.place(0, a)]
	}
	for k, a := range touched {
		for l, b := range touched[k:] {
			sums[p.place(a, b)] -= counts[k] * counts[k+l] / n
		}
		sums[p.valuePlace(a)] -= counts[k] * value / n
	}
	sums[p.squares()] -= value * value / n
}

// keep stores the sums of an employer that are not zero.
func (p *products) keep(employer uint64, sums []float64, touched []int) {
	p.eachPlace(touched, func(at int) {
		if math.Abs(sums[at]) > 1e-9 {
			p.places, p.values = append(p.places, int32(at)), append(p.values, sums[at])
		}
	})
	p.employers = append(p.employers, employer)
	p.starts = append(p.starts, int32(len(p.places)))
}

func (p *products) clear(sums []float64, touched []int) {
	p.eachPlace(touched, func(at int) { sums[at] = 0 })
}

func (p *products) eachPlace(touched []int, use func(at int)) {
	for k, a := range touched {
		for _, b := range touched[k:] {
			use(p.place(a, b))
		}
	}
	for _, a := range touched {
		use(p.valuePlace(a))
	}
	use(p.squares())
}

// add adds an employer to a sum, so many times.
func (p *products) add(sum []float64, employer int, times float64) {
	from, to := p.starts[employer], p.starts[employer+1]
	values := p.values[from:to]
	for k, at := range p.places[from:to] {
		sum[at] += times * values[k]
	}
}

// total sums up the employers that keep says.
func (p *products) total(keep func(employer uint64) bool) []float64 {
	sum := make([]float64, p.size())
	for i, e := range p.employers {
		if keep(e) {
			p.add(sum, i, 1)
		}
	}
	return sum
}

// solution solves least squares from sums, again and again in the same memory.
type solution struct {
	*products
	gram     *mat.SymDense
	cholesky mat.Cholesky
	beta     *mat.VecDense
}

func newSolution(p *products) *solution {
	return &solution{products: p, gram: mat.NewSymDense(p.width, nil), beta: mat.NewVecDense(p.width, nil)}
}

// fit finds the coefficients, with that penalty on the columns from shrunk on, and says whether there are any. A speck
// of penalty on every column keeps columns that repeat others, or that no drawn ad has, from making the
// matrix singular. The result is overwritten by the next fit.
func (s *solution) fit(sum []float64, shrunk int, penalty float64) (*mat.VecDense, bool) {
	const speck = 1e-6
	raw := s.gram.RawSymmetric()
	for i := range s.width {
		copy(raw.Data[i*raw.Stride+i:i*raw.Stride+s.width], sum[s.place(i, i):])
		raw.Data[i*raw.Stride+i] += speck
		if i >= shrunk {
			raw.Data[i*raw.Stride+i] += penalty
		}
	}
	if !s.cholesky.Factorize(s.gram) {
		return nil, false
	}
	values := mat.NewVecDense(s.width, sum[s.valuePlace(0):s.squares()])
	return s.beta, s.cholesky.SolveVecTo(s.beta, values) == nil
}

// squaredError is the sum of squared residuals that coefficients leave in a sum.
func (p *products) squaredError(sum []float64, beta *mat.VecDense) float64 {
	rest := sum[p.squares()]
	for i := range p.width {
		b := beta.AtVec(i)
		rest += b * (b*sum[p.place(i, i)] - 2*sum[p.valuePlace(i)])
		for j := i + 1; j < p.width; j++ {
			rest += 2 * b * beta.AtVec(j) * sum[p.place(i, j)]
		}
	}
	return rest
}
