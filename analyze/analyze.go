// Package analyze answers questions about the lake.
//
// A question is one file of sql/gold: a header that documents it and one select statement. The views
// of sql/silver stand between the questions and the tables of the lake, and the files of sql/audit
// return rows only when something is wrong. Adding a question is adding a file. Go never builds SQL:
// values go in as named parameters.
package analyze

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
)

// Querier runs a query. *sql.DB, *sql.Conn and a session of the lake are Queriers.
type Querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// Execer runs a statement. *sql.DB and *sql.Conn are Execers.
type Execer interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
}

// Args are a caller's values by parameter name. Values may be texts, as typed by a user, or of the
// parameter's own type.
type Args map[string]any

// Table is an answer.
type Table struct {
	Name  string
	Title string
	Doc   string
	// Grain says what one row is.
	Grain   string
	Columns []Column
	// Rows hold nil, string, bool, int64, float64, time.Time or []any, one value for each column.
	Rows [][]any
	// Params are the values that were used, defaults and the resolved window included.
	Params map[string]any
	SQL    string
}

// Column describes one column of an answer.
type Column struct {
	Name string
	// Type is text, integer, number, boolean, date, time or list.
	Type string
	// Unit is what a number counts, such as ads, share or USD; empty where the header names none.
	Unit string
	Doc  string
}

// Ask answers the question of that name. Prepare must have run on the same database.
//
// A question over a window that gets no since or until looks at the three calendar months that end
// with the latest month of the data (others at the last year or at all of it), and compares with the same months a year
// before, or where no source was watched in both, with the months just before. Where the three months have fewer than 100 of
// the ads asked for, it looks at six. Params says what was chosen, in window why six months were, and where
// nothing can be compared, in comparable_since and comparable_until, which window of that length can be.
func Ask(ctx context.Context, db Querier, name string, args Args) (*Table, error) {
	q, err := Find(name)
	if err != nil {
		return nil, err
	}
	values, err := q.bind(args)
	if err != nil {
		return nil, &ArgsError{err}
	}
	if o, ok := db.(*once); ok {
		return o.answer(name, values, func() (*Table, error) { return q.answer(ctx, db, values) })
	}
	return q.answer(ctx, db, values)
}

// answer answers a question. values are those of its parameters, to which it adds the days of the window.
func (q Question) answer(ctx context.Context, db Querier, values map[string]any) (*Table, error) {
	others, err := q.askAlso(ctx, db, values)
	if err != nil {
		return nil, err
	}
	if q.Window != "" {
		if err := resolveWindow(ctx, db, q.Window, values); err != nil {
			return nil, err
		}
	}
	t, err := query(ctx, db, q.SQL, values)
	if err != nil {
		return nil, fmt.Errorf("ask %s: %w", q.Name, err)
	}
	if q.Fit == "pay" {
		if err := fillPay(ctx, db, q, t, values); err != nil {
			return nil, fmt.Errorf("ask %s: %w", q.Name, err)
		}
	} else if q.Fit != "" {
		if t, err = fit(q, t, others); err != nil {
			return nil, fmt.Errorf("ask %s: %w", q.Name, err)
		}
	}
	t.Name, t.Title, t.Doc, t.Grain, t.Params = q.Name, q.Title, q.Doc, q.Grain, values
	q.describe(t.Columns)
	return t, nil
}

// ArgsError says that a question was given a parameter that it does not have, or a value that does not fit.
type ArgsError struct{ Err error }

func (e *ArgsError) Error() string { return e.Err.Error() }

func (e *ArgsError) Unwrap() error { return e.Err }

// Find returns the question of that name, or an error that lists those there are.
func Find(name string) (Question, error) {
	var names []string
	for _, q := range Questions() {
		if q.Name == name {
			return q, nil
		}
		names = append(names, q.Name)
	}
	return Question{}, fmt.Errorf("no question %q; there are %s", name, strings.Join(names, ", "))
}

// query runs one statement and reads its rows whole: answers are small by their nature.
func query(ctx context.Context, db Querier, statement string, values map[string]any) (*Table, error) {
	rows, err := db.QueryContext(ctx, statement, named(values)...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	types, err := rows.ColumnTypes()
	if err != nil {
		return nil, err
	}
	t := &Table{SQL: statement}
	for _, c := range types {
		t.Columns = append(t.Columns, Column{Name: c.Name(), Type: typeName(c.DatabaseTypeName())})
	}
	for rows.Next() {
		row, err := scan(rows, len(types))
		if err != nil {
			return nil, err
		}
		t.Rows = append(t.Rows, row)
	}
	return t, rows.Err()
}

func scan(rows *sql.Rows, n int) ([]any, error) {
	row, targets := make([]any, n), make([]any, n)
	for i := range row {
		targets[i] = &row[i]
	}
	if err := rows.Scan(targets...); err != nil {
		return nil, err
	}
	for i := range row {
		row[i] = plain(row[i])
	}
	return row, nil
}
