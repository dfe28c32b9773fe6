package lake

import (
	_ "embed"
	"fmt"
	"io"
	"slices"
	"strings"
)

//go:embed sql/views.sql
var viewsSQL string

// storedSchema holds the tables whose name stands for a view over current versions only.
const storedSchema = "stored"

// viewName is the name under which the files of a table are read.
func (t *Table) viewName() string {
	if slices.Contains([]string{roles.Name, mentions.Name, pays.Name}, t.Name) {
		return storedSchema + "." + t.Name
	}
	return t.Name
}

func (t *Table) columnList() string {
	names := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		names[i] = ident(c.Name)
	}
	return strings.Join(names, ", ")
}

// view is the statement that makes a table out of its files. A table without files is empty.
func (t *Table) view(paths []string) string { return t.viewAs(t.viewName(), paths) }

func (t *Table) viewAs(name string, paths []string) string {
	return fmt.Sprintf("create or replace view %s as\n%s", name, t.fromFiles(paths))
}

// fromFiles is the query that reads a table out of its files.
func (t *Table) fromFiles(paths []string) string {
	var b strings.Builder
	if len(paths) == 0 {
		for i, c := range t.Columns {
			fmt.Fprintf(&b, "%s null::%s as %s", [2]string{"select", ","}[min(i, 1)], c.Type, ident(c.Name))
		}
		b.WriteString(" where false")
		return b.String()
	}
	fmt.Fprintf(&b, "select %s\nfrom read_parquet([", t.columnList())
	for i, p := range paths {
		if i > 0 {
			b.WriteString(",")
		}
		b.WriteString("\n  " + quote(p))
	}
	b.WriteString("\n], hive_partitioning = false)")
	return b.String()
}

// comments are the statements that describe a view and its columns.
func (t *Table) comments(view string) []string {
	out := []string{fmt.Sprintf("comment on view %s is %s", view, quote(t.Comment))}
	for _, c := range t.Columns {
		out = append(out, fmt.Sprintf("comment on column %s.%s is %s", view, ident(c.Name), quote(c.Comment)))
	}
	return out
}

// viewStatements are the statements that make every view over the files that are sound, described by
// comments or not.
func (l *Lake) viewStatements(comments bool) []string {
	sound := make(map[string][]string)
	for _, f := range l.soundFiles() {
		sound[f.Table] = append(sound[f.Table], l.path(f.Path))
	}
	out := []string{"create schema if not exists " + storedSchema}
	for _, t := range Tables() {
		out = append(out, t.view(sound[t.Name]))
		if comments {
			out = append(out, t.comments(t.viewName())...)
		}
	}
	out = append(out, strings.TrimSuffix(strings.TrimSpace(viewsSQL), ";"))
	if comments {
		for _, t := range Views() {
			out = append(out, t.comments(t.Name)...)
		}
	}
	return out
}

// PrintInit writes a script that gives any DuckDB client of version 1.1 or later the lake's tables.
// It holds absolute paths and is right until the next commit.
func (l *Lake) PrintInit(w io.Writer) error {
	_, err := fmt.Fprintf(w, "-- Tables of the lake %s, commit %d.\n%s;\n", l.dir, l.Manifest().Number, strings.Join(l.viewStatements(true), ";\n"))
	return err
}
