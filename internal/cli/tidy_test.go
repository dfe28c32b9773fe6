package cli

import (
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"

	"rung/config"
	"rung/internal/job"
)

// TestTidy: a run merges small files once there are as many as lake.compact_at says, and changes no row.
func TestTidy(t *testing.T) {
	t.Parallel()
	s := someSmallLake(t)
	for day := range 4 {
		s.collect(t, []job.Page{madeUpPage(t, "feed", day, madeUp{Adverts: []madeUpAdvert{
			{ID: strconv.Itoa(day), Employer: "Acme", Title: "Go engineer", Text: madeUpTexts[day%len(madeUpTexts)]},
		}})})
		s.read(t, false, madeUpStart.AddDate(0, 0, day))
	}
	before, loose := s.contents(t), s.lake.Loose(s.start)
	if loose < 8 {
		t.Fatalf("four commits left %d small files, want some for each", loose)
	}
	for _, c := range []struct{ at, left int }{{0, loose}, {loose + 1, loose}, {loose, 0}} {
		s.config = &config.Config{Lake: config.Lake{CompactAt: c.at}}
		if err := s.tidy(t.Context()); err != nil {
			t.Fatal(err)
		}
		if got := s.lake.Loose(s.start); got != c.left {
			t.Errorf("with lake.compact_at %d and %d small files %d are left, want %d", c.at, loose, got, c.left)
		}
	}
	if diff := cmp.Diff(before, s.contents(t)); diff != "" {
		t.Errorf("rows (-before +after)\n%s", diff)
	}
}
