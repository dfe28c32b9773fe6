package analyze

import (
	"slices"
	"strings"
)

// column returns the place of a column, or -1.
func (t *Table) column(name string) int {
	return slices.IndexFunc(t.Columns, func(c Column) bool { return c.Name == name })
}

// dropHidden takes away what only a fit reads: the columns by_employer, by_source and is_shown, the row of all
// employers, whose first column is null, and the rows that is_shown says no to.
func (t *Table) dropHidden() {
	shown := t.column("is_shown")
	t.Rows = slices.DeleteFunc(t.Rows, func(row []any) bool {
		return row[0] == nil || shown >= 0 && row[shown] != true
	})
	var kept []int
	var columns []Column
	for i, c := range t.Columns {
		if c.Name != "is_shown" && !strings.HasPrefix(c.Name, "by_") {
			kept, columns = append(kept, i), append(columns, c)
		}
	}
	t.Columns = columns
	for r, row := range t.Rows {
		values := make([]any, len(kept))
		for i, at := range kept {
			values[i] = row[at]
		}
		t.Rows[r] = values
	}
}
