package cli

import (
	"testing"
	"time"

	"rung/analyze"
)

// TestWhyEmpty wants of every empty answer what the lake has instead and a flag that changes it.
func TestWhyEmpty(t *testing.T) {
	day := func(month time.Month, d int) time.Time { return time.Date(2026, month, d, 0, 0, 0, 0, time.UTC) }
	// 40 adverts, 38 with a date, from 3 March to 9 June.
	held := analyze.Held{Ads: 40, Dated: 38, First: day(3, 3), Last: day(6, 9)}
	within := func(n int64) analyze.Held { h := held; h.Within = n; return h }
	window := func(since, until time.Time, more ...any) map[string]any {
		params := map[string]any{"since": since, "until": until}
		for i := 0; i < len(more); i += 2 {
			params[more[i].(string)] = more[i+1]
		}
		return params
	}
	for _, c := range []struct {
		params map[string]any
		held   analyze.Held
		want   string
	}{
		{window(day(7, 1), day(6, 30)), held, "the adverts go from 2026-03-03 to 2026-06-09: give a --since up to 2026-06-09"},
		{window(day(1, 1), day(2, 28), "role", "data"), held, "the adverts with role data go from 2026-03-03 to 2026-06-09: give an --until from 2026-03-03 on"},
		{
			window(day(4, 1), day(4, 30), "min_ads", int64(5), "min_growth", int64(30)), within(4),
			"the adverts go from 2026-03-03 to 2026-06-09, 4 of them in this window, too few for a row; try a lower --min-ads or an earlier --since",
		},
		{
			window(day(3, 1), day(4, 30), "min_ads", int64(5), "min_band", int64(30)), within(4),
			"the adverts go from 2026-03-03 to 2026-06-09, 4 of them in this window, too few for a row; try a lower --min-ads or --min-band",
		},
		{window(day(4, 1), day(4, 30)), within(4), "the adverts go from 2026-03-03 to 2026-06-09, 4 of them in this window, and none has what this asks for; try an earlier --since"},
		{window(day(3, 1), day(4, 30)), within(4), "the adverts go from 2026-03-03 to 2026-06-09, 4 of them in this window, and none has what this asks for"},
		{window(day(4, 1), day(4, 30), "min_ads", int64(5)), within(0), "the adverts go from 2026-03-03 to 2026-06-09, 0 of them in this window; try an earlier --since"},
		{window(day(4, 1), day(4, 30), "country", "FR"), analyze.Held{}, "the lake has no adverts with country FR: leave out --country"},
		{window(day(4, 1), day(4, 30)), analyze.Held{}, `the lake has no adverts: "rung run" collects some, "rung runs" shows what was collected`},
		{window(day(4, 1), day(4, 30), "undated", false), analyze.Held{Ads: 3}, "no advert has a date; --undated counts them"},
		{map[string]any{}, held, "the adverts go from 2026-03-03 to 2026-06-09"},
	} {
		if got := whyEmpty(&analyze.Table{Name: "demand", Params: c.params}, c.held); got != c.want {
			t.Errorf("%v and %+v:\n%s\nwant\n%s", c.params, c.held, got, c.want)
		}
	}
}
