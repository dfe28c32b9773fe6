package pay_test

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"rung/internal/job"
	"rung/transform/pay"
)

// TestPrintRead checks that what Print writes is read back as it was.
func TestPrintRead(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		low := float64(rapid.IntRange(2000, 900000).Draw(t, "low")) / 100
		want := job.Pay{
			Min:      low,
			Max:      low + float64(rapid.IntRange(0, int(low*200)).Draw(t, "spread"))/100,
			Currency: rapid.SampledFrom([]string{"USD", "EUR", "GBP", "PLN", "INR", "JPY", "CHF", "SEK"}).Draw(t, "currency"),
			Period:   rapid.SampledFrom([]job.Period{"", job.Hour, job.Day, job.Week, job.TwoWeeks, job.Month, job.Year, job.Unit}).Draw(t, "period"),
			Gross:    rapid.SampledFrom([]string{"", "gross", "net"}).Draw(t, "gross"),
		}
		want.Min, want.Max = math.Round(want.Min*100)/100, math.Round(want.Max*100)/100
		switch rapid.IntRange(0, 3).Draw(t, "open") {
		case 1:
			want.Min = 0
		case 2:
			want.Max = 0
		}
		if want.Period == job.Unit {
			want.Unit = rapid.SampledFrom([]string{"word", "article", "video", "minute"}).Draw(t, "unit")
		}
		text := pay.Print(want)
		got := pay.Read(pay.Input{PayText: text})
		if len(got) != 1 {
			t.Fatalf("Read(%q) = %+v, want one offer", text, got)
		}
		if printed := pay.Print(got[0]); printed != text {
			t.Fatalf("Read(%q) prints %q", text, printed)
		}
	})
}

// TestNeighboursDoNotMatter checks that a line of prose around an offer changes nothing.
func TestNeighboursDoNotMatter(t *testing.T) {
	offer := "Salary: $120,000 - $150,000 per year"
	alone := brief(pay.Read(pay.Input{Text: offer}))
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.SampledFrom([]string{"We build tools.", "Remote.", "Go and SQL.", "Join us!"})
		text := word.Draw(t, "before") + "\n\n" + offer + "\n\n" + word.Draw(t, "after")
		if got := brief(pay.Read(pay.Input{Text: text})); got != alone {
			t.Fatalf("Read(%q) = %q, want %q", text, got, alone)
		}
	})
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{
		"$120-150k", "1 234 567,89 €", "₹12,00,000 LPA", "€350/£300m", "up to $9", "60,000 - (月薪)", "$.75", "1'2'3", "401k",
		"Salary 1-2-3-4 per per per", "\xff$1\xc2", "$1" + strings.Repeat(" ", 99) + "2", "99999999999999999999$", "$" + strings.Repeat("1,", 50),
		"<b>$1k</b> an hour", "от 5 до 6 руб.", "(((($5))))", "5€ 99", "kr 1 kr 2 kr",
	} {
		f.Add(s, false)
		f.Add(s, true)
	}
	f.Fuzz(func(t *testing.T, s string, field bool) {
		in := pay.Input{Text: s, Header: []pay.Span{{Start: 0, End: len(s) / 2}}}
		if field {
			in = pay.Input{PayText: s, Freelance: true}
		}
		for _, p := range pay.Read(in) {
			check(t, s, p)
		}
		if v, ok := pay.Price(s); ok && !(v >= 0 && v < 1e16) {
			t.Fatalf("Price(%q) = %v", s, v)
		}
	})
}

// check holds what is true of every offer that is read.
func check(t *testing.T, s string, p job.Pay) {
	t.Helper()
	if p.Start < 0 || p.End <= p.Start || p.End > len(s) || s[p.Start:p.End] != p.Text {
		t.Fatalf("evidence of %+v does not point into %q", p, s)
	}
	if p.Max != 0 && p.Min > p.Max || p.Min < 0 || p.Max < 0 || p.Min == 0 && p.Max == 0 || math.IsInf(p.Max, 0) || math.IsNaN(p.Min+p.Max) {
		t.Fatalf("amounts of %+v in %q are out of order", p, s)
	}
	if p.Rule == "" || p.Basis == "" || (p.Period == job.Unit) != (p.Unit != "") || p.Period != "" && p.InferredPeriod != "" {
		t.Fatalf("%+v in %q is incomplete", p, s)
	}
}
