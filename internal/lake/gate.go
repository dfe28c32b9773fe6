package lake

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/marcboeker/go-duckdb/v2"
)

// RefusedError says that a statement is none that reads only.
type RefusedError struct {
	Why string
}

func (e *RefusedError) Error() string { return e.Why }

const onlyReading = "only statements that read are allowed: select, from, with, values, table, describe, show, summarize, explain"

// tableFunctions are the functions that may stand for a table. Others write, log, load or run text as
// SQL: select * from enable_logging(...) ends the whole process in DuckDB 1.4.
var tableFunctions = []string{
	"range", "generate_series", "unnest", "repeat", "repeat_row", "json_each", "json_tree", "summary",
	"histogram", "histogram_values", "duckdb_columns", "duckdb_tables", "duckdb_views", "duckdb_schemas",
	"duckdb_functions", "duckdb_types", "duckdb_keywords", "duckdb_settings", "duckdb_databases",
	"pragma_table_info", "pragma_show", "pragma_version", "pg_timezone_names", "icu_calendar_names",
	"read_parquet", "parquet_scan", "parquet_metadata", "parquet_schema", "parquet_file_metadata", "parquet_kv_metadata",
}

// deniedFunctions are scalar functions that do more than compute.
var deniedFunctions = []string{"write_log", "nextval", "setseed", "json_execute_serialized_sql", "getenv"}

// allow checks that query is one statement, and that it reads and calls no function with an effect.
// SHOW, DESCRIBE, SUMMARIZE, VALUES, FROM and WITH are all select to DuckDB. EXPLAIN ANALYZE runs what
// it explains, so that must be a query too. The functions are checked before DuckDB binds the query.
// macros are the caller's own functions that stand for tables.
func allow(ctx context.Context, conn *sql.Conn, query string, macros []string) error {
	err := allowTree(ctx, conn, query, macros)
	if inner, ok := explained(query); ok && err != nil {
		for _, q := range inner {
			if err = allowTree(ctx, conn, q, macros); err == nil {
				break
			}
		}
	}
	if err != nil {
		return err
	}
	kind, err := kindOf(conn, query)
	if err != nil {
		return err
	}
	if kind != duckdb.STATEMENT_TYPE_SELECT && kind != duckdb.STATEMENT_TYPE_EXPLAIN {
		return &RefusedError{onlyReading}
	}
	return nil
}

// syntax is a parsed query as json_serialize_sql describes it, which takes nothing but select.
type syntax struct {
	Error      bool              `json:"error"`
	Type       string            `json:"error_type"`
	Message    string            `json:"error_message"`
	Statements []json.RawMessage `json:"statements"`
}

func allowTree(ctx context.Context, conn *sql.Conn, query string, macros []string) error {
	var text string
	if err := conn.QueryRowContext(ctx, "select json_serialize_sql(?::varchar)::varchar", query).Scan(&text); err != nil {
		return fmt.Errorf("parse the statement: %w", err)
	}
	var tree syntax
	if err := json.Unmarshal([]byte(text), &tree); err != nil {
		return fmt.Errorf("parse the statement: %w", err)
	}
	switch {
	case tree.Error && tree.Type == "parser":
		if _, err := kindOf(conn, query); err != nil {
			return err // it says where
		}
		return errors.New(tree.Message)
	case tree.Error:
		return &RefusedError{onlyReading + " (a pivot needs its values in an in list)"}
	case len(tree.Statements) == 0:
		return &RefusedError{"there is no statement"}
	case len(tree.Statements) > 1:
		return &RefusedError{"one statement at a time"}
	}
	var node any
	if err := json.Unmarshal(tree.Statements[0], &node); err != nil {
		return fmt.Errorf("parse the statement: %w", err)
	}
	return allowFunctions(node, macros)
}

// allowFunctions looks at every call in a parsed query.
func allowFunctions(node any, macros []string) error {
	switch node := node.(type) {
	case []any:
		for _, child := range node {
			if err := allowFunctions(child, macros); err != nil {
				return err
			}
		}
	case map[string]any:
		if name, ok := node["function_name"].(string); ok && slices.Contains(deniedFunctions, strings.ToLower(name)) {
			return &RefusedError{fmt.Sprintf("the function %s is not allowed", name)}
		}
		if call, ok := node["function"].(map[string]any); ok && node["type"] == "TABLE_FUNCTION" {
			name, _ := call["function_name"].(string)
			if lower := strings.ToLower(name); !slices.Contains(tableFunctions, lower) && !slices.Contains(macros, lower) {
				return &RefusedError{fmt.Sprintf("the table function %s is not allowed", name)}
			}
		}
		for _, child := range node {
			if err := allowFunctions(child, macros); err != nil {
				return err
			}
		}
	}
	return nil
}

// kindOf parses and plans a statement without running it.
func kindOf(conn *sql.Conn, query string) (kind duckdb.StmtType, err error) {
	err = conn.Raw(func(driver any) error {
		stmt, err := driver.(*duckdb.Conn).Prepare(query)
		if err != nil {
			return err
		}
		kind, err = stmt.(*duckdb.Stmt).StatementType()
		return errors.Join(err, stmt.Close())
	})
	return kind, err
}

// explained returns what EXPLAIN may explain in query: its options may be a word or in brackets, and
// so may the query itself. Only one of them parses.
func explained(query string) (inner []string, ok bool) {
	rest, ok := cutWord(query, "explain")
	if !ok {
		return nil, false
	}
	for _, word := range []string{"analyze", "analyse"} {
		if cut, ok := cutWord(rest, word); ok {
			rest = cut
		}
	}
	inner = []string{rest}
	if options, ok := strings.CutPrefix(rest, "("); ok {
		if _, after, ok := strings.Cut(options, ")"); ok {
			inner = append(inner, after)
		}
	}
	return inner, true
}

// cutWord takes a word off the beginning, and the space and comments around it.
func cutWord(query, word string) (rest string, ok bool) {
	query = trimSpace(query)
	if len(query) < len(word) || !strings.EqualFold(query[:len(word)], word) {
		return query, false
	}
	return trimSpace(query[len(word):]), true
}

// trimSpace takes space and comments off the beginning.
func trimSpace(query string) string {
	for {
		query = strings.TrimLeft(query, " \t\r\n\v\f")
		switch {
		case strings.HasPrefix(query, "--"):
			_, query, _ = strings.Cut(query, "\n")
		case strings.HasPrefix(query, "/*"):
			_, query, _ = strings.Cut(query[2:], "*/")
		default:
			return query
		}
	}
}
