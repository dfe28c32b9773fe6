package cli

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"rung/internal/lake"
	"rung/reports"
)

// TestAlerts runs over a board that asks for Go in three adverts, then in thirty, and compares the two
// reports in every way there is.
func TestAlerts(t *testing.T) {
	needsShell(t)
	var ids []string
	for i := range 30 {
		ids = append(ids, fmt.Sprint("n", i))
	}
	b := newBoard(t, ids[:3]...)
	told := filepath.Join(b.dir, "told.json")
	notify := "sh -c 'cat > " + told + "; echo \"told $RUNG_OUTCOME\"'"
	b.rung(t, Done, "run", "--notify", notify)
	if _, err := os.Stat(told); err == nil {
		t.Error("somebody was told of a first run that went well")
	}
	b.rung(t, Done, "lake", "snapshot", "few")
	first := filepath.Join(b.dir, "first.json")
	if err := os.WriteFile(first, []byte(content(t, filepath.Join(filepath.Dir(b.lakeDir()), "report", "report.json"))), 0o600); err != nil {
		t.Fatal(err)
	}

	b.shows(200, ids...)
	const want = "Go entered the top 20"
	if out := b.rung(t, Done, "run", "--notify", notify); !strings.Contains(out, want) {
		t.Errorf("rung run does not say what changed:\n%s", out)
	}
	var got notice
	data, err := os.ReadFile(told)
	if err == nil {
		err = json.Unmarshal(data, &got)
	}
	if err != nil || got.Outcome != "alerts" || got.Code != Done || len(got.Alerts) == 0 || got.Alerts[0].Kind != "entered" || !strings.Contains(b.log.String(), "told alerts") {
		t.Errorf("the notice is %s, %v", data, err)
	}

	second := filepath.Join(b.dir, "second")
	if out := b.rung(t, Alerted, "report", "--out", second, "--compare", "few"); !strings.Contains(out, want) || !strings.Contains(out, "report: "+second) {
		t.Errorf("report --compare with a snapshot says:\n%s", out)
	}
	if page := content(t, filepath.Join(second, "index.html")); !strings.Contains(page, "Since the last report") {
		t.Error("the first page does not say what changed")
	}
	if _, rows, err := lake.ReadParquet(t.Context(), filepath.Join(second, "data", "demand.parquet")); err != nil || rows == nil {
		t.Errorf("the table demand as Parquet: %v", err)
	}
	var changes reports.Changes
	if out := b.rung(t, Alerted, "report", "--out", second, "--compare", first, "--json"); json.Unmarshal([]byte(out), &changes) != nil || len(changes.Alerts) == 0 {
		t.Errorf("report --compare --json says:\n%s", out)
	}
	b.rung(t, Done, "report", "--out", second, "--compare", second)
	b.rung(t, Usage, "report", "--out", second, "--compare", "nothing")
}
