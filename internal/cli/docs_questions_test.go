package cli

import (
	"database/sql"
	"strings"
	"testing"

	"rung/analyze"
	"rung/internal/lake"
)

func TestDocsQuestions(t *testing.T) {
	var p page
	p.line("# Questions\n")
	p.line("Made by `make generate` from the headers of `analyze/sql/gold`; do not edit. `rung analyze NAME` answers a question")
	p.line("and `rung analyze NAME --help` says what stands here. A parameter is a flag: `min_ads` is `--min-ads`. A figure and its")
	p.line("interval are columns of their own: `share_low` and `share_high` are the ends of the 95 %% interval of `share`.")
	p.line("`rung explain` takes the same flags for a figure of an answer, whose name `--ids` gives.\n")
	p.head("question", "title", "one row per")
	for _, q := range analyze.Questions() {
		p.row("["+q.Name+"](#"+q.Name+")", q.Title, strings.TrimPrefix(q.Grain, "one row per "))
	}
	db := emptyLake(t)
	for _, q := range analyze.Questions() {
		p.question(t, db, q)
	}
	p.check(t, "questions.md")
}

// emptyLake is a lake without rows, with the views of the questions.
func emptyLake(t *testing.T) *sql.DB {
	t.Helper()
	l, err := lake.OpenWrite(t.TempDir(), "test")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	db, err := l.DB(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := analyze.Prepare(t.Context(), db, analyze.DefaultSettings()); err != nil {
		t.Fatal(err)
	}
	return db
}

// windows says which span of time a question looks at where none is given.
var windows = map[string]string{
	"recent": "the three months that end with the latest of the data, or at six where the three have fewer than 100 of the ads asked for", "year": "the year that ends with the latest month of the data",
	"all": "all of the data",
}

func (p *page) question(t *testing.T, db *sql.DB, q analyze.Question) {
	t.Helper()
	p.line("\n## %s\n", q.Name)
	p.line("%s: %s.\n", q.Title, q.Grain)
	p.line("%s\n", q.Doc)
	if w := windows[q.Window]; w != "" {
		p.line("Without `since` and `until` it looks at %s.\n", w)
	}
	p.head("parameter", "type", "default", "what")
	for _, param := range q.Params {
		p.row("`"+param.Name+"`", param.Type, param.Default, param.Doc)
	}
	answer, err := analyze.Ask(t.Context(), db, q.Name, analyze.Args{})
	if err != nil {
		t.Fatal(err)
	}
	p.line("")
	p.head("column", "type", "unit", "what")
	for _, c := range answer.Columns {
		p.row("`"+c.Name+"`", c.Type, c.Unit, c.Doc)
	}
	count, doc := q.Behind()
	if count != "" {
		count = ", as many as `" + count + "` says"
	}
	p.line("\nAdverts behind a row, which `rung explain` lists%s: %s.", count, doc)
}
