package cli

import (
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
		Args:  cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			run := ""
			if len(args) > 0 {
				run = args[0]
			}
			return a.withAnswers(cmd.Context(), func(db *sql.DB, _ *lake.Lake, _ *config.Config) error {
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
