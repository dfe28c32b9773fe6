package analyze_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"rung/analyze"
)

// TestHold counts two ads of a, of which one of 2024-05-06 is a backend job that wants Go, one of b and one without a date.
func TestHold(t *testing.T) {
	db := empty(t, analyze.DefaultSettings())
	if h, err := analyze.Hold(t.Context(), db, nil); h != (analyze.Held{}) || err != nil {
		t.Errorf("an empty lake holds %+v, %v", h, err)
	}
	for _, insert := range []string{
		`insert into listings by name
		select i as version_key, i as job_key, true as representative, source, posted_at::timestamp as posted_at, role_family,
			case when i = 3 then 'Berlin' end as city, case when i = 3 then ['DE'] end as countries
		from (values (1, 'a', '2024-02-03', null), (2, 'a', '2024-05-06', 'backend'), (3, 'b', '2023-01-01', 'data'), (4, 'hackernews', null, 'backend'))
		as t (i, source, posted_at, role_family)`,
		`insert into mentions by name
		select version_key, skill, 'language' as category, polarity
		from (values (2, 'go', 'wanted'), (3, 'go', 'unwanted'), (1, 'php', 'wanted')) as t (version_key, skill, polarity)`,
	} {
		if _, err := db.ExecContext(t.Context(), insert); err != nil {
			t.Fatal(err)
		}
	}
	day := func(text string) time.Time {
		d, err := time.Parse(time.DateOnly, text)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	feb, may, new23 := day("2024-02-03"), day("2024-05-06"), day("2023-01-01")
	for _, c := range []struct {
		params map[string]any
		want   analyze.Held
	}{
		{nil, analyze.Held{Ads: 4, Dated: 3, First: new23, Last: may}},
		{map[string]any{"since": feb, "until": feb, "top": int64(3)}, analyze.Held{Ads: 4, Dated: 3, Within: 1, First: new23, Last: may}},
		{map[string]any{"source": "a", "since": new23, "until": may}, analyze.Held{Ads: 2, Dated: 2, Within: 2, First: feb, Last: may}},
		{map[string]any{"source": "hackernews"}, analyze.Held{Ads: 1}},
		{map[string]any{"role": "backend"}, analyze.Held{Ads: 2, Dated: 1, First: may, Last: may}},
		{map[string]any{"skill": "go"}, analyze.Held{Ads: 1, Dated: 1, First: may, Last: may}},
		{map[string]any{"category": "language", "source": "a"}, analyze.Held{Ads: 2, Dated: 2, First: feb, Last: may}},
		{map[string]any{"country": "FR"}, analyze.Held{}},
		{map[string]any{"place": "berlin, de"}, analyze.Held{Ads: 1, Dated: 1, First: new23, Last: new23}},
		{map[string]any{"place": "Berlin, DE", "skill": "php"}, analyze.Held{}},
	} {
		if got, err := analyze.Hold(t.Context(), db, c.params); got != c.want || err != nil {
			t.Errorf("%v: got %+v, %v; want %+v", c.params, got, err, c.want)
		}
	}
}

func TestTyped(t *testing.T) {
	got, err := analyze.Typed(analyze.Args{"since": "2024-02", "until": "2024-02", "role": "backend"})
	first, last := time.Date(2024, 2, 1, 0, 0, 0, 0, time.UTC), time.Date(2024, 2, 29, 0, 0, 0, 0, time.UTC)
	if err != nil || got["since"] != first || got["until"] != last || got["role"] != "backend" || got["source"] != nil {
		t.Errorf("got %v, %v", got, err)
	}
	for _, args := range []analyze.Args{{"since": "soon"}, {"since": "2024-03", "until": "2024-02"}, {"top": "3"}} {
		if _, err := analyze.Typed(args); err == nil {
			t.Errorf("%v: no error", args)
		} else if _, ok := errors.AsType[*analyze.ArgsError](err); !ok {
			t.Errorf("%v: %v is no error of arguments", args, err)
		}
	}
}

// TestWrongArgs wants what cannot be meant refused before anything is asked.
func TestWrongArgs(t *testing.T) {
	db := empty(t, analyze.DefaultSettings())
	for _, c := range []struct {
		args analyze.Args
		want string
	}{
		{analyze.Args{"since": "2024-06", "until": "2024-05"}, "since must not come after until"},
		{analyze.Args{"since": "2024-06-02", "until": "2024-06-01"}, "ends on 2024-06-01, before it begins on 2024-06-02"},
		{analyze.Args{"top": "-1"}, "parameter top of demand: -1 is below 0"},
		{analyze.Args{"min_ads": int64(-5)}, "parameter min_ads of demand: -5 is below 0"},
		{analyze.Args{"since": "2024-06", "until": "2024-06", "top": "0"}, ""},
		{analyze.Args{"since": "2024-06-01", "until": "2024-06-01"}, ""},
	} {
		_, err := analyze.Ask(t.Context(), db, "demand", c.args)
		if c.want == "" {
			if err != nil {
				t.Errorf("%v: %v", c.args, err)
			}
			continue
		}
		if _, ok := errors.AsType[*analyze.ArgsError](err); !ok || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v: got %v, want %q", c.args, err, c.want)
		}
	}
}
