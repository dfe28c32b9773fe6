package cell

import (
	"bufio"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"rung/internal/lake"
)

const (
	// batchBytes and batchRows bound the rows that are written together.
	batchBytes = 64 << 10
	batchRows  = 2048
)

// Serve is the life of a worker: it opens what the first frame says, gives up what it does not need, and
// answers statements until its input ends. It returns then at once, also in the middle of a statement, and
// the process must end.
func Serve(ctx context.Context, in io.Reader, out io.Writer, open func(context.Context, Spec) (*lake.Session, error)) error {
	in = bufio.NewReader(in)
	var spec Spec
	first, err := readFrame(in)
	if err == nil {
		err = json.Unmarshal(first.data, &spec)
	}
	if err != nil || first.kind != kindOpen {
		return errors.Join(errors.New("this process is started by rung itself, which says what to open"), err)
	}
	var fences Fences
	confine(&fences, spec.Lake.Dir)
	asked := spec.MemoryMB
	if spec.MemoryMB, err = forDuckDB(asked, residentMB()); err != nil {
		return writeJSON(out, kindFailed, failure{Message: err.Error()})
	}
	s, err := open(ctx, spec)
	if err != nil {
		return writeJSON(out, kindFailed, failure{Message: err.Error()})
	}
	bound(&fences, asked)
	if err := writeJSON(out, kindReady, ready{Fences: fences, Damaged: s.Damaged()}); err != nil {
		return err
	}
	w := &worker{session: s, out: out}
	return w.loop(ctx, in)
}

// worker answers statements one after another.
type worker struct {
	session *lake.Session
	out     io.Writer
	batch   []byte
	rows    int
}

func (w *worker) loop(ctx context.Context, in io.Reader) error {
	var running ask
	stop := context.CancelFunc(func() {})
	idle := make(chan error, 1)
	idle <- nil
	for {
		f, err := readFrame(in)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("read what is asked: %w", err)
		}
		switch f.kind {
		case kindAsk:
			if err := <-idle; err != nil { // the answer before is written, so this does not wait
				return err
			}
			stop()
			running = ask{}
			if err := json.Unmarshal(f.data, &running); err != nil {
				return fmt.Errorf("read what is asked: %w", err)
			}
			statement, cancel := context.WithCancel(ctx)
			stop = cancel
			asked := running
			go func() { idle <- w.answer(statement, asked) }()
		case kindInterrupt:
			var i interrupt
			if err := json.Unmarshal(f.data, &i); err == nil && i.Seq == running.Seq {
				stop()
			}
		default:
			return fmt.Errorf("read what is asked: a frame of kind %d", f.kind)
		}
	}
}

// answer runs a statement. The error is one of writing; those of the statement are the answer.
func (w *worker) answer(ctx context.Context, q ask) error {
	if err := w.query(ctx, q); err != nil {
		refused := false
		if _, ok := errors.AsType[*lake.RefusedError](err); ok {
			refused = true
		}
		return writeJSON(w.out, kindFailed, failure{Message: err.Error(), Refused: refused, Damaged: w.session.Damaged()})
	}
	return writeFrame(w.out, kindDone, nil)
}

func (w *worker) query(ctx context.Context, q ask) error {
	args, err := arguments(q.Args)
	if err != nil {
		return err
	}
	rows, err := w.session.Rows(ctx, q.Query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	types, err := rows.ColumnTypes()
	if err != nil {
		return err
	}
	h := head{Columns: make([]column, len(types)), Damaged: w.session.Damaged()}
	for i, t := range types {
		h.Columns[i] = column{t.Name(), t.DatabaseTypeName()}
	}
	if err := writeJSON(w.out, kindColumns, h); err != nil {
		return err
	}
	return w.send(rows.Rows, len(types))
}

func arguments(in []arg) ([]any, error) {
	var args []any
	for _, a := range in {
		v, _, err := lake.ReadValue(a.Value)
		if err != nil {
			return nil, fmt.Errorf("read the argument %s: %w", a.Name, err)
		}
		if a.Name != "" {
			v = sql.Named(a.Name, v)
		}
		args = append(args, v)
	}
	return args, nil
}

// send writes the rows of a result in batches.
func (w *worker) send(rows *sql.Rows, columns int) (err error) {
	values, into := make([]any, columns), make([]any, columns)
	for i := range values {
		into[i] = &values[i]
	}
	w.batch, w.rows = w.batch[:0], 0
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return err
		}
		for _, v := range values {
			if w.batch, err = lake.AppendValue(w.batch, v); err != nil {
				return err
			}
		}
		if w.rows++; len(w.batch) >= batchBytes || w.rows >= batchRows {
			if err := w.flush(); err != nil {
				return err
			}
		}
	}
	return errors.Join(rows.Err(), w.flush())
}

func (w *worker) flush() error {
	if w.rows == 0 {
		return nil
	}
	err := writeFrame(w.out, kindRows, w.batch)
	if w.batch, w.rows = w.batch[:0], 0; cap(w.batch) > 16*batchBytes {
		w.batch = nil // one large row must not hold its memory for ever
	}
	return err
}
