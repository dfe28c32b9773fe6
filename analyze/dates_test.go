package analyze_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"rung/analyze"
)

func TestDates(t *testing.T) {
	db := empty(t, analyze.DefaultSettings())
	if _, _, ok, err := analyze.Dates(t.Context(), db, nil); ok || err != nil {
		t.Errorf("an empty lake has dates: %v, %v", ok, err)
	}
	insert := `insert into listings by name
		select i as version_key, i as job_key, true as representative, source, posted_at::timestamp as posted_at
		from (values (1, 'a', '2024-02-03'), (2, 'a', '2024-05-06'), (3, 'b', '2023-01-01'), (4, 'hackernews', null)) as t (i, source, posted_at)`
	if _, err := db.ExecContext(t.Context(), insert); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		source      any
		first, last string
	}{{nil, "2023-01-01", "2024-05-06"}, {"a", "2024-02-03", "2024-05-06"}, {"hackernews", "", ""}} {
		first, last, ok, err := analyze.Dates(t.Context(), db, c.source)
		got := [2]string{}
		if ok {
			got = [2]string{first.Format(time.DateOnly), last.Format(time.DateOnly)}
		}
		if want := [2]string{c.first, c.last}; got != want || err != nil {
			t.Errorf("dates of %v: got %q, %v; want %q", c.source, got, err, want)
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
