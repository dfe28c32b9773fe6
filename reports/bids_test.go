package reports

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestBidTable shows both sides of the price, and why a change is not shown; columns without any figure are left out.
func TestBidTable(t *testing.T) {
	columns := "skill skill_name period n bids bids_low bids_high band band_low band_high bid bid_low bid_high bid_ratio bid_ratio_low bid_ratio_high n_before bids_change bids_change_low bids_change_high bids_verdict bid_change bid_change_low bid_change_high bid_verdict note"
	golang := []any{"go", "Go", "hour", int64(30), 15.0, 10.0, 20.0, 30.0, 28.0, 32.0, 24.0, 22.0, 26.0, 0.8, 0.73, 0.87, int64(30), 1.5, 1.0, 2.0, "no clear change", 0.8, 0.79, 0.81, "falling", nil}
	php := []any{"php", "PHP", "project", int64(5), nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, int64(0), nil, nil, nil, nil, nil, nil, nil, nil, "figures: too few ads (n=5)"}
	r := &Report{answers: map[string]*answer{"bids": tableOf(ask{key: "bids", question: "bids", keys: []string{"skill", "period"}}, columns, golang, php)}}
	few, none := "under 10 ads or 5 employers", "nothing to compare with"
	want := [][]string{
		{"Go", "hour", "30", "15.0 10.0–20.0", "$30 $28–32", "$24 $22–26", "×0.80 ×0.73–0.87", "×1.50 ×1.00–2.00", "no clear change", "×0.80 ×0.79–0.81", "falling", ""},
		{"PHP", "project", "5", few, few, few, few, none, "", none, "", "figures: too few ads (n=5)"},
	}
	blocks := r.bidBlocks()
	if diff := cmp.Diff(want, textsOf(blocks[0].Grid)); diff != "" {
		t.Errorf("the table differs (-want +got):\n%s", diff)
	}
	r.answers["bids"] = tableOf(ask{key: "bids", question: "bids", keys: []string{"skill", "period"}}, columns)
	if blocks := r.bidBlocks(); len(blocks) != 1 || blocks[0].Grid != nil {
		t.Errorf("got %d blocks without bids, want the one that says there are none", len(blocks))
	}
}
