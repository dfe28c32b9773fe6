package reports

import (
	"cmp"
	"slices"
	"strings"
)

// sitters are the aspects of a band that a report shows, and how many names of each.
var sitters = []struct {
	aspect, title string
	top           int
}{
	{"role", "Kind of role", 6},
	{"level", "Level", 4},
	{"client", "Client", 4},
}

// sitter is one name of an aspect, with its row in each band.
type sitter struct {
	name string
	n    int64
	rows map[string]row
}

// bandsGrid shows who sits in the bands of a ladder, a column for each band; nil where no band has ads enough.
func (r *Report) bandsGrid(key, title string) *grid {
	rows := r.answers[key].rows()
	g := &grid{ID: "table-" + key, Caption: title + ": who sits in each band, in shares of its ads that tell. What fewer than 10 ads of 5 employers tell is left out", Heads: []head{column("What", ""), column("Who", "")}}
	var bands []string
	for _, row := range rows {
		if band := row.text("band"); row.has("share") && !slices.Contains(bands, band) {
			bands = append(bands, band)
			g.Heads = append(g.Heads, numbers(bandText(row), whole(row.count("band_ads"))+" ads of "+whole(row.count("band_employers"))+" employers"))
		}
	}
	share := measured("share", "told", "ads that tell", percent)
	for _, s := range sitters {
		for _, one := range sittersOf(rows, s.aspect, s.top) {
			cells := []cell{word(s.title), word(strings.ReplaceAll(one.name, "_", " "))}
			for _, band := range bands {
				row, found := one.rows[band]
				switch {
				case found && row.has("share"):
					cells = append(cells, share.cell(row))
				case found:
					cells = append(cells, missing(row.text("note")).of(row, "share"))
				default:
					cells = append(cells, missing("none"))
				}
			}
			g.Rows = append(g.Rows, cells)
		}
	}
	if len(g.Rows) == 0 {
		return nil
	}
	return g
}

// sittersOf picks the names of an aspect that most ads have over all bands.
func sittersOf(rows []row, aspect string, top int) []*sitter {
	byName := map[string]*sitter{}
	var names []*sitter
	for _, r := range rows {
		if r.text("aspect") != aspect {
			continue
		}
		one := byName[r.text("name")]
		if one == nil {
			one = &sitter{name: r.text("name"), rows: map[string]row{}}
			byName[one.name] = one
			names = append(names, one)
		}
		one.n += r.count("n")
		one.rows[r.text("band")] = r
	}
	slices.SortStableFunc(names, func(a, b *sitter) int { return cmp.Compare(b.n, a.n) })
	return slices.DeleteFunc(names[:min(len(names), top)], func(s *sitter) bool { return !s.isShown() })
}

// isShown tells whether ads enough tell of it in any band.
func (s *sitter) isShown() bool {
	for _, r := range s.rows {
		if r.has("share") {
			return true
		}
	}
	return false
}
