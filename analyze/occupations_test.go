package analyze_test

import (
	"database/sql"
	"regexp"
	"testing"

	"rung/analyze"
	"rung/transform/title/lexicon"
)

// onetCode is a code of O*NET-SOC: major group, occupation, and detail.
var onetCode = regexp.MustCompile(`^[1-5][1-9]-[0-9]{4}\.[0-9]{2}$`)

// occupation is a row of the view occupations.
type occupation struct {
	family, code, name string
	human, gpt4        float64
}

func occupationsOf(t *testing.T, db *sql.DB) (rated []occupation, unrated []string) {
	t.Helper()
	rows, err := db.QueryContext(t.Context(), "select role_family, code, occupation, human, gpt4 from occupations order by all")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var family string
		var code, name sql.NullString
		var human, gpt4 sql.NullFloat64
		if err := rows.Scan(&family, &code, &name, &human, &gpt4); err != nil {
			t.Fatal(err)
		}
		if code.Valid != name.Valid || code.Valid != human.Valid || code.Valid != gpt4.Valid {
			t.Errorf("%s: a row is half filled in", family)
		}
		if !code.Valid {
			unrated = append(unrated, family)
			continue
		}
		rated = append(rated, occupation{family, code.String, name.String, human.Float64, gpt4.Float64})
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return rated, unrated
}

// TestOccupationsKnowTheFamilies shows that every family of roles has occupations, or one row that says that none
// fits, and that there are no others.
func TestOccupationsKnowTheFamilies(t *testing.T) {
	rated, unrated := occupationsOf(t, empty(t, analyze.DefaultSettings()))
	seen := map[string]string{}
	for _, o := range rated {
		seen[o.family] = "rated"
	}
	for _, family := range unrated {
		if seen[family] != "" {
			t.Errorf("%s: has a row without an occupation beside others, or two of them", family)
		}
		seen[family] = "unrated"
	}
	for _, f := range lexicon.Load().Families {
		if seen[string(f.Name)] == "" {
			t.Errorf("%s (%s) has no row in analyze/sql/silver/occupations.sql: add its occupation, or a row of nulls", f.Name, f.Doc)
		}
		delete(seen, string(f.Name))
	}
	for family := range seen {
		t.Errorf("%s is no family of transform/title/lexicon/families.yaml", family)
	}
}

// TestOccupationsAreRated shows that codes are well formed and stand once in a family, that each is one occupation with one
// rating wherever it stands, and that ratings are shares.
func TestOccupationsAreRated(t *testing.T) {
	rated, _ := occupationsOf(t, empty(t, analyze.DefaultSettings()))
	type key struct{ family, code string }
	seen, byCode := map[key]bool{}, map[string]occupation{}
	for _, o := range rated {
		if !onetCode.MatchString(o.code) {
			t.Errorf("%s: %q is no code of O*NET-SOC", o.family, o.code)
		}
		if seen[key{o.family, o.code}] {
			t.Errorf("%s: %s stands twice", o.family, o.code)
		}
		seen[key{o.family, o.code}] = true
		for _, v := range []float64{o.human, o.gpt4} {
			if v <= 0 || v >= 1 {
				t.Errorf("%s: %s is rated %v, want a share", o.family, o.code, v)
			}
		}
		family := o.family
		o.family = ""
		if first, ok := byCode[o.code]; ok && first != o {
			t.Errorf("%s: %+v, elsewhere %+v", family, o, first)
		}
		byCode[o.code] = o
	}
}

// TestExposures works out two families by hand: writing has three occupations, people give them 0.6471, 0.6333 and 0.8077,
// the mean of which is 0.6960, and GPT-4 0.6471, 0.7 and 0.8654: 0.7375. The mean of both is 0.7168.
func TestExposures(t *testing.T) {
	db := empty(t, analyze.DefaultSettings())
	for family, want := range map[string][3]float64{"writing": {0.7168, 0.6960, 0.7375}, "backend": {0.6579, 0.4474, 0.8684}} {
		var got [3]float64
		row := db.QueryRowContext(t.Context(), "select exposure, human, gpt4 from exposures where role_family = ?", family)
		if err := row.Scan(&got[0], &got[1], &got[2]); err != nil || got != want {
			t.Errorf("%s: got %v, %v, want %v", family, got, err, want)
		}
	}
	var n int
	if err := db.QueryRowContext(t.Context(), "select count(*) from exposures where role_family in ('other', 'product', 'research')").Scan(&n); err != nil || n != 0 {
		t.Errorf("got %d families without an occupation among the exposures, %v; want none", n, err)
	}
}
