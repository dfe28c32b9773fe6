package transform

import (
	"testing"
	"time"

	"rung/internal/job"
)

func TestClosed(t *testing.T) {
	day := func(n int) time.Time { return time.Date(2024, 5, n, 0, 0, 0, 0, time.UTC) }
	board, thread := Life{ShowsAllOpen: true}, Life{Days: 10}
	for _, c := range []struct {
		name string
		id   job.Identity
		life Life
		want time.Time
		rule string
	}{
		{"open on a board", job.Identity{FirstSeen: day(1), LastSeen: day(20)}, board, time.Time{}, ""},
		{"missing from a complete list", job.Identity{LastSeen: day(5), MissedAt: day(6)}, board, day(6), "not_listed"},
		{"missing where nothing is listed completely", job.Identity{PostedAt: day(15), LastSeen: day(15), MissedAt: day(16)}, thread, time.Time{}, ""},
		{"the board is gone", job.Identity{LastSeen: day(5), GoneAt: day(9), MissedAt: day(6)}, board, day(9), "scope_gone"},
		{"withdrawn by the source", job.Identity{LastSeen: day(5), RemovedAt: day(7)}, thread, day(7), "removed"},
		{"seen again after a notice", job.Identity{PostedAt: day(15), LastSeen: day(18), RemovedAt: day(7)}, thread, time.Time{}, ""},
		{"past its own date", job.Identity{LastSeen: day(5), ValidThrough: day(12)}, board, day(12), "valid_through"},
		{"its date is to come", job.Identity{LastSeen: day(5), ValidThrough: day(30)}, board, time.Time{}, ""},
		{"its date is to come, and its days are over", job.Identity{PostedAt: day(3), LastSeen: day(4), ValidThrough: day(30)}, thread, time.Time{}, ""},
		{"lived its days", job.Identity{PostedAt: day(3), LastSeen: day(4)}, thread, day(13), "default_life"},
		{"no date: from the first sighting", job.Identity{FirstSeen: day(4), LastSeen: day(4)}, thread, day(14), "default_life"},
		{"still in its days", job.Identity{PostedAt: day(19), LastSeen: day(19)}, thread, time.Time{}, ""},
		{"no rule at all", job.Identity{PostedAt: day(1), LastSeen: day(1)}, Life{}, time.Time{}, ""},
	} {
		got, rule := closed(&c.id, c.life, day(20))
		if !got.Equal(c.want) || rule != c.rule {
			t.Errorf("%s: closed(%+v) = %v, %q, want %v, %q", c.name, c.id, got, rule, c.want, c.rule)
		}
	}
}
