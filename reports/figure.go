package reports

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"rung/analyze"
)

// Asked is what the id of a figure stands for.
type Asked struct {
	// Question is what was asked, Args the arguments that the report gave beside its own.
	Question string
	Args     analyze.Args
	// Said names those of Args that stand in the id, so that it is no figure of other ones.
	Said []string
	// Keys are the columns that tell the figure's row, Values what they hold there as text; a month is
	// written as 2006-01. Column is the figure's own.
	Keys, Values []string
	Column       string
}

// Figure reads the id of a figure, such as demand/go/share or ladder/hour/3/go/share.
func Figure(id string) (Asked, error) {
	parts := strings.Split(id, "/")
	best := ask{}
	for _, a := range slices.Concat(asks, plainAsks) {
		if a.question == parts[0] && !a.inside && len(parts) >= 2+len(a.shown)+len(a.keys) && slices.Equal(parts[1:1+len(a.shown)], a.shown) && (best.question == "" || len(a.shown) > len(best.shown)) {
			best = a
		}
	}
	if best.question == "" {
		return Asked{}, fmt.Errorf("%q is no id of a figure: it wants a question, the keys of a row and a column, such as demand/go/share", id)
	}
	rest := parts[1+len(best.shown) : len(parts)-1]
	// A key that holds slashes itself, such as a label, is the last.
	last := len(best.keys) - 1
	values := append(slices.Clone(rest[:last]), strings.Join(rest[last:], "/"))
	if best.split {
		return Asked{Question: best.question, Args: analyze.Args{values[0]: values[1]}, Said: values[:1], Keys: best.keys[2:], Values: values[2:], Column: parts[len(parts)-1]}, nil
	}
	return Asked{Question: best.question, Args: best.explained(), Said: best.said(), Keys: best.keys, Values: values, Column: parts[len(parts)-1]}, nil
}

// explained are the arguments of an ask as they are where one figure of it is asked for again.
func (a ask) explained() analyze.Args {
	args := maps.Clone(a.args)
	delete(args, "skills") // those with a page of their own: the row's own skill is enough
	return args
}

// said names the arguments that the ids of an ask tell, besides keys.
func (a ask) said() []string {
	var names []string
	for _, name := range []string{"period", "kind"} {
		if _, ok := a.args[name]; ok && len(a.shown) > 0 {
			names = append(names, name)
		}
	}
	return names
}
