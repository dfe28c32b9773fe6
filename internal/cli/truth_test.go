package cli

import (
	"context"
	"database/sql"
	"encoding/json"
	"io"
	"math"
	"path/filepath"
	"testing"
	"time"

	"rung/analyze"
	"rung/collect/all"
	"rung/config"
	"rung/internal/lake"
	"rung/internal/market"
	"rung/transform/skill"
)

// TestDemoTellsTheTruth runs the whole pipeline over the synthetic market and compares its answers with
// what the market was made of.
func TestDemoTellsTheTruth(t *testing.T) {
	dir := demoDir(t)
	a := &app{out: io.Discard, err: io.Discard, now: time.Now, env: []string{"HOME=" + dir}, sources: all.With(lake.ReadParquet)}
	a.flags = globalFlags{lake: filepath.Join(dir, "lake"), colour: "auto", json: true}
	m := market.New(demoSeed, demoUntil())
	since, until := time.Date(2026, 8, 1, 0, 0, 0, 0, time.UTC), time.Date(2026, 10, 31, 0, 0, 0, 0, time.UTC)
	err := a.withAnswers(t.Context(), func(db *sql.DB, _ *lake.Lake, _ *config.Config) error {
		compareDemand(t, db, m, since, until)
		compareJobs(t, db, m)
		comparePay(t, db, m, since, until)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// compareDemand wants every skill counted as often as vacancies ask for it.
func compareDemand(t *testing.T, db *sql.DB, m *market.Market, since, until time.Time) {
	t.Helper()
	taxonomy, err := skill.Load()
	if err != nil {
		t.Fatal(err)
	}
	answer, err := analyze.Ask(context.Background(), db, "demand", analyze.Args{"since": since, "until": until, "min_ads": 1})
	if err != nil {
		t.Fatal(err)
	}
	ads := map[string]int64{}
	for _, row := range objects(t, answer) {
		ads[row["skill"].(string)] = int64(row["ads"].(float64))
	}
	truth := market.Asked(m.Between(since, until))
	for name, want := range truth {
		s, ok := taxonomy.Resolve(name)
		if !ok {
			t.Errorf("the market asks for %q, which is no skill", name)
			continue
		}
		if got := ads[s.ID]; got != int64(want) {
			t.Errorf("%d ads ask for %s, want %d", got, name, want)
		}
	}
	if len(truth) < 30 {
		t.Errorf("the market asks for %d skills only", len(truth))
	}
}

// comparePay wants the middle of yearly pay within half a hundredth of what the market pays.
func comparePay(t *testing.T, db *sql.DB, m *market.Market, since, until time.Time) {
	t.Helper()
	answer, err := analyze.Ask(context.Background(), db, "pay", analyze.Args{"since": since, "until": until})
	if err != nil {
		t.Fatal(err)
	}
	compared := 0
	for _, row := range objects(t, answer) {
		if row["period"] != "year" || row["employment"] != "any" || row["country"] != "any" || row["middle"] == nil {
			continue
		}
		want, n := market.Middle(m.Between(since, until), row["skill_name"].(string))
		if n < 30 {
			continue
		}
		if got := row["middle"].(float64); int(row["n"].(float64)) != n || math.Abs(got/want-1) > 0.005 {
			t.Errorf("%s pays %.0f (n=%v), want %.0f (n=%d)", row["skill_name"], got, row["n"], want, n)
		}
		compared++
	}
	if compared < 5 {
		t.Errorf("%d skills had enough pay to compare", compared)
	}
}

// compareJobs wants every vacancy to be one job, however often it is shown.
func compareJobs(t *testing.T, db *sql.DB, m *market.Market) {
	t.Helper()
	var jobs, listings int
	row := db.QueryRowContext(context.Background(), "select count(distinct job_key), count(*) from jobs")
	if err := row.Scan(&jobs, &listings); err != nil {
		t.Fatal(err)
	}
	if want := len(m.Vacancies); jobs != want || listings != want+m.Copies() {
		t.Errorf("%d listings of %d jobs, want %d of %d", listings, jobs, want+m.Copies(), want)
	}
}

// objects turns an answer into what a reader of its JSON sees.
func objects(t *testing.T, answer *analyze.Table) []map[string]any {
	t.Helper()
	var list []map[string]any
	for _, row := range answer.Rows {
		m := map[string]any{}
		for i, c := range answer.Columns {
			m[c.Name] = row[i]
		}
		list = append(list, m)
	}
	data, err := json.Marshal(list)
	if err != nil {
		t.Fatal(err)
	}
	var out []map[string]any
	if err := json.Unmarshal(data, &out); err != nil {
		t.Fatal(err)
	}
	return out
}
