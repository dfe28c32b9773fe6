package cli

import (
	"errors"
	"strings"
	"testing"

	"rung/internal/job"
)

func TestSourceShowsItsLastRuns(t *testing.T) {
	b := newBoard(t, "1")
	if out := b.rung(t, Done, "sources", "board"); strings.Contains(out, "run of") {
		t.Errorf("nothing was collected, but there are runs:\n%s", out)
	}
	b.rung(t, Done, "collect")
	b.rung(t, Done, "collect")
	out := strings.Join(strings.Fields(b.rung(t, Done, "sources", "board")), " ") // lines are wrapped
	if strings.Count(out, "run of 2026-11-") != 2 || !strings.Contains(out, "done; 1 requests, 1 pages, 0 unchanged") {
		t.Errorf("rung sources board shows\n%s\nwant two runs, and what each did", out)
	}
}

// TestOutcomeOfARun tells runs that brought nothing from those that brought something.
func TestOutcomeOfARun(t *testing.T) {
	failure := errors.New("it broke")
	for _, tt := range []struct {
		outcomes []job.Outcome
		named    bool
		want     Code
	}{
		{[]job.Outcome{job.Failed, job.Failed}, false, Failed},
		{[]job.Outcome{job.Partial}, true, Partly},
		{[]job.Outcome{job.Partial, job.Partial}, false, Partly},
		{[]job.Outcome{job.Failed, job.Done}, false, Partly},
		{[]job.Outcome{job.Refused, job.Done}, false, Partly},
		{[]job.Outcome{job.Refused, job.Done}, true, Usage},
	} {
		var records []job.RunRecord
		for _, o := range tt.outcomes {
			records = append(records, job.RunRecord{Outcome: o})
		}
		var got *fault
		if err := (&session{}).outcome(t.Context(), records, failure, tt.named); !errors.As(err, &got) || got.code != tt.want {
			t.Errorf("outcomes %v, named %v: %v, want code %d", tt.outcomes, tt.named, err, tt.want)
		}
	}
}
