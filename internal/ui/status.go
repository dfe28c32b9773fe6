package ui

import (
	"fmt"
	"io"
	"sync"
	"time"
)

// Status is one line on a terminal that says how far the work is. On anything but a terminal it writes
// nothing. It may be used by several goroutines.
type Status struct {
	w     io.Writer
	clock func() time.Time

	mu    sync.Mutex
	last  time.Time
	shown bool
}

// NewStatus returns a status line on w, or one that writes nothing when live is false.
func NewStatus(w io.Writer, live bool, clock func() time.Time) *Status {
	if !live {
		w = nil
	}
	return &Status{w: w, clock: clock}
}

// Set shows a line, at most ten times a second.
func (s *Status) Set(format string, args ...any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.w == nil {
		return
	}
	now := s.clock()
	if now.Sub(s.last) < 100*time.Millisecond {
		return
	}
	s.last, s.shown = now, true
	fmt.Fprintf(s.w, "\r\x1b[K%s", Safe(fmt.Sprintf(format, args...)))
}

// Clear takes the line away, so that something else can be written.
func (s *Status) Clear() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.w != nil && s.shown {
		fmt.Fprint(s.w, "\r\x1b[K")
		s.shown = false
	}
}
