package floors

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var bareWindow = regexp.MustCompile(`(?i)\bover\s+\(\s*\)`)

// TestNoBareWindow wants no SQL with a window over all rows, that is "over" and nothing between its brackets: on few
// rows and several threads DuckDB fails there now and then (1.4 and 1.5, duckdb/duckdb#22846), and its database with
// it. A scalar subquery tells the same.
func TestNoBareWindow(t *testing.T) {
	t.Parallel()
	root := filepath.Join("..", "..")
	seen := 0
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := d.Name()
		if d.IsDir() && path != root && (strings.HasPrefix(name, ".") || name == "bin" || name == "testdata") {
			return filepath.SkipDir
		}
		ext := filepath.Ext(name)
		if ext != ".sql" && (ext != ".go" || strings.HasSuffix(name, "_test.go")) {
			return nil
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		seen++
		if at := bareWindow.FindIndex(text); at != nil {
			t.Errorf("%s:%d: a window over all rows; use a scalar subquery", path, 1+strings.Count(string(text[:at[0]]), "\n"))
		}
		return nil
	})
	if err != nil || seen < 100 {
		t.Fatalf("%d files were read, error %v", seen, err)
	}
	if !bareWindow.MatchString("max(x) OVER ( )") || bareWindow.MatchString("max(x) over (order by y)") {
		t.Error("the pattern finds other windows")
	}
}
