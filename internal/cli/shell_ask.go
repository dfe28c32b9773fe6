package cli

import (
	"context"
	"strings"

	"rung/analyze"
	"rung/internal/ui"
)

func (in *interpreter) queries(context.Context, []string) error {
	return in.rows(questionRows())
}

// ask answers a question that rung comes with.
func (in *interpreter) ask(ctx context.Context, args []string) error {
	name := args[0]
	if err := noQuestion(name, ".queries lists the questions"); err != nil {
		return err
	}
	params, err := readParams(args[1:])
	if err != nil {
		return err
	}
	began := in.app.now()
	t, err := analyze.Ask(ctx, in.session, name, params)
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
