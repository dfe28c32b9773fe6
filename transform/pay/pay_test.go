package pay_test

import (
	"bufio"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"rung/internal/job"
	"rung/transform/pay"
)

// phrase is a line of testdata/cases.jsonl: what a text offers. Only the keys of Want are asserted.
type phrase struct {
	ID, Text, Context string
	Found             bool
	Want              map[string]any
}

func (c phrase) input() pay.Input {
	switch c.Context {
	case "freelance_budget":
		return pay.Input{PayText: c.Text, Freelance: true}
	case "field", "money_only":
		return pay.Input{PayText: c.Text}
	}
	return pay.Input{Text: c.Text}
}

func TestPhrases(t *testing.T) {
	f, err := os.Open("testdata/cases.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for sc := bufio.NewScanner(f); sc.Scan(); {
		var c phrase
		if err := json.Unmarshal(sc.Bytes(), &c); err != nil {
			t.Fatal(err)
		}
		got := pay.Read(c.input())
		if !c.Found {
			if len(got) > 0 {
				t.Errorf("%s Read(%q) = %+v, want nothing", c.ID, c.Text, got)
			}
			continue
		}
		if len(got) == 0 {
			t.Errorf("%s Read(%q) found nothing, want %v", c.ID, c.Text, c.Want)
			continue
		}
		// Several levels or regions are one wide range in these cases.
		span := got[0]
		for _, p := range got[1:] {
			span.Min, span.Max = min(span.Min, p.Min), max(span.Max, p.Max)
		}
		for key, value := range fields(span) {
			want, asserted := c.Want[key]
			if want == nil {
				want = map[string]any{"min": 0.0, "max": 0.0, "currency": "", "period": ""}[key]
			}
			if asserted && want != value {
				t.Errorf("%s Read(%q): %s is %v, want %v", c.ID, c.Text, key, value, want)
			}
		}
	}
}

func fields(p job.Pay) map[string]any {
	period := string(p.Period)
	if p.Period == job.Unit {
		period = p.Unit
	}
	return map[string]any{"min": p.Min, "max": p.Max, "currency": p.Currency, "period": period}
}

// brief writes offers as "min-max currency period", joined by commas.
func brief(ps []job.Pay) string {
	var out []string
	for _, p := range ps {
		out = append(out, pay.Print(p))
	}
	return strings.Join(out, ", ")
}

func TestGivenWins(t *testing.T) {
	in := pay.Input{
		Text:  "Salary: $90,000 a year",
		Given: []job.Pay{{Min: 130000, Max: 110000, Currency: "EUR"}, {Max: 0, Currency: "USD"}, {Min: -1, Max: 5}},
	}
	got := pay.Read(in)
	if len(got) != 1 {
		t.Fatalf("Read(%+v) = %+v, want the one usable offer given", in, got)
	}
	p := got[0]
	if p.Min != 110000 || p.Max != 130000 || p.Basis != job.Stated || p.Field != job.FieldSource || p.InferredPeriod != job.Year {
		t.Errorf("offer given became %+v", p)
	}
	if in.Given[0].Min != 130000 {
		t.Error("Read changed its input")
	}
}

func TestOrderOfFields(t *testing.T) {
	in := pay.Input{PayText: "$50/hr", Title: "Go developer ($60/hr)", Text: "Salary: $70/hr"}
	for _, want := range []struct {
		field job.Field
		min   float64
	}{{job.FieldPay, 50}, {job.FieldTitle, 60}, {job.FieldText, 70}} {
		got := pay.Read(in)
		if len(got) != 1 || got[0].Field != want.field || got[0].Min != want.min {
			t.Fatalf("Read(%+v) = %+v, want %v from %s", in, got, want.min, want.field)
		}
		switch want.field {
		case job.FieldPay:
			in.PayText = ""
		case job.FieldTitle:
			in.Title = ""
		}
	}
}

func TestCountrySettlesSigns(t *testing.T) {
	for _, c := range []struct{ text, country, want, flag string }{
		{"Salary: $90,000", "", "USD", "currency_assumed"},
		{"Salary: $90,000", "CA", "CAD", "currency_assumed"},
		{"Salary: $90,000", "AU", "AUD", "currency_assumed"},
		{"Salary: US$90,000", "CA", "USD", ""},
		{"Salary: $90,000 USD", "CA", "USD", ""},
		{"Salary: ¥6,000,000", "JP", "JPY", ""},
		{"Salary: ¥6,000,000", "", "", "ambiguous_currency"},
		{"Lön: 45 000 kr/mån", "SE", "SEK", ""},
		{"Lön: 45 000 kr/mån", "", "", "ambiguous_currency"},
		{"15,000 pesos monthly", "MX", "MXN", ""},
	} {
		got := pay.Read(pay.Input{Text: c.text, Country: c.country})
		if len(got) != 1 || got[0].Currency != c.want || c.flag != "" && !slices.Contains(got[0].Flags, c.flag) {
			t.Errorf("Read(%q in %q) = %+v, want currency %q and flag %q", c.text, c.country, got, c.want, c.flag)
		}
	}
}

func TestHeaderNeedsNoWord(t *testing.T) {
	header := "Acme | Berlin | 80-95k + equity"
	text := header + "\n\nWe serve 80-95k users."
	if got := brief(pay.Read(pay.Input{Text: text, Header: []pay.Span{{Start: 0, End: len(header)}}})); got != "80000-95000" {
		t.Errorf("header of %q gave %q, want 80000-95000", text, got)
	}
}

func TestLabels(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
		flag string
	}{
		{"Senior: $160-190k | Mid: $130-150k", []string{"Senior", "Mid"}, "multi_level"},
		{"- Backend Engineer ($120k-$140k)\n- Staff Engineer ($180k-$210k)", []string{"Backend Engineer", "Staff Engineer"}, ""},
		{"$140,000 - $180,000 (CA); $120,000 - $150,000 (elsewhere)", []string{"CA", "elsewhere"}, "multi_region"},
	} {
		got := pay.Read(pay.Input{Text: c.text})
		var labels []string
		for _, p := range got {
			labels = append(labels, p.Label)
		}
		if !slices.Equal(labels, c.want) || c.flag != "" && !slices.Contains(got[0].Flags, c.flag) {
			t.Errorf("Read(%q) has labels %q, want %q with flag %q: %+v", c.text, labels, c.want, c.flag, got)
		}
	}
}

func TestFlags(t *testing.T) {
	for _, c := range []struct{ text, flags string }{
		{"£450-£500 per day, outside IR35", "ir35_outside"},
		{"£500/day (inside IR35)", "ir35_inside"},
		{"$70/hr on W2", "w2"},
		{"$80/hr C2C", "c2c"},
		{"$150k on a 1099", "1099"},
		{"130-150 zł/h netto + VAT, B2B", "b2b plus_vat"},
		{"A$130k + super", "plus_super"},
		{"£30,000 pro rata", "pro_rata"},
		{"CTC: 8-10 lakhs", "ctc lakh k_spread"},
		{"$90k base, $180k OTE", "ote"},
		{"$100k + bonus and equity", "bonus equity"},
		{"at least $60/hr", "from"},
		{"up to $60/hr", "up_to"},
		{"$15 fixed", "fixed_price"},
		{"$20,000 - $150,000 per year", "wide"},
	} {
		got := pay.Read(pay.Input{Text: c.text})
		for f := range strings.FieldsSeq(c.flags) {
			if len(got) != 1 || !slices.Contains(got[0].Flags, f) {
				t.Errorf("Read(%q) = %+v, want one offer with flag %s", c.text, got, f)
			}
		}
	}
}

func TestInferredPeriodStaysApart(t *testing.T) {
	for _, c := range []struct {
		text   string
		period job.Period
		by     string
	}{
		{"$120-150k", job.Year, "period.size.year"},
		{"Rate: $45", job.Hour, "period.size.hour"},
		{"Salary: £450", job.Day, "period.size.day"},
		{"Salary: 15 000 PLN", job.Month, "period.size.month"},
		{"CTC: 8-10 lakhs", job.Year, "period.ctc"},
		{"Pay: $5,000 - $8,000", "", ""},
		{"Salary: $120k a year", "", ""},
	} {
		got := pay.Read(pay.Input{Text: c.text, Freelance: true})
		if len(got) != 1 || got[0].InferredPeriod != c.period || got[0].InferredBy != c.by {
			t.Errorf("Read(%q) = %+v, want %q inferred by %q", c.text, got, c.period, c.by)
		}
	}
}

func TestCurrenciesAreCopies(t *testing.T) {
	all := pay.Currencies()
	if len(all) < 45 {
		t.Errorf("%d currencies, want at least 45", len(all))
	}
	all[0].Symbols[0] = "x"
	if pay.Currencies()[0].Symbols[0] == "x" {
		t.Error("Currencies shares its symbols with the caller")
	}
}
