package pay

import (
	"slices"
	"strconv"

	"rung/internal/job"
)

func itoa(n int) string { return strconv.Itoa(n) }

// offer is one sum or range with what belongs to it, before it is known whether it is pay.
type offer struct {
	first amount
	// min and max are 0 where not stated.
	min, max   float64
	start, end int
	// sign is the currency as read, not yet settled by country.
	sign    string
	scale   float64
	isRange bool
	grouped bool
	tail    tail
	flags   []string
	back    look
	ahead   look
	rule    string
}

// offerAt reads the offer that begins with the amount a.
func offerAt(s string, a amount) offer {
	o := offer{
		first: a, start: a.start, end: a.end, sign: a.money.code, min: a.total(), max: a.total(),
		scale: a.scale.factor, grouped: a.grouped,
	}
	o.tail = tailAfter(s, a.end)
	if a.scale.flag != "" {
		o.flag(a.scale.flag)
	}
	if a.scale.period != "" && o.tail.period == "" {
		o.tail.period = a.scale.period
	}
	p := o.end
	if o.tail.period != "" {
		p = o.tail.end
	}
	if b, ok := rangeEnd(s, a, p); ok {
		o.join(a, b)
		first := o.tail
		end := o.plusCurrency(s, b.end)
		if o.tail = tailAfter(s, end); o.tail.period == "" {
			o.tail.period, o.tail.unit = first.period, first.unit
		}
		if b.scale.period != "" && o.tail.period == "" {
			o.tail.period = b.scale.period
		}
	}
	o.end = max(o.end, o.tail.end)
	return o
}

func (o *offer) flag(f string) {
	if slices.Contains(o.flags, f) {
		return
	}
	o.flags = append(o.flags, f)
}

// join makes a range of two amounts: a scale on one side counts for both where that keeps them in order.
func (o *offer) join(a, b amount) {
	lo, hi := a.total(), b.total()
	fa, fb := a.scale.factor, b.scale.factor
	switch {
	case fa == 0 && fb > 0 && a.value <= b.value:
		lo = a.value * fb
		o.flag("k_spread")
	case fb == 0 && fa > 0 && hi < lo && b.value*fa >= lo:
		hi = b.value * fa
		o.flag("k_spread")
	case fa == 0 && fb == 0 && lo*1000 <= hi && hi < lo*2000:
		lo *= 1000
		o.flag("k_implied")
	}
	if lo > hi {
		lo, hi = hi, lo
		o.flag("reversed")
	}
	if b.scale.flag != "" {
		o.flag(b.scale.flag)
	}
	o.min, o.max, o.isRange, o.end = lo, hi, true, b.end
	o.scale, o.grouped = max(fa, fb), a.grouped || b.grouped
	if o.sign == "" || b.money.word || o.sign != b.money.code && b.money.code != "" && !a.money.word {
		if b.money.code != "" {
			o.sign = b.money.code
		}
	}
}

// hopeless reports whether a bare number has nothing to it that could make it an offer.
func (o *offer) hopeless(s string) bool {
	if o.tail.other {
		return true
	}
	if o.sign != "" || o.scale != 0 || o.grouped || o.tail.period != "" || max(o.min, o.max) >= 1000 {
		return false
	}
	from, to, _ := prevWord(s, o.start, max(0, o.start-4))
	return !lookUp(s[from:to]).is(payNoun)
}

// period is the stated period of the offer: behind the amount, else before it.
func (o *offer) period() (job.Period, string) {
	if o.tail.period != "" {
		return o.tail.period, o.tail.unit
	}
	return o.back.period, ""
}
