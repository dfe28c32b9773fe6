package country_test

import (
	"slices"
	"strings"
	"testing"

	"rung/internal/country"
)

func TestCode(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"Germany", "DE"},
		{" united  states ", "US"},
		{"USA", "US"},
		{"IND", "IN"},
		{"uk", "GB"},
		{"gb", "GB"},
		{"Bosnia & Herzegovina", ""},
		{"Bosnia and Herzegovina", "BA"},
		{"Côte d’Ivoire", "CI"},
		{"Ivory Coast", "CI"},
		{"South Korea", "KR"},
		{"Hong Kong", "HK"},
		{"Swaziland", "SZ"},
		{"Saint Lucia", "LC"},
		{"European Union", "EU"},
		{"anywhere", "WORLD"},
		{"EMEA remote", ""},
		{"", ""},
		{strings.Repeat("Germany", 100), ""},
	} {
		if got := country.Code(c.in); got != c.want {
			t.Errorf("Code(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestNames(t *testing.T) {
	names := country.Names()
	for _, name := range names {
		if len(name) < 4 || country.Code(name) == "" {
			t.Errorf("%q is no name of a country", name)
		}
	}
	for name, want := range map[string]bool{"germany": true, "united states": true, "de": false, "deu": false} {
		if slices.Contains(names, name) != want {
			t.Errorf("%q is among the names: %v, want %v", name, !want, want)
		}
	}
}
