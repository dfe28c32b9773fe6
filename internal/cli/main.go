package cli

import (
	"context"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"

	"golang.org/x/term"

	"rung/collect"
	"rung/collect/all"
	"rung/internal/lake"
)

// version is set by the linker.
var version = "unknown"

// app is what every command works with. Tests fill it with buffers and a fixed clock.
type app struct {
	in       io.Reader
	out, err io.Writer
	env      []string
	now      func() time.Time
	// inTTY, outTTY and errTTY say whether the streams are terminals, width how wide that
	// of out is.
	inTTY, outTTY, errTTY bool
	width                 int
	sources               []collect.Source
	// notifyLimit is the longest that a command of --notify may take; 0 means a minute.
	notifyLimit time.Duration
	// args are the arguments after the program's name, for what depends on them before they are read.
	args []string

	flags globalFlags
}

// Main runs rung with the arguments after the program's name and returns the exit code.
//
// The first interrupt lets the work end in order; a second one kills the process.
func Main(args []string) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	go func() {
		<-ctx.Done()
		stop()
	}()
	a := &app{
		in: os.Stdin, out: os.Stdout, err: os.Stderr, env: os.Environ(), now: time.Now,
		inTTY: isTerminal(os.Stdin), outTTY: isTerminal(os.Stdout), errTTY: isTerminal(os.Stderr), sources: all.With(lake.ReadParquet),
	}
	if w, _, err := term.GetSize(int(os.Stdout.Fd())); err == nil {
		a.width = w
	}
	return a.run(ctx, args)
}

func isTerminal(f *os.File) bool { return term.IsTerminal(int(f.Fd())) }

// run executes one command and reports its error.
func (a *app) run(ctx context.Context, args []string) int {
	a.args = args
	root := a.root()
	root.SetArgs(args)
	root.SetIn(a.in)
	root.SetOut(a.out)
	root.SetErr(a.err)
	err := root.ExecuteContext(ctx)
	if err == nil {
		return int(Done)
	}
	return int(a.report(ctx, err))
}
