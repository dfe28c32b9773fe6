package reports

import (
	"strings"
	"testing"
)

// TestMarketRestsOn says of the index the ads of the sources compared, and of the ratio those of both times, never all
// ads of the window: of 139 ads of the month 119 are compared.
func TestMarketRestsOn(t *testing.T) {
	const n = "n\u00a0=\u00a0"
	market := monthsOf(
		ask{question: "market", keys: []string{"month"}}, "ads compared index index_low index_high year_n year_ratio year_ratio_low year_ratio_high verdict",
		[]any{int64(140), nil, 100.0, nil, nil, nil, nil, nil, nil, "not enough history yet"},
		[]any{int64(139), 0.8561151079136691, 111.2, 90.0, 130.0, int64(668), 1.06, 0.9, 1.2, "no clear change"},
	)
	r := &Report{answers: map[string]*answer{"market": market}}
	want := "Is this market dead? The index of new ads stood at 111.2 (90.0–130.0; " + n + "119 ads of the sources compared) in February 2024. " +
		"Over three months that is ×1.06 (×0.90–1.20; " + n + "668 ads of both, of the sources compared) of the same three a year before: no clear change."
	if got := r.marketThing().plain(); got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	rows := market.rows()
	if got := marketIndex.title(rows[0]); got != "" {
		t.Errorf("the first month is compared with none: got %q, want nothing", got)
	}
	if got, want := marketIndex.title(rows[1]), n+"119 ads of the sources compared; 95% interval 90.0 to 130.0"; got != want {
		t.Errorf("index: got %q, want %q", got, want)
	}
	if got, want := marketYear.cell(rows[1]).Title, n+"668 ads of both, of the sources compared; 95% interval ×0.90 to ×1.20"; got != want {
		t.Errorf("year before: got %q, want %q", got, want)
	}
}

// TestPartsSince names the first month that the charts of the parts show, which is that of the first index.
func TestPartsSince(t *testing.T) {
	rows := [][]any{
		{"source", "hn", day(1), int64(40), nil, nil, "not enough history yet"},
		{"source", "hn", day(2), int64(40), 100.0, nil, "not enough history yet"},
		{"source", "hn", day(3), int64(40), 90.0, nil, "not enough history yet"},
		{"country", "US", day(3), int64(40), 100.0, nil, "not enough history yet"},
		{"country", "US", day(4), int64(40), 90.0, nil, "not enough history yet"},
	}
	for name, c := range map[string]struct {
		rows [][]any
		want string
	}{
		"charts":   {rows, "The same index for parts of the market, from February 2024 on; 100 is the first month of each. "},
		"no chart": {rows[:1], "The same index for parts of the market; 100 is the first month of each. "},
	} {
		a := tableOf(ask{question: "market", shown: []string{"by"}, keys: []string{"by", "value", "month"}}, "by value month ads index year_ratio verdict", c.rows...)
		r := &Report{answers: map[string]*answer{"market_by": a}}
		if got := r.partBlocks()[0].Line.plain(); !strings.HasPrefix(got, c.want) {
			t.Errorf("%s: got %q, want it to begin with %q", name, got, c.want)
		}
	}
}
