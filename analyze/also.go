package analyze

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// also is a question whose answer the fit of another joins to its own, so that a figure is worked out in one place. It is
// asked with the common parameters of the other, as its caller gave them, with params, and with what is set.
type also struct {
	question string
	params   []string
	set      Args
}

// readAlso reads "question $param name=value": a parameter of both, and one that is always the same.
func readAlso(line string) also {
	words := strings.Fields(line)
	a := also{question: words[0], set: Args{}}
	for _, word := range words[1:] {
		if name, value, ok := strings.Cut(word, "="); ok {
			a.set[name] = value
		} else {
			a.params = append(a.params, strings.TrimPrefix(word, "$"))
		}
	}
	return a
}

// askAlso answers the further questions of a question by their names. values are those of its parameters before
// the window is chosen, since each chooses its own.
func (q Question) askAlso(ctx context.Context, db Querier, values map[string]any) (map[string]*Table, error) {
	answers := map[string]*Table{}
	for _, a := range q.also {
		other, err := Find(a.question)
		if err != nil {
			return nil, err
		}
		args := maps.Clone(a.set)
		for _, p := range other.Params {
			v, isSet := values[p.Name]
			if isSet && v != nil && (isCommon(p.Name) || slices.Contains(a.params, p.Name)) {
				args[p.Name] = v
			}
		}
		if answers[a.question], err = Ask(ctx, db, a.question, args); err != nil {
			return nil, fmt.Errorf("for %s: %w", q.Name, err)
		}
	}
	return answers, nil
}

func isCommon(name string) bool {
	return slices.ContainsFunc(common, func(p Param) bool { return p.Name == name })
}
