package cli

import (
	"cmp"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"rung/analyze"
	"rung/collect"
	"rung/collect/all"
	"rung/internal/golden"
	"rung/internal/lake"
)

// page is a page of docs/ that is made from the program; "make generate" rewrites it.
type page struct{ strings.Builder }

func (p *page) line(format string, args ...any) { fmt.Fprintf(p, format+"\n", args...) }

func (p *page) check(t *testing.T, name string) {
	t.Helper()
	golden.Check(t, filepath.Join("..", "..", "docs", name), []byte(p.String()))
}

// row writes a row of a table. A bar in a cell would end it.
func (p *page) row(cells ...string) {
	for i, c := range cells {
		cells[i] = strings.ReplaceAll(strings.Join(strings.Fields(c), " "), "|", `\|`)
	}
	p.line("| %s |", strings.Join(cells, " | "))
}

func (p *page) head(columns ...string) {
	p.row(columns...)
	p.line("|%s", strings.Repeat("---|", len(columns)))
}

func TestDocsSources(t *testing.T) {
	var p page
	p.line("# Sources\n")
	p.line("Made by `make generate` from the program; do not edit. `rung sources` shows the same with your settings, and")
	p.line("`rung sources NAME` the last runs too.\n")
	p.line("A source runs by itself when it is on by default. *conditional* means: what it asks is kept, and whoever uses")
	p.line("the results has a part in that. *ask* and *no* refuse to run unless `sources.NAME.permission` says why you may.\n")
	p.head("name", "title", "verdict", "on by default", "key", "least interval", "gives")
	for _, s := range all.Sources() {
		p.row(fmt.Sprintf("[%s](#%s)", s.Name, s.Name), s.Title, string(s.Terms.Verdict), yes(s.Enabled()), cmp.Or(s.Terms.Key, "none"), interval(s.Terms.MinInterval), strings.Join(s.Gives, ", "))
	}
	for _, s := range all.Sources() {
		p.source(s)
	}
	p.check(t, "sources.md")
}

func (p *page) source(s collect.Source) {
	p.line("\n## %s\n", s.Name)
	p.line("%s%s\n", s.Title, map[bool]string{true: ": <" + s.Home + ">"}[s.Home != ""])
	p.line("- Verdict: **%s**. %s", s.Terms.Verdict, s.Terms.Why)
	if s.Terms.URL != "" {
		p.line("- Terms: <%s>, read on %s.", s.Terms.URL, s.Terms.ReadOn)
	}
	for _, a := range s.Terms.Asks {
		p.line("- Asks: %s", a)
	}
	if s.Terms.Credit != "" {
		p.line("- Credit line: %s", s.Terms.Credit)
	}
	if s.Terms.Licence != "" {
		p.line("- Licence of its rows: %s", s.Terms.Licence)
	}
	if s.Access != collect.File {
		p.line("- May be kept: %s", mayKeep(s.Terms.Keep))
	}
	if s.Terms.Key != "" {
		p.line("- Key: %s", s.Terms.Key)
	}
	if s.Access != collect.File {
		p.line("- Asked as: %s, at `%s`; at most %s, least interval %s.", access[s.Access], s.BaseURL, rate(s.Terms.Rate), interval(s.Terms.MinInterval))
	}
	p.line("- Gives: %s.", strings.Join(s.Gives, ", "))
	p.line("- How adverts end: %s.", life(s.Life))
	if len(s.Options) == 0 {
		return
	}
	p.line("")
	p.head("option", "default", "what")
	for _, o := range s.Options {
		value := strings.Join(o.Default, ", ")
		if o.Secret {
			value = "secret"
		}
		p.row("`"+o.Name+"`", value, o.Doc)
	}
}

var access = map[collect.Access]string{
	collect.API: "a documented interface", collect.Feed: "a feed", collect.Crawl: "pages, as robots.txt allows",
}

func yes(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}

func interval(d time.Duration) string {
	switch {
	case d == 0:
		return "none"
	case d%time.Hour == 0:
		return fmt.Sprintf("%d h", d/time.Hour)
	case d%time.Minute == 0:
		return fmt.Sprintf("%d min", d/time.Minute)
	}
	return fmt.Sprintf("%d s", d/time.Second)
}

func rate(perSecond float64) string {
	switch {
	case perSecond == 0, perSecond == 1: // one a second is what the client does anyway
		return "one request a second"
	case perSecond > 1:
		return fmt.Sprintf("%g requests a second", perSecond)
	}
	return fmt.Sprintf("one request in %.4g seconds", 1/perSecond)
}

func TestDocsSchema(t *testing.T) {
	var p page
	p.line("# Tables and views\n")
	p.line("Made by `make generate` from the program; do not edit. In `rung sql` these are `.tables` and `.describe NAME`.")
	p.line("All times are UTC. What is not known is null.\n")
	p.line("## Views over current versions\n")
	p.line("`listings` is the table to begin with. `roles`, `mentions` and `pay` have the columns of the tables below, of")
	p.line("current versions only, and `job_key`.")
	tables, views := lake.Tables(), lake.Views()
	p.table(views[0])
	p.line("\n## Tables")
	for _, t := range tables {
		p.table(t)
	}
	p.line("\n## Views and macros of the questions\n")
	p.line("`analyze/sql/silver` holds them.")
	columns := silverColumns(t)
	for _, v := range analyze.Views() {
		p.line("\n### %s\n", v.Name)
		p.line("%s", v.Doc)
		if v.Grain != "" {
			p.line("\nOne row per %s.", strings.TrimPrefix(strings.TrimSuffix(v.Grain, "."), "one row per "))
		}
		if list := columns[v.Name]; len(list) > 0 {
			p.line("\nColumns: %s.", strings.Join(list, ", "))
		}
	}
	p.check(t, "schema.md")
}

func (p *page) table(t lake.Table) {
	p.line("\n### %s\n", t.Name)
	p.line("%s\n", t.Comment)
	p.head("column", "type", "what")
	for _, c := range t.Columns {
		p.row("`"+c.Name+"`", c.Type, c.Comment)
	}
}

// silverColumns are the columns of the views of analyze, as DuckDB knows them over an empty lake.
func silverColumns(t *testing.T) map[string][]string {
	t.Helper()
	db := emptyLake(t)
	rows, err := db.QueryContext(t.Context(), columnsSQL)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	columns := map[string][]string{}
	for rows.Next() {
		var table, name, kind string
		if err := rows.Scan(&table, &name, &kind); err != nil {
			t.Fatal(err)
		}
		columns[table] = append(columns[table], fmt.Sprintf("`%s` %s", name, kind))
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return columns
}
