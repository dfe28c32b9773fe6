package jobtech_test

import (
	"testing"
	"time"

	"rung/collect"
	"rung/collect/jobtech"
	"rung/collect/sourcetest"
)

// TestSpacing wants a run over several spans to ask once a minute, in spans that join.
func TestSpacing(t *testing.T) {
	c := recorded
	c.Recording = "testdata/all.txtar"
	c.Settings = collect.Settings{Options: map[string][]string{"occupations": nil, "days": {"3"}}}
	record, seen := sourcetest.Once(t, jobtech.Source(), c)
	if len(seen) != 3 {
		t.Fatalf("%d requests, want one for each day: %+v", len(seen), record)
	}
	for i := 1; i < len(seen); i++ {
		if gap := seen[i].At.Sub(seen[i-1].At); gap < time.Minute {
			t.Errorf("request %d came %v after the one before", i, gap)
		}
		if from, to := seen[i].URL.Query().Get("date"), seen[i-1].URL.Query().Get("updated-before-date"); from != to {
			t.Errorf("request %d begins at %s, the one before ended at %s", i, from, to)
		}
	}
}
