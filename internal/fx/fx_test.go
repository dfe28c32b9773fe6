package fx

import (
	"testing"
	"time"

	"rung/internal/job"
)

func TestRates(t *testing.T) {
	seen := map[string]int{}
	var last time.Time
	for r := range Rates() {
		if r.PerEUR <= 0 || len(r.Currency) != 3 || r.Date.Before(last) {
			t.Fatalf("rate %+v after %v", r, last)
		}
		last = r.Date
		seen[r.Currency]++
	}
	for _, c := range []string{"EUR", "USD", "GBP", "INR", "PLN", "JPY"} {
		if seen[c] < 800 {
			t.Errorf("%s has %d rates, want one for each week since 2010", c, seen[c])
		}
	}
	if !last.Equal(Until()) || last.Before(time.Date(2026, 4, 1, 0, 0, 0, 0, time.UTC)) {
		t.Errorf("the rates end on %v", last)
	}
}

// TestKnownRate compares with the rate that the ECB published for the last Friday of 2024.
func TestKnownRate(t *testing.T) {
	day := time.Date(2024, 12, 27, 0, 0, 0, 0, time.UTC)
	for r := range Rates() {
		if r.Date.Equal(day) && r.Currency == "USD" {
			if r.PerEUR != 1.0435 {
				t.Errorf("USD on %v is %v, want 1.0435", day, r.PerEUR)
			}
			return
		}
	}
	t.Error("no rate for the last Friday of 2024")
}

func TestMerge(t *testing.T) {
	until := Until() // reads the whole snapshot
	later := until.AddDate(0, 0, 3)
	shipped := len(Merge())
	rate := func(day time.Time, currency string, v float64) job.Rate {
		return job.Rate{Date: day, Currency: currency, PerEUR: v}
	}
	got := Merge(
		[]job.Rate{rate(later, "USD", 1.1), rate(until, "USD", 2)},
		[]job.Rate{rate(later, "USD", 1.2), rate(later, "CHF", 0.9)},
	)
	if len(got) != shipped+2 || got[len(got)-2] != rate(later, "CHF", 0.9) || got[len(got)-1] != rate(later, "USD", 1.2) {
		t.Errorf("%d rates that end in %+v, want %d, with the one given last", len(got), got[len(got)-2:], shipped+2)
	}
	for i, r := range got {
		if r.Date.Equal(until) && r.Currency == "USD" && r.PerEUR != 2 {
			t.Errorf("the shipped rate %+v was not replaced", r)
		}
		if i > 0 && (r.Date.Before(got[i-1].Date) || r.Date.Equal(got[i-1].Date) && r.Currency <= got[i-1].Currency) {
			t.Fatalf("%+v after %+v", r, got[i-1])
		}
	}
}
