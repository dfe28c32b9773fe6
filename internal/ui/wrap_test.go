package ui_test

import (
	"testing"

	"rung/internal/ui"
)

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		text   string
		width  int
		indent int
		want   string
	}{
		{"one two three", 20, 0, "one two three"},
		{"one two three", 8, 0, "one two\nthree"},
		{"one two three", 9, 2, "  one two\n  three"},
		{"", 9, 2, "  "},
		{"see https://example.org/a/long/address", 10, 0, "see\nhttps://example.org/a/long/address"},
		{"schönes Wetter", 8, 0, "schönes\nWetter"},
	} {
		if got := ui.Wrap(c.text, c.width, c.indent); got != c.want {
			t.Errorf("Wrap(%q, %d, %d) = %q, want %q", c.text, c.width, c.indent, got, c.want)
		}
	}
}
