// Package pay reads what an advert offers to pay: amounts, currency, period and what goes with them.
//
// The grammar is pay = [bound] (range | money) [gross|net] [period] [extras], money = [currency] number
// [scale] [currency]. An amount is pay only when its surroundings say so; funding, revenue, stipends,
// budgets for advertising and counts of anything are not. What the advert does not say stays empty: a
// period guessed from the size of an amount goes to InferredPeriod with the name of the rule.
//
// Flags that offers carry:
//
//	from, up_to            only one bound is stated
//	k_spread, k_implied    a scale was taken over from, or repaired after, the other end of a range
//	reversed               the range was written high to low
//	currency_assumed       a bare $ was read as USD or as the dollar of the advert's country
//	ambiguous_currency     ¥, kr or pesos without a country
//	crypto                 the currency has no ISO code
//	lakh, crore            Indian scales
//	ote, total, ctc        on-target earnings, whole package, cost to company
//	equity, bonus          come beside the amount
//	plus_vat, plus_super   come on top of the amount
//	b2b, contract, w2, c2c, 1099, ir35_inside, ir35_outside   the kind of contract
//	fte, pro_rata          the amount is for a full-time year
//	fixed_price            one price for the whole work
//	multi_level, multi_region   one of several offers, told apart by Label
//	wide                   the range is wider than one and a half times its middle
package pay

import (
	"rung/internal/job"
)

// Span is a byte range of a text.
type Span struct{ Start, End int }

// Input is what there is to read pay from. All texts are plain.
type Input struct {
	Title string
	Text  string
	// PayText is the source's own pay field in words.
	PayText string
	// Given are offers that the source states in fields. They win over everything else.
	Given []job.Pay
	// Country is the ISO 3166-1 alpha-2 code of the work, or empty. It settles a bare $, ¥ and kr.
	Country string
	// Header are the header lines of Text, where an amount needs no word that says it is pay.
	Header []Span
	// Freelance is true for marketplaces, where a price without a period is for the whole project.
	Freelance bool
}

const (
	// maxText and maxField bound how much of a text and of a short field is read, maxOffers how many
	// offers are kept.
	maxText   = 1 << 20
	maxField  = 2000
	maxOffers = 40
)

// Read returns the offers of an advert in the order in which they are written, base pay first where an
// offer also names on-target earnings. The result is nil when nothing is offered.
func Read(in Input) []job.Pay {
	if given := stated(in); len(given) > 0 {
		return given
	}
	for _, r := range [...]reader{
		{s: in.PayText, field: job.FieldPay},
		{s: in.Title, field: job.FieldTitle},
		{s: in.Text, field: job.FieldText, header: in.Header},
	} {
		r.country, r.freelance = in.Country, in.Freelance
		limit := maxField
		if r.field == job.FieldText {
			limit = maxText
		}
		r.s = r.s[:min(len(r.s), limit)]
		if pays := r.read(); len(pays) > 0 {
			return pays
		}
	}
	return nil
}

// stated returns the usable offers among the structured ones.
func stated(in Input) []job.Pay {
	var out []job.Pay
	for _, p := range in.Given {
		if p.Min > p.Max && p.Max > 0 {
			p.Min, p.Max = p.Max, p.Min
		}
		if !sane(p.Min) || !sane(p.Max) || p.Min == 0 && p.Max == 0 {
			continue
		}
		if p.Basis == "" {
			p.Basis = job.Stated
		}
		if p.Rule == "" {
			p.Evidence = job.Evidence{Field: job.FieldSource, Rule: "pay.given"}
		}
		if p.Period == job.PeriodNone && p.InferredPeriod == job.PeriodNone {
			p.InferredPeriod, p.InferredBy = infer(p)
		}
		out = append(out, p)
	}
	return out
}

// sane reports whether v can be an amount: not negative, not NaN and not beyond any currency.
func sane(v float64) bool { return v >= 0 && v < 1e13 }
