package cli

import (
	"context"
	"database/sql"
	_ "embed"

	"github.com/spf13/cobra"

	"rung/config"
	"rung/internal/lake"
	"rung/internal/ui"
)

//go:embed sql/runs.sql
var runsSQL string

func (a *app) runsCommand() *cobra.Command {
	var limit int
	cmd := &cobra.Command{
		Use:   "runs [RUN]",
		Short: "List what the last runs did, source by source",
		Args:  takes(0, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			run := ""
			if len(args) > 0 {
				run = args[0]
			}
			return a.withAnswers(cmd.Context(), func(db *sql.DB, _ *lake.Lake, _ *config.Config) error {
				if err := knownRun(cmd.Context(), db, run); err != nil {
					return err
				}
				rows, err := db.QueryContext(cmd.Context(), runsSQL, sql.Named("run", run), sql.Named("top", limit))
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
		},
	}
	cmd.Flags().IntVar(&limit, "limit", 40, "show the last `N` rows")
	return cmd
}

// knownRun refuses the name of a run that there was not. No name stands for all runs.
func knownRun(ctx context.Context, db *sql.DB, run string) error {
	var known bool
	err := db.QueryRowContext(ctx, "select $1 = '' or exists (from runs where starts_with(run_id, $1))", run).Scan(&known)
	if err == nil && !known {
		return usage(`"rung runs" lists them`, "there is no run %q", run)
	}
	return err
}
