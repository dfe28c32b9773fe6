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
