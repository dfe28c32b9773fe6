package eval

import (
	"testing"

	"rung/internal/shared"
)

func TestPayFigures(t *testing.T) {
	figures, misses, err := runPay(shared.Dir(t, "gold"))
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range misses {
		t.Log(m)
	}
	for _, f := range figures {
		t.Logf("%-24s %.4f of %d, bar %.2f", f.Name, f.Value, f.N, f.Bar)
		if f.Value < f.Bar {
			t.Errorf("%s is %.4f, want at least %.2f", f.Name, f.Value, f.Bar)
		}
	}
}
