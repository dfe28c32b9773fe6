// Package floors keeps the imports of rung going one way: downwards. Its table is the architecture.
package floors

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// floors says for each tree which other trees of ours it may import. A tree may always import itself.
// The longest matching name counts.
var floors = []struct {
	tree string
	may  []string
}{
	{"internal/job", nil},
	{"internal/fx", []string{"internal/job"}},
	{"internal/lake", []string{"internal/job"}},
	{"internal/cell", []string{"internal/lake"}},
	{"internal/polite", []string{"internal/job"}},
	{"internal/ui", []string{"internal/job"}},
	{"internal/country", nil},
	{"internal/mojibake", nil},
	{"internal/near", nil},
	{"internal/bucket", nil},
	{"collect", []string{"internal/job", "internal/polite", "internal/country", "internal/mojibake", "internal/near"}},
	{"collect/sourcetest", []string{"collect", "internal/job", "internal/polite", "internal/golden", "internal/shared"}},
	{"transform", []string{"internal/job", "internal/country", "internal/mojibake"}},
	{"analyze", []string{"internal/job"}},
	{"reports", []string{"analyze", "internal/job", "internal/ui"}},
	{"internal/market", []string{"internal/job"}},
	{"config", []string{"collect", "transform", "analyze", "reports", "internal/bucket", "internal/job", "internal/near"}},
	{"internal/cli", []string{
		"collect", "transform", "analyze", "reports", "config",
		"internal/bucket", "internal/cell", "internal/country", "internal/job", "internal/near", "internal/fx", "internal/lake", "internal/polite", "internal/ui", "internal/market",
	}},
	{"internal/golden", nil},
	{"internal/shared", nil},
	{"internal/floors", nil},
	{"main.go", []string{"internal/cli"}},
}

// owners says which trees alone may import a library.
var owners = map[string][]string{
	"github.com/apache/arrow/go":      {"internal/lake"},
	"github.com/marcboeker/go-duckdb": {"internal/lake"},
	"github.com/gocolly/colly":        {"internal/polite", "collect"},
	"github.com/spf13/viper":          {"config"},
	"gocloud.dev":                     {"internal/bucket"},
	"github.com/spf13/cobra":          {"internal/cli"},
}

// pure lists trees that read and write nothing outside the process, and what they must not import.
var pure = map[string][]string{
	"internal/job": {"net", "net/http", "os", "database/sql"},
	"transform":    {"net", "net/http", "os", "database/sql"},
	"analyze":      {"net", "net/http", "os"},
	"reports":      {"net", "net/http", "database/sql"},
	"collect":      {"database/sql"},
}

// exempt are files of pure trees that do I/O on purpose.
var exempt = []string{"transform/eval/"}

const module = "rung"

func TestImportsGoDown(t *testing.T) {
	root := filepath.Join("..", "..")
	seen := 0
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		rel = filepath.ToSlash(rel)
		if d.IsDir() {
			if name := d.Name(); rel != "." && (strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_") || name == "testdata" || name == "node_modules") {
				return filepath.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(rel, ".go") || strings.HasSuffix(rel, "_test.go") {
			return nil
		}
		seen++
		imports, err := importsOf(path)
		if err != nil {
			return err
		}
		for _, complaint := range check(rel, imports) {
			t.Error(complaint)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if seen < 50 {
		t.Errorf("read %d files: the walk does not see the program", seen)
	}
}

// TestCheckBites plants bad imports and wants each of them found.
func TestCheckBites(t *testing.T) {
	for _, c := range []struct{ file, imported string }{
		{"transform/transform.go", "rung/collect"},
		{"reports/html.go", "rung/config"},
		{"collect/hackernews/fetch.go", "rung/internal/lake"},
		{"internal/job/listing.go", "rung/internal/ui"},
		{"analyze/analyze.go", "github.com/marcboeker/go-duckdb/v2"},
		{"internal/cli/sql.go", "github.com/apache/arrow/go/v17/arrow"},
		{"transform/pay/pay.go", "net/http"},
		{"newfolder/x.go", "fmt"},
	} {
		if got := check(c.file, []string{c.imported}); len(got) == 0 {
			t.Errorf("check(%s imports %s) found nothing", c.file, c.imported)
		}
	}
	if got := check("internal/cli/sql.go", []string{"rung/internal/lake", "fmt"}); len(got) > 0 {
		t.Errorf("check of a good file found %q", got)
	}
}

func importsOf(path string) ([]string, error) {
	f, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
	if err != nil {
		return nil, err
	}
	var list []string
	for _, spec := range f.Imports {
		name, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			return nil, err
		}
		list = append(list, name)
	}
	return list, nil
}

// check returns what is wrong with the imports of one file.
func check(file string, imports []string) []string {
	may, known := allowed(file)
	if !known {
		return []string{file + ": its folder has no floor; add it to the table in internal/floors"}
	}
	var wrong []string
	for _, name := range imports {
		if inner, ours := strings.CutPrefix(name, module+"/"); ours {
			if !slices.ContainsFunc(may, func(tree string) bool { return within(inner, tree) }) {
				wrong = append(wrong, file+": must not import "+name)
			}
			continue
		}
		for library, trees := range owners {
			if within(name, library) && !slices.ContainsFunc(trees, func(tree string) bool { return within(file, tree) }) {
				wrong = append(wrong, file+": only "+strings.Join(trees, " and ")+" may import "+library)
			}
		}
		for tree, banned := range pure {
			if within(file, tree) && slices.Contains(banned, name) && !isExempt(file) {
				wrong = append(wrong, file+": must not import "+name)
			}
		}
	}
	return wrong
}

func isExempt(file string) bool {
	return slices.ContainsFunc(exempt, func(prefix string) bool { return strings.HasPrefix(file, prefix) })
}

// allowed returns the trees of ours that a file may import, its own included.
func allowed(file string) ([]string, bool) {
	best, found := -1, false
	for i, f := range floors {
		if within(file, f.tree) && (best < 0 || len(f.tree) > len(floors[best].tree)) {
			best, found = i, true
		}
	}
	if !found {
		return nil, false
	}
	return append([]string{floors[best].tree}, floors[best].may...), true
}

// within reports whether a path is a tree or lies below it.
func within(path, tree string) bool {
	return path == tree || strings.HasPrefix(path, tree+"/")
}

// TestArchitectureNamesPackages wants every folder that holds Go in ARCHITECTURE.md, by its path.
func TestArchitectureNamesPackages(t *testing.T) {
	root := filepath.Join("..", "..")
	text, err := os.ReadFile(filepath.Join(root, "ARCHITECTURE.md"))
	if err != nil {
		t.Fatal(err)
	}
	var folders []string
	for _, pattern := range []string{"*", "*/*", "*/*/*", "*/*/*/*"} {
		files, err := filepath.Glob(filepath.Join(root, pattern, "*.go"))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			folder, err := filepath.Rel(root, filepath.Dir(f))
			if err != nil {
				t.Fatal(err)
			}
			folders = append(folders, filepath.ToSlash(folder))
		}
	}
	folders = slices.Compact(folders)
	if len(folders) < 60 {
		t.Fatalf("%d folders with Go, want those of the whole repository: %v", len(folders), folders)
	}
	for _, f := range folders {
		if !strings.Contains(string(text), "`"+f+"`") {
			t.Errorf("ARCHITECTURE.md does not name %s", f)
		}
	}
}
