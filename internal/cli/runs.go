package cli

import (
	"context"
	"database/sql"
	_ "embed"
	"errors"
	"math"

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
	limit := rowCount(40)
	list := func(cmd *cobra.Command, args []string) error {
		run := ""
		if len(args) > 0 {
			run = args[0]
		}
		return a.listRuns(cmd.Context(), run, int(limit))
	}
	cmd := &cobra.Command{
		Use:   "runs [RUN]",
		Short: "List what the last runs did, source by source",
		Long: `List what the last runs did, newest first: one row for each run and source. Figures that are 0 throughout are
left out, and what does not fit beside the rest stands in a table below. "rung runs show" shows one run with its
messages; the beginning of a run's name is enough. --json has every figure, by stage too.

What the columns count is in the table runs: rung sql -c "describe runs", or docs/schema.md.`,
		Args: takes(0, 1),
		RunE: list,
	}
	cmd.PersistentFlags().Var(&limit, "limit", "show the last `N` rows")
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
		if !a.flags.json {
			rows, err := readRuns(ctx, db, run, limit)
			if err != nil {
				return err
			}
			return a.tellRuns(rows)
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
		return a.write(ui.JSON, columns, values)
	})
}

// showRun prints one run; an empty name stands for the last one.
func (a *app) showRun(ctx context.Context, name string) error {
	return a.withAnswers(ctx, func(db *sql.DB, _ *lake.Lake, _ *config.Config) error {
		run, err := newestRun(ctx, db, name)
		if err != nil {
			return err
		}
		rows, err := readRuns(ctx, db, run, math.MaxInt)
		if err != nil {
			return err
		}
		if a.flags.json {
			return a.rows(rows.columns, rows.values)
		}
		return a.tellRun(rows)
	})
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
