package cli

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"rung/internal/job"
	"rung/reports"
)

// after is what a command does when its work is over: write figures for Prometheus, and call someone
// when the work failed or found something.
type after struct{ metrics, notify given }

func (f *after) flags(cmd *cobra.Command) {
	cmd.Flags().Var(&f.metrics, "metrics", "write figures for Prometheus into `FILE`, in node_exporter's textfile format")
	cmd.Flags().Var(&f.notify, "notify", "run `CMD` when something failed or an alert fired, with a JSON object on its standard input")
}

// given is a flag that is not empty where it is given.
type given string

func (f *given) Type() string { return "text" }

func (f *given) String() string { return string(*f) }

func (f *given) Set(text string) error {
	if strings.TrimSpace(text) == "" {
		return errors.New("it is empty: leave the flag out, or say what it is to be")
	}
	*f = given(text)
	return nil
}

// command returns the words of --notify, none where it is not given. Its program must be there: who finds that out
// when a run has failed is not told of it.
func (f *after) command() ([]string, error) {
	argv, err := words(string(f.notify))
	if err != nil {
		return nil, usage("quote the arguments as in a shell", "--notify: %w", err)
	}
	if len(argv) == 0 {
		return nil, nil
	}
	if _, err := exec.LookPath(argv[0]); err != nil {
		return nil, usage("give the path of a program; what a shell is to read goes into sh -c '…'", "--notify: %w", err)
	}
	return argv, nil
}

// check finds out before the work whether what comes after it can be done.
func (f *after) check() error {
	if _, err := f.command(); err != nil || f.metrics == "" {
		return err
	}
	if info, err := os.Stat(string(f.metrics)); err == nil && info.IsDir() {
		return usage("name a file in it, such as rung.prom", "--metrics: %s is a folder", f.metrics)
	}
	probe, err := os.CreateTemp(filepath.Dir(string(f.metrics)), ".rung-*")
	if err != nil {
		if inner, ok := errors.AsType[*fs.PathError](err); ok {
			err = inner.Err
		}
		return usage("name a file in a folder that is there and lets rung write", "--metrics: write into %s: %w", filepath.Dir(string(f.metrics)), err)
	}
	return errors.Join(probe.Close(), os.Remove(probe.Name()))
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
	argv, err := f.command()
	if err != nil {
		return err
	}
	end := ending{command: command, began: a.now().UTC()}
	end.err = f.check() // whoever is to be told is told of this too
	if end.err == nil {
		end.err = a.withLake(ctx, command, f.work(ctx, &end, work))
	}
	end.code, end.ended = codeIn(ctx, end.err), a.now().UTC()
	if len(argv) == 0 || end.code == Done && len(end.alerts) == 0 || end.code == Interrupted {
		return end.err
	}
	a.name(&end)
	return errors.Join(end.err, a.notify(context.WithoutCancel(ctx), argv, end))
}

// work does the work of a run, notes how it went, and writes the figures.
func (f *after) work(ctx context.Context, end *ending, work func(*session) error) func(*session) error {
	return func(s *session) error {
		err := stopped(ctx, work(s))
		s.traffic.log(s.log)
		end.runID, end.lake, end.records, end.alerts, end.ended = s.runID, s.config.Lake.Name(), s.records, s.alerts, s.now().UTC()
		end.code = codeIn(ctx, err)
		if f.metrics == "" {
			return err
		}
		return errors.Join(err, s.writeMetrics(context.WithoutCancel(ctx), string(f.metrics), *end))
	}
}

// name fills in what a run is called that ended before it had its lake, as where another one holds it. It
// is in no table.
func (a *app) name(end *ending) {
	if end.runID == "" {
		end.runID = runID(end.began)
	}
	if c, err := a.load(); err == nil && end.lake == "" {
		end.lake = c.Lake.Name()
	}
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
