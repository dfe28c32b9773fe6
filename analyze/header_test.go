package analyze_test

import (
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

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

// TestEveryQuestionIsAsked keeps a question from going untested: some archive must ask it.
func TestEveryQuestionIsAsked(t *testing.T) {
	paths, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	asked := map[string]bool{}
	for _, path := range paths {
		archive, err := txtar.ParseFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(file(archive, "ask")) {
			name, _, _ := strings.Cut(strings.TrimSpace(line), " ")
			asked[name] = true
		}
	}
	for _, q := range analyze.Questions() {
		if !asked[q.Name] {
			t.Errorf("no archive of testdata asks %s", q.Name)
		}
	}
}
