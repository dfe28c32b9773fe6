package cli

import (
	"context"
	"errors"
	"time"

	"github.com/spf13/cobra"

	"rung/internal/job"
	"rung/reports"
)

// after is what a command does when its work is over: write figures for Prometheus, and call someone
// when the work failed or found something.
type after struct{ metrics, notify string }

func (f *after) flags(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.metrics, "metrics", "", "write figures for Prometheus into `FILE`, in node_exporter's textfile format")
	cmd.Flags().StringVar(&f.notify, "notify", "", "run `CMD` when something failed or an alert fired, with a JSON object on its standard input")
}

// ending is how a run went.
type ending struct {
	command, runID, lake string
	began, ended         time.Time
	records              []job.RunRecord
	alerts               []reports.Change
	err                  error
	code                 Code
}

// withRun is withLake for commands that record runs. What comes after the work is done however it ended.
func (a *app) withRun(ctx context.Context, command string, f after, work func(*session) error) error {
	argv, err := words(f.notify)
	if err != nil {
		return usage("quote the arguments as in a shell", "--notify: %w", err)
	}
	end := ending{command: command, began: a.now().UTC()}
	end.err = a.withLake(ctx, command, func(s *session) error {
		err := stopped(ctx, work(s))
		s.traffic.log(s.log)
		end.runID, end.lake, end.records, end.alerts, end.ended = s.runID, s.config.Lake.Name(), s.records, s.alerts, a.now().UTC()
		end.code = codeIn(ctx, err)
		if f.metrics == "" {
			return err
		}
		return errors.Join(err, s.writeMetrics(context.WithoutCancel(ctx), f.metrics, end))
	})
	end.code, end.ended = codeIn(ctx, end.err), a.now().UTC()
	if len(argv) == 0 || end.code == Done && len(end.alerts) == 0 || end.code == Interrupted {
		return end.err
	}
	return errors.Join(end.err, a.notify(context.WithoutCancel(ctx), argv, end))
}

// stopped says of work that failed while the user ended it that this was why, whatever the parts that
// were stopped called it.
func stopped(ctx context.Context, err error) error {
	if err == nil || ctx.Err() == nil || errors.Is(err, ctx.Err()) {
		return err
	}
	return errors.Join(err, ctx.Err())
}

// codeIn is the exit code for how work ended.
func codeIn(ctx context.Context, err error) Code {
	if err == nil {
		return Done
	}
	code, _ := codeOf(ctx, err)
	return code
}
