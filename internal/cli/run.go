package cli

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"
)

func (a *app) runCommand() *cobra.Command {
	var out string
	cmd := &cobra.Command{
		Use:   "run [SOURCE...]",
		Short: "Collect, transform and write the report",
		Long: `Collect from the enabled sources, or from those named, read what came, and write the report.

It is safe to run again at any time: what was collected is not asked for again, and a run that was
stopped goes on where it ended. Schedule it with cron or systemd.`,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.withLake(cmd.Context(), "run", func(s *session) error {
				if out == "" {
					out = s.config.Report.Out
				}
				return s.runAll(cmd.Context(), args, out)
			})
		},
	}
	cmd.Flags().StringVarP(&out, "out", "o", "", "write the report into `DIR` (default: $RUNG_REPORT_OUT)")
	return cmd
}

// runAll does every stage. A stage that fails in part does not stop the next one.
func (s *session) runAll(ctx context.Context, names []string, out string) error {
	records, collectErr := s.collect(ctx, names)
	err := errors.Join(s.showCollected(records), collectErr)
	if records == nil || ctx.Err() != nil {
		return err
	}
	sum, transformErr := s.transform(ctx, false)
	err = errors.Join(err, s.showTransformed(sum), transformErr)
	if ctx.Err() != nil || transformErr != nil && !isPartial(transformErr) {
		return err
	}
	index, reportErr := s.writeReport(ctx, out, "")
	if reportErr != nil {
		return errors.Join(err, reportErr)
	}
	_, printErr := fmt.Fprintln(s.out, "report: "+index)
	return errors.Join(err, printErr)
}

// isPartial reports whether an error leaves something to go on with.
func isPartial(err error) bool {
	var f *fault
	return errors.As(err, &f) && f.code == Partly
}
