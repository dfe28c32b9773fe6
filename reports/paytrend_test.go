package reports

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

const trendColumns = "month period n employers middle middle_low middle_high n_now n_before raw raw_low raw_high adjusted adjusted_low adjusted_high cells compared verdict note"

// trend is an answer of pay_trend for months of 2024 by number.
func trend(rows ...[]any) *answer {
	for _, r := range rows {
		r[0] = time.Date(2024, time.Month(r[0].(int)), 1, 0, 0, 0, 0, time.UTC)
	}
	return tableOf(ask{key: "pay_trend", question: "pay_trend", keys: []string{"period", "month"}}, trendColumns, rows...)
}

// withBoth is a month of yearly pay that has raw and adjusted growth.
func withBoth(month int, raw, adjusted float64) []any {
	return []any{month, "year", int64(160), int64(90), 150000.0, 140000.0, 160000.0, int64(150), int64(140), raw, raw - 0.04, raw + 0.04, adjusted, adjusted - 0.02, adjusted + 0.02, int64(33), int64(120), "no clear change", nil}
}

// withRaw is one whose mix cannot be told, withNone one without growth.
func withRaw(month int, raw float64) []any {
	return []any{month, "year", int64(160), int64(90), 150000.0, 140000.0, 160000.0, int64(150), int64(140), raw, raw - 0.04, raw + 0.04, nil, nil, nil, int64(23), int64(80), "too few kinds of ads that both years have (23, of 30 needed)", nil}
}

func withNone(month int, period string, n int64) []any {
	return []any{month, period, n, n, nil, nil, nil, int64(0), int64(0), nil, nil, nil, nil, nil, nil, int64(0), int64(0), "nothing a year before to compare with", "too few ads (n=" + whole(n) + ")"}
}

// TestTrendSentence tells raw and adjusted growth with the gap between them, or why either is not known.
func TestTrendSentence(t *testing.T) {
	const n = "n\u00a0=\u00a0"
	both := "By the year: over the year to October 2024 offers moved by +5.0% (+1.0–+9.0%; " + n + "150 ads with pay, of sources of both years) as they are and by +2.0% (0–+4.0%; " + n + "120 ads compared) with the mix of ads held the same: no clear change. "
	for _, c := range []struct {
		name string
		rows [][]any
		want string
	}{
		{"both", [][]any{withRaw(9, 0.05), withBoth(10, 0.05, 0.02)}, both + "The gap of 3.0 points is what the mix of ads added, though the two intervals overlap; it has no interval of its own."},
		{
			"both, and a later month without",
			[][]any{withBoth(10, 0.05, 0.02), withRaw(11, 0.01)},
			both + "The gap of 3.0 points is what the mix of ads added, though the two intervals overlap; it has no interval of its own. Later months have no adjusted figure, the last for too few kinds of ads that both years have (23, of 30 needed).",
		},
		{
			"only raw",
			[][]any{withRaw(10, 0.05), withNone(11, "year", 3)},
			"By the year: over the year to October 2024 offers moved by +5.0% (+1.0–+9.0%; " + n + "150 ads with pay, of sources of both years) as they are. What of that the mix of ads did is not known: too few kinds of ads that both years have (23, of 30 needed).",
		},
		{
			"one source",
			[][]any{append(withRaw(10, 0.05)[:18:18], "one source: hn only")},
			"By the year: over the year to October 2024 offers moved by +5.0% (+1.0–+9.0%; " + n + "150 ads with pay, of sources of both years) as they are. What of that the mix of ads did is not known: too few kinds of ads that both years have (23, of 30 needed). Mind: one source: hn only.",
		},
		{"none", [][]any{withNone(10, "year", 40)}, "By the year: how offers moved in a year is not shown; for October 2024: nothing a year before to compare with."},
	} {
		if diff := cmp.Diff(c.want, trendSentence("By the year", trend(c.rows...).rows()).plain()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

// TestMixGap reckons the gap by hand, with what it says of intervals that meet and that lie apart.
func TestMixGap(t *testing.T) {
	for _, c := range []struct {
		raw, adjusted float64
		want          string
	}{
		{0.05, 0.05, "There is no gap between the two: the mix of ads moved nothing."},
		{0.0532, 0.0818, "The gap of 2.9 points is what the mix of ads took, though the two intervals overlap; it has no interval of its own."},
		{0.30, 0.10, "The gap of 20.0 points is what the mix of ads added; it has no interval of its own."},
		{-0.10, 0.10, "The gap of 20.0 points is what the mix of ads took; it has no interval of its own."},
	} {
		if got := mixGap(trend(withBoth(10, c.raw, c.adjusted)).rows()[0]); got != c.want {
			t.Errorf("raw %v, adjusted %v: got %q, want %q", c.raw, c.adjusted, got, c.want)
		}
	}
}

// TestTrendBlocks wants a chart of pay and one of growth for a period with figures, and the reason for one without.
func TestTrendBlocks(t *testing.T) {
	r := &Report{answers: map[string]*answer{"pay_growth": tableOf(ask{}, "month"), "pay_trend": trend(
		withRaw(8, -0.05), withBoth(9, -0.02, 0.03), withBoth(10, 0.05, 0.02), withNone(9, "day", 3), withNone(10, "day", 7), withNone(10, "week", 1))}}
	var charts, said []string
	for _, b := range r.growthSections()[0].Blocks {
		if b.Chart != nil {
			charts = append(charts, b.Chart.ID)
			if len(b.Chart.Grid.Rows) != 3 {
				t.Errorf("%s: got %d rows behind it, want 3", b.Chart.ID, len(b.Chart.Grid.Rows))
			}
		}
		said = append(said, b.Line.plain())
	}
	if diff := cmp.Diff([]string{"chart-trend-year", "chart-year-year"}, charts); diff != "" {
		t.Errorf("charts (-want +got):\n%s", diff)
	}
	if want := "of those with most: by the day, too few ads (n=7); by the week, too few ads (n=1)."; !strings.Contains(strings.Join(said, "\n"), want) {
		t.Errorf("want %q in\n%s", want, strings.Join(said, "\n"))
	}
	empty := &Report{answers: map[string]*answer{"pay_growth": tableOf(ask{}, "month"), "pay_trend": tableOf(ask{}, "month")}}
	if got := empty.growthSections(); got != nil {
		t.Errorf("without rows: got %v, want no section", got)
	}
}
