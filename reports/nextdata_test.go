package reports

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"rung/analyze"

	"github.com/google/go-cmp/cmp"
)

// TestPackNeeds packs markets of few and many skills and unpacks them as the page does.
func TestPackNeeds(t *testing.T) {
	for _, skills := range []int{1, 61, 62, 63, 500, 62 * 62} {
		var want [][]string
		table := &analyze.Table{Columns: []analyze.Column{{Name: "needs"}}}
		for i := range skills {
			ids := []string{fmt.Sprintf("s%04d", i), "s0000"}[:1+min(i, 1)]
			want = append(want, ids)
			table.Rows = append(table.Rows, []any{[]any{ids[0]}})
			if len(ids) == 2 {
				table.Rows[i] = []any{[]any{ids[0], ids[1]}}
			}
		}
		data, fits := packNeeds(newAnswer(ask{}, table), func(id string) (string, string) { return id, "" })
		if !fits {
			t.Errorf("%d skills: the page says that they are too many", skills)
		}
		if data.Skills[0].ID != "s0000" {
			t.Errorf("%d skills: the first is %s, want the most frequent", skills, data.Skills[0].ID)
		}
		var got [][]string
		for i, word := range strings.Split(data.Ads, " ") {
			at := 1
			if i > 0 { // all ads are of the employer 0
				if at = 4; word[:4] != "2000" {
					t.Errorf("%d skills: ad %d begins with %q, want the first employer again", skills, i, word[:4])
				}
			}
			got = append(got, unpack(data, word[at:]))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%d skills, %d single digits (-want +got):\n%.600s", skills, data.Single, diff)
		}
	}
}

func unpack(d nextData, word string) []string {
	var ids []string
	for i := 0; i < len(word); i++ {
		n := strings.IndexByte(digits, word[i])
		if n >= d.Single {
			i++
			n = d.Single + (n-d.Single)*len(digits) + strings.IndexByte(digits, word[i])
		}
		ids = append(ids, d.Skills[n].ID)
	}
	return ids
}

// TestPackEmployers packs ads of three employers, two of them with several, and reads who draws what.
func TestPackEmployers(t *testing.T) {
	table := &analyze.Table{Columns: []analyze.Column{{Name: "draw"}, {Name: "entry_level"}, {Name: "needs"}}}
	for _, ad := range []struct {
		draw  int64
		entry bool
	}{{62, false}, {56800235583, true}, {62, true}, {5, false}, {56800235583, false}} {
		table.Rows = append(table.Rows, []any{ad.draw, ad.entry, []any{"go"}})
	}
	data, _ := packNeeds(newAnswer(ask{}, table), func(id string) (string, string) { return id, "" })
	if want := "00 10 30000 00 20010"; data.Ads != want {
		t.Errorf("ads: got %q, want %q", data.Ads, want)
	}
	if want := "000010" + "zzzzzz" + "000005"; data.Draws != want {
		t.Errorf("draws: got %q, want %q", data.Draws, want)
	}
}

// TestLinks embeds the titles of ads that need few skills, and no two of one employer for a skill.
func TestLinks(t *testing.T) {
	table := &analyze.Table{Columns: []analyze.Column{{Name: "draw"}, {Name: "title"}, {Name: "needs"}}}
	add := func(draw int64, needs ...any) {
		table.Rows = append(table.Rows, []any{draw, fmt.Sprint("ad ", len(table.Rows)), needs})
	}
	add(1, "go", "sql")
	add(1, "go")
	add(1, "go")
	add(2, "go")
	for range 20 {
		add(int64(len(table.Rows)), "php")
	}
	var got []int
	for i := range linksOf(newAnswer(ask{}, table).rows()) {
		got = append(got, i)
	}
	slices.Sort(got)
	// The first is there for SQL; the third is the second's employer's again; of PHP there are twelve.
	if diff := cmp.Diff([]int{0, 1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}, got); diff != "" {
		t.Errorf("linked ads (-want +got):\n%s", diff)
	}
}
