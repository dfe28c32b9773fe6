package cli

import (
	"context"
	"database/sql"
	_ "embed"
	"errors"
	"io"
	"log/slog"
	"time"

	"rung/config"
	"rung/internal/lake"
)

//go:embed sql/last_run.sql
var lastRunSQL string

const (
	// wakeEvery bounds one sleep: the timers of a machine that slept itself are late, the clock is not.
	wakeEvery = time.Minute
	// busyAgain is how long a run waits that found another one at work.
	busyAgain = 5 * time.Minute
)

// watch runs something every so often. A run that fails does not end it.
type watch struct {
	every time.Duration
	now   func() time.Time
	log   *slog.Logger
	// last is when the last run began, zero when there was none.
	last time.Time
	run  func(context.Context) error
}

// loop runs until ctx ends. It returns nil when that was between two runs, and what the run said when it
// was during one.
func (w *watch) loop(ctx context.Context) error {
	next := w.last.Add(w.every)
	for {
		if left := next.Sub(w.clock()); left > 0 {
			w.log.Info("waiting", "next", next.UTC().Truncate(time.Second))
		}
		if !w.wait(ctx, next) {
			w.log.Info("stopped between two runs")
			return nil
		}
		began := w.clock()
		err := w.run(ctx)
		if ctx.Err() != nil {
			return err
		}
		next = began.Add(w.every)
		if err != nil && w.failed(codeIn(ctx, err), err) == Busy {
			next = w.clock().Add(min(busyAgain, w.every))
		}
	}
}

// failed logs how a run ended that did not go well, and returns its code.
func (w *watch) failed(code Code, err error) Code {
	if code == Partly {
		w.log.Warn("run done in part", "code", int(code), "error", err.Error())
	} else {
		w.log.Error("run failed", "code", int(code), "error", err.Error())
	}
	return code
}

// wait sleeps until a time by the clock on the wall and reports whether it came. Time that is further
// away than any run is planned means that the clock was set back.
func (w *watch) wait(ctx context.Context, until time.Time) bool {
	for ctx.Err() == nil {
		left := until.Sub(w.clock())
		if left <= 0 || left > 2*w.every {
			return true
		}
		select {
		case <-ctx.Done():
		case <-time.After(min(left, wakeEvery)):
		}
	}
	return false
}

// clock is the time on the wall, without the reading that stands still while a machine sleeps.
func (w *watch) clock() time.Time { return w.now().Round(0) }

// watchRuns repeats rung run. Wrong settings end it before it begins; later ones are a failed run.
func (a *app) watchRuns(ctx context.Context, every time.Duration, sources []string, run func(context.Context, *app) error) error {
	c, err := a.load()
	if err != nil {
		return err
	}
	if _, err := (&session{app: a, config: c}).choose(sources); err != nil {
		return err
	}
	last, err := a.lastRun(ctx, c)
	if err != nil {
		return err
	}
	quiet := *a
	quiet.out = io.Discard // nobody reads tables there: the log says it all
	w := &watch{every: every, now: a.now, log: a.log(c), last: last, run: func(ctx context.Context) error { return run(ctx, &quiet) }}
	return w.loop(ctx)
}

// lastRun is when the last run over a lake began that was not interrupted; zero when there was none. A lake that no run
// may collect into is an error.
func (a *app) lastRun(ctx context.Context, c *config.Config) (time.Time, error) {
	var last sql.Null[time.Time]
	err := a.reading(ctx, c, "", func(l *lake.Lake) error {
		if err := checkReal(l, c.Lake.Name()); err != nil {
			return err
		}
		db, err := l.DB(ctx)
		if err != nil {
			return err
		}
		return db.QueryRowContext(ctx, lastRunSQL).Scan(&last)
	})
	if errors.Is(err, lake.ErrNoLake) {
		return time.Time{}, nil
	}
	return last.V, err
}
