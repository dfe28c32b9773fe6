package cli

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"rung/internal/ui"
)

// rowCount is a flag that holds how many rows to show.
type rowCount int

func (n *rowCount) Type() string { return "rows" }

func (n *rowCount) String() string { return strconv.Itoa(int(*n)) }

func (n *rowCount) Set(text string) error {
	v, err := strconv.ParseInt(text, 10, 32)
	if err != nil || v < 1 {
		return errors.New("want a whole number of rows above 0")
	}
	*n = rowCount(v)
	return nil
}

// runRows are the rows of run.sql.
type runRows struct {
	columns []string
	values  [][]any
}

func readRuns(ctx context.Context, db *sql.DB, run string, limit int) (runRows, error) {
	rows, err := db.QueryContext(ctx, runSQL, sql.Named("run", run), sql.Named("top", limit))
	if err != nil {
		return runRows{}, err
	}
	defer rows.Close()
	columns, stream, err := stream(rows)
	if err != nil {
		return runRows{}, err
	}
	r := runRows{columns: columns}
	for row, err := range stream {
		if err != nil {
			return runRows{}, err
		}
		r.values = append(r.values, slices.Clone(row))
	}
	return r, nil
}

// column returns the values of a column.
func (r runRows) column(name string) []any {
	at := slices.Index(r.columns, name)
	list := make([]any, len(r.values))
	for i, row := range r.values {
		list[i] = row[at]
	}
	return list
}

// figure is a column of run.sql as people read it.
type figure struct {
	column, head string
	show         func(int64) any
}

func plainCount(n int64) any { return n }

func asBytes(n int64) any { return ui.Bytes(n) }

func asTook(ms int64) any { return ui.Took(time.Duration(ms) * time.Millisecond) }

// runFigures are in the order of the work: how it went, what was asked and what came, what was in it.
func runFigures() []figure {
	return []figure{
		{"duration_ms", "took", asTook},
		{"asked", "asked", plainCount},
		{"got", "got", plainCount},
		{"unchanged", "unchanged", plainCount},
		{"bytes", "size", asBytes},
		{"waited_ms", "waited", asTook},
		{"retried", "retried", plainCount},
		{"failed", "failed", plainCount},
		{"read", "read", plainCount},
		{"new", "new", plainCount},
		{"changed", "changed", plainCount},
		{"same", "same", plainCount},
		{"closed", "closed", plainCount},
		{"refused", "refused", plainCount},
	}
}

// bothStages is what a whole run does with a source.
const bothStages = "collect+transform"

// compactRuns makes rows of run.sql fit a terminal, which has no room for all columns: figures that are 0
// throughout are left out, and so are the stages where each row has both.
func compactRuns(r runRows, names []any) (columns []string, rows [][]any, keep int) {
	add := func(head string, values []any) {
		columns = append(columns, head)
		for i, v := range values {
			rows[i] = append(rows[i], v)
		}
	}
	rows = make([][]any, len(r.values))
	if names != nil {
		add("run", names)
	}
	add("source", r.column("source"))
	add("verdict", r.column("verdict"))
	if stages := r.column("stages"); slices.ContainsFunc(stages, func(v any) bool { return v != bothStages }) {
		add("stages", stages)
	}
	keep = len(columns)
	for _, f := range runFigures() {
		values := r.column(f.column)
		if f.column != "duration_ms" && !slices.ContainsFunc(values, func(v any) bool { return v != int64(0) }) {
			continue
		}
		for i, v := range values {
			if n, ok := v.(int64); ok {
				values[i] = f.show(n)
			}
		}
		add(f.head, values)
	}
	return columns, rows, keep
}

// panels prints a table, or several below each other where one would be too wide for the terminal.
func (a *app) panels(columns []string, rows [][]any, keep int) error {
	width := 0
	if a.outTTY {
		width = a.width
	}
	for _, panel := range ui.Panels(columns, rows, keep, width) {
		heads := make([]string, len(panel))
		for n, i := range panel {
			heads[n] = columns[i]
		}
		if err := a.write(ui.Box, heads, ui.Slice(pick(rows, panel))); err != nil {
			return err
		}
	}
	return nil
}

// tellRuns prints a list of runs.
func (a *app) tellRuns(r runRows) error {
	columns, rows, keep := compactRuns(r, shortNames(r.column("run_id")))
	if err := a.panels(columns, rows, keep); err != nil {
		return err
	}
	if !slices.ContainsFunc(r.column("message"), func(v any) bool { return v != nil }) {
		return nil
	}
	_, err := fmt.Fprintln(a.out, `"rung runs show RUN" says why`)
	return err
}

// leastName is the beginning of a run's name that holds the minute at which it began.
const leastName = len("20060102T1504")

// shortNames cuts the names of runs to beginnings that tell them apart.
func shortNames(names []any) []any {
	short := make([]any, len(names))
	for i, name := range names {
		n := leastName
		for _, other := range names {
			if other != name {
				n = max(n, same(ui.Text(name), ui.Text(other))+1)
			}
		}
		text := ui.Text(name)
		short[i] = text[:min(n, len(text))]
	}
	return short
}

// same is how many bytes two texts have in common from the beginning.
func same(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

// tellRun prints one run: a line about it, its sources, and what there is to say about them.
func (a *app) tellRun(r runRows) error {
	columns, rows, keep := compactRuns(r, nil)
	if _, err := fmt.Fprintf(a.out, "run %s, %s\n", ui.Text(r.values[0][0]), between(r.column("began_at"), r.column("ended_at"))); err != nil {
		return err
	}
	if err := a.panels(columns, rows, keep); err != nil {
		return err
	}
	sources := r.column("source")
	for i, message := range r.column("message") {
		if message == nil {
			continue
		}
		text := strings.Join(strings.Fields(ui.Text(message)), " ")
		if _, err := fmt.Fprintf(a.out, "%s: %s\n", ui.Safe(ui.Text(sources[i])), ui.Safe(text)); err != nil {
			return err
		}
	}
	return nil
}

// between says from the first to the last of times, UTC.
func between(began, ended []any) string {
	var first, last time.Time
	for i := range began {
		b, okB := began[i].(time.Time)
		e, okE := ended[i].(time.Time)
		if okB && (first.IsZero() || b.Before(first)) {
			first = b.UTC()
		}
		if okE && e.After(last) {
			last = e.UTC()
		}
	}
	switch {
	case first.IsZero() && last.IsZero():
		return "at a time that was not recorded"
	case last.IsZero():
		return fmt.Sprintf("begun at %s UTC, with no end recorded", first.Format(time.DateTime))
	case first.IsZero():
		return fmt.Sprintf("ended at %s UTC, with no beginning recorded", last.Format(time.DateTime))
	}
	layout := time.TimeOnly
	if first.Format(time.DateOnly) != last.Format(time.DateOnly) {
		layout = time.DateTime
	}
	if took := last.Sub(first); took < time.Second {
		return fmt.Sprintf("at %s UTC, in %s", first.Format(time.DateTime), ui.Took(max(took, 0)))
	}
	return fmt.Sprintf("from %s to %s UTC", first.Format(time.DateTime), last.Format(layout))
}
