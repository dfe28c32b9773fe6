package analyze_test

import (
	"fmt"
	"math"
	"testing"
	"time"

	"rung/analyze"
)

// seasons loads a source whose days of a month bring as many jobs as perDay says of the month since 2018.
func seasons(t *testing.T, months int, perDay func(i int, m time.Month) int) analyze.Querier {
	t.Helper()
	s := analyze.DefaultSettings()
	s.Archives = []string{"board"}
	db := empty(t, s)
	key := 0
	for i := range months {
		first := time.Date(2018, time.Month(1+i), 1, 0, 0, 0, 0, time.UTC)
		days := first.AddDate(0, 1, -1).Day()
		n := perDay(i, first.Month()) * days
		insert := fmt.Sprintf(`insert into listings by name
			select %d + i as version_key, %[1]d + i as listing_key, %[1]d + i as job_key,
				timestamp '%s' + to_days(cast(i %% %d as integer)) as posted_at, timestamp '2030-01-01' as first_seen_at
			from range(%d) t (i)`, key, first.Format(time.DateOnly), days, n)
		if _, err := db.ExecContext(t.Context(), insert); err != nil {
			t.Fatal(err)
		}
		key += n
	}
	return db
}

func near(a, b float64) bool { return math.Abs(a-b) < 1e-9*math.Max(1, math.Abs(b)) }

// A market that doubles each June and grows at once after four years: the season is taken out whole, and
// the forecast is June's double of the new level.
func TestForecastKnowsTheSeason(t *testing.T) {
	const months = 65 // to May 2023
	db := seasons(t, months, func(i int, m time.Month) int {
		n := 4
		if i >= 50 {
			n = 8
		}
		if m == time.June {
			n *= 2
		}
		return n
	})
	got, err := analyze.Ask(t.Context(), db, "forecast", analyze.Args{})
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Rows) != months+6 {
		t.Fatalf("got %d rows, want %d months and 6 to come", len(got.Rows), months)
	}
	jobs, adjusted, ahead, note := column(t, got, "jobs"), column(t, got, "adjusted"), column(t, got, "forecast"), column(t, got, "note")
	// June 2022 is month 53: its jobs are double, its adjusted figure is like the July after it by the day.
	june, july := adjusted[53].(float64)/30, adjusted[54].(float64)/31
	if !near(june, july) || jobs[53].(int64) != 16*30 {
		t.Errorf("June 2022: got %v jobs, %v by the day adjusted, and %v in July; want 480 and the same twice", jobs[53], june, july)
	}
	for h, want := range []float64{16 * 30, 8 * 31, 8 * 31, 8 * 30, 8 * 31, 8 * 30} {
		if f, ok := ahead[months+h].(float64); !ok || !near(f, want) {
			t.Errorf("%d months ahead: got %v (%v), want %v", h+1, ahead[months+h], note[months+h], want)
		}
	}
}

// Where "as a year before" is exact, and the level before says nothing, no forecast is printed.
func TestForecastMustBeatTheYearBefore(t *testing.T) {
	walk := []int{9, 2, 7, 1, 8, 3, 9, 1, 6, 2, 8, 4}
	db := seasons(t, 72, func(i int, _ time.Month) int { return walk[(i*5)%12] + 3*((i/12)%2) })
	got, err := analyze.Ask(t.Context(), db, "forecast", analyze.Args{})
	if err != nil {
		t.Fatal(err)
	}
	errs, naive, ahead := column(t, got, "error"), column(t, got, "naive_error"), column(t, got, "forecast")
	for i := range got.Rows {
		if errs[i] == nil {
			continue
		}
		if better := errs[i].(float64) < naive[i].(float64); better != (ahead[i] != nil) {
			t.Errorf("row %d: error %v, naive %v, forecast %v: a forecast is printed where it is better, and nowhere else", i, errs[i], naive[i], ahead[i])
		}
	}
}

func TestForecastNeedsHistory(t *testing.T) {
	flat := func(int, time.Month) int { return 2 }
	tests := []struct {
		name   string
		months int
		args   analyze.Args
		want   string
	}{
		{"under three years", 35, nil, "too short a history to know the season: under three years without a gap"},
		{"nothing to try it on", 40, nil, "no forecast: too short a history to try one out on"},
		{"no better than the year before", 72, nil, "no forecast: it would be no better than the same month a year before"},
		{"ended before the window", 72, analyze.Args{"until": "2025-06"}, "no forecast: the source ends before the window does"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := analyze.Ask(t.Context(), seasons(t, test.months, flat), "forecast", test.args)
			if err != nil {
				t.Fatal(err)
			}
			notes := column(t, got, "note")
			if last := notes[len(notes)-1]; last != test.want {
				t.Errorf("got %q, want %q", last, test.want)
			}
			for i, v := range column(t, got, "adjusted") {
				if f, ok := v.(float64); ok && test.months >= 36 && !near(f, float64(column(t, got, "jobs")[i].(int64))) {
					t.Errorf("month %d of a market without seasons: adjusted %v, jobs %v", i, f, column(t, got, "jobs")[i])
				}
			}
		})
	}
}

// A month without ads is a gap in collection: what lies before it is not used.
func TestForecastStartsAfterAGap(t *testing.T) {
	db := seasons(t, 60, func(i int, _ time.Month) int {
		if i == 10 {
			return 0
		}
		return 3
	})
	got, err := analyze.Ask(t.Context(), db, "forecast", analyze.Args{})
	if err != nil {
		t.Fatal(err)
	}
	if first := column(t, got, "month")[0].(time.Time); !first.Equal(time.Date(2018, 12, 1, 0, 0, 0, 0, time.UTC)) {
		t.Errorf("got %v as the first month, want December 2018, the month after the gap", first)
	}
}
