package ui_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"rung/internal/ui"
)

func TestWriteFields(t *testing.T) {
	var b strings.Builder
	err := ui.WriteFields(&b, []ui.Field{
		{"name", "board"},
		{"why", "The terms allow it to everybody who names the source."},
		{"rate", 1.5},
		{"key", ""},
		{"asks", "x\x1b[31my https://example.com/a/very/long/address/that/has/no/blank end"},
	}, 32)
	if err != nil {
		t.Fatal(err)
	}
	want := `name  board
why   The terms allow it to
      everybody who names the
      source.
rate  1.5
key
asks  x[31my
      https://example.com/a/very/long/address/that/has/no/blank
      end
`
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}
