package market

import "math/rand/v2"

// What follows was measured over a lake of 139,645 real listings on 2026-11-25: 75,933 comments of Hacker
// News from 2015 to 2024, 5,951 postings of 299 Ashby boards, and 57,589 rows of files without text.

// quantiles are lengths of text in characters, at the shares of shares.
type quantiles [10]float64

var (
	shares         = quantiles{0, 0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 1}
	commentLengths = quantiles{60, 161, 373, 489, 702, 978, 1335, 1747, 2024, 3400}
	postingLengths = quantiles{700, 1335, 2196, 2729, 3590, 4535, 5695, 6936, 7868, 12000}
)

// draw returns a length of the distribution. Between quantiles it is even, and the longest texts, 1 in
// 1,000, which reach 8,000 and 17,000 characters, are cut.
func (q *quantiles) draw(r *rand.Rand) int {
	x := r.Float64()
	i := 1
	for shares[i] < x {
		i++
	}
	part := (x - shares[i-1]) / (shares[i] - shares[i-1])
	return int(q[i-1] + part*(q[i]-q[i-1]))
}

// Shares of listings that show once more what another one of the same days shows: 0.9 % of comments, 2.8 %
// of postings and 5.5 % of rows of files were the same job as another one. Draws that meet by chance add
// to what is stated here.
const (
	commentCopies = 0.008
	postingCopies = 0.028
	rowCopies     = 0.05
)

// Of ten comments, seven are posted again in other months: mostly as they were, some with other words here
// and there, some written anew.
const (
	asBefore = 0.6
	edited   = 0.85 // what is above is written anew
	edits    = 0.06 // of the words of an edited text
)

// Pay is stated in 8 % of comments and half of the postings, and in all rows of files.
const (
	commentPay = 0.08
	postingPay = 0.54
)

// skillsEvery is the number of characters of text to one skill named: with those named twice left out, a comment of
// 1,068 characters has 8.8 of them.
const skillsEvery = 60

// The weight of a word falls with its rank, from 0, as (rank+shift)^-power (Mandelbrot's law). In 9,473 comments
// the first word took 3.6 % of all words, the first ten 19 %, a hundred 47 %, a thousand 80 % and ten thousand 97 %.
const (
	mandelbrotShift = 5
	mandelbrotPower = 1.1
)
