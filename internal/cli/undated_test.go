package cli

import (
	"strings"
	"testing"

	"rung/analyze"
)

func TestUndatedHint(t *testing.T) {
	for _, c := range []struct {
		name   string
		params map[string]any
		want   string
	}{
		{"pay", map[string]any{"source": "upwork", "undated": false}, "no advert of upwork has a date; --undated counts them"},
		{"next", map[string]any{"source": "upwork", "undated": true}, "no advert of upwork has a date; they were counted, but none answers this"},
		{"pay", map[string]any{"source": nil, "undated": false}, "no advert has a date; --undated counts them"},
		{"demand", map[string]any{"source": "upwork"}, "no advert of upwork has a date, and demand counts those with one alone; --undated counts them in "},
	} {
		got := undatedHint(&analyze.Table{Name: c.name, Params: c.params})
		if !strings.HasPrefix(got, c.want) || !strings.HasSuffix(c.want, " ") && got != c.want {
			t.Errorf("%s with %v: got %q, want %q", c.name, c.params, got, c.want)
		}
	}
	for _, name := range []string{"bands", "charge", "next"} {
		if got := undatedHint(&analyze.Table{Name: "demand"}); !strings.Contains(got, name) {
			t.Errorf("the hint %q does not name %s", got, name)
		}
	}
}
