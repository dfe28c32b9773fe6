package reports

import (
	"fmt"
	"maps"
	"reflect"
	"slices"

	"rung/analyze"
)

// RowIDs returns for each row of an answer what the ids of its figures begin with: with a slash and the name of a column
// behind it, such as demand/go and /share, it is what [Figure] reads. Assumed are the arguments by which the report asks
// otherwise than t was asked; explain does as the report does. An error says that no table of the report has such rows.
func RowIDs(t *analyze.Table) (ids []string, assumed analyze.Args, err error) {
	a, assumed, ok := askLike(t)
	if !ok {
		return nil, nil, fmt.Errorf("no table of the report is %s asked like this, so its figures have no ids", t.Name)
	}
	at := newAnswer(a, t)
	for _, row := range at.rows() {
		ids = append(ids, row.stem())
	}
	return ids, assumed, nil
}

// limits are the arguments that leave out rows and change none.
var limits = []string{"top", "skills"}

// askLike picks of the report's questions the one that is closest to what was asked, and tells in what it differs. What
// tells the report's own questions apart must be the same.
func askLike(t *analyze.Table) (best ask, assumed analyze.Args, ok bool) {
	for _, a := range asks {
		if a.question != t.Name || a.split || a.inside {
			continue
		}
		differs := maps.Clone(a.args)
		maps.DeleteFunc(differs, func(name string, v any) bool {
			return slices.Contains(limits, name) || reflect.DeepEqual(t.Params[name], v)
		})
		apart := slices.ContainsFunc([]string{"period", "kind"}, func(name string) bool {
			_, asked := a.args[name]
			return differs[name] != nil || !asked && isShared(t.Name, name) && !isDefault(t, name)
		})
		if !apart && (!ok || len(differs) < len(assumed)) {
			best, assumed, ok = a, differs, true
		}
	}
	return best, assumed, ok
}

// isShared reports whether the report asks a question several times, by that parameter.
func isShared(question, param string) bool {
	return slices.ContainsFunc(asks, func(a ask) bool { return a.question == question && a.args[param] != nil })
}

func isDefault(t *analyze.Table, param string) bool {
	q, err := analyze.Find(t.Name)
	if err != nil {
		return false
	}
	i := slices.IndexFunc(q.Params, func(p analyze.Param) bool { return p.Name == param })
	return i >= 0 && fmt.Sprint(t.Params[param]) == q.Params[i].Default
}
