package reports

import (
	"fmt"
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
		for word := range strings.SplitSeq(data.Ads, " ") {
			got = append(got, unpack(data, word[1:]))
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
