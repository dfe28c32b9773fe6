package analyze_test

import (
	"database/sql"
	"os"
	"testing"

	"rung/analyze"
)

// TestCoverage checks the intervals against a market of known truth: of 400 intervals at 95 %, 92 to 97 %
// must hold it, and of 400 skills that did not change at most one in ten may be called rising or falling.
func TestCoverage(t *testing.T) {
	db := simulated(t)
	demand, err := analyze.Ask(t.Context(), db, "demand", analyze.Args{"source": "archive", "category": "demand"})
	if err != nil {
		t.Fatal(err)
	}
	pay, err := analyze.Ask(t.Context(), db, "pay", analyze.Args{"source": "payer", "classes": "false"})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		table     *analyze.Table
		low, high string
		truth     float64
	}{
		{demand, "share_low", "share_high", 0.1},
		{demand, "growth_low", "growth_high", 1},
		{pay, "floor_low", "floor_high", 45},
		// The median of a lognormal amount spread evenly by 10 % to either side is a little below 50.
		{pay, "middle_low", "middle_high", 49.95},
		{pay, "ceiling_low", "ceiling_high", 55},
		{pay, "disclosure_low", "disclosure_high", 2.5 / 3.3},
	} {
		got := coverage(t, c.table, c.low, c.high, c.truth)
		t.Logf("%s to %s hold %v in %.3f of cases", c.low, c.high, c.truth, got)
		if got < 0.92 || got > 0.97 {
			t.Errorf("%s to %s hold %v in %.3f of cases; want 0.92 to 0.97", c.low, c.high, c.truth, got)
		}
	}
	called := 0
	for _, v := range column(t, demand, "verdict") {
		if v == "rising" || v == "falling" {
			called++
		}
	}
	t.Logf("%d of %d unchanged skills called rising or falling", called, len(demand.Rows))
	if called > len(demand.Rows)/10 {
		t.Errorf("%d of %d unchanged skills called rising or falling; want at most a tenth", called, len(demand.Rows))
	}
}

func simulated(t *testing.T) *sql.DB {
	t.Helper()
	s := analyze.DefaultSettings()
	s.Archives = []string{"archive", "payer"}
	db := empty(t, s)
	market, err := os.ReadFile("testdata/simulation.sql")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.ExecContext(t.Context(), string(market)); err != nil {
		t.Fatal(err)
	}
	return db
}

func coverage(t *testing.T, table *analyze.Table, low, high string, truth float64) float64 {
	t.Helper()
	lows, highs := column(t, table, low), column(t, table, high)
	if len(lows) != 400 {
		t.Fatalf("%s: got %d rows, want 400", table.Name, len(lows))
	}
	held := 0
	for i := range lows {
		l, isLow := lows[i].(float64)
		h, isHigh := highs[i].(float64)
		if isLow && isHigh && l <= truth && truth <= h {
			held++
		}
	}
	return float64(held) / float64(len(lows))
}

func column(t *testing.T, table *analyze.Table, name string) []any {
	t.Helper()
	for i, c := range table.Columns {
		if c.Name == name {
			values := make([]any, len(table.Rows))
			for k, row := range table.Rows {
				values[k] = row[i]
			}
			return values
		}
	}
	t.Fatalf("%s has no column %q", table.Name, name)
	return nil
}
