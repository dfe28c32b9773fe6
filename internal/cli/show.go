package cli

import (
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"rung/analyze"
	"rung/internal/near"
	"rung/internal/ui"
)

// answerFlags say how an answer is written.
type answerFlags struct {
	format string
	// show are the columns to write, in this order; none for all.
	show []string
	// ids adds a column of what the ids of a row's figures begin with.
	ids bool
}

func (o *answerFlags) add(f *pflag.FlagSet) {
	f.StringVar(&o.format, "format", "table", "write the answer as `table`, csv, tsv, json, jsonl or markdown")
	f.BoolVar(&o.ids, "ids", false, "begin each row with the id that \"rung explain\" takes, but for the name of a column")
	f.StringSliceVar(&o.show, "show", nil, "write these `COLUMNS` alone, with commas between; a table shows intervals with them, and names in the place of ids")
}

// showing returns what is to be written of an answer: all of it, or the columns that were asked for. A table for
// people is compact.
func showing(t *analyze.Table, f ui.Format, show []string) (columns []string, rows [][]any, err error) {
	columns, rows = columnNames(t), t.Rows
	if f == ui.Box {
		columns, rows = compact(t, withoutNames(t, show))
	}
	if len(show) == 0 {
		return columns, rows, nil
	}
	at := make([]int, len(show))
	for i, name := range show {
		at[i] = slices.Index(columns, name)
		if at[i] < 0 && f == ui.Box {
			at[i] = slices.Index(columns, strings.TrimSuffix(name, "_name"))
		}
		if at[i] < 0 {
			return nil, nil, usage("the columns are "+strings.Join(columnNames(t), ", "), "%s has no column %q%s", t.Name, name, near.Hint(name, columnNames(t)))
		}
	}
	return show, pick(rows, at), nil
}

// pick returns rows with the cells at some places alone, in that order.
func pick(rows [][]any, at []int) [][]any {
	picked := make([][]any, len(rows))
	for r, row := range rows {
		picked[r] = make([]any, len(at))
		for i, c := range at {
			picked[r][i] = row[c]
		}
	}
	return picked
}

// withoutNames leaves those columns that have no name beside them: a table says Go where a program reads go.
func withoutNames(t *analyze.Table, show []string) []string {
	return slices.DeleteFunc(slices.Clone(show), func(name string) bool { return column(t, name+"_name") >= 0 })
}

// writeAnswer prints what showing gave. The columns that tell most come first there.
func (a *app) writeAnswer(f ui.Format, columns []string, rows [][]any) error {
	_, err := a.put(f, columns, ui.Slice(rows), ui.Options{Told: true, More: "; --show COLUMNS picks, --format csv has all"})
	return err
}
