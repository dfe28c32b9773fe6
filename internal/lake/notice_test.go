package lake_test

import (
	"testing"

	"rung/internal/lake"
)

// TestNotice sets a notice once and finds it after later commits, also by another reader.
func TestNotice(t *testing.T) {
	l := openWrite(t)
	must(t, l.SetNotice("run1", "made up", day(1)))
	number := l.Manifest().Number
	must(t, l.SetNotice("run2", "made up", day(2)))
	if l.Manifest().Number != number {
		t.Error("the same notice again made a commit")
	}
	fill(t, l, listing("a"))
	again, err := lake.Open(l.Dir())
	must(t, err)
	defer again.Close()
	if got := again.Manifest().Notice; got != "made up" {
		t.Errorf("the notice is %q, want %q", got, "made up")
	}
}
