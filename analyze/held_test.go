package analyze_test

import (
	"database/sql"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"rung/analyze"
)

// TestPrepareHeld asks every archive's questions over held tables: the answers are those over views.
func TestPrepareHeld(t *testing.T) {
	for _, name := range []string{"evidence", "demand", "pay", "ladder"} {
		archive, err := txtar.ParseFile("testdata/" + name + ".txtar")
		if err != nil {
			t.Fatal(err)
		}
		db, err := sql.Open("duckdb", "")
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		schema, err := os.ReadFile("testdata/schema.sql")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := db.ExecContext(t.Context(), string(schema)); err != nil {
			t.Fatal(err)
		}
		load(t, db, archive.Files)
		// In a lake the mentions are a view.
		for _, statement := range []string{"alter table mentions rename to mentions_file", "create view mentions as from mentions_file"} {
			if _, err := db.ExecContext(t.Context(), statement); err != nil {
				t.Fatal(err)
			}
		}
		s := analyze.DefaultSettings()
		s.Archives = []string{"board"}
		if err := analyze.PrepareHeld(t.Context(), db, s); err != nil {
			t.Fatal(err)
		}
		got := answers(t, db, file(archive, "ask"))
		if diff := cmp.Diff(file(archive, "want.md"), string(got)); diff != "" {
			t.Errorf("%s: held tables answer otherwise (-views +held):\n%s", name, diff)
		}
	}
}
