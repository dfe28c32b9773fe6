package analyze_test

import (
	"maps"
	"testing"

	"rung/analyze"
	"rung/internal/lake"
)

// TestSchemaIsTheLakes keeps testdata/schema.sql true: every column there is one of the lake's, of its type.
func TestSchemaIsTheLakes(t *testing.T) {
	types := map[string]map[string]string{}
	for _, table := range lake.Tables() {
		types[table.Name] = map[string]string{}
		for _, c := range table.Columns {
			types[table.Name][c.Name] = c.Type
		}
	}
	// What the views add to the tables: see internal/lake/sql/views.sql.
	types["listings"] = map[string]string{}
	maps.Copy(types["listings"], types["listing_versions"])
	for _, name := range []string{"job_key", "representative", "first_seen_at", "last_seen_at", "closed_at"} {
		types["listings"][name] = types["jobs"][name]
	}
	for _, view := range []string{"mentions", "pay", "roles"} {
		types[view]["job_key"] = types["jobs"]["job_key"]
	}
	db := empty(t, analyze.DefaultSettings())
	rows, err := db.QueryContext(t.Context(), `
		select c.table_name, c.column_name, c.data_type
		from duckdb_columns() as c
		join duckdb_tables() as t on t.table_name = c.table_name
		where t.table_name not in ('archives', 'conversions')`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	n := 0
	for rows.Next() {
		var table, name, kind string
		if err := rows.Scan(&table, &name, &kind); err != nil {
			t.Fatal(err)
		}
		n++
		if want := types[table][name]; want != kind {
			t.Errorf("schema.sql: %s.%s is %s, in the lake it is %q", table, name, kind, want)
		}
	}
	if err := rows.Err(); err != nil || n < 100 {
		t.Errorf("read %d columns, %v; want more than 100", n, err)
	}
}
