package collect

import (
	"testing"
	"time"
)

func TestKeepFor(t *testing.T) {
	const day = 24 * time.Hour
	for _, c := range []struct {
		name             string
		terms, set, want time.Duration
		permission       string
	}{
		{name: "nothing said"},
		{name: "the terms alone", terms: day, want: day},
		{name: "the user alone", set: day, want: day},
		{name: "the user keeps less", terms: 2 * day, set: day, want: day},
		{name: "the user wants more", terms: day, set: 2 * day, want: day},
		{name: "the user may have more", terms: day, set: 2 * day, permission: "a letter", want: 2 * day},
		{name: "a permission that is none", terms: day, set: 2 * day, permission: " ", want: day},
		{name: "a permission to run alone", terms: day, permission: "a letter", want: day},
	} {
		s := Source{Terms: Terms{Keep: Retention{For: c.terms}}}
		if got := KeepFor(&s, Settings{Keep: c.set, Permission: c.permission}); got != c.want {
			t.Errorf("%s: terms %s, settings %s %q: got %s, want %s", c.name, c.terms, c.set, c.permission, got, c.want)
		}
	}
}
