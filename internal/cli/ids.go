package cli

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"rung/analyze"
	"rung/internal/ui"
	"rung/reports"
)

// withIDs puts a column before the others of an answer: what the ids of a row's figures begin with. given are the
// parameters that t was asked with.
func (a *app) withIDs(t *analyze.Table, f ui.Format, given analyze.Args, columns []string, rows [][]any) ([]string, [][]any, error) {
	ids, differs, err := reports.RowIDs(t)
	if err != nil {
		return nil, nil, usage("leave out --ids", "%w", err)
	}
	told := make([][]any, len(rows))
	for i, row := range rows {
		told[i] = append([]any{ids[i]}, row...)
	}
	if f == ui.Box && !a.flags.quiet && len(ids) > 0 {
		fmt.Fprintln(a.err, "what a figure rests on: "+a.explaining(ids[0]+"/"+shownFigure(t, columns), asTyped(differs, given)))
	}
	return append([]string{"id"}, columns...), told, nil
}

// asTyped adds the days that were given to parameters, and puts what was typed in the place of values.
func asTyped(differs, given analyze.Args) analyze.Args {
	args := maps.Clone(differs)
	for name, v := range given {
		if _, ok := args[name]; ok || name == "since" || name == "until" {
			args[name] = v
		}
	}
	return args
}

// explaining is the command that explains a figure, with what it was asked with and where, to be pasted.
func (a *app) explaining(figure string, args analyze.Args) string {
	words := []string{"rung", "explain", shellWord(ui.Safe(figure))}
	for _, flag := range []struct{ name, value string }{{"config", a.flags.config}, {"lake", a.flags.lake}, {"at", a.flags.at}} {
		if flag.value != "" {
			words = append(words, "--"+flag.name, shellWord(ui.Safe(flag.value)))
		}
	}
	return strings.Join(append(words, paramWords(args)...), " ")
}

// reportWords are the flags that explain a figure of a report, which does not tell where its lake was.
func (a *app) reportWords(args analyze.Args) string {
	var words []string
	if a.flags.at != "" {
		words = append(words, "--at", shellWord(ui.Safe(a.flags.at)))
	}
	return strings.Join(append(words, paramWords(args)...), " ")
}

// shownFigure is the column shown that counts the adverts which explain lists, else the first of them that holds figures,
// and else the last of the answer.
func shownFigure(t *analyze.Table, columns []string) string {
	if q, err := analyze.Find(t.Name); err == nil {
		if count, _ := q.Behind(); slices.Contains(columns, count) {
			return count
		}
	}
	for _, name := range columns {
		if i := column(t, name); i >= 0 && t.Columns[i].Unit != "" && slices.Contains([]string{"integer", "number"}, t.Columns[i].Type) {
			return name
		}
	}
	return t.Columns[len(t.Columns)-1].Name
}
