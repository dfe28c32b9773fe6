package fx

import (
	"testing"
	"time"
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
