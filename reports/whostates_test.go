package reports

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const hiddenColumns = "dimension value ads employers paid disclosure disclosure_low disclosure_high paid_share paid_share_low paid_share_high hidden_share hidden_share_low hidden_share_high difference difference_low difference_high verdict note"

// hiddenRow is a row of hidden_pay with a difference, a tenth to both sides.
func hiddenRow(dimension, value string, ads, paid int64, difference float64, verdict string) []any {
	disclosure := float64(paid) / float64(ads)
	return []any{
		dimension, value, ads, int64(20), paid, disclosure, disclosure - 0.1, disclosure + 0.1,
		0.5 + difference, 0.4, 0.6, 0.5, 0.4, 0.6, difference, difference - 0.02, difference + 0.02, verdict, nil,
	}
}

// TestWhoStates says what is over-represented, what is not, and what to mind, and leaves small rows out of the table.
func TestWhoStates(t *testing.T) {
	const over, under, none = "over-represented among ads with pay", "under-represented among ads with pay", "no clear difference"
	all := append([]any{"all", "all", int64(200), int64(90), int64(80), 0.4, 0.3, 0.5}, make([]any, 11)...)
	small := append([]any{"role", "qa", int64(12), int64(9), int64(6), 0.5, 0.3, 0.7}, make([]any, 11)...)
	small[18] = "disclosure: indicative (n=12), and too few for a difference"
	cases := []struct {
		name string
		rows [][]any
		want []string
		grid string
	}{
		{
			"differ",
			[][]any{
				all, hiddenRow("law", "none_known", 150, 40, -0.3, under), hiddenRow("law", "demanded", 50, 40, 0.3, over),
				hiddenRow("role", "data_science", 40, 30, 0.1, over), small,
				hiddenRow("level", "senior", 60, 40, 0.2, over), hiddenRow("level", "not said", 60, 10, -0.2, under),
				hiddenRow("country", "US", 90, 60, 0.25, over), hiddenRow("country", "DE", 40, 5, -0.15, under),
				hiddenRow("remote", "remote", 80, 50, 0.05, over), hiddenRow("employment", "contract", 80, 40, 0.01, none), hiddenRow("source", "board", 80, 50, 0.09, over),
			},
			[]string{
				"Figures of pay rest on ads that state it: 80 of 200 in this window, or 40.0% (30.0–50.0%). They tell of the others only as far as these are alike.",
				"Over-represented among ads with pay, in points of difference to those without: ads that name US 25.0 (23.0–27.0), level senior 20.0 (18.0–22.0), role data science 10.0 (8.0–12.0) and 1 more in the table. " +
					"Under-represented: ads that name DE -15.0 (-17.0 to -13.0). " +
					"Mind: the two differ by role, level and country, so a middle of all ads with pay leans to the first and tells less of the second.",
				"Where law demanded that an ad state pay, 80.0% (70.0–90.0%; n = 50 ads) did; elsewhere, or where the place is not known, 26.7% (16.7–36.7%; n = 150 ads). The laws are of states, provinces and countries, and leave out some employers. For what skills pay there, ask rung analyze pay --by-law.",
			},
			"all, none known, demanded, data science, senior, not said, US, DE, remote, board, contract",
		},
		{
			"alike",
			[][]any{all, hiddenRow("remote", "remote", 80, 50, 0.2, over), hiddenRow("level", "senior", 80, 41, 0.01, none)},
			[]string{
				"Figures of pay rest on ads that state it: 80 of 200 in this window, or 40.0% (30.0–50.0%). They tell of the others only as far as these are alike.",
				"Over-represented among ads with pay, in points of difference to those without: remote work 20.0 (18.0–22.0). By role, level and country the two do not clearly differ.",
			},
			"all, remote, senior",
		},
		{
			"nothing",
			[][]any{append([]any{"all", "all", int64(8), int64(3), int64(2)}, make([]any, 14)...), small},
			[]string{
				"Figures of pay rest on ads that state it: 2 of 8 in this window. They tell of the others only as far as these are alike.",
				"No role, level, country, remote mode or kind of employment clearly has a larger part of the ads with pay than of those without, as far as this many ads tell.",
			},
			"all",
		},
	}
	for _, c := range cases {
		r := &Report{answers: map[string]*answer{"hidden_pay": tableOf(ask{key: "hidden_pay", question: "hidden_pay", keys: []string{"dimension", "value"}}, hiddenColumns, c.rows...)}}
		var got []string
		for _, b := range r.hiddenSections()[0].Blocks {
			if b.Grid != nil {
				if got := hiddenOrder(b.Grid); got != c.grid {
					t.Errorf("%s: the table has %s, want %s", c.name, got, c.grid)
				}
				continue
			}
			got = append(got, strings.ReplaceAll(b.Line.plain(), "\u00a0", " "))
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
	r := &Report{answers: map[string]*answer{"hidden_pay": tableOf(ask{}, hiddenColumns)}}
	if s := r.hiddenSections(); s != nil {
		t.Errorf("without ads: got %d sections, want none", len(s))
	}
}

// hiddenOrder names the rows of the table, in order.
func hiddenOrder(g *grid) string {
	var names []string
	for _, cells := range g.Rows {
		names = append(names, cells[1].Text)
	}
	return strings.Join(names, ", ")
}

func TestPoints(t *testing.T) {
	for difference, want := range map[float64]string{0.0534: "5.3", -0.2: "-20.0", 0: "0.0", -0.0004: "0.0"} {
		if got := points(difference); got != want {
			t.Errorf("points(%v) = %s, want %s", difference, got, want)
		}
	}
}
