package analyze_test

import (
	"bytes"
	"database/sql"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"rung/analyze"
	"rung/internal/golden"
)

// TestAudits gives each audit sound rows and offenders, and wants the offenders alone.
func TestAudits(t *testing.T) {
	const path = "testdata/audits.txt"
	archive, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	cases := map[string][]txtar.File{}
	for _, f := range archive.Files {
		name, rest, _ := strings.Cut(f.Name, "/")
		cases[name] = append(cases[name], txtar.File{Name: rest, Data: f.Data})
	}
	db := empty(t, analyze.DefaultSettings())
	for _, name := range slices.Sorted(maps.Keys(analyze.Audits())) {
		files, ok := cases[name]
		if !ok {
			t.Errorf("audit %s has no case in %s", name, path)
			continue
		}
		got := offenders(t, db, name, files)
		for i := range archive.Files {
			f := &archive.Files[i]
			if f.Name != name+"/want.md" {
				continue
			}
			if golden.Updating() {
				f.Data = got
			}
			if diff := cmp.Diff(string(f.Data), string(got)); diff != "" {
				t.Errorf("%s: offenders differ (-want +got):\n%s", name, diff)
			}
		}
	}
	if golden.Updating() {
		if err := os.WriteFile(path, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// offenders loads one case, audits it and takes the rows back.
func offenders(t *testing.T, db *sql.DB, name string, files []txtar.File) []byte {
	t.Helper()
	tx, err := db.BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback()
	load(t, tx, files)
	findings, err := analyze.Audit(t.Context(), tx)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	for _, f := range findings {
		if f.Audit == name {
			writeMarkdown(&out, &analyze.Table{Columns: f.Columns, Rows: f.Rows}, nil)
		}
	}
	if out.Len() == 0 {
		t.Errorf("%s found nothing", name)
	}
	return out.Bytes()
}
