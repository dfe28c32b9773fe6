package cli

import (
	"context"
	"database/sql"
	_ "embed"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"rung/config"
	"rung/internal/lake"
	"rung/internal/ui"
)

//go:embed sql/runs.sql
var runsSQL string

//go:embed sql/run.sql
var runSQL string

func (a *app) runsCommand() *cobra.Command {
	var limit int
	list := func(cmd *cobra.Command, args []string) error {
		run := ""
		if len(args) > 0 {
			run = args[0]
		}
		return a.listRuns(cmd.Context(), run, limit)
	}
	cmd := &cobra.Command{
		Use:   "runs [RUN]",
		Short: "List what the last runs did, source by source",
		Long: `List what the last runs did, newest first: one row for each source and stage. "rung runs show" adds the
stages of one run up. The beginning of a run's name is enough.

What the columns count is in the table runs: rung sql -c "describe runs", or docs/schema.md.`,
		Args: takes(0, 1),
		RunE: list,
	}
	cmd.PersistentFlags().IntVar(&limit, "limit", 40, "show the last `N` rows")
	cmd.AddCommand(
		&cobra.Command{Use: "list [RUN]", Short: "List what the last runs did, as without a word", Args: takes(0, 1), RunE: list},
		&cobra.Command{
			Use: "show [RUN]", Short: "Show what one run, or the last one, did with each source", Args: takes(0, 1),
			RunE: func(cmd *cobra.Command, args []string) error {
				run := ""
				if len(args) > 0 {
					run = args[0]
				}
				return a.showRun(cmd.Context(), run)
			},
		},
	)
	return cmd
}

func (a *app) listRuns(ctx context.Context, run string, limit int) error {
	return a.withAnswers(ctx, func(db *sql.DB, _ *lake.Lake, _ *config.Config) error {
		if run != "" {
			if _, err := newestRun(ctx, db, run); err != nil {
				return err
			}
		}
		rows, err := db.QueryContext(ctx, runsSQL, sql.Named("run", run), sql.Named("top", limit))
		if err != nil {
			return err
		}
		defer rows.Close()
		columns, values, err := stream(rows)
		if err != nil {
			return err
		}
		format := ui.Box
		if a.flags.json {
			format = ui.JSON
		}
		return a.write(format, columns, values)
	})
}

// showRun prints one run; an empty name stands for the last one.
func (a *app) showRun(ctx context.Context, name string) error {
	return a.withAnswers(ctx, func(db *sql.DB, _ *lake.Lake, _ *config.Config) error {
		run, err := newestRun(ctx, db, name)
		if err != nil {
			return err
		}
		rows, err := db.QueryContext(ctx, runSQL, sql.Named("run", run))
		if err != nil {
			return err
		}
		defer rows.Close()
		columns, values, err := stream(rows)
		if err != nil {
			return err
		}
		if a.flags.json {
			return a.write(ui.JSON, columns, values)
		}
		return a.showSources(columns, values)
	})
}

// runHead is how many columns of run.sql are the same for all sources of a run: its name and its times.
const runHead = 3

// showSources prints the run in a line of its own and a table of its sources.
func (a *app) showSources(columns []string, values ui.Rows) error {
	var head []any
	var rows [][]any
	for row, err := range values {
		if err != nil {
			return err
		}
		head = append([]any{}, row[:runHead]...)
		rows = append(rows, append([]any{}, row[runHead:]...))
	}
	if len(rows) > 0 {
		if _, err := fmt.Fprintf(a.out, "run %s, from %s to %s\n", ui.Text(head[0]), ui.Text(head[1]), ui.Text(head[2])); err != nil {
			return err
		}
	}
	return a.rows(columns[runHead:], rows)
}

// newestRun finds the last run whose name begins like this.
func newestRun(ctx context.Context, db *sql.DB, prefix string) (string, error) {
	var run sql.NullString
	err := db.QueryRowContext(ctx, "select arg_max(run_id, (started_at, run_id)) from runs where starts_with(run_id, $1)", prefix).Scan(&run)
	switch {
	case err != nil:
		return "", err
	case run.Valid:
		return run.String, nil
	case prefix == "":
		return "", &fault{err: errors.New("there was no run yet"), code: Nothing, hint: `collect something first with "rung run"`}
	}
	return "", usage(`"rung runs" lists them`, "there is no run %q", prefix)
}
