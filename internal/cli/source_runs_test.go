package cli

import (
	"strings"
	"testing"
)

func TestSourceShowsItsLastRuns(t *testing.T) {
	b := newBoard(t, "1")
	if out := b.rung(t, Done, "sources", "board"); strings.Contains(out, "run of") {
		t.Errorf("nothing was collected, but there are runs:\n%s", out)
	}
	b.rung(t, Done, "collect")
	b.rung(t, Done, "collect")
	out := b.rung(t, Done, "sources", "board")
	if strings.Count(out, "run of 2026-11-") != 2 || !strings.Contains(out, "done; 1 requests, 1 pages, 0 unchanged") {
		t.Errorf("rung sources board shows\n%s\nwant two runs, and what each did", out)
	}
}
