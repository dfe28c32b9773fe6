package reports

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// idGrid is a grid of those headings whose cells have those ids; - is none.
func idGrid(heads string, rows ...string) *grid {
	g := &grid{}
	for h := range strings.FieldsSeq(heads) {
		g.Heads = append(g.Heads, head{Text: h})
	}
	for _, row := range rows {
		var cells []cell
		for id := range strings.FieldsSeq(row) {
			cells = append(cells, cell{Text: "x", Figure: strings.TrimPrefix(id, "-")})
		}
		g.Rows = append(g.Rows, cells)
	}
	return g
}

func TestGridIDs(t *testing.T) {
	for _, c := range []struct {
		name   string
		grid   *grid
		keys   [][]string
		legend string
	}{
		{"none", idGrid("A", "-"), nil, ""},
		{
			"one key", idGrid("Skill Ads Share", "- demand/go/ads demand/go/share", "- demand/sql/ads -"),
			[][]string{{"go", "sql"}},
			"Ids of these figures: `demand/{Id}/` and `ads` (Ads), `share` (Share).\n\n",
		},
		{
			"two questions by one key", idGrid("Skill Ads Hour", "- demand/go/ads pay/go/hour/any/any/middle", "- demand/c/ads pay/c/hour/any/any/middle", "- demand/php/ads -"),
			[][]string{{"go", "c", "php"}},
			"Ids of these figures: `demand/{Id}/` and `ads` (Ads); `pay/{Id}/hour/any/any/` and `middle` (Hour).\n\n",
		},
		{
			"another key for the neighbour", idGrid("Skill Tie Offer", "- escapes/python/go/npmi premium/year/go/premium", "- escapes/php/c/npmi premium/year/c/premium"),
			[][]string{{"python/go", "php/c"}, {"go", "c"}},
			"Ids of these figures: `escapes/{Id}/` and `npmi` (Tie); `premium/year/{Id 2}/` and `premium` (Offer).\n\n",
		},
		{"one row", idGrid("Ads Share", "demand/go/ads demand/go/share"), nil, "Ids of these figures: `demand/go/` and `ads` (Ads), `share` (Share).\n\n"},
		{
			"a label with slashes", idGrid("Ads", "emerging/label/ci/cd/ads", "emerging/label/go/ads"),
			[][]string{{"ci/cd", "go"}},
			"Ids of these figures: `emerging/label/{Id}/` and `ads` (Ads).\n\n",
		},
		{
			"a key that ends as the id does", idGrid("Ads", "q/ads/ads/ads", "q/ads/ads"),
			[][]string{{"ads/ads", "ads"}},
			"Ids of these figures: `q/{Id}/` and `ads` (Ads).\n\n",
		},
	} {
		ids := c.grid.ids()
		if diff := cmp.Diff(c.keys, ids.keys); diff != "" {
			t.Errorf("%s: keys (-want +got):\n%s", c.name, diff)
		}
		if diff := cmp.Diff(c.legend, ids.legend()); diff != "" {
			t.Errorf("%s: legend (-want +got):\n%s", c.name, diff)
		}
		checkIDs(t, c.name, c.grid)
	}
}

// checkIDs wants the columns and the line below a grid to tell exactly the ids of its cells.
func checkIDs(t *testing.T, name string, g *grid) {
	t.Helper()
	ids := g.ids()
	at := 0
	for column, h := range g.Heads {
		some := false
		for i, cells := range g.Rows {
			id := cells[column].Figure
			if id == "" {
				continue
			}
			some = true
			told := ids.patterns[at]
			for n, keys := range ids.keys {
				told = strings.ReplaceAll(told, "{"+idName(n)+"}", keys[i])
			}
			if told != id {
				t.Errorf("%s: %s of row %d is told as %q, want %q", name, h.Text, i+1, told, id)
			}
		}
		if some {
			at++
		}
	}
	if at != len(ids.patterns) {
		t.Errorf("%s: %d columns have ids, %d are told", name, at, len(ids.patterns))
	}
}

// TestFootnotes marks figures of sentences once each, and sets an id that means harm as text.
func TestFootnotes(t *testing.T) {
	var notes footnotes
	l := say("Go has ", span{Text: "5%", Figure: "demand/go/share", Strong: true}, " and ", span{Text: "x", Figure: "emerging/label/a`b/ads"}, ", as said: ", span{Text: "5%", Figure: "demand/go/share"}, ".")
	if got, want := l.markdown(&notes), "Go has **5%**[^1] and x[^2], as said: 5%[^1]."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	var b bytes.Buffer
	notes.write(&b, "rung explain", "")
	if want := "[^1]: `demand/go/share`\n[^2]: emerging/label/a\\`b/ads\n"; !strings.HasSuffix(b.String(), want) {
		t.Errorf("got %q, want it to end with %q", b.String(), want)
	}
}
