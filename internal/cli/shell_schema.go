package cli

import (
	"context"
	"strings"

	"rung/analyze"
	"rung/internal/lake"
	"rung/internal/near"
)

// catalog is what can be asked: the tables of the lake, then the views of the questions.
type catalog struct {
	tables []tableInfo
}

type tableInfo struct {
	name, about string
	columns     []columnInfo
}

type columnInfo struct{ name, kind, about string }

// find returns a table by name, in any case.
func (c *catalog) find(name string) (tableInfo, bool) {
	for _, t := range c.tables {
		if strings.EqualFold(t.name, name) {
			return t, true
		}
	}
	return tableInfo{}, false
}

func (c *catalog) names() []string {
	names := make([]string, len(c.tables))
	for i, t := range c.tables {
		names[i] = t.name
	}
	return names
}

const columnsSQL = `select table_name, column_name, data_type from duckdb_columns()
where not internal and schema_name = 'main' order by table_name, column_index`

// catalog asks the session for its tables and columns, once.
func (in *interpreter) catalog(ctx context.Context) (*catalog, error) {
	if in.known != nil {
		return in.known, nil
	}
	rows, err := in.session.QueryContext(ctx, columnsSQL)
	if err != nil {
		return nil, sqlError(err)
	}
	defer rows.Close()
	columns := map[string][]columnInfo{}
	for rows.Next() {
		var table string
		var c columnInfo
		if err := rows.Scan(&table, &c.name, &c.kind); err != nil {
			return nil, sqlError(err)
		}
		columns[table] = append(columns[table], c)
	}
	if err := rows.Err(); err != nil {
		return nil, sqlError(err)
	}
	in.known = described(columns)
	return in.known, nil
}

// described adds what the tables and columns mean, and puts them in the order of the documentation.
func described(columns map[string][]columnInfo) *catalog {
	c := &catalog{}
	add := func(name, about string, meanings map[string]string) {
		list, ok := columns[name]
		if _, twice := c.find(name); !ok || twice {
			return
		}
		for i := range list {
			list[i].about = meanings[list[i].name]
		}
		c.tables = append(c.tables, tableInfo{name, about, list})
	}
	for _, t := range append(lake.Views(), lake.Tables()...) {
		meanings := map[string]string{}
		for _, col := range t.Columns {
			meanings[col.Name] = col.Comment
		}
		add(t.Name, t.Comment, meanings)
	}
	for _, v := range analyze.Views() {
		add(v.Name, v.Doc, nil)
	}
	for _, name := range sortedKeys(columns) {
		add(name, "", nil)
	}
	return c
}

func (in *interpreter) tables(ctx context.Context, _ []string) error {
	c, err := in.catalog(ctx)
	if err != nil {
		return err
	}
	var rows [][]any
	for _, t := range c.tables {
		rows = append(rows, []any{t.name, int64(len(t.columns)), t.about})
	}
	return in.rows([]string{"table", "columns", "about"}, rows)
}

func (in *interpreter) schema(ctx context.Context, args []string) error {
	if len(args) == 1 {
		return in.describe(ctx, args)
	}
	c, err := in.catalog(ctx)
	if err != nil {
		return err
	}
	var rows [][]any
	for _, t := range c.tables {
		for _, col := range t.columns {
			rows = append(rows, []any{t.name, col.name, col.kind, col.about})
		}
	}
	return in.rows([]string{"table", "column", "type", "about"}, rows)
}

// describe lists the columns of one table, or the tables.
func (in *interpreter) describe(ctx context.Context, args []string) error {
	if len(args) == 0 {
		return in.tables(ctx, nil)
	}
	c, err := in.catalog(ctx)
	if err != nil {
		return err
	}
	t, ok := c.find(args[0])
	if !ok {
		hint := ".tables lists them"
		if like := near.To(args[0], c.names()); like != "" {
			hint = "did you mean " + like + "?"
		}
		return usage(hint, "there is no table %s", args[0])
	}
	var rows [][]any
	for _, col := range t.columns {
		rows = append(rows, []any{col.name, col.kind, col.about})
	}
	return in.rows([]string{"column", "type", "about"}, rows)
}
