package pay

import (
	"slices"
	"strings"

	"rung/internal/job"
)

// read finds the offers of the reader's text.
func (r *reader) read() []job.Pay {
	if r.field == job.FieldText && len(r.header) == 0 {
		r.header = firstLine(r.s)
	}
	var found []offer
	for i := 0; len(found) < maxOffers; {
		for i < len(r.s) && !isDigit(r.s[i]) {
			i++
		}
		if i >= len(r.s) {
			break
		}
		a, ok := amountAt(r.s, i)
		if !ok || r.dull(a) {
			i = max(a.end, a.number.end, i+1)
			continue
		}
		o := offerAt(r.s, a)
		if r.judge(&o) && (len(found) == 0 || !restates(r.s, &found[len(found)-1], &o)) {
			found = append(found, o)
		}
		i = max(o.end, a.number.end)
	}
	if len(found) == 0 {
		return nil
	}
	return r.finish(found)
}

// restates reports whether o stands in brackets right behind prev and gives the same offer in another
// currency or for another period.
func restates(s string, prev, o *offer) bool {
	if o.start < prev.end || o.start-prev.end > 16 || !strings.Contains(s[prev.end:o.start], "(") {
		return false
	}
	from, to, _ := prevWord(s, o.start, prev.end)
	if from != to && !isApprox(s[from:to]) {
		return false
	}
	p, _ := prev.period()
	q, _ := o.period()
	return prev.sign != "" && o.sign != "" && prev.sign != o.sign || p != q && p != "" && q != ""
}

// dull reports whether a bare number cannot begin an offer, so that most numbers of a text cost little:
// nothing that could be a range, a period or a bound follows it.
func (r *reader) dull(a amount) bool {
	if !a.bare() || r.field == job.FieldPay || a.grouped || a.digits >= 4 && !a.isYear() {
		return false
	}
	q := skip(r.s, a.end)
	if q < len(r.s) && r.s[q] == '+' {
		q = skip(r.s, q+1)
	}
	if q >= len(r.s) {
		return true
	}
	if c := r.s[q]; !isASCIILetter(c) {
		return c != '-' && c != '/' && c != '~' && c != '_' && c < 0x80
	}
	end := wordEnd(r.s, q)
	m := lookUp(r.s[q:end])
	if m.is(joiner) {
		next := skip(r.s, end)
		return next >= len(r.s) || isASCIILetter(r.s[next])
	}
	return !m.is(perWord|adverb|grossWord|netWord) && (q != a.end || m.unit == "")
}

// firstLine returns the first line where it is divided into parts by bars, as header lines are.
func firstLine(s string) []Span {
	end := strings.IndexByte(s, '\n')
	if end < 0 {
		end = len(s)
	}
	if end > 600 || strings.Count(s[:end], "|") < 2 {
		return nil
	}
	return []Span{{0, end}}
}

// finish turns the offers of one text into pay: base pay wins over what it is part of, equal offers count
// once, and several offers get their labels.
func (r *reader) finish(found []offer) []job.Pay {
	found = dropWholes(found)
	out := make([]job.Pay, 0, len(found))
	for i := range found {
		p := r.pay(&found[i])
		if !contains(out, p) {
			out = append(out, p)
		} else {
			found[i].rule = ""
		}
	}
	if len(out) > 1 {
		r.labels(out)
	}
	return out
}

// dropWholes removes on-target earnings and totals that stand within reach of a base amount.
func dropWholes(found []offer) []offer {
	const reach = 160
	dropped := make([]bool, len(found))
	for i := range found {
		o := &found[i]
		if o.base() || !o.ote() && !o.whole() {
			continue
		}
		for j := range found {
			b := &found[j]
			if i != j && b.sign == o.sign && (b.base() || !b.ote() && !b.whole()) &&
				b.start < o.end+reach && o.start < b.end+reach && max(b.min, b.max) <= max(o.min, o.max) {
				b.flag(map[bool]string{true: "ote", false: "total"}[o.ote()])
				dropped[i] = true
				break
			}
		}
	}
	kept := found[:0]
	for i, o := range found {
		if !dropped[i] {
			kept = append(kept, o)
		}
	}
	return kept
}

func (o *offer) base() bool  { return o.ahead.base || o.back.base && !o.ahead.ote }
func (o *offer) ote() bool   { return o.ahead.ote || o.back.ote && !o.ahead.base }
func (o *offer) whole() bool { return o.ahead.total || o.back.total && !o.ahead.base }

// contains reports whether an offer was read before: the same amounts, or a single amount that repeats
// the bound of one.
func contains(ps []job.Pay, p job.Pay) bool {
	for _, q := range ps {
		if q.Currency != p.Currency || q.Period != p.Period && p.Period != "" {
			continue
		}
		if q.Min == p.Min && q.Max == p.Max || p.Min == p.Max && (p.Max == q.Max || p.Min == q.Min) {
			return true
		}
	}
	return false
}

// pay turns an offer into the program's form.
func (r *reader) pay(o *offer) job.Pay {
	code, flag := settle(o.sign, r.country)
	if flag != "" {
		o.flag(flag)
	}
	p := job.Pay{Min: o.min, Max: o.max, Currency: code, Basis: job.ParsedText, Gross: o.tail.gross}
	p.Period, p.Unit = o.period()
	r.surroundings(o, &p)
	budget := (o.back.budget || o.ahead.budget) && (r.freelance || !o.isWage() || slices.Contains(o.flags, "contract"))
	if p.Period == "" && (budget || r.freelance && r.field == job.FieldPay) {
		p.Period = job.Project
	}
	if o.ote() {
		o.flag("ote")
	}
	if o.whole() {
		o.flag("total")
	}
	if o.back.ctc || o.ahead.ctc {
		o.flag("ctc")
	}
	if p.Period == job.Project {
		o.flag("fixed_price")
	}
	if o.isRange && o.max-o.min > 0.75*(o.max+o.min) {
		o.flag("wide")
	}
	p.Flags = o.flags
	if p.Period == job.PeriodNone {
		p.InferredPeriod, p.InferredBy = infer(p)
	}
	p.Text = strings.TrimRight(r.s[o.start:min(o.end, len(r.s))], " \t\n\u00a0\u202f\u2009")
	p.Evidence = job.Evidence{Field: r.field, Start: o.start, End: o.start + len(p.Text), Rule: o.rule}
	return p
}
