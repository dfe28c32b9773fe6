package analyze_test

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"rung/analyze"
)

// TestPremiumFindsTruth fits a market in which odd skills add 8 % in logarithms, even ones nothing, and every
// fourth skill looks dear because senior ads ask for it.
func TestPremiumFindsTruth(t *testing.T) {
	db := simulated(t)
	table, err := analyze.Ask(t.Context(), db, "premium", analyze.Args{"source": "rater"})
	if err != nil {
		t.Fatal(err)
	}
	if len(table.Rows) != 200 {
		t.Fatalf("got %d skills, want 200", len(table.Rows))
	}
	names, lows, highs := column(t, table, "skill"), column(t, table, "premium_low"), column(t, table, "premium_high")
	raws, verdicts := column(t, table, "raw"), column(t, table, "verdict")
	var held, found, called, wrong int
	var confounded float64
	for i, name := range names {
		n, err := strconv.Atoi(strings.TrimPrefix(name.(string), "r"))
		if err != nil {
			t.Fatal(err)
		}
		truth := 0.0
		if n%2 == 1 {
			truth = math.Expm1(0.08)
		}
		if lows[i].(float64) <= truth && truth <= highs[i].(float64) {
			held++
		}
		if verdicts[i] != "no clear difference" {
			called++
			if truth == 0 {
				wrong++
			} else {
				found++
			}
		}
		if n%4 == 0 {
			confounded += raws[i].(float64) / 50
		}
	}
	t.Logf("intervals hold the truth %d times of 200; %d skills called, %d wrongly, %d of 100 found; skills of senior ads look %.2f dearer",
		held, called, wrong, found, confounded)
	if held < 184 || held > 194 {
		t.Errorf("intervals hold the truth %d times of 200, want 184 to 194", held)
	}
	if wrong*10 > called+10 {
		t.Errorf("%d of %d verdicts are wrong, want about a tenth at most", wrong, called)
	}
	if found < 80 {
		t.Errorf("found %d of 100 real premiums, want 80 at least", found)
	}
	if confounded < 0.1 {
		t.Errorf("the raw difference of skills of senior ads is %.2f, want the simulation to confound it", confounded)
	}
}
