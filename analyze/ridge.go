package analyze

import (
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/mat"
)

// example is one ad of a regression: the columns of the design in which it has a 1, its value, and the
// cluster (employer) that it belongs to.
type example struct {
	columns []int
	value   float64
	cluster int
}

// design is a regression on columns of ones and zeros. Columns from penalised on are shrunk. The columns
// of an example ascend, and the examples of a cluster stand together.
type design struct {
	width     int
	penalised int
	examples  []example
}

// folds is the number of parts that cross-validation leaves out in turn.
const folds = 5

// penalties are those that cross-validation chooses from, in examples: a penalty of 10 weighs against
// a column as ten examples that say it does nothing.
var penalties = [...]float64{0.1, 1, 3, 10, 30, 100, 300}

// moments are the sums that a least-squares fit needs.
type moments struct {
	gram *mat.SymDense
	rhs  *mat.VecDense
}

// sum adds up the examples for which keep is true.
func (d *design) sum(keep func(*example) bool) moments {
	gram, rhs := make([]float64, d.width*d.width), make([]float64, d.width)
	for i := range d.examples {
		e := &d.examples[i]
		if !keep(e) {
			continue
		}
		for k, a := range e.columns {
			rhs[a] += e.value
			row := gram[a*d.width : (a+1)*d.width]
			for _, b := range e.columns[k:] {
				row[b]++
			}
		}
	}
	return moments{mat.NewSymDense(d.width, gram), mat.NewVecDense(d.width, rhs)}
}

// factor returns the Cholesky factor of the penalised gram matrix. A speck of penalty on every column
// keeps columns that repeat others from making it singular.
func (d *design) factor(m moments, penalty float64) (*mat.Cholesky, error) {
	const speck = 1e-6
	a := mat.NewSymDense(d.width, nil)
	a.CopySym(m.gram)
	for i := range d.width {
		p := speck
		if i >= d.penalised {
			p += penalty
		}
		a.SetSym(i, i, a.At(i, i)+p)
	}
	var c mat.Cholesky
	if !c.Factorize(a) {
		return nil, fmt.Errorf("fit %d columns to %d ads: the columns depend on each other", d.width, len(d.examples))
	}
	return &c, nil
}

func (d *design) solve(m moments, penalty float64) (*mat.VecDense, error) {
	c, err := d.factor(m, penalty)
	if err != nil {
		return nil, err
	}
	beta := mat.NewVecDense(d.width, nil)
	return beta, c.SolveVecTo(beta, m.rhs)
}

func (d *design) residual(e *example, beta *mat.VecDense) float64 {
	r := e.value
	for _, c := range e.columns {
		r -= beta.AtVec(c)
	}
	return r
}

// choosePenalty returns the penalty with the least squared error on employers that the fit has not seen.
func (d *design) choosePenalty() (float64, error) {
	errors := make([]float64, len(penalties))
	for f := range folds {
		train := d.sum(func(e *example) bool { return e.cluster%folds != f })
		for i, p := range penalties {
			beta, err := d.solve(train, p)
			if err != nil {
				return 0, err
			}
			for k := range d.examples {
				if e := &d.examples[k]; e.cluster%folds == f {
					errors[i] += math.Pow(d.residual(e, beta), 2)
				}
			}
		}
	}
	best := 0
	for i := range errors {
		if errors[i] < errors[best] {
			best = i
		}
	}
	return penalties[best], nil
}

// estimate is a coefficient with its standard error over clusters.
type estimate struct{ value, err float64 }

// fit returns the coefficients with the sandwich estimate of their variance, in which the examples of one
// cluster may depend on each other in any way (Liang and Zeger; the correction for few clusters is CR1).
func (d *design) fit(penalty float64) ([]estimate, error) {
	m := d.sum(func(*example) bool { return true })
	c, err := d.factor(m, penalty)
	if err != nil {
		return nil, err
	}
	beta := mat.NewVecDense(d.width, nil)
	if err := c.SolveVecTo(beta, m.rhs); err != nil {
		return nil, err
	}
	meat, clusters := d.meat(beta)
	var inverse mat.SymDense
	if err := c.InverseTo(&inverse); err != nil {
		return nil, err
	}
	var half, variance mat.Dense
	half.Mul(&inverse, meat)
	variance.Mul(&half, &inverse)
	n := float64(len(d.examples))
	few := clusters / max(clusters-1, 1) * (n - 1) / max(n-float64(d.width), 1)
	estimates := make([]estimate, d.width)
	for i := range estimates {
		estimates[i] = estimate{beta.AtVec(i), math.Sqrt(max(variance.At(i, i)*few, 0))}
	}
	return estimates, nil
}

// meat sums the outer products of the clusters' scores, and counts the clusters. The examples of a cluster
// stand together.
func (d *design) meat(beta *mat.VecDense) (*mat.SymDense, float64) {
	meat := make([]float64, d.width*d.width)
	score, clusters := make([]float64, d.width), 0.0
	for from := 0; from < len(d.examples); {
		to, touched := from, []int(nil)
		for ; to < len(d.examples) && d.examples[to].cluster == d.examples[from].cluster; to++ {
			r := d.residual(&d.examples[to], beta)
			for _, c := range d.examples[to].columns {
				score[c] += r
				touched = append(touched, c)
			}
		}
		slices.Sort(touched)
		touched = slices.Compact(touched)
		for k, a := range touched {
			for _, b := range touched[k:] {
				meat[a*d.width+b] += score[a] * score[b]
			}
		}
		for _, c := range touched {
			score[c] = 0
		}
		from, clusters = to, clusters+1
	}
	return mat.NewSymDense(d.width, meat), clusters
}
