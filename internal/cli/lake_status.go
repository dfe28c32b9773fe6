package cli

import (
	"context"
	"database/sql"
	_ "embed"
	"encoding/json"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"rung/config"
	"rung/internal/lake"
	"rung/internal/ui"
)

//go:embed sql/days.sql
var daysSQL string

func (a *app) lakeStatusCommand() *cobra.Command {
	return &cobra.Command{
		Use: "status", Short: "Show tables, files and sizes, and on which days each source was collected",
		Long: `Show the tables with their files and sizes, for each source from when to when it was collected and on how many
days in between no run succeeded, and what is older than the terms of its source allow.`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.openReading(cmd.Context(), func(l *lake.Lake, c *config.Config) error { return a.lakeStatus(cmd.Context(), l, c) })
		},
	}
}

func (a *app) lakeStatus(ctx context.Context, l *lake.Lake, c *config.Config) error {
	type sum struct{ files, rows, bytes int64 }
	sums := map[string]sum{}
	for _, f := range l.Manifest().Files {
		s := sums[f.Table]
		sums[f.Table] = sum{s.files + 1, s.rows + f.Rows, s.bytes + f.Bytes}
	}
	var tables [][]any
	for _, name := range sortedKeys(sums) {
		s := sums[name]
		tables = append(tables, []any{name, s.rows, s.files, s.bytes})
	}
	columns, sources, err := a.collectedDays(ctx, l)
	if err != nil {
		return err
	}
	tableColumns := []string{"table", "rows", "files", "bytes"}
	snapshots, err := l.Snapshots()
	if err != nil {
		return err
	}
	limits, err := a.retention(ctx, l, c, a.now())
	if err != nil {
		return err
	}
	man := l.Manifest()
	if a.flags.json {
		enc := json.NewEncoder(a.out)
		enc.SetIndent("", "  ")
		return enc.Encode(map[string]any{
			"dir": l.Dir(), "bucket": l.Bucket(), "commit": man.Number, "made": man.Made, "unread_files": len(l.Unread()), "damaged_files": len(l.Damaged()),
			"snapshots": len(snapshots), "tables": records(tableColumns, tables), "sources": records(columns, sources),
			"retention": records(agedColumns, agedRows(limits)),
		})
	}
	if err := a.write(ui.Box, tableColumns, ui.Slice(tables)); err != nil {
		return err
	}
	if len(sources) > 0 {
		if err := a.write(ui.Box, columns, ui.Slice(sources)); err != nil {
			return err
		}
	}
	if len(limits) > 0 {
		if err := a.write(ui.Box, agedColumns, ui.Slice(agedRows(limits))); err != nil {
			return err
		}
	}
	where := l.Dir()
	if l.Bucket() != "" {
		where = l.Bucket() + " (mirror " + where + ")"
	}
	_, err = fmt.Fprintf(a.out, "lake %s, commit %d of %s, %d pages files not read yet, %d damaged, %d snapshots\n",
		where, man.Number, man.Made.Format(time.RFC3339), len(l.Unread()), len(l.Damaged()), len(snapshots))
	return err
}

// collectedDays says for each source on which days it was collected, up to today.
func (a *app) collectedDays(ctx context.Context, l *lake.Lake) (columns []string, out [][]any, err error) {
	db, err := l.DB(ctx)
	if err != nil {
		return nil, nil, err
	}
	rows, err := db.QueryContext(ctx, daysSQL, sql.Named("today", a.now().UTC().Format(time.DateOnly)))
	if err != nil {
		return nil, nil, err
	}
	defer rows.Close()
	columns, values, err := stream(rows)
	if err != nil {
		return nil, nil, err
	}
	for row, err := range values {
		if err != nil {
			return nil, nil, err
		}
		out = append(out, append([]any(nil), row...))
	}
	return columns, out, nil
}

// records gives the values of rows their names.
func records(columns []string, rows [][]any) []map[string]any {
	list := make([]map[string]any, len(rows))
	for i, row := range rows {
		list[i] = make(map[string]any, len(columns))
		for k, name := range columns {
			list[i][name] = row[k]
		}
	}
	return list
}
