package reports

import (
	"strings"
	"time"

	"rung/analyze"
	"rung/internal/ui"
)

// answer is a table whose cells are asked for by the names of columns.
type answer struct {
	*analyze.Table
	ask ask
	at  map[string]int
	// growths is the number of rows with a growth, whose verdicts are corrected for each other.
	growths int64
}

func newAnswer(a ask, t *analyze.Table) *answer {
	at := make(map[string]int, len(t.Columns))
	for i, c := range t.Columns {
		at[c.Name] = i
	}
	made := &answer{Table: t, ask: a, at: at}
	for _, r := range made.rows() {
		if r.has("growth") {
			made.growths++
		}
	}
	return made
}

// tested is the number of rows that were tested for growth.
func (a *answer) tested() int64 { return a.growths }

func (a *answer) rows() []row {
	list := make([]row, len(a.Rows))
	for i := range a.Rows {
		list[i] = row{a, a.Rows[i]}
	}
	return list
}

// where returns the rows whose column holds a text.
func (a *answer) where(column, text string) []row {
	var list []row
	for _, r := range a.rows() {
		if r.text(column) == text {
			list = append(list, r)
		}
	}
	return list
}

// day returns a date among the parameters that were used.
func (a *answer) day(param string) time.Time {
	t, _ := a.Params[param].(time.Time)
	return t
}

// figures is what the ids of the answer's figures begin with.
func (a *answer) figures() string {
	return strings.Join(append([]string{a.ask.question}, a.ask.shown...), "/")
}

// row is one row of an answer. A column that is not there reads as null.
type row struct {
	from *answer
	v    []any
}

func (r row) value(column string) any {
	if r.from == nil {
		return nil
	}
	if i, ok := r.from.at[column]; ok {
		return r.v[i]
	}
	return nil
}

// text returns a value as harmless text, empty for null.
func (r row) text(column string) string { return ui.Safe(ui.Text(r.value(column))) }

// number returns a number and whether there is one.
func (r row) number(column string) (float64, bool) {
	switch v := r.value(column).(type) {
	case float64:
		return v, true
	case int64:
		return float64(v), true
	}
	return 0, false
}

func (r row) has(column string) bool { return r.value(column) != nil }

// float returns a number, 0 for null.
func (r row) float(column string) float64 {
	f, _ := r.number(column)
	return f
}

// count returns a whole number, 0 for null.
func (r row) count(column string) int64 {
	n, _ := r.value(column).(int64)
	return n
}

// month returns the row's month, the zero time for none.
func (r row) month() time.Time {
	t, _ := r.value("month").(time.Time)
	return t
}

func (r row) list(column string) []string {
	values, _ := r.value(column).([]any)
	list := make([]string, len(values))
	for i, v := range values {
		list[i] = ui.Safe(ui.Text(v))
	}
	return list
}

// figure returns the id of one of the row's figures: question, keys, column; empty where there is no such column.
func (r row) figure(column string) string {
	if r.from == nil {
		return ""
	}
	if _, ok := r.from.at[column]; !ok {
		return ""
	}
	return r.stem() + "/" + column
}

// stem is what the ids of the row's figures begin with: question and keys.
func (r row) stem() string {
	parts := []string{r.from.figures()}
	for _, k := range r.from.ask.keys {
		v := r.text(k)
		if t, ok := r.value(k).(time.Time); ok && k == "month" {
			v = t.Format("2006-01")
		}
		parts = append(parts, v)
	}
	return strings.Join(parts, "/")
}
