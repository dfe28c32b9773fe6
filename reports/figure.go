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
	// Keys are the columns that tell the figure's row, Values what they hold there as text; a month is
	// written as 2006-01. Column is the figure's own.
	Keys, Values []string
	Column       string
}

// Figure reads the id of a figure, such as demand/go/share or ladder/hour/3/go/share.
func Figure(id string) (Asked, error) {
	parts := strings.Split(id, "/")
	best := ask{}
	for _, a := range asks {
		if a.question == parts[0] && len(parts) >= 2+len(a.shown)+len(a.keys) && slices.Equal(parts[1:1+len(a.shown)], a.shown) && (best.key == "" || len(a.shown) > len(best.shown)) {
			best = a
		}
	}
	if best.key == "" || best.inside {
		return Asked{}, fmt.Errorf("%q is no id of a figure: it wants a question, the keys of a row and a column, such as demand/go/share", id)
	}
	rest := parts[1+len(best.shown) : len(parts)-1]
	// A key that holds slashes itself, such as a label, is the last.
	last := len(best.keys) - 1
	values := append(slices.Clone(rest[:last]), strings.Join(rest[last:], "/"))
	args := maps.Clone(best.args)
	if best.split {
		return Asked{Question: best.question, Args: analyze.Args{values[0]: values[1]}, Keys: best.keys[2:], Values: values[2:], Column: parts[len(parts)-1]}, nil
	}
	delete(args, "skills") // those with a page of their own: the row's own skill is enough
	return Asked{Question: best.question, Args: args, Keys: best.keys, Values: values, Column: parts[len(parts)-1]}, nil
}
