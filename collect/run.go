package collect

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"rung/internal/job"
	"rung/internal/polite"
)

// ErrBlocked means that a site refuses us: it is left alone until someone has looked.
var ErrBlocked = polite.ErrBlocked

// maxFailures bounds how many errors of one run are kept word for word.
const maxFailures = 20

func newRun(s *Source, set Settings, base string, sink Sink, state job.SourceState, o Options, record *job.RunRecord) *Run {
	client := o.Client.For(polite.Site{Base: base, Rate: rateOf(s, set, base), Crawl: s.Access == Crawl})
	return &Run{
		ID: o.RunID, Settings: set, Base: base, Client: client, Now: o.Now(), Log: o.Log.With("source", s.Name),
		source: s, sink: sink, state: state, record: record, clock: o.Now, progress: o.Progress,
	}
}

// Failed notes that a part of the source failed, and why. The run goes on. A page that the run was
// interrupted in has not failed.
func (r *Run) Failed(scope string, err error) {
	if err == nil {
		return
	}
	if r.over() != nil && (errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded)) {
		r.stopped = true
		return
	}
	err = polite.Clean(err)
	if scope != "" {
		err = fmt.Errorf("%s: %w", scope, err)
	}
	r.record.Failures++
	if len(r.failure) < maxFailures {
		r.failure = append(r.failure, err)
	}
	var status *polite.StatusError
	if errors.As(err, &status) && status.RetryAt.After(r.state.NotBefore) {
		r.state.NotBefore = status.RetryAt
	}
	r.Log.Warn("failed", "scope", scope, "error", err.Error())
}

// finish publishes what came, also after an interrupt, and gives the verdict over the run.
func (r *Run) finish(ctx context.Context, err error) error {
	if p, ok := errors.AsType[*panicError](err); ok {
		r.Log.Debug("panic", "stack", string(p.stack))
	}
	r.Failed("", err)
	if publishErr := r.publish(ctx); publishErr != nil {
		r.Failed("", publishErr)
	}
	r.count()
	r.conclude()
	r.Log.Info("collected", "outcome", string(r.record.Outcome), "bodies", r.record.Bodies,
		"unchanged", r.record.Unchanged, "requests", r.record.Requests, "failures", r.record.Failures, "bytes", r.record.Bytes)
	if len(r.failure) == 0 {
		return nil
	}
	return fmt.Errorf("collect %s: %w", r.source.Name, errors.Join(r.failure...))
}

func (r *Run) publish(ctx context.Context) error {
	ctx = context.WithoutCancel(ctx)
	if err := r.putState(); err != nil {
		return err
	}
	if err := r.sink.Flush(ctx); err != nil {
		return fmt.Errorf("publish pages: %w", err)
	}
	return nil
}

// count takes over what the client counted.
func (r *Run) count() {
	s := r.Client.Stats()
	r.record.Requests, r.record.Retries, r.record.Waited = s.Requests, s.Retries, s.Waited
	r.record.Bytes = max(r.bytes, s.Bytes)
}

func (r *Run) conclude() {
	something := r.record.Bodies+r.record.Unchanged > 0
	switch {
	case r.stopped:
		r.record.Outcome, r.record.Message = job.Interrupted, "stopped before the end"
	case len(r.failure) == 0:
		r.record.Outcome = job.Done
	case something:
		r.record.Outcome = job.Partial
	default:
		r.record.Outcome = job.Failed
	}
	if len(r.failure) > 0 {
		r.record.Message = r.failure[0].Error()
		if more := r.record.Failures - 1; more > 0 {
			r.record.Message += fmt.Sprintf(" (and %d more)", more)
		}
	}
}

// goneFor is how long a scope that is gone is not asked for again.
const goneFor = 30 * 24 * time.Hour

// IsGone reports whether a scope said less than 30 days ago that it no longer exists.
func (r *Run) IsGone(scope string) bool {
	since, ok := r.state.Gone[r.goneKey(scope)]
	return ok && r.Now.Sub(since) < goneFor
}

// goneKey names a scope in the state. What another server than the source's own does not have says
// nothing about the source.
func (r *Run) goneKey(scope string) string {
	if r.Base == strings.TrimRight(r.source.BaseURL, "/") {
		return scope
	}
	return r.Base + " " + scope
}
