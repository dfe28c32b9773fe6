package collect

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"rung/internal/job"
	"rung/internal/polite"
)

// atOnce bounds how many sources are collected at the same time. They are different hosts, so the
// bound is for memory and not for manners.
const atOnce = 8

// Options are what a collection works with. All of it is required but Log and Progress.
type Options struct {
	RunID  string
	Now    func() time.Time
	Client *polite.Client
	Log    *slog.Logger
	// Progress is told of every page of a source: how many pages and bytes it has so far. It is
	// called by several goroutines.
	Progress func(source string, pages, bytes int64)
}

// Collect runs sources side by side and puts their pages into sink, which need not be safe for
// concurrent use. A source that fails or panics never stops the others, and what came before it did
// is kept. There is one record for each source, in the order given.
//
// The error joins those of all sources that failed, wholly or in part; a *RefusedError among them is
// about the user's settings. A source that comes too early is no error. When ctx ends, the records
// say so and the error is ctx's.
func Collect(ctx context.Context, sources []Source, settings map[string]Settings, sink Sink, o Options) ([]job.RunRecord, error) {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Progress == nil {
		o.Progress = func(string, int64, int64) {}
	}
	sink = &lockedSink{sink: sink}
	records, failures := make([]job.RunRecord, len(sources)), make([]error, len(sources))
	var group errgroup.Group
	group.SetLimit(atOnce)
	for i := range sources {
		group.Go(func() error {
			s := &sources[i]
			records[i] = job.RunRecord{RunID: o.RunID, Source: s.Name, Stage: "collect", Started: o.Now()}
			failures[i] = one(ctx, s, settings[s.Name], sink, o, &records[i])
			records[i].Ended = o.Now()
			return nil
		})
	}
	_ = group.Wait()
	return records, errors.Join(append(failures, ctx.Err())...)
}

// one runs one source and fills its record.
func one(ctx context.Context, s *Source, set Settings, sink Sink, o Options, record *job.RunRecord) error {
	log := o.Log.With("source", s.Name)
	base := baseOf(s, set)
	if err := permitted(s, set); err != nil {
		record.Outcome, record.Message = job.Refused, err.Error()
		log.Warn("refused", "reason", err.Error())
		return err
	}
	if ctx.Err() != nil {
		record.Outcome, record.Message = job.Interrupted, "not begun"
		return nil //nolint:nilerr // a source that was not begun has not failed
	}
	state := sink.State(s.Name).Clone()
	if next := earliest(s, set, base, state); o.Now().Before(next) {
		record.Outcome = job.TooEarly
		record.Message = "the next run may begin at " + next.UTC().Format(time.RFC3339)
		log.Info("too early", "next", next.UTC())
		return nil
	}
	r := newRun(s, set, base, sink, state, o, record)
	r.over = ctx.Err
	err := guard(func() error { return s.Fetch(ctx, r) })
	return r.finish(ctx, err)
}

// guard turns a panic of a source into its error.
func guard(f func() error) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = &panicError{value: v, stack: debug.Stack()}
		}
	}()
	return f()
}

type panicError struct {
	value any
	stack []byte
}

func (e *panicError) Error() string { return fmt.Sprintf("panic: %v", e.value) }

// lockedSink lets several sources share a sink.
type lockedSink struct {
	mu   sync.Mutex
	sink Sink
}

func (l *lockedSink) PutPage(ctx context.Context, p job.Page) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.sink.PutPage(ctx, p)
}

func (l *lockedSink) PutState(source string, s job.SourceState) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.sink.PutState(source, s)
}

func (l *lockedSink) State(source string) job.SourceState {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.sink.State(source)
}

func (l *lockedSink) Flush(ctx context.Context) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.sink.Flush(ctx)
}
