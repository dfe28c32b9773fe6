package analyze_test

import (
	"database/sql"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"rung/analyze"
)

// held opens a database with the rows of an archive, over which many questions are asked.
func held(t *testing.T, archive *txtar.Archive, s analyze.Settings) *sql.DB {
	t.Helper()
	db := tables(t)
	load(t, db, archive.Files)
	// In a lake the mentions are a view.
	for _, statement := range []string{"alter table mentions rename to mentions_file", "create view mentions as from mentions_file"} {
		if _, err := db.ExecContext(t.Context(), statement); err != nil {
			t.Fatal(err)
		}
	}
	if err := analyze.PrepareHeld(t.Context(), db, s); err != nil {
		t.Fatal(err)
	}
	return db
}

// TestPrepareHeld asks every archive's questions over held tables: the answers are those over views.
func TestPrepareHeld(t *testing.T) {
	for _, name := range []string{"evidence", "demand", "pay", "ladder"} {
		archive := readArchive(t, "testdata/"+name+".txtar")
		s := analyze.DefaultSettings()
		s.Archives = []string{"board"}
		got := answers(t, held(t, archive, s), file(archive, "ask"))
		if diff := cmp.Diff(file(archive, "want.md"), string(got)); diff != "" {
			t.Errorf("%s: held tables answer otherwise (-views +held):\n%s", name, diff)
		}
	}
}
