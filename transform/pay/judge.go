package pay

import "rung/internal/job"

// reader reads the offers of one field.
type reader struct {
	s         string
	field     job.Field
	country   string
	freelance bool
	header    []Span
}

// wage is the least yearly pay, in US dollars, that an amount without any other hint is taken for.
const wage = 12000

// judge decides whether an offer is pay, and by which rule.
func (r *reader) judge(o *offer) bool {
	if o.max == 0 && o.min == 0 || !sane(o.min) || !sane(o.max) {
		return false
	}
	if o.first.isYear() && o.first.bare() && !o.isRange && o.tail.period == "" {
		return false
	}
	if r.field != job.FieldPay && o.hopeless(r.s) {
		return false
	}
	o.bound(r.s)
	o.end = max(o.end, o.tail.end)
	o.ahead = lookAhead(r.s, o.end)
	if o.ahead.count && o.sign == "" {
		return false
	}
	o.back = lookBack(r.s, o.start)
	if !plausible(o.back.period, o) {
		o.back.period = job.PeriodNone
	}
	if p, _ := o.period(); o.first.doubtful && (max(o.min, o.max) < 1000 && p == "" || o.first.isYear()) {
		return false
	}
	if r.isOwnBudget(o) {
		return false
	}
	if o.refused(r) {
		return false
	}
	if p, _ := o.period(); p == job.Project && o.isWage() && !r.freelance {
		// "70k fixed + 10k bonus", "a flat 100k": the fixed part of a salary.
		o.tail.period, o.back.period, o.ahead.base = job.PeriodNone, job.PeriodNone, true
	}
	o.rule = r.reason(o)
	return o.rule != ""
}

// isOwnBudget reports whether a budget is what the work manages and not what it earns.
func (r *reader) isOwnBudget(o *offer) bool {
	return (o.ahead.budget || o.back.budget && !o.isRange) && o.tail.period == "" && !r.freelance && r.field == job.FieldText && o.usd() > 20000
}

// usd is the larger end in rough US dollars.
func (o *offer) usd() float64 { return max(o.min, o.max) / perUSD(o.sign) }

// isWage reports whether an offer has the size of a yearly wage, in a currency or in thousands.
// Where wages are quoted by the month, the size of a monthly one will do.
func (o *offer) isWage() bool {
	if o.sign == "" && o.scale != 1e3 || o.usd() > 2e6 {
		return false
	}
	if o.usd() >= wage {
		return true
	}
	for _, b := range habits[o.sign] {
		if b.period == job.Month && perUSD(o.sign) >= 3 && max(o.min, o.max) >= b.least {
			return true
		}
	}
	return false
}

// refused reports whether something says that an offer is no pay.
func (o *offer) refused(r *reader) bool {
	period, _ := o.period()
	said := o.back.pay && o.back.near
	strong := said && o.isRange && o.isWage()
	switch {
	case o.back.budget && o.ahead.perk && !r.freelance:
		return true
	case o.tail.other, o.ahead.count && !(o.sign != "" && said):
		return true
	case o.back.notPay, o.ahead.notPay && !strong:
		return true
	case (o.back.extra || o.ahead.extra) && !(strong || o.isRange && o.isWage() && !o.back.extra):
		return true
	case (o.back.perk || o.ahead.perk) && !said && (o.usd() < wage || o.back.perkNear && !o.isRange) &&
		period != job.Hour && period != job.Day:
		return true
	case o.scale >= large && perUSD(o.sign) < 20 && !(said || r.field == job.FieldPay || o.usd() <= 2e6 && period == job.Year):
		return true
	case o.scale >= large && perUSD(o.sign) < 20 && o.usd() > 5e6:
		return true
	case o.isRange && o.min > 0 && o.max > 12*o.min && r.field != job.FieldPay:
		return true
	case commissionOnly(r.s, o.start):
		return true
	}
	return r.field != job.FieldPay && !plausible(period, o)
}

// bands are the least and largest amounts, in rough US dollars, that make sense for a period.
var bands = map[job.Period][2]float64{
	job.Hour: {0.3, 3000}, job.Day: {3, 20000}, job.Week: {10, 60000}, job.TwoWeeks: {20, 100000},
	job.Month: {20, 400000}, job.Year: {500, 2e7},
}

func plausible(p job.Period, o *offer) bool {
	b, ok := bands[p]
	return !ok || o.sign == "" || o.usd() >= b[0] && o.usd() <= b[1]
}

// commissionOnly reports whether the line says before i that there is no pay but commission.
func commissionOnly(s string, i int) bool {
	j := i
	for range lookWords {
		from, to, g := prevWord(s, j, max(0, i-lookBytes))
		if from == to || g&gapLine != 0 {
			return false
		}
		if isOneOf(s[from:to], "commission") {
			next, end, g := nextWord(s, to, min(len(s), to+8))
			return g&^gapStop == 0 && isOneOf(s[next:end], "only")
		}
		j = from
	}
	return false
}

// reason returns the rule by which an offer counts as pay, or "".
func (r *reader) reason(o *offer) string {
	period, _ := o.period()
	if r.field == job.FieldPay {
		return r.fieldReason(o)
	}
	said := o.back.pay || o.ahead.pay || o.ahead.base || o.back.base || o.ahead.ote || o.back.ote
	if o.first.bare() && o.sign == "" && o.scale == 0 {
		return bareReason(o, period)
	}
	if o.sign == "" && o.scale < large {
		return r.scaleReason(o, said, period)
	}
	least := 1000.0
	switch {
	case period != "" && (said || o.back.verb || o.enough(period)):
		return "pay.period"
	case (o.back.pay || o.ahead.pay) && (o.back.budget || o.ahead.budget || o.usd() >= least || r.freelance || o.isRange && o.back.near):
		return "pay.word"
	case said && o.usd() >= least, o.back.verb && (o.isWage() || r.freelance):
		return "pay.word"
	case o.tail.gross != "" && o.usd() >= 1:
		return "pay.gross"
	case r.inHeader(o) && o.isWage():
		return "pay.header"
	case r.alone(o):
		return "pay.alone"
	case o.isRange && o.isWage() && o.min >= o.max/4:
		return "pay.range"
	case o.isWage() && (r.opensLine(o) || o.labelled(r.s) || o.inBrackets(r.s) || beside(r.s, o.end)):
		return "pay.size"
	}
	return ""
}

// enough reports whether an amount with a period is large enough to be pay where no word says so: small
// sums per month or year are mostly benefits and subscriptions.
func (o *offer) enough(p job.Period) bool {
	switch p {
	case job.Year:
		return o.usd() >= 6000
	case job.Month, job.TwoWeeks:
		return o.usd() >= 250
	case job.Week:
		return o.usd() >= 100
	case job.Day:
		return o.usd() >= 40
	case job.Hour:
		return o.usd() >= 2
	}
	return true
}

// fieldReason accepts what stands in the source's own pay field.
func (r *reader) fieldReason(o *offer) string {
	period, _ := o.period()
	if o.sign != "" || o.scale != 0 && !o.named(r.s) || period != "" || o.back.pay || o.isRange && o.grouped || r.whole(o) ||
		o.isRange && o.min >= 1000 && !o.first.isYear() {
		return "pay.field"
	}
	return ""
}

// bareReason accepts numbers without currency and scale: only right behind a word of pay.
func bareReason(o *offer, period job.Period) string {
	if !o.back.near || o.first.isYear() {
		return ""
	}
	if period != "" || o.max >= 1000 && (o.isRange || o.grouped) || o.max >= 10000 {
		return "pay.word"
	}
	return ""
}

// scaleReason accepts amounts in thousands without a currency.
func (r *reader) scaleReason(o *offer, said bool, period job.Period) string {
	if top := max(o.min, o.max); top < 1000 || top > 2e6 && o.scale < large {
		return ""
	}
	switch {
	case !o.isRange && o.named(r.s) && !o.ahead.pay:
		return ""
	case said && (o.back.near || o.ahead.pay || o.ahead.base || o.isRange), period != "" && o.back.verb:
		return "pay.word"
	case r.inHeader(o) && (o.isRange || r.opensLine(o)), r.alone(o):
		return "pay.header"
	case o.isRange && o.min >= 20000 && o.max <= 3*o.min && setOff(r.s, o.start, o.end):
		return "pay.range"
	case o.isRange && (period == job.Year || o.inBrackets(r.s) || beside(r.s, o.end)) && o.min >= 10000:
		return "pay.range"
	}
	return ""
}
