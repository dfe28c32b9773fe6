package reports_test

import (
	"bytes"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"rung/analyze"
	"rung/internal/lake"
)

// TestParquet reads every table's Parquet file again and compares it with its CSV file by rows and columns.
func TestParquet(t *testing.T) {
	m := meta()
	m.Parquet = func(columns []analyze.Column, rows [][]any) ([]byte, error) {
		types := map[string]string{"integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN", "date": "DATE", "list": "VARCHAR[]"}
		var list []lake.Column
		for _, c := range columns {
			list = append(list, lake.Column{Name: c.Name, Type: types[c.Type]})
		}
		return lake.EncodeParquet(list, slices.Values(rows))
	}
	files := written(t, small(t, m))
	tables := 0
	for name, data := range files {
		if path.Ext(name) != ".parquet" {
			continue
		}
		tables++
		file := filepath.Join(t.TempDir(), "table.parquet")
		if err := os.WriteFile(file, data, 0o600); err != nil {
			t.Fatal(err)
		}
		columns, rows, err := lake.ReadParquet(t.Context(), file)
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for row, err := range rows {
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			n++
			if text := fmt.Sprint(row...); strings.ContainsFunc(text, unicode.IsControl) {
				t.Errorf("%s holds a control character: %q", name, text)
			}
		}
		csv := files[strings.TrimSuffix(name, ".parquet")+".csv"]
		head, _, _ := bytes.Cut(csv, []byte("\n"))
		if lines := bytes.Count(csv, []byte("\n")) - 1; lines != n || strings.Join(columns, ",") != strings.TrimSpace(string(head)) {
			t.Errorf("%s: got %d rows of %v, want %d of %s as in the CSV file", name, n, columns, lines, head)
		}
		if !bytes.Contains(files["downloads.html"], []byte(`href="`+name+`"`)) {
			t.Errorf("downloads.html does not lead to %s", name)
		}
	}
	if tables < 20 {
		t.Errorf("got %d Parquet files, want one for each table", tables)
	}
}
