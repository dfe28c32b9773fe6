package analyze_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"rung/analyze"
)

// TestPayOfPlaceIsOfCountry lets the ads of a country all be of one city: the rows of the city are those of the country,
// with their intervals and their growth.
func TestPayOfPlaceIsOfCountry(t *testing.T) {
	for _, name := range []string{"pay", "pay_growth"} {
		archive, db := open(t, "testdata/"+name+".txtar")
		load(t, db, archive.Files)
		move := "update listings set countries = case when version_key % 10 > 0 then ['EU', 'DE'] end, city = case when version_key % 10 > 0 then 'Berlin' end"
		if _, err := db.ExecContext(t.Context(), move); err != nil {
			t.Fatal(err)
		}
		want := rowsOf(t, db, "DE", analyze.Args{"since": "2024-11", "min_ads": "1", "back_off": "false"})
		got := rowsOf(t, db, "Berlin, DE", analyze.Args{"since": "2024-11", "min_ads": "1", "back_off": "false", "place": "berlin, de"})
		if diff := cmp.Diff(want, got, cmpopts.EquateApprox(1e-9, 0)); diff != "" {
			t.Errorf("%s: the city differs from its country (-country +city):\n%s", name, diff)
		}
		if name == "pay_growth" && !hasValue(got, "growth_raw_low") {
			t.Errorf("%s: no row of the city has a growth", name)
		}
	}
}

// rowsOf answers what is paid and returns the rows of a country or place but for the skill "any", which only a place has:
// each by column, without the names of country and level.
func rowsOf(t *testing.T, db analyze.Querier, country string, args analyze.Args) []map[string]any {
	t.Helper()
	answer, err := analyze.Ask(t.Context(), db, "pay", args)
	if err != nil {
		t.Fatal(err)
	}
	var rows []map[string]any
	for _, row := range answer.Rows {
		values := map[string]any{}
		for i, c := range answer.Columns {
			values[c.Name] = row[i]
		}
		if values["country"] == country && values["skill"] != "any" {
			delete(values, "country")
			delete(values, "level")
			rows = append(rows, values)
		}
	}
	return rows
}

func hasValue(rows []map[string]any, column string) bool {
	for _, row := range rows {
		if row[column] != nil {
			return true
		}
	}
	return false
}
