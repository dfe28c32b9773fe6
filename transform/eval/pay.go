package eval

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"rung/internal/job"
	"rung/transform/headline"
	"rung/transform/pay"
)

// payTask measures pay on phrases, single prices, labelled listings, and Ashby's texts against the
// employers' own fields.
func payTask() Task { return Task{Name: "pay", Run: runPay} }

func runPay(dir string) ([]Figure, []string, error) {
	var figures []Figure
	var misses []string
	for _, part := range []func(string) ([]Figure, []string, error){payPhrases, payPrices, payListings, payAshby} {
		f, m, err := part(dir)
		if err != nil {
			return nil, nil, err
		}
		figures, misses = append(figures, f...), append(misses, m...)
	}
	return figures, misses, nil
}

// payTally counts shares and keeps what missed.
type payTally struct {
	right, n int
	misses   []string
}

func (t *payTally) add(right bool, format string, args ...any) {
	t.n++
	if right {
		t.right++
		return
	}
	t.misses = append(t.misses, fmt.Sprintf(format, args...))
}

func (t *payTally) figure(name string, bar float64) Figure {
	return Figure{Task: "pay", Name: name, Value: float64(t.right) / float64(max(t.n, 1)), Bar: bar, N: t.n}
}

// payWant is what a phrase should give; only the keys of Want are asserted.
type payWant struct {
	ID, Text, Context string
	Found             bool
	Want              map[string]any
}

// payPhrases reads pay_cases.jsonl.
func payPhrases(dir string) ([]Figure, []string, error) {
	var positive, negative payTally
	err := eachLine(file(dir, "pay_cases.jsonl"), func(c payWant) {
		got := pay.Read(phraseInput(c))
		if !c.Found {
			negative.add(len(got) == 0, "pay %s: want none, got %s: %.200q", c.ID, payOffers(got), c.Text)
			return
		}
		positive.add(len(got) > 0 && (c.fits(got[0]) || c.fits(paySpan(got))), "pay %s: want %v, got %s: %.200q", c.ID, c.Want, payOffers(got), c.Text)
	})
	return []Figure{positive.figure("phrases exact", 0.95), negative.figure("phrases without pay", 0.98)},
		append(positive.misses, negative.misses...), err
}

func phraseInput(c payWant) pay.Input {
	switch c.Context {
	case "field", "money_only":
		return pay.Input{PayText: c.Text}
	case "freelance_budget":
		return pay.Input{PayText: c.Text, Freelance: true}
	}
	return pay.Input{Text: c.Text}
}

// fits reports whether an offer has every asserted value.
func (c payWant) fits(p job.Pay) bool {
	period := string(p.Period)
	if p.Period == job.Unit {
		period = p.Unit
	}
	for key, got := range map[string]any{"min": p.Min, "max": p.Max, "currency": p.Currency, "period": period} {
		want, asserted := c.Want[key]
		switch {
		case !asserted:
		case want == nil:
			if got != "" && got != 0.0 {
				return false
			}
		case want != got:
			return false
		}
	}
	return true
}

// paySpan is the span of several offers of one currency and period.
func paySpan(ps []job.Pay) job.Pay {
	w := ps[0]
	for _, p := range ps[1:] {
		w.Min, w.Max = min(w.Min, p.Min), max(w.Max, p.Max)
	}
	return w
}

func payOffers(ps []job.Pay) string {
	var out strings.Builder
	out.WriteByte('[')
	for _, p := range ps {
		fmt.Fprintf(&out, " %v-%v %s %s~%s(%s %q)", p.Min, p.Max, p.Currency, p.Period, p.InferredPeriod, p.Rule, p.Text)
	}
	return out.String() + " ]"
}

// payPrices reads price_parser_cases.jsonl, where only the amount is asserted.
func payPrices(dir string) ([]Figure, []string, error) {
	type price struct {
		Raw    *string  `json:"price_raw"`
		Amount *float64 `json:"amount"`
	}
	var t payTally
	err := eachLine(file(dir, "price_parser_cases.jsonl"), func(c price) {
		raw, want := "", math.NaN()
		if c.Raw != nil {
			raw = *c.Raw
		}
		if c.Amount != nil {
			want = *c.Amount
		}
		got, ok := pay.Price(raw)
		t.add(ok == (c.Amount != nil) && (!ok || math.Abs(got-want) < 1e-9*max(1, want)), "price %q: want %v, got %v %v", raw, want, got, ok)
	})
	return []Figure{t.figure("single prices", 0.95)}, t.misses, err
}

// payGold is one labelled offer; nil bounds are open.
type payGold struct {
	Min, Max *float64
	Currency string
	Period   job.Period
}

func (g payGold) is(p job.Pay) bool {
	period := p.Period
	if period == "" {
		period = p.InferredPeriod
	}
	return payBound(g.Min) == p.Min && payBound(g.Max) == p.Max && g.Currency == p.Currency && (g.Period == "" || g.Period == period)
}

func payBound(v *float64) float64 {
	if v == nil {
		return 0
	}
	return *v
}

// payListings reads listings_dev.jsonl. A period that is plain to a reader may be an inferred one.
func payListings(dir string) ([]Figure, []string, error) {
	type listing struct {
		ID, Source, Title, Text string
		Gold                    struct{ Pay []payGold }
	}
	var precise, found payTally
	err := eachLine(file(dir, "listings_dev.jsonl"), func(l listing) {
		in := pay.Input{Title: l.Title, Text: l.Text, Freelance: l.Source == "upwork"}
		if l.Title == "" {
			for _, h := range headline.Parse(l.Text).Lines {
				in.Header = append(in.Header, pay.Span{Start: h.Start, End: h.End})
			}
		}
		got := pay.Read(in)
		for _, p := range got {
			precise.add(slices.ContainsFunc(l.Gold.Pay, func(g payGold) bool { return g.is(p) }), "pay %s: got %s", l.ID, payOffers([]job.Pay{p}))
		}
		for _, g := range l.Gold.Pay {
			found.add(slices.ContainsFunc(got, g.is), "pay %s: want %v-%v %s %s, got %s", l.ID, payBound(g.Min), payBound(g.Max), g.Currency, g.Period, payOffers(got))
		}
	})
	return []Figure{precise.figure("listings precision", 0.97), found.figure("listings recall", 0.93)},
		append(precise.misses, found.misses...), err
}
