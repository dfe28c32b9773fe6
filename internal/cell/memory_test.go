package cell

import (
	"strings"
	"testing"
)

// TestEnoughMB holds the least that is told beforehand to the rule of the worker.
func TestEnoughMB(t *testing.T) {
	if _, err := forDuckDB(enough(60), 60); err != nil {
		t.Error(err)
	}
	if _, err := forDuckDB(enough(60)-1, 60); err == nil {
		t.Error("a MiB less is enough as well")
	}
	if got := EnoughMB(); got != 0 && got <= openMB+leastMB {
		t.Errorf("the least is %d MiB, want more than DuckDB takes", got)
	}
}

func TestForDuckDB(t *testing.T) {
	for _, c := range []struct{ asked, held, want int }{
		{0, 60, 0},       // no bound
		{2048, 0, 2048},  // what the process holds is not known
		{2048, 60, 1960}, // 2048 - 60 - 28
		{152, 60, 64},    // the least
	} {
		if got, err := forDuckDB(c.asked, c.held); err != nil || got != c.want {
			t.Errorf("of %d MiB with %d held DuckDB gets %d, %v, want %d", c.asked, c.held, got, err, c.want)
		}
	}
	_, err := forDuckDB(151, 60)
	if err == nil || !strings.Contains(err.Error(), "takes 88 of it, want at least 152") {
		t.Errorf("too little memory gives %v", err)
	}
	if got := mostMB(200); got != 250 {
		t.Errorf("of 200 MiB a worker may take %d, want 250", got)
	}
}
