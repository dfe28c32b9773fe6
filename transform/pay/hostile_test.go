package pay_test

import (
	"strings"
	"testing"
	"time"

	"rung/transform/pay"
)

// TestHostileTextIsLinear reads texts made to be slow: a quadratic reader would need hours for them.
func TestHostileTextIsLinear(t *testing.T) {
	const size = 1 << 19
	for _, unit := range []string{
		"1 ", "$1 - ", "$1,", "1", "1 000 ", "$", "1+", "<a $1", "salary $1 ", "$1/$2/", "1-", "(1", "up to 1 ", "1k ", "€1.", "1'000", "per 1 ", "1\u00a0",
		"$1" + strings.Repeat(" ", 500), "salary" + strings.Repeat("x", 500) + "$1",
	} {
		text := strings.Repeat(unit, size/len(unit))
		start := time.Now()
		pay.Read(pay.Input{Title: text, Text: text, PayText: text})
		pay.Price(text)
		if took := time.Since(start); took > 5*time.Second {
			t.Errorf("%d bytes of %.20q took %v", len(text), unit, took)
		}
	}
}
