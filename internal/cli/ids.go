package cli

import (
	"fmt"

	"rung/analyze"
	"rung/internal/ui"
	"rung/reports"
)

// withIDs puts a column before the others of an answer: what the ids of a row's figures begin with.
func (a *app) withIDs(t *analyze.Table, f ui.Format, columns []string, rows [][]any) ([]string, [][]any, error) {
	ids, assumed, err := reports.RowIDs(t)
	if err != nil {
		return nil, nil, usage("leave out --ids, or the parameters that the report does not ask with", "%w", err)
	}
	told := make([][]any, len(rows))
	for i, row := range rows {
		told[i] = append([]any{ids[i]}, row...)
	}
	if f == ui.Box && !a.flags.quiet && len(ids) > 0 {
		fmt.Fprintf(a.err, "rung explain %s/COLUMN says what a figure rests on; give it the same --since and the like\n", ui.Safe(ids[0]))
		if other := describe(assumed); other != "" {
			fmt.Fprintln(a.err, "It asks as the report does, with "+other+".")
		}
	}
	return append([]string{"id"}, columns...), told, nil
}
