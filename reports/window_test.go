package reports_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"rung/analyze"
)

// TestSixMonths narrows a report to a country of which three months have fewer than 100 ads: it looks at six and says why,
// also where a question knows no countries and would find enough ads in three.
func TestSixMonths(t *testing.T) {
	db := open(t, []string{"archive"}, "testdata/small.sql")
	var ads int
	if err := db.QueryRowContext(t.Context(), "select count(*) from ads where day >= date '2024-08-01' and list_contains(countries, 'DE')").Scan(&ads); err != nil {
		t.Fatal(err)
	}
	m := meta()
	m.Args = map[string]any{"country": "DE"}
	files := written(t, build(t, db, m))
	want := fmt.Sprintf("May to October 2024 (six months, since three have only %d ads)", ads)
	for _, name := range []string{"index.html", "report.md"} {
		if !strings.Contains(string(files[name]), want) {
			t.Errorf("%s does not say %q", name, want)
		}
	}
	var report struct {
		Tables []struct {
			Name, Question string
			Params         map[string]any
		}
	}
	if err := json.Unmarshal(files["report.json"], &report); err != nil {
		t.Fatal(err)
	}
	if len(report.Tables) == 0 {
		t.Fatal("report.json holds no tables")
	}
	for _, a := range report.Tables {
		q, err := analyze.Find(a.Question)
		if err != nil {
			t.Fatal(err)
		}
		if days := fmt.Sprintf("%v to %v", a.Params["since"], a.Params["until"]); q.Window == "recent" && days != "2024-05-01 to 2024-10-31" {
			t.Errorf("%s looks at %s; want six months, as the others do", a.Name, days)
		}
	}
}
