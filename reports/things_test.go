package reports

import (
	"strings"
	"testing"
	"time"

	"rung/analyze"
)

// through sets the window of an answer: from the first day of a month of 2024 to the last of October.
func through(a *answer, month time.Month) *answer {
	a.Params = map[string]any{"since": time.Date(2024, month, 1, 0, 0, 0, 0, time.UTC), "until": time.Date(2024, 10, 31, 0, 0, 0, 0, time.UTC)}
	return a
}

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

// yearly is pay by the year of SQL, whose interval is 100,000 to 130,000, and of others with a middle of so much.
func yearly(others ...float64) *Report {
	rows := [][]any{{"sql", "year", "any", "any", "skill", int64(40), 90000.0, 120000.0, 100000.0, 130000.0, 150000.0}}
	names := [][]any{{"sql", "SQL", false}}
	for i, middle := range others {
		id := string(rune('a' + i))
		rows = append(rows, []any{id, "year", "any", "any", "skill", int64(40), 80000.0, middle, 70000.0, 125000.0, 140000.0})
		names = append(names, []any{id, id, false})
	}
	for i := range rows {
		rows[i] = append(rows[i], names[i][1])
	}
	pay := through(tableOf(ask{key: "pay", question: "pay", keys: []string{"skill", "period", "employment", "country"}}, "skill period employment country level level_n floor middle middle_low middle_high ceiling skill_name", rows...), time.August)
	charge := through(tableOf(ask{question: "charge"}, "kind period level n undated sources middle",
		[]any{"budget", "hour", "any", int64(50), int64(20), []any{"a", "b"}, 40.0}, []any{"offer", "hour", "any", int64(60), int64(0), []any{"a", "b"}, 50.0}), time.January)
	return &Report{meta: Meta{Args: analyze.Args{}}, answers: map[string]*answer{
		"pay": pay, "charge": charge, "demand": tableOf(ask{}, "skill skill_name concept", names...),
	}}
}

// TestBestPaid says of how many ads the ranking is, and that the first is not surely the first where the next one's
// middle lies within its interval.
func TestBestPaid(t *testing.T) {
	const end = "$120,000 ($100,000–130,000; n\u00a0=\u00a040 ads with pay), floor $90,000 and ceiling $150,000. "
	const of = "In August to October 2024, of technologies with 30 ads or more that state pay by the year, SQL has the highest middle, "
	for name, c := range map[string]struct {
		others []float64
		want   string
	}{
		"surely":        {[]float64{99000}, of + end},
		"within chance": {[]float64{80000, 101000}, of + "within chance of others: " + end},
		"alone":         {nil, "In August to October 2024, SQL is the only technology with 30 ads or more whose pay by the year can be shown: a middle of " + end},
	} {
		if got := yearly(c.others...).bestPaidBy("year").plain(); got != c.want {
			t.Errorf("%s: got  %q\nwant %q", name, got, c.want)
		}
	}
}

// TestChargeSince says when it was posted what to charge, which looks further back than the report, and speaks of archives
// only where they count.
func TestChargeSince(t *testing.T) {
	r := yearly()
	if got, want := r.chargeThing().plain(), "What should I charge? Posted in January to October 2024 and in archives without dates: Clients' budgets for an hour have a middle of $40"; !strings.HasPrefix(got, want) {
		t.Errorf("got %q, want it to begin with %q", got, want)
	}
	r.answers["charge"].Rows = r.answers["charge"].Rows[1:]
	if got, want := r.chargeThing().plain(), "What should I charge? Posted in January to October 2024: Ads offer a middle of $50"; !strings.HasPrefix(got, want) {
		t.Errorf("got %q, want it to begin with %q", got, want)
	}
}
