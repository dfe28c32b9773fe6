package analyze_test

import (
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"rung/analyze"
)

var parameter = regexp.MustCompile(`\$([a-z_]+)`)

// TestHeaders checks that each question uses the parameters it declares and no others, and orders its rows.
func TestHeaders(t *testing.T) {
	for _, q := range analyze.Questions() {
		declared := map[string]bool{}
		for _, p := range q.Params {
			declared[p.Name] = true
			if p.Doc == "" {
				t.Errorf("%s: parameter %s says nothing about itself", q.Name, p.Name)
			}
			if !strings.Contains(q.SQL, "$"+p.Name) {
				t.Errorf("%s: parameter %s is declared and not used", q.Name, p.Name)
			}
		}
		for _, m := range parameter.FindAllStringSubmatch(q.SQL, -1) {
			if !declared[m[1]] && !(q.Window != "" && strings.HasPrefix(m[1], "base")) {
				t.Errorf("%s: uses $%s, which its header does not declare", q.Name, m[1])
			}
		}
		lines := strings.Split(strings.TrimSpace(q.SQL), "\n")
		if last := lines[len(lines)-1]; !strings.HasPrefix(last, "order by ") {
			t.Errorf("%s: ends with %q, want an order by on the last line", q.Name, last)
		}
		if !slices.Contains([]string{"", "recent", "year", "all"}, q.Window) {
			t.Errorf("%s: window %q, want recent, year or all", q.Name, q.Window)
		}
	}
}

// TestEveryQuestionHasAnArchive keeps a question from going untested.
func TestEveryQuestionHasAnArchive(t *testing.T) {
	for _, q := range analyze.Questions() {
		paths, err := filepath.Glob("testdata/" + q.Name + "*.txtar")
		if err != nil || len(paths) == 0 {
			t.Errorf("no testdata/%s*.txtar", q.Name)
		}
	}
}

// TestOrder loads each archive with its rows turned round: no answer may depend on the order of rows.
func TestOrder(t *testing.T) {
	paths, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range paths {
		t.Run(filepath.Base(path), func(t *testing.T) {
			t.Parallel()
			archive, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			want := ask(t, archive)
			for i := range archive.Files {
				if f := &archive.Files[i]; strings.HasSuffix(f.Name, ".csv") {
					lines := strings.Split(strings.TrimSpace(string(f.Data)), "\n")
					slices.Reverse(lines[1:])
					f.Data = []byte(strings.Join(lines, "\n") + "\n")
				}
			}
			if diff := cmp.Diff(string(want), string(ask(t, archive))); diff != "" {
				t.Errorf("the answer depends on the order of rows (-as written +turned round):\n%s", diff)
			}
		})
	}
}

func ask(t *testing.T, archive *txtar.Archive) []byte {
	t.Helper()
	s := analyze.DefaultSettings()
	if names := strings.Fields(file(archive, "archives")); names != nil {
		s.Archives = names
	}
	db := empty(t, s)
	load(t, db, archive.Files)
	return answers(t, db, file(archive, "ask"))
}
