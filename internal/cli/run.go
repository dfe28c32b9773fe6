package cli

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"rung/analyze"
)

func (a *app) runCommand() *cobra.Command {
	var out string
	var every period
	var end after
	cmd := &cobra.Command{
		Use:   "run [SOURCE...]",
		Short: "Collect, transform and write the report",
		Long: `Collect from the enabled sources, or from those named, read what came, and write the report.

It is safe to run again at any time: what was collected is not asked for again, and a run that was
stopped goes on where it ended. What changed since the last report beyond the thresholds of report.alerts
is told, and handed to --notify. "rung schedule" hands it to systemd, cron or launchd; where there is
none of them, as in a container, --watch repeats it until it is told to stop.`,
		RunE: func(cmd *cobra.Command, args []string) error {
			run := func(ctx context.Context, a *app) error {
				return a.withRun(ctx, "run", end, func(s *session) error { return s.runAll(ctx, args, out) })
			}
			if every > 0 {
				if err := errors.Join(often(every), end.check()); err != nil {
					return err
				}
				return a.watchRuns(cmd.Context(), time.Duration(every), args, run)
			}
			return run(cmd.Context(), a)
		},
	}
	cmd.Flags().StringVarP(&out, "out", "o", "", "write the report into `DIR` (default: $RUNG_REPORT_OUT)")
	cmd.Flags().Var(&every, "watch", "run again every `PERIOD`, such as 6h or 1d, until interrupted; at once when the last run is longer ago")
	end.flags(cmd)
	return cmd
}

// leastWatch is how often a watch may run: a shorter period asks a source for more than it has to say.
const leastWatch = time.Minute

func often(every period) error {
	if time.Duration(every) < leastWatch {
		return usage("take one such as 6h; a source is asked no more often than its terms say", "--watch %s: want a minute or more", every.String())
	}
	return nil
}

// runAll does every stage; an empty out is the folder of the settings. A stage that fails in part does not stop the next one.
func (s *session) runAll(ctx context.Context, names []string, out string) error {
	if out == "" {
		out = s.config.Report.Out
	}
	if err := checkReal(s.lake, s.config.Lake.Name()); err != nil {
		return err
	}
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
	if err = errors.Join(err, s.keepTerms(ctx), s.tidy(ctx)); ctx.Err() != nil {
		return err
	}
	return errors.Join(err, s.reportChanges(ctx, out))
}

// reportChanges writes the report and says what changed since the one that it replaces.
func (s *session) reportChanges(ctx context.Context, out string) error {
	r, err := s.buildReport(ctx, s.lake, s.config, analyze.Args{})
	if err != nil {
		return err
	}
	changes := s.compareLast(r, out)
	index, err := r.Write(out)
	if err != nil {
		return err
	}
	s.log.Info("reported", "path", index)
	if _, err := fmt.Fprintln(s.out, "report: "+index); err != nil || changes == nil {
		return err
	}
	s.alerts = changes.Alerts
	return changes.Write(s.out)
}

// isPartial reports whether an error leaves something to go on with.
func isPartial(err error) bool {
	var f *fault
	return errors.As(err, &f) && f.code == Partly
}
