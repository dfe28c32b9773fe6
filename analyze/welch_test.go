package analyze_test

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"

	"rung/analyze"
)

// TestWelchQuantile compares the macro with the t distribution. Only one mean has an error, so the degrees of freedom are
// one less than its values.
func TestWelchQuantile(t *testing.T) {
	db := empty(t, analyze.DefaultSettings())
	for freedom := 4.0; freedom < 1000; freedom *= 1.5 {
		var got float64
		if err := db.QueryRowContext(t.Context(), "select welch_quantile(2.0::double, $1::double, 0.0::double, 9.0::double)", freedom+1).Scan(&got); err != nil {
			t.Fatal(err)
		}
		if want := (distuv.StudentsT{Mu: 0, Sigma: 1, Nu: freedom}).Quantile(0.975); math.Abs(got-want) > 0.01 {
			t.Errorf("with %.1f degrees of freedom: got %.4f, want %.4f", freedom, got, want)
		}
	}
}
