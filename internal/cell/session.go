package cell

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"maps"
	"os/exec"
	"sync"
	"time"

	"rung/internal/lake"
)

// Grace is how long a statement may take to stop after it was asked to, before its process is killed.
const Grace = 250 * time.Millisecond

// Options say how statements are run.
type Options struct {
	Spec
	// Timeout is how long a statement may take to be answered; 0 is no bound. Time in which nobody reads
	// the rows does not count.
	Timeout time.Duration
	// Command makes the command that starts a worker. Its streams are set here.
	Command func(context.Context) (*exec.Cmd, error)
}

// Session answers statements in a worker. If one ends the worker, the next starts another. Statements that
// run at the same time have a worker each.
type Session struct {
	options Options
	db      *sql.DB

	mu      sync.Mutex
	damaged []lake.Damage
	fences  Fences
}

// DiedError says that the worker ended while it ran a statement.
type DiedError struct {
	// State is how it ended, such as "signal: killed", and Said the end of what it wrote to standard error.
	State, Said string
}

func (e *DiedError) Error() string {
	if e.Said == "" {
		return fmt.Sprintf("the process that ran the statement ended (%s)", e.State)
	}
	return fmt.Sprintf("the process that ran the statement ended (%s: %s)", e.State, e.Said)
}

// KilledError says that a statement did not stop when it was asked to, so that its worker was killed. Err
// is why it had to stop: context.DeadlineExceeded or context.Canceled.
type KilledError struct {
	Err error
}

func (e *KilledError) Error() string {
	return e.Err.Error() + ": the process of the statement was ended"
}

func (e *KilledError) Unwrap() error { return e.Err }

// Open starts a worker and waits until it is ready. The session must be closed.
func Open(ctx context.Context, o Options) (*Session, error) {
	s := &Session{options: o}
	s.db = sql.OpenDB(connector{s})
	s.db.SetMaxIdleConns(1)
	if err := s.db.PingContext(ctx); err != nil {
		return nil, errors.Join(err, s.db.Close())
	}
	return s, nil
}

// QueryContext runs one statement, as the method of *sql.DB does. An error of kind *lake.RefusedError means
// that it is no query.
func (s *Session) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	return s.db.QueryContext(ctx, query, args...)
}

// Damaged returns the files that answers leave out.
func (s *Session) Damaged() []lake.Damage {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.damaged
}

// Fences returns what holds the worker that was started last.
func (s *Session) Fences() Fences {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.fences
}

// Close ends the worker.
func (s *Session) Close() error { return s.db.Close() }

// learn remembers damaged files that a worker told of.
func (s *Session) learn(damaged []lake.Damage) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(damaged) > len(s.damaged) {
		s.damaged = damaged
	}
}

// spec is what the next worker opens: what the ones before found damaged stays out.
func (s *Session) spec() Spec {
	spec := s.options.Spec
	bad := make(map[string]string)
	maps.Copy(bad, spec.Lake.Bad)
	for _, d := range s.Damaged() {
		bad[d.File.Path] = d.Reason
	}
	spec.Lake.Bad = bad
	return spec
}

// connector makes database/sql start workers: a connection is a worker.
type connector struct{ session *Session }

func (c connector) Connect(ctx context.Context) (driver.Conn, error) {
	cmd, err := c.session.options.Command(ctx)
	if err != nil {
		return nil, err
	}
	p, err := start(cmd)
	if err != nil {
		return nil, fmt.Errorf("start the process for SQL: %w", err)
	}
	conn := &conn{session: c.session, process: p}
	if err := conn.open(ctx); err != nil {
		p.end()
		return nil, err
	}
	return conn, nil
}

// Driver is not used: a session is opened with its connector.
func (c connector) Driver() driver.Driver { return noDriver{} }

type noDriver struct{}

func (noDriver) Open(string) (driver.Conn, error) { return nil, errors.ErrUnsupported }
