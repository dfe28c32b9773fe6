package analyze

import "math"

// compared is a share in two windows. Its intervals come from those of the two shares (Zou 2008, "On the estimation of
// additive interaction"; Donner and Zou 2012, "Closed-form confidence intervals for functions of the normal
// mean and standard deviation"): they hold also where a share is 0, of which every replicate would be 0, too.
type compared struct {
	now, before share
	// correlation is that of the two over replicates: the same employers ask for the same things.
	correlation float64
}

// compare takes two shares, and the variance over replicates of the one less the other.
func compare(now, before share, variance float64) compared {
	c := compared{now: now, before: before}
	if product := now.variance * before.variance; product > 0 {
		c.correlation = (now.variance + before.variance - variance) / (2 * math.Sqrt(product))
	}
	c.correlation = max(-1, min(1, c.correlation))
	return c
}

// errors are the distances of both shares from the ends of their intervals: down for the lower ends.
func (c *compared) errors(now, before float64) (nowDown, nowUp, beforeDown, beforeUp float64) {
	low, high := c.now.within(now)
	baseLow, baseHigh := c.before.within(before)
	return c.now.value - low, high - c.now.value, c.before.value - baseLow, baseHigh - c.before.value
}

// difference is the interval at 95 % of the one share less the other.
func (c *compared) difference() (low, high float64) {
	return c.differenceWithin(c.now.student().Quantile(0.975), c.before.student().Quantile(0.975))
}

func (c *compared) differenceWithin(now, before float64) (low, high float64) {
	nowDown, nowUp, beforeDown, beforeUp := c.errors(now, before)
	middle := c.now.value - c.before.value
	return middle - apart(nowDown, beforeUp, c.correlation), middle + apart(nowUp, beforeDown, c.correlation)
}

// apart is the error of a difference of two figures of those errors.
func apart(a, b, correlation float64) float64 {
	return math.Sqrt(max(0, a*a-2*correlation*a*b+b*b))
}

// ratio is the interval at 95 % of the one share over the other. It has no upper end where the base may be 0.
func (c *compared) ratio() (low, high float64) {
	return c.ratioWithin(c.now.student().Quantile(0.975), c.before.student().Quantile(0.975))
}

func (c *compared) ratioWithin(now, before float64) (low, high float64) {
	nowDown, nowUp, beforeDown, beforeUp := c.errors(now, before)
	p, q := c.now.value, c.before.value
	// The lower end x is where p - x*q lies as far from 0 as its error: the smaller root of d*x*x - 2*m*x + e.
	m, e, d := p*q-c.correlation*nowDown*beforeUp, p*p-nowDown*nowDown, q*q-beforeUp*beforeUp
	low = e / (m + math.Sqrt(max(0, m*m-e*d)))
	m, e, d = p*q-c.correlation*nowUp*beforeDown, p*p-nowUp*nowUp, q*q-beforeDown*beforeDown
	high = math.Inf(1)
	if d > 0 {
		high = (m + math.Sqrt(max(0, m*m-e*d))) / d
	}
	return low, high
}

// risen is the p-value of a ratio above 1: twice the part beyond the widest interval that leaves out 1.
func (c *compared) risen() float64 {
	if c.now.value <= c.before.value {
		return 1
	}
	return c.widest(func(now, before float64) bool {
		low, _ := c.ratioWithin(now, before)
		return low > 1
	})
}

// chance is the p-value of a difference: twice the part beyond the widest interval that leaves out 0.
func (c *compared) chance() float64 {
	return c.widest(func(now, before float64) bool {
		low, high := c.differenceWithin(now, before)
		return low > 0 || high < 0
	})
}

// widest is twice the part that lies beyond the widest interval that leaves out a value. leavesOut tells it of so many
// errors of both shares.
func (c *compared) widest(leavesOut func(now, before float64) bool) float64 {
	now, before := c.now.student(), c.before.student()
	least, most := 0.0, 0.5 // of the part beyond
	for range 40 {
		part := (least + most) / 2
		if leavesOut(now.Quantile(1-part), before.Quantile(1-part)) {
			most = part
		} else {
			least = part
		}
	}
	return 2 * most
}
