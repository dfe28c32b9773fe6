package cli

import (
	"context"
	"database/sql"
	_ "embed"
	"fmt"
	"math"
	"slices"
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
		Long: `Show the tables with their files, sizes and months (of the adverts' dates, where a table has one), for each source
from when to when it was collected and on how many days in between no run succeeded, what is older than the terms
of its source allow, and what older commits, snapshots and unfinished work take on the disk besides.`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.openReading(cmd.Context(), func(l *lake.Lake, c *config.Config) error { return a.lakeStatus(cmd.Context(), l, c) })
		},
	}
}

// lakeState is what "rung lake status" tells.
type lakeState struct {
	man                                     *lake.Manifest
	tables, sources                         [][]any
	columns                                 []string // of sources
	limits                                  []aged
	unread, damaged, damagedKept, snapshots int
	room                                    lake.Room
}

var tableColumns = []string{"table", "rows", "files", "bytes", "first_month", "last_month"}

func (a *app) lakeStatus(ctx context.Context, l *lake.Lake, c *config.Config) error {
	s, err := a.lakeState(ctx, l, c)
	if err != nil {
		return err
	}
	if !a.flags.json {
		return a.showState(l, s)
	}
	return a.object(map[string]any{
		"dir": l.Dir(), "bucket": l.Bucket(), "commit": s.man.Number, "made": s.man.Made, "unread_files": s.unread, "damaged_files": s.damaged,
		"damaged_snapshot_files": s.damagedKept, "snapshots": s.snapshots,
		"tables": records(tableColumns, s.tables), "sources": records(s.columns, s.sources), "retention": records(agedColumns, agedRows(s.limits)),
		"disk": map[string]int64{"live": s.room.Live, "snapshots": s.room.Snapshots, "older_commits": s.room.Older, "left": s.room.Left},
	})
}

// lakeState looks at everything that the status tells.
func (a *app) lakeState(ctx context.Context, l *lake.Lake, c *config.Config) (*lakeState, error) {
	s := &lakeState{man: l.Manifest(), unread: len(l.Unread())}
	var err error
	if s.tables, err = tableRows(ctx, l); err != nil {
		return nil, err
	}
	if s.columns, s.sources, err = a.collectedDays(ctx, l); err != nil {
		return nil, err
	}
	snapshots, err := l.Snapshots()
	if err != nil {
		return nil, err
	}
	if s.limits, err = a.retention(ctx, l, c, a.now()); err != nil {
		return nil, err
	}
	kept, err := l.DamagedSnapshots()
	if err != nil {
		return nil, err
	}
	s.snapshots, s.damaged, s.damagedKept = len(snapshots), len(l.Damaged()), len(kept)
	s.room, err = l.Room()
	return s, err
}

// tableRows are the rows of tableColumns.
func tableRows(ctx context.Context, l *lake.Lake) ([][]any, error) {
	type sum struct{ files, rows, bytes int64 }
	sums := map[string]sum{}
	for _, f := range l.Manifest().Files {
		s := sums[f.Table]
		sums[f.Table] = sum{s.files + 1, s.rows + f.Rows, s.bytes + f.Bytes}
	}
	months, err := l.Months(ctx)
	if err != nil {
		return nil, err
	}
	var rows [][]any
	for _, name := range sortedKeys(sums) {
		s := sums[name]
		first, last := any(nil), any(nil)
		if m, ok := months[name]; ok {
			first, last = m.First, m.Last
		}
		rows = append(rows, []any{name, s.rows, s.files, s.bytes, first, last})
	}
	return rows, nil
}

// showState prints the status for people, who read MB more easily than bytes.
func (a *app) showState(l *lake.Lake, s *lakeState) error {
	columns, rows := slices.Clone(tableColumns), make([][]any, len(s.tables))
	at := slices.Index(columns, "bytes")
	columns[at] = "MB"
	for i, row := range s.tables {
		rows[i] = slices.Clone(row)
		rows[i][at] = math.Round(100*mega(row[at].(int64))) / 100
	}
	boxes := []struct {
		columns []string
		rows    [][]any
	}{{columns, rows}, {s.columns, s.sources}, {agedColumns, agedRows(s.limits)}}
	for i, box := range boxes {
		if i > 0 && len(box.rows) == 0 {
			continue
		}
		if err := a.write(ui.Box, box.columns, ui.Slice(box.rows)); err != nil {
			return err
		}
	}
	where := l.Dir()
	if l.Bucket() != "" {
		where = l.Bucket() + " (mirror " + where + ")"
	}
	snapshots := fmt.Sprintf("%d snapshots", s.snapshots)
	if s.damagedKept > 0 {
		snapshots += fmt.Sprintf(" with %d damaged files", s.damagedKept)
	}
	_, err := fmt.Fprintf(a.out, "lake %s, commit %d of %s, %d pages files not read yet, %d damaged, %s\n"+
		"on disk: %.1f MB live, %.1f MB that only snapshots need, %.1f MB of older commits, %.1f MB being written or left behind\n",
		where, s.man.Number, s.man.Made.Format(time.RFC3339), s.unread, s.damaged, snapshots,
		mega(s.room.Live), mega(s.room.Snapshots), mega(s.room.Older), mega(s.room.Left))
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
