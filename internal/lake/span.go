package lake

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Months are the first and the last month that rows of a table speak of, such as 2026-01.
type Months struct{ First, Last string }

// Months gives those of each table that has a time, by its name. Tables without rows are left out.
func (l *Lake) Months(ctx context.Context) (map[string]Months, error) {
	months, err := l.months(ctx)
	if blamed := l.Blame(ctx, err); blamed != err { //nolint:errorlint // the same error, or one about damaged files
		months, err = l.months(ctx) // those are left out now
	}
	if err != nil {
		return nil, fmt.Errorf("look for the months of the tables: %w", err)
	}
	return months, nil
}

func (l *Lake) months(ctx context.Context) (out map[string]Months, err error) {
	var names, queries []string
	for _, t := range Tables() {
		first, last := t.times()
		if first == "" {
			continue
		}
		names = append(names, t.Name)
		month := "strftime(%s(%s), '%%Y-%%m')"
		if first == "month" {
			month = "%s(%s)"
		}
		queries = append(queries, fmt.Sprintf("select %s, "+month+", "+month+" from %s having count(%s) > 0",
			quote(t.Name), "min", first, "max", last, ident(t.Name), first))
	}
	db, end, err := l.TablesDB(ctx, names...)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, end()) }()
	rows, err := db.QueryContext(ctx, strings.Join(queries, " union all "))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	out = make(map[string]Months)
	for rows.Next() {
		var name string
		var m Months
		if err := rows.Scan(&name, &m.First, &m.Last); err != nil {
			return nil, err
		}
		out[name] = m
	}
	return out, rows.Err()
}

// times are the columns of a row's first and last moment, empty for a table without one.
func (t *Table) times() (first, last string) {
	for _, pair := range [][2]string{
		{"month", "month"},
		{"first_seen_at", "last_seen_at"},
		{"fetched_at", "fetched_at"},
		{"seen_at", "seen_at"},
		{"started_at", "started_at"},
		{"date", "date"},
	} {
		if t.has(pair[0]) && t.has(pair[1]) {
			return pair[0], pair[1]
		}
	}
	return "", ""
}

func (t *Table) has(column string) bool {
	return slices.ContainsFunc(t.Columns, func(c Column) bool { return c.Name == column })
}
