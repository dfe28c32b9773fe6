package reports

import (
	"fmt"
	"slices"

	"rung/analyze"
	"rung/internal/ui"
)

// RowIDs returns for each row of an answer what the ids of its figures begin with: with a slash and the name of a column
// behind it, such as demand/go and /share, it is what [Figure] reads. differs are the parameters by which t was asked
// otherwise than what Figure gives, but for days: with these the same row is found again. An error says that no id tells
// the rows of t.
func RowIDs(t *analyze.Table) (ids []string, differs analyze.Args, err error) {
	q, err := analyze.Find(t.Name)
	if err != nil {
		return nil, nil, err
	}
	best, found := ask{}, false
	for _, a := range slices.Concat(asks, plainAsks) {
		if a.question != t.Name || a.split || a.inside {
			continue
		}
		other := a.differs(q, t.Params)
		// What an id says itself must be so.
		if slices.ContainsFunc(a.said(), func(name string) bool { return other[name] != nil }) {
			continue
		}
		if !found || len(other) < len(differs) {
			best, differs, found = a, other, true
		}
	}
	if !found {
		return nil, nil, fmt.Errorf("no id tells the rows of %s apart", t.Name)
	}
	for _, row := range newAnswer(best, t).rows() {
		ids = append(ids, row.stem())
	}
	return ids, differs, nil
}

// differs are the values of parameters that explaining a figure of a would not give by itself. Days are left out, since a
// window that nobody chose has them, too.
func (a ask) differs(q analyze.Question, values map[string]any) analyze.Args {
	other, own := analyze.Args{}, a.explained()
	for _, p := range q.Params {
		asked, ok := own[p.Name]
		if !ok {
			asked = p.Default
		}
		v, given := values[p.Name]
		if given && p.Type != "date" && ui.Text(v) != ui.Text(asked) && !(p.Name == "top" && holdsAll(asked, v)) {
			other[p.Name] = v
		}
	}
	return other
}

// holdsAll reports whether an answer of the first so many rows has those of another; 0 is all of them.
func holdsAll(most, other any) bool {
	m, isNumber := most.(int64)
	n, _ := other.(int64)
	return isNumber && (m == 0 || n > 0 && n <= m)
}
