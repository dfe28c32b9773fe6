package near

import (
	"strings"
	"testing"
)

func TestTo(t *testing.T) {
	for _, c := range []struct {
		name       string
		candidates []string
		want       string
	}{
		{"lake.dri", []string{"log.format", "lake.dir"}, "lake.dir"},
		{"GOLNAG", []string{"golang", "go"}, "golang"},
		{"golnag", []string{"Gong", "golang"}, "golang"},
		{"nothing like it", []string{"lake.dir"}, ""},
		{"bb", []string{"bc", "ba"}, ""},
		{"bbb", []string{"bbc", "bba"}, "bba"},
		{"x", nil, ""},
		{"phyton", []string{"photon", "python"}, "python"},   // one moved: 1 - 0.5/6, one wrong: 1 - 1/6
		{"phyton", []string{"photon", "phone"}, "photon"},    // 1 - 1/6
		{"slq", []string{"sal", "sql"}, "sql"},               // two changed places: 1 - 0.5/3
		{"title", []string{"job_title"}, "job_title"},        // 1 - 4/9, and whole
		{"titel", []string{"job_title"}, ""},                 // 1 - 6/9, not whole
		{"abcdefghij", []string{"abcdefgxyz"}, "abcdefgxyz"}, // 1 - 3/10
		{"abcdefghij", []string{"abcdefwxyz"}, ""},           // 1 - 4/10
		{"abcdef", []string{"fedcba"}, ""},                   // all letters, but none in its place
		{".nope", []string{".once"}, ""},                     // one moved and one wrong
		{strings.Repeat("a", 300), []string{"aaa"}, ""},
	} {
		if got := To(c.name, c.candidates); got != c.want {
			t.Errorf("To(%q, %q) = %q, want %q", c.name, c.candidates, got, c.want)
		}
	}
}

func TestHint(t *testing.T) {
	if got := Hint("lake.dri", []string{"lake.dir"}); got != `: did you mean "lake.dir"?` {
		t.Errorf("the hint is %q", got)
	}
	if got := Hint("nothing", nil); got != "" {
		t.Errorf("the hint is %q, want none", got)
	}
}
