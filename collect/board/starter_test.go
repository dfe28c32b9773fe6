package board_test

import (
	"testing"

	"rung/collect/board"
)

// TestStarter wants lists short enough for a first run, of names that are there once and name an employer.
func TestStarter(t *testing.T) {
	total := 0
	for _, platform := range []string{"greenhouse", "ashby", "lever", "smartrecruiters", "recruitee", "workable", "personio", "teamtailor"} {
		boards := board.Starter(platform)
		if n := len(boards); n == 0 || n > 40 {
			t.Errorf("%s: %d boards, want 1 to 40", platform, n)
		}
		seen := map[string]bool{}
		for _, entry := range boards {
			name, employer := board.Split(entry)
			if name == "" || employer == "" || seen[name] {
				t.Errorf("%s: entry %q has no name or no employer, or stands twice", platform, entry)
			}
			seen[name] = true
		}
		total += len(boards)
	}
	if total < 100 || total > 150 {
		t.Errorf("%d boards in all, want a hundred or so", total)
	}
	if got := board.Starter("nowhere"); got != nil {
		t.Errorf("boards of nowhere: %q", got)
	}
}
