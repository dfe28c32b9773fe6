package cell

import (
	"context"
	"database/sql/driver"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"rung/internal/lake"
)

// conn is a worker as database/sql knows it. It is used by one goroutine at a time.
type conn struct {
	session *Session
	process *process
	seq     int64
	dead    bool
}

// open sends what to open and waits for the worker to be ready. Opening has no deadline of its own: where
// files are damaged it reads the whole lake.
func (c *conn) open(ctx context.Context) error {
	if err := writeJSON(c.process.in, kindOpen, c.session.spec()); err != nil {
		return c.died()
	}
	select {
	case f, ok := <-c.process.frames:
		switch {
		case !ok:
			return c.died()
		case f.kind == kindFailed:
			return c.failed(f)
		}
		var r ready
		if err := json.Unmarshal(f.data, &r); err != nil || f.kind != kindReady {
			return fmt.Errorf("start the process for SQL: frame %d: %w", f.kind, err)
		}
		c.session.learn(r.Damaged)
		c.session.mu.Lock()
		c.session.fences = r.Fences
		c.session.mu.Unlock()
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// QueryContext runs a statement up to the head of its result.
func (c *conn) QueryContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	c.seq++
	q := ask{Seq: c.seq, Query: query}
	for _, a := range args {
		value, err := lake.AppendValue(nil, a.Value)
		if err != nil {
			return nil, fmt.Errorf("the argument %s: %w", a.Name, err)
		}
		q.Args = append(q.Args, arg{a.Name, value})
	}
	if err := writeJSON(c.process.in, kindAsk, q); err != nil {
		return nil, c.died()
	}
	f, err := c.await(ctx)
	if err != nil {
		return nil, err
	}
	switch f.kind {
	case kindFailed:
		return nil, c.failed(f)
	case kindColumns:
		var h head
		if err := json.Unmarshal(f.data, &h); err != nil {
			return nil, c.lost(err)
		}
		c.session.learn(h.Damaged)
		return &rows{conn: c, ctx: ctx, columns: h.Columns}, nil
	}
	return nil, c.lost(fmt.Errorf("a frame of kind %d", f.kind))
}

// await returns the next frame of the answer. It stops the statement when the context ends, or when the
// worker does not say anything for as long as a statement may take.
func (c *conn) await(ctx context.Context) (frame, error) {
	var late <-chan time.Time
	if limit := c.session.options.Timeout; limit > 0 {
		timer := time.NewTimer(limit)
		defer timer.Stop()
		late = timer.C
	}
	select {
	case f, ok := <-c.process.frames:
		if !ok {
			return frame{}, c.died()
		}
		return f, nil
	case <-ctx.Done():
		return frame{}, c.stop(ctx.Err())
	case <-late:
		return frame{}, c.stop(context.DeadlineExceeded)
	}
}

// stop interrupts the statement, or kills the worker where that does not help, and returns why.
func (c *conn) stop(why error) error {
	asked := make(chan struct{})
	go func() { // a worker that reads nothing must not hold this up
		defer close(asked)
		_ = writeJSON(c.process.in, kindInterrupt, interrupt{c.seq})
	}()
	timer := time.NewTimer(Grace)
	defer timer.Stop()
	for {
		select {
		case f, ok := <-c.process.frames:
			switch {
			case !ok:
				c.dead = true
				return why
			case f.kind == kindDone, f.kind == kindFailed:
				<-asked
				return why
			}
		case <-timer.C:
			c.dead = true
			c.process.end()
			return &KilledError{why}
		}
	}
}

// failed is the error of a statement.
func (c *conn) failed(f frame) error {
	var e failure
	if err := json.Unmarshal(f.data, &e); err != nil {
		return c.lost(err)
	}
	c.session.learn(e.Damaged)
	if e.Refused {
		return &lake.RefusedError{Why: e.Message}
	}
	return errors.New(e.Message)
}

// died waits for the end of a worker that says no more, and tells how it ended.
func (c *conn) died() error {
	c.dead = true
	c.process.end()
	return &DiedError{State: c.process.state, Said: c.process.said.line()}
}

// lost gives up a worker whose answers make no sense.
func (c *conn) lost(err error) error {
	c.dead = true
	c.process.end()
	return fmt.Errorf("read the answer of the process for SQL: %w", err)
}

// IsValid tells database/sql not to use a worker again.
func (c *conn) IsValid() bool { return !c.dead }

// ResetSession drops a worker that ended while nothing was asked.
func (c *conn) ResetSession(context.Context) error {
	select {
	case <-c.process.ended:
		c.dead = true
		return driver.ErrBadConn
	default:
		return nil
	}
}

// CheckNamedValue lets pass what lake.AppendValue knows.
func (c *conn) CheckNamedValue(v *driver.NamedValue) error {
	if _, err := lake.AppendValue(nil, v.Value); err != nil {
		return driver.ErrSkip
	}
	return nil
}

// Close ends the worker.
func (c *conn) Close() error {
	c.dead = true
	c.process.end()
	return nil
}

// Prepare is not offered: every statement is run once.
func (c *conn) Prepare(string) (driver.Stmt, error) { return nil, errors.ErrUnsupported }

// Begin is not offered: there is nothing to write.
func (c *conn) Begin() (driver.Tx, error) { return nil, errors.ErrUnsupported }

// rows is a result that a worker sends.
type rows struct {
	conn    *conn
	ctx     context.Context //nolint:containedctx // the driver's interface has no other place for it
	columns []column
	batch   []byte
	ended   bool
}

func (r *rows) Columns() []string {
	names := make([]string, len(r.columns))
	for i, c := range r.columns {
		names[i] = c.Name
	}
	return names
}

// ColumnTypeDatabaseTypeName is DuckDB's name of a column's type.
func (r *rows) ColumnTypeDatabaseTypeName(i int) string { return r.columns[i].Type }

func (r *rows) Next(values []driver.Value) error {
	for len(r.batch) == 0 {
		if r.ended {
			return io.EOF
		}
		if err := r.more(); err != nil {
			return err
		}
	}
	for i := range values {
		v, rest, err := lake.ReadValue(r.batch)
		if err != nil {
			r.ended = true
			return r.conn.lost(err)
		}
		values[i], r.batch = v, rest
	}
	return nil
}

// more waits for the next batch.
func (r *rows) more() error {
	f, err := r.conn.await(r.ctx)
	if err != nil {
		r.ended = true
		return err
	}
	switch f.kind {
	case kindRows:
		r.batch = f.data
		return nil
	case kindDone:
		r.ended = true
		return io.EOF
	case kindFailed:
		r.ended = true
		return r.conn.failed(f)
	}
	r.ended = true
	return r.conn.lost(fmt.Errorf("a frame of kind %d", f.kind))
}

// Close stops a statement whose rows nobody wants any more.
func (r *rows) Close() error {
	if !r.ended {
		r.ended = true
		_ = r.conn.stop(context.Canceled)
	}
	return nil
}
