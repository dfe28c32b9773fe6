package collect

import (
	"fmt"

	"rung/internal/job"
)

// stateShare bounds what copying the state costs: it is handed on after every page while it is small,
// and less often when it has grown, so that the cost of a run stays linear in its pages. A state that
// lags behind its pages costs a request twice and loses nothing.
const stateShare = 256

// Cursor returns the source's own position in a scope, empty when there is none.
func (r *Run) Cursor(scope string) string { return r.state.Cursors[scope] }

// SetCursor moves the position in a scope. It is published together with the pages kept before.
func (r *Run) SetCursor(scope, value string) error {
	if value == "" {
		delete(r.state.Cursors, scope)
	} else {
		r.state.Cursors[scope] = value
	}
	return r.putState()
}

// Known returns what the last body kept of an address came with, for a source that asks by other means
// than Get.
func (r *Run) Known(url string) job.Validator { return r.state.Validators[url] }

// Forget drops what is known of an address that will not be asked for again.
func (r *Run) Forget(url string) { delete(r.state.Validators, url) }

// kept hands the state on when it is due.
func (r *Run) kept() error {
	r.since++
	if r.since <= (len(r.state.Validators)+len(r.state.Gone)+len(r.state.Cursors))/stateShare {
		return nil
	}
	return r.putState()
}

func (r *Run) putState() error {
	if r.Client.Stats().Answers > 0 {
		r.state.Started = r.Now
	}
	r.since = 0
	if err := r.sink.PutState(r.source.Name, r.state.Clone()); err != nil {
		return fmt.Errorf("keep state of %s: %w", r.source.Name, err)
	}
	return nil
}
