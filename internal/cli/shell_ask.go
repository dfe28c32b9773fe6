package cli

import (
	"context"
	"database/sql"
	"errors"
	"strings"

	"rung/analyze"
	"rung/internal/lake"
	"rung/internal/ui"
)

// fenced asks questions through the session of a user, so that they can do no more than the user's SQL.
// Its results stay open until it is closed.
type fenced struct {
	session *lake.Session
	open    []*lake.Rows
}

// QueryContext makes it an [analyze.Querier].
func (f *fenced) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	rows, err := f.session.Rows(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	f.open = append(f.open, rows)
	return rows.Rows, nil
}

func (f *fenced) close() error {
	var errs []error
	for _, rows := range f.open {
		errs = append(errs, rows.Close())
	}
	return errors.Join(errs...)
}

func (in *interpreter) queries(context.Context, []string) error {
	return in.rows(questionRows())
}

// ask answers a question that rung comes with.
func (in *interpreter) ask(ctx context.Context, args []string) (err error) {
	name := args[0]
	if _, err := analyze.Find(name); err != nil {
		return usage(".queries lists the questions", "%w", err)
	}
	params, err := readParams(args[1:])
	if err != nil {
		return err
	}
	began := in.app.now()
	db := &fenced{session: in.session}
	defer func() { err = errors.Join(err, db.close()) }()
	t, err := analyze.Ask(ctx, db, name, params)
	in.warn()
	if err != nil {
		return askError(err, ".queries lists the parameters of "+name)
	}
	if in.mode == ui.Box {
		in.app.caption(t)
	}
	n, err := in.write(columnNames(t), ui.Slice(t.Rows))
	if err != nil {
		return err
	}
	in.time(n, began)
	return nil
}

// readParams reads NAME=VALUE.
func readParams(params []string) (analyze.Args, error) {
	args := analyze.Args{}
	for _, p := range params {
		name, value, ok := strings.Cut(p, "=")
		if !ok || name == "" {
			return nil, usage("write a parameter as name=value", "the parameter %q has no value", p)
		}
		args[name] = value
	}
	return args, nil
}
