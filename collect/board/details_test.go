package board_test

import (
	"errors"
	"net/http"
	"slices"
	"testing"

	"rung/collect"
	"rung/collect/board"
	"rung/internal/polite"
)

func details(t *testing.T, value string) *board.Details {
	t.Helper()
	d, err := board.ReadDetails(collect.Settings{Options: map[string][]string{"details": {value}}}, "details")
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestDetailsAreBounded shares a bound between two boards.
func TestDetailsAreBounded(t *testing.T) {
	d := details(t, "3")
	var asked []string
	ask := func(b *board.BoardDetails, id string) {
		if err := b.Ask(t.Context(), id, func() error { asked = append(asked, id); return nil }); err != nil {
			t.Fatal(err)
		}
	}
	first, second := d.Of(nil, "a", "text of"), d.Of(nil, "b", "text of")
	ask(first, "a1")
	ask(first, "a2")
	ask(second, "b1")
	ask(second, "b2")
	if want := []string{"a1", "a2", "b1"}; !slices.Equal(asked, want) || first.More || !second.More || d.Left() {
		t.Errorf("asked for %q, want %q; more is left of the first %v, of the second %v", asked, want, first.More, second.More)
	}
	none := details(t, "0").Of(nil, "a", "text of")
	ask(none, "x")
	if slices.Contains(asked, "x") || none.More {
		t.Error("what is not wanted was asked for, or left for the next run")
	}
}

func TestARefusalEndsDetails(t *testing.T) {
	d := details(t, "9")
	b := d.Of(nil, "a", "text of")
	refused := &polite.StatusError{Status: http.StatusTooManyRequests}
	if err := b.Ask(t.Context(), "1", func() error { return refused }); !errors.Is(err, refused) || !b.More {
		t.Errorf("a refusal gave %v, more %v", err, b.More)
	}
	if err := b.Ask(t.Context(), "2", func() error { t.Error("it was asked again"); return nil }); err != nil {
		t.Error(err)
	}
	for _, bad := range []string{"-1", "some"} {
		if _, err := board.ReadDetails(collect.Settings{Options: map[string][]string{"details": {bad}}}, "details"); err == nil {
			t.Errorf("details of %q were taken", bad)
		}
	}
}
