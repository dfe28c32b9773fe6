package reports_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"path"
	"strings"
	"testing"
	"unicode"
)

// TestHarmless looks at the files that are no pages: nothing that a terminal, a spreadsheet or a reader of
// Markdown would obey.
func TestHarmless(t *testing.T) {
	r := market(t)
	files := written(t, r)
	var digest bytes.Buffer
	if err := r.Digest(&digest); err != nil {
		t.Fatal(err)
	}
	files["digest.txt"] = digest.Bytes()
	for name, data := range files {
		for _, c := range string(data) {
			if unicode.IsControl(c) && c != '\n' || c == 0x202E && path.Ext(name) != ".json" {
				t.Errorf("%s holds the character %U", name, c)
				break
			}
		}
		if path.Ext(name) == ".csv" {
			checkCSV(t, name, data)
		}
	}
	md := string(files["report.md"])
	for _, bad := range []string{"<img", "<script", "<i>", "](javascript", "(<javascript", "**b**"} {
		if strings.Contains(md, bad) {
			t.Errorf("report.md holds %q", bad)
		}
	}
}

func checkCSV(t *testing.T, name string, data []byte) {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	hostile := 0
	for _, row := range rows {
		for _, cell := range row {
			if cell == "" {
				continue
			}
			if strings.ContainsRune("=@+", rune(cell[0])) || cell[0] == '-' && !json.Valid([]byte(cell)) {
				t.Errorf("%s: cell %q begins a formula", name, cell)
			}
			if strings.HasPrefix(cell, "'=") {
				hostile++
			}
		}
	}
	if name == "data/employers.csv" && hostile == 0 {
		t.Errorf("%s: the hostile employer is not there, so the test shows nothing", name)
	}
}
