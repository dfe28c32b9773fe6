package analyze

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/stat/distuv"
)

// influences sums up how much each employer moves a figure. A figure that few employers decide is less
// sure than its variance tells, since the variance itself is then known from few.
type influences struct {
	employers       float64
	squares, fourth float64
}

func (s *influences) add(u float64) {
	s.squares += u * u
	s.fourth += u * u * u * u
}

// influencesOf sums up those of every employer.
func influencesOf(list []float64) *influences {
	s := &influences{employers: float64(len(list))}
	for _, u := range list {
		s.add(u)
	}
	return s
}

// correction makes the variance of a sample of so many employers that of the market.
func (s *influences) correction() float64 { return s.employers / max(s.employers-1, 1) }

// freedom is the degrees of freedom of the variance, from the kurtosis of the influences: employers less 1 where
// these are normal, fewer where few decide.
func (s *influences) freedom() float64 {
	k, freedom := s.employers, s.employers-1
	if s.squares > 0 {
		kurtosis := s.fourth * k / (s.squares * s.squares)
		if rest := kurtosis - (k-3)/max(k-1, 1); rest > 0 {
			freedom = min(freedom, 2*k/rest)
		}
	}
	return freedom
}

// student is the t distribution that a figure follows.
func (s *influences) student() distuv.StudentsT { return studentOf(s.freedom()) }

// studentOf is the t distribution of so many degrees of freedom, which are never taken below 2.
func studentOf(freedom float64) distuv.StudentsT {
	return distuv.StudentsT{Mu: 0, Sigma: 1, Nu: max(freedom, 2)}
}

// sizes sums up powers of the sizes of employers.
type sizes struct{ employers, first, second, third, fourth float64 }

func (s *sizes) add(size float64) {
	if size > 0 {
		square := size * size
		s.employers, s.first, s.second = s.employers+1, s.first+size, s.second+square
		s.third, s.fourth = s.third+square*size, s.fourth+square*square
	}
}

// freedom is the degrees of freedom of the variance of a share that few employers have and the others have not. What
// such a share has of its own is known: ads of employers of one ad each are independent whatever they want. What is
// not known is how much the ads of these few cluster, and how far that varies shows in the sizes of all.
func (s *sizes) freedom(few float64) float64 {
	mean, square := s.first/s.employers, s.second/s.employers
	varies := s.fourth/s.employers/(square*square) - 2*s.third/s.employers/(mean*square) + square/(mean*mean)
	if varies <= 0 {
		return s.employers - 1
	}
	return min(s.employers-1, 2*max(few, 1)/varies)
}

// quantile is that of the t distribution at 97.5 %.
func (s *influences) quantile() float64 { return s.student().Quantile(0.975) }

// outer is the part of the replicates that lies below the lower end of an interval, and above the upper
// one. It is less than 2.5 %, since replicates of few employers lie too near to each other (Hesterberg
// 2015, "What teachers should know about the bootstrap", 3.2: the expanded percentile interval).
func (s *influences) outer() float64 {
	return distuv.UnitNormal.CDF(-math.Sqrt(s.correction()) * s.quantile())
}

// touches is 1 less the level of the expanded percentile interval that has that part of the replicates beyond its
// nearer end: the p-value of what lies there.
func (s *influences) touches(part float64) float64 {
	return 2 * s.student().CDF(distuv.UnitNormal.Quantile(part)/math.Sqrt(s.correction()))
}

// logEstimate is the logarithm of a ratio with the ends of its interval and the probability of one as far from 0 by chance.
type logEstimate struct{ log, low, high, p float64 }

// holds says that a value lies in the interval.
func (e logEstimate) holds(v float64) bool { return e.low <= v && v <= e.high }

// estimate sums up a logarithm and its replicates, which it sorts.
func (s *influences) estimate(log float64, replicates []float64) logEstimate {
	err := s.errorOf(log, replicates)
	sorted := ordered(replicates)
	e := logEstimate{log: log, p: s.chance(log, err, sorted)}
	e.low, e.high = s.percentiles(sorted)
	return e
}

// errorOf is the standard error of a logarithm, from its replicates.
func (s *influences) errorOf(log float64, replicates []float64) float64 {
	var spread runningSum
	for _, v := range replicates {
		spread.add(v - log)
	}
	return math.Sqrt(spread.variance() * s.correction())
}

// chance is the probability of a logarithm as far from 0, or farther, where there is no difference: the larger of what
// its error tells and what its sorted replicates do.
func (s *influences) chance(log, err float64, sorted []float64) float64 {
	if err <= 0 {
		return 1
	}
	return max(2*s.student().Survival(math.Abs(log)/err), s.touches(beyond(sorted)))
}

// percentiles is the expanded percentile interval of a figure; samples are its replicates.
func (s *influences) percentiles(samples []float64) (low, high float64) {
	sorted := ordered(samples)
	if len(sorted) == 0 {
		return math.NaN(), math.NaN()
	}
	p := s.outer()
	return percentile(sorted, p), percentile(sorted, 1-p)
}

// effective is the number of independent ads that tell as much of a share as ads do that come from
// employers; variance is that of the share over replicates. Where no replicate differs, it is what the sizes of
// the employers leave of their number, as if all ads of one said the same.
func (s *influences) effective(share, ads, evenEmployers, variance float64) float64 {
	if s.employers < 2 || variance <= 0 || share <= 0 || share >= 1 {
		return evenEmployers
	}
	return min(ads, share*(1-share)/variance)
}

// wilson is the interval of a share of n independent ads. z is a quantile of the normal or t distribution.
func wilson(share, n, z float64) (low, high float64) {
	middle := share + z*z/(2*n)
	half := z * math.Sqrt(share*(1-share)/n+z*z/(4*n*n))
	low, high = (middle-half)/(1+z*z/n), (middle+half)/(1+z*z/n)
	if share <= 0 {
		low = 0
	}
	if share >= 1 {
		high = 1
	}
	return max(low, 0), min(high, 1)
}

// prior is what a group of figures has in common: the mean and the variance of the true ones, by the method of
// moments. At least a twentieth of what is seen is taken to be real.
type prior struct{ mean, variance float64 }

// leastGroup is how many figures make a group that can tell what they have in common.
const leastGroup = 10

// priorOf is the prior of figures with those variances of their errors. Of too few nothing is known: each is its own.
func priorOf(values, errors []float64) prior {
	if len(values) < leastGroup {
		return prior{variance: math.Inf(1)}
	}
	var p prior
	n := float64(len(values))
	for _, v := range values {
		p.mean += v / n
	}
	var noise float64
	for i, v := range values {
		p.variance += (v - p.mean) * (v - p.mean) / max(n-1, 1)
		noise += errors[i] / n
	}
	p.variance = max(p.variance-noise, p.variance/20)
	return p
}

// weight is how much a figure with that variance of its error is its own, 0 to 1.
func (p prior) weight(variance float64) float64 {
	if p.variance+variance <= 0 || !p.known() {
		return 1
	}
	return p.variance / (p.variance + variance)
}

// known says that the prior rests on figures enough.
func (p prior) known() bool { return !math.IsInf(p.variance, 1) }

// finite turns what is no finite number into no value.
func finite(v float64) any {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return nil
	}
	return v
}

// clearAfter marks the p-values that stand after Benjamini and Hochberg at falseRate, and by themselves at 5 %: where many
// stand, theirs would allow up to 10 %, and a verdict would contradict the 95 % interval beside it.
func clearAfter(values []float64) []bool {
	order := make([]int, len(values))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		if values[a] == values[b] {
			return 0
		}
		return compareFloats(values[a], values[b])
	})
	last := -1
	for k, i := range order {
		if values[i] <= min(0.05, falseRate*float64(k+1)/float64(len(values))) {
			last = k
		}
	}
	stands := make([]bool, len(values))
	for _, i := range order[:last+1] {
		stands[i] = true
	}
	return stands
}

// What is said of a figure that is not clear.
const (
	noChange     = "no clear change"
	noDifference = "no clear difference"
)

// verdictOf says whether a figure is above 0 or below, where that is clear, or else none.
func verdictOf(isClear bool, figure float64, above, below, none string) string {
	switch {
	case !isClear:
		return none
	case figure > 0:
		return above
	}
	return below
}
