package cli

import (
	"bytes"
	"database/sql"
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"rung/collect"
	"rung/collect/ecb"
	"rung/config"
	"rung/internal/fx"
	"rung/internal/lake"
)

// bank answers with the rates of one day.
func bank(day *string, usd *float64) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprintf(w, `<Envelope><Cube><Cube time=%q><Cube currency="USD" rate="%g"/></Cube></Cube></Envelope>`, *day, *usd)
	})
}

// TestRates collects rates on three days: new ones are added, a corrected one wins, and those of the snapshot
// and of the days before stay, also when everything is read again.
func TestRates(t *testing.T) {
	day, usd := "2026-11-02", 1.25
	srv := httptest.NewServer(bank(&day, &usd))
	t.Cleanup(srv.Close)
	clock := time.Date(2026, 11, 3, 5, 0, 0, 0, time.UTC)
	var out, errs bytes.Buffer
	a := &app{out: &out, err: &errs, sources: []collect.Source{ecb.Source()}, now: func() time.Time {
		clock = clock.Add(time.Millisecond)
		return clock
	}, env: []string{"HOME=" + t.TempDir(), "RUNG_SOURCES_ECB_BASE_URL=" + srv.URL}}
	rung := func(args ...string) {
		t.Helper()
		if code := a.run(t.Context(), append(args, "-q")); code != int(Done) {
			t.Fatalf("rung %v ended with %d:\n%s", args, code, errs.String())
		}
	}
	shipped := 0
	for range fx.Rates() {
		shipped++
	}
	steps := []struct {
		day  string
		usd  float64
		want string
	}{
		{"2026-11-02", 1.25, "map[2026-11-02:1.25]"},
		{"2026-11-03", 1.26, "map[2026-11-02:1.25 2026-11-03:1.26]"},
		{"2026-11-03", 1.27, "map[2026-11-02:1.25 2026-11-03:1.27]"},
	}
	check := func(step int, want string) {
		t.Helper()
		got, rows := ratesAfter(t, a, fx.Until())
		// A day has a rate of the euro beside that of the dollar.
		if fmt.Sprint(got) != want || rows != shipped+2*len(got) {
			t.Errorf("step %d: dollars %v and %d rows in all, want %s and %d", step, got, rows, want, shipped+2*len(got))
		}
	}
	for i, s := range steps {
		day, usd = s.day, s.usd
		rung("collect")
		rung("transform")
		check(i, s.want)
		clock = clock.Add(24 * time.Hour)
	}
	rung("transform", "--rebuild")
	check(len(steps), steps[len(steps)-1].want)
}

// ratesAfter returns the dollars of days after the snapshot, and how many rows there are in all.
func ratesAfter(t *testing.T, a *app, until time.Time) (map[string]float64, int) {
	t.Helper()
	got, rows := map[string]float64{}, 0
	err := a.withAnswers(t.Context(), func(db *sql.DB, _ *lake.Lake, _ *config.Config) error {
		if err := db.QueryRowContext(t.Context(), "select count(*) from fx").Scan(&rows); err != nil {
			return err
		}
		list, err := db.QueryContext(t.Context(), "select date, per_eur from fx where currency = 'USD' and date > $1", until)
		if err != nil {
			return err
		}
		defer list.Close()
		for list.Next() {
			var at time.Time
			var rate float64
			if err := list.Scan(&at, &rate); err != nil {
				return err
			}
			got[at.Format(time.DateOnly)] = rate
		}
		return list.Err()
	})
	if err != nil {
		t.Fatal(err)
	}
	return got, rows
}
