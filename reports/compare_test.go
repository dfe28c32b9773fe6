package reports_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"rung/reports"

	"github.com/google/go-cmp/cmp"
)

// past makes a report.json of hand-made rows: of demand skill, rank with its ends, ads, share with its ends,
// verdict; of pay skill, employment, n, middle with its ends; of market month, index, verdict; of coverage
// source, listings, last day.
func past(t *testing.T, args string, demand, pay, market, coverage []string) *reports.Past {
	t.Helper()
	table := func(name, keys, columns string, rows []string) string {
		var list []string
		for c := range strings.FieldsSeq(columns) {
			list = append(list, fmt.Sprintf(`{"name":%q}`, c))
		}
		return fmt.Sprintf(`{"name":%q,"keys":[%s],"params":{"since":"2026-07-01","until":"2026-09-30"},"columns":[%s],"rows":[%s]}`,
			name, keys, strings.Join(list, ","), strings.Join(rows, ","))
	}
	data := fmt.Sprintf(`{"generator":"rung report","generated":"2026-10-01T06:00:00Z","snapshot":3,"reader":"r1","args":{%s},"tables":[%s]}`, args, strings.Join([]string{
		table("demand", `"skill"`, "skill skill_name rank rank_low rank_high ads share share_low share_high verdict", demand),
		table("pay", `"skill","period","employment"`, "skill skill_name period employment n middle middle_low middle_high", pay),
		table("market", `"month"`, "month index verdict", market),
		table("coverage", `"source"`, "source listings last_day", coverage),
		`{"name":"later","keys":[],"columns":[],"rows":[[1,2]]}`,
	}, ","))
	p, err := reports.ReadPast([]byte(data))
	if err != nil {
		t.Fatalf("%v\n%s", err, data)
	}
	return p
}

// TestCompare compares pairs of rows, one rule at a time.
func TestCompare(t *testing.T) {
	all := reports.Alerts{Top: 10, Ranks: 5, Share: 0.01, Pay: 0.05, Verdicts: true, SilentDays: 14}
	skill := func(rank, low, high int, share, from, to float64, verdict string) []string {
		return []string{fmt.Sprintf(`["go","Go",%d,%d,%d,100,%g,%g,%g,%q]`, rank, low, high, share, from, to, verdict)}
	}
	steady := skill(12, 9, 15, 0.2, 0.18, 0.22, "rising")
	paidBy := func(n int, employment string, middle, low, high float64) []string {
		return []string{fmt.Sprintf(`["go","Go","hour",%q,%d,%g,%g,%g]`, employment, n, middle, low, high)}
	}
	paid := func(employment string, middle, low, high float64) []string {
		return paidBy(40, employment, middle, low, high)
	}
	nulls := []string{`["go","Go",12,null,null,5,0.01,null,null,"nothing to compare with"]`}
	source := func(rows ...string) []string { return append([]string{`["all",100,"2026-09-30"]`}, rows...) }
	for _, c := range []struct {
		name   string
		alerts reports.Alerts
		// older and newer are demand, pay, market, coverage.
		older, newer [4][]string
		want         []string
	}{
		{"nothing changed", all, [4][]string{steady, paid("any", 50, 45, 55), {`["2026-08-01",100,"growing"]`}, source(`["a",5,"2026-09-29"]`)}, [4][]string{steady, paid("any", 50, 45, 55), {`["2026-08-01",100,"growing"]`}, source(`["a",5,"2026-09-29"]`)}, nil},
		{"empty reports", all, [4][]string{}, [4][]string{}, nil},
		{"entered", all, [4][]string{skill(15, 9, 20, 0.2, 0.18, 0.22, "rising")}, [4][]string{skill(9, 5, 12, 0.2, 0.18, 0.22, "rising")}, []string{"entered go: Go entered the top 10: rank 9, was 15."}},
		{"crossed by too few places", all, [4][]string{skill(11, 9, 20, 0.2, 0.18, 0.22, "rising")}, [4][]string{skill(9, 5, 12, 0.2, 0.18, 0.22, "rising")}, nil},
		{"left", all, [4][]string{skill(10, 1, 20, 0.2, 0.18, 0.22, "rising")}, [4][]string{skill(15, 5, 22, 0.2, 0.18, 0.22, "rising")}, []string{"left go: Go left the top 10: rank 15, was 10."}},
		{"entered from nowhere", all, [4][]string{{}}, [4][]string{skill(9, 5, 12, 0.2, 0.18, 0.22, "rising")}, []string{"entered go: Go entered the top 10: rank 9, was not ranked."}},
		{"left for nowhere", all, [4][]string{skill(9, 5, 12, 0.2, 0.18, 0.22, "rising")}, [4][]string{{}}, []string{"left go: Go left the top 10: not ranked any more, was 9."}},
		{"a new skill below the top", all, [4][]string{{}}, [4][]string{steady}, nil},
		{"rank fell", all, [4][]string{skill(12, 9, 15, 0.2, 0.18, 0.22, "rising")}, [4][]string{skill(20, 16, 25, 0.2, 0.18, 0.22, "rising")}, []string{"rank go: Go fell to rank 20 (16–25), was 12 (9–15)."}},
		{"ranks that meet", all, [4][]string{skill(12, 9, 16, 0.2, 0.18, 0.22, "rising")}, [4][]string{skill(20, 16, 25, 0.2, 0.18, 0.22, "rising")}, nil},
		{"share rose", all, [4][]string{steady}, [4][]string{skill(12, 9, 15, 0.3, 0.27, 0.33, "rising")}, []string{"share go: Go rose from 20.0% (18.0–22.0%; n = 100 ads) to 30.0% (27.0–33.0%; n = 100 ads) of ads."}},
		{"shares that meet", all, [4][]string{steady}, [4][]string{skill(12, 9, 15, 0.3, 0.22, 0.38, "rising")}, nil},
		{"a share that moved too little", all, [4][]string{skill(12, 9, 15, 0.2, 0.199, 0.201, "rising")}, [4][]string{skill(12, 9, 15, 0.208, 0.207, 0.209, "rising")}, nil},
		{"share switched off", reports.Alerts{}, [4][]string{steady}, [4][]string{skill(1, 1, 1, 0.9, 0.8, 0.95, "falling")}, nil},
		{"verdict", all, [4][]string{steady}, [4][]string{skill(12, 9, 15, 0.2, 0.18, 0.22, "falling")}, []string{"verdict go: Go was rising and is now falling."}},
		{"a first verdict", all, [4][]string{skill(12, 9, 15, 0.2, 0.18, 0.22, "nothing to compare with")}, [4][]string{steady}, nil},
		{"no intervals", all, [4][]string{steady}, [4][]string{nulls}, nil},
		{"pay rose", all, [4][]string{nil, paid("any", 50, 45, 55)}, [4][]string{nil, paid("any", 60, 56, 65)}, []string{"pay go: Go by the hour: the middle rose from $50 ($45–55; n = 40 ads with pay) to $60 ($56–65; n = 40 ads with pay)."}},
		{"pay that meets", all, [4][]string{nil, paid("any", 50, 45, 56)}, [4][]string{nil, paid("any", 60, 56, 65)}, nil},
		{"pay that moved too little", all, [4][]string{nil, paid("any", 50, 49.9, 50.1)}, [4][]string{nil, paid("any", 52, 51.9, 52.1)}, nil},
		{"pay of too few ads", all, [4][]string{nil, paid("any", 50, 45, 55)}, [4][]string{nil, paidBy(29, "any", 60, 56, 65)}, nil},
		{"pay of one employment", all, [4][]string{nil, paid("contract", 50, 45, 55)}, [4][]string{nil, paid("contract", 60, 56, 65)}, nil},
		{"market turned", all, [4][]string{2: {`["2026-07-01",100,"growing"]`, `["2026-08-01",null,"not enough history yet"]`}}, [4][]string{2: {`["2026-08-01",90,"shrinking"]`}}, []string{`market market: The market was called "growing" and is now called "shrinking".`}},
		{"market without a verdict", all, [4][]string{2: {`["2026-07-01",100,"growing"]`}}, [4][]string{2: {`["2026-08-01",90,"not enough history yet"]`}}, nil},
		{"a new source", all, [4][]string{3: source()}, [4][]string{3: source(`["a",1200,"2026-09-30"]`)}, []string{"source a: The source a is new, with 1,200 listings."}},
		{"a silent source", all, [4][]string{3: source(`["a",5,"2026-09-20"]`)}, [4][]string{3: {`["all",100,"2026-10-05"]`, `["a",5,"2026-09-20"]`}}, []string{"silent a: The source a has had no new ad since 2026-09-20, 15 days before the newest of all."}},
		{"a source silent for long", all, [4][]string{3: source(`["a",5,"2023-12-31"]`)}, [4][]string{3: {`["all",100,"2026-10-05"]`, `["a",5,"2023-12-31"]`}}, nil},
		{"a lake that stands still", all, [4][]string{3: source(`["a",5,"2026-09-20"]`)}, [4][]string{3: source(`["a",5,"2026-09-20"]`)}, nil},
		{"a source that was purged", all, [4][]string{3: source(`["a",5,"2026-09-20"]`)}, [4][]string{3: source()}, []string{"silent a: The source a is not in the lake any more."}},
		{"a name that means harm", all, [4][]string{3: source()}, [4][]string{3: source(`["a\u001b[31m",1,"2026-09-30"]`)}, []string{"source a[31m: The source a[31m is new, with 1 listing."}},
	} {
		older := past(t, "", c.older[0], c.older[1], c.older[2], c.older[3])
		newer := past(t, "", c.newer[0], c.newer[1], c.newer[2], c.newer[3])
		got, err := reports.Compare(older, newer, c.alerts)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		var said []string
		for _, a := range got.Alerts {
			said = append(said, a.Kind+" "+a.Subject+": "+strings.ReplaceAll(a.Text, "\u00a0", " "))
		}
		if diff := cmp.Diff(c.want, said); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

func TestCompareOtherAds(t *testing.T) {
	older := past(t, `"country":"DE","since":"2026-01"`, nil, nil, nil, nil)
	if _, err := reports.Compare(older, past(t, `"country":"DE","since":"2026-02"`, nil, nil, nil, nil), reports.Alerts{}); err != nil {
		t.Errorf("another window: got %v, want no error", err)
	}
	if _, err := reports.Compare(older, past(t, "", nil, nil, nil, nil), reports.Alerts{}); err == nil || !strings.Contains(err.Error(), "another country") {
		t.Errorf("another country: got %v, want an error that says so", err)
	}
}

func TestReadPastRefuses(t *testing.T) {
	for data, want := range map[string]string{
		`[]`: "read report.json", `{"generator":"else"}`: "not written by rung report", ``: "read report.json",
		`{"generator":"rung report","tables":[{"name":"demand","columns":[{"name":"skill"}],"rows":[["go",1]]}]}`: "2 values for 1 columns",
	} {
		if p, err := reports.ReadPast([]byte(data)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("ReadPast(%s): got %v, %v; want an error with %q", data, p, err, want)
		}
	}
}

// TestSince compares the small market with itself a year before, and looks for the changes on the first
// page, in Markdown and in text.
func TestSince(t *testing.T) {
	db := open(t, []string{"archive"}, "testdata/small.sql")
	m := meta()
	m.Args["until"] = "2023-10"
	older, err := reports.ReadPast(written(t, build(t, db, m))["report.json"])
	if err != nil {
		t.Fatal(err)
	}
	r := build(t, db, meta())
	got, err := r.Since(older, reports.Alerts{Top: 3, Ranks: 2, Share: 0.01, Pay: 0.05, Verdicts: true, SilentDays: 14})
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Alerts) == 0 || got.OlderWindow != "August to October 2023" || got.NewerWindow != "August to October 2024" {
		t.Errorf("Since: got %+v, want changes from August to October 2023 to 2024", got)
	}
	files := written(t, r)
	checkPages(t, files)
	var out bytes.Buffer
	if err := got.Write(&out); err != nil {
		t.Fatal(err)
	}
	for _, a := range got.Alerts {
		rest := strings.Fields(strings.TrimPrefix(a.Text, a.Name))
		if !strings.Contains(strings.Join(strings.Fields(out.String()), " "), strings.Join(rest, " ")) {
			t.Errorf("the text does not say %q:\n%s", a.Text, out.String())
		}
		if a.Figure != "" && !bytes.Contains(files["index.html"], []byte(`<code class="id">`+a.Figure+`</code>`)) {
			t.Errorf("the first page does not cite %s", a.Figure)
		}
	}
	for name, want := range map[string]string{"index.html": `<h2 id="since">Since the last report</h2>`, "report.md": "Since the last report"} {
		if !bytes.Contains(files[name], []byte(want)) {
			t.Errorf("%s does not say what changed", name)
		}
	}
	if data, err := json.Marshal(got); err != nil || !json.Valid(data) {
		t.Errorf("the changes as JSON: %v", err)
	}
}
