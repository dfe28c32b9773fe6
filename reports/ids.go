package reports

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"rung/analyze"
	"rung/internal/ui"
)

// gridIDs are the ids of a grid's figures in a form that leaves the grid readable: what tells its rows apart stands in
// one more column, and a line below says what stands around that for each column.
type gridIDs struct {
	// keys are the added columns: for each row what tells its ids from those of other rows.
	keys [][]string
	// heads are the columns of the grid that have ids, and patterns what these are, with {Id} in place of a key.
	heads, patterns []string
}

func (g *grid) ids() gridIDs {
	columns := make([][]string, len(g.Heads))
	for at := range g.Heads {
		for _, cells := range g.Rows {
			columns[at] = append(columns[at], cells[at].Figure)
		}
	}
	// The fullest column first: what tells its rows apart tells those of the others, too.
	order := make([]int, len(columns))
	for at := range order {
		order[at] = at
	}
	filled := func(at int) int { return len(columns[at]) - emptyOf(columns[at]) }
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(filled(b), filled(a)) })
	var ids gridIDs
	patterns := make([]string, len(columns))
	for _, at := range order {
		if filled(at) > 0 {
			patterns[at] = ids.pattern(columns[at])
		}
	}
	for at, pattern := range patterns {
		if pattern != "" {
			ids.heads, ids.patterns = append(ids.heads, g.Heads[at].Text), append(ids.patterns, pattern)
		}
	}
	return ids
}

func emptyOf(column []string) int {
	n := 0
	for _, s := range column {
		if s == "" {
			n++
		}
	}
	return n
}

// pattern says what the ids of a column are, by one of the keys or, where none fits, by one of its own.
func (ids *gridIDs) pattern(column []string) string {
	for n, keys := range ids.keys {
		if before, after, ok := aroundKeys(column, keys); ok {
			return before + "{" + idName(n) + "}" + after
		}
	}
	before, after := common(column)
	if after == "" {
		return before
	}
	keys := make([]string, len(column))
	for i, id := range column {
		if id != "" {
			keys[i] = id[len(before) : len(id)-len(after)]
		}
	}
	ids.keys = append(ids.keys, keys)
	return before + "{" + idName(len(ids.keys)-1) + "}" + after
}

// idName is the heading of an added column.
func idName(n int) string {
	if n == 0 {
		return "Id"
	}
	return "Id " + strconv.Itoa(n+1)
}

// aroundKeys returns what stands before and after the keys in all ids of a column.
func aroundKeys(column, keys []string) (before, after string, ok bool) {
	first := slices.IndexFunc(column, func(id string) bool { return id != "" })
	for from := 0; ; {
		at := strings.Index(column[first][from:], "/"+keys[first]+"/")
		if at < 0 || keys[first] == "" {
			return "", "", false
		}
		from += at + 1
		before, after = column[first][:from], column[first][from+len(keys[first]):]
		fits := true
		for i, id := range column {
			fits = fits && (id == "" || keys[i] != "" && id == before+keys[i]+after)
		}
		if fits {
			return before, after, true
		}
	}
}

// common returns the parts of ids, between slashes, that all of a column begin and end with. Where all are the same,
// that is what they begin with.
func common(column []string) (before, after string) {
	var ids [][]string
	for _, id := range column {
		if id != "" {
			ids = append(ids, strings.Split(id, "/"))
		}
	}
	shortest := slices.MinFunc(ids, func(a, b []string) int { return cmp.Compare(len(a), len(b)) })
	if !slices.ContainsFunc(ids, func(id []string) bool { return !slices.Equal(id, shortest) }) {
		return strings.Join(shortest, "/"), ""
	}
	agree := func(most int, part func(id []string, n int) string) int {
		n := 0
		for n < most && !slices.ContainsFunc(ids, func(id []string) bool { return part(id, n) != part(shortest, n) }) {
			n++
		}
		return n
	}
	// At least one part is left for the key and one, the column, for what comes after it.
	start := agree(len(shortest)-2, func(id []string, n int) string { return id[n] })
	end := agree(len(shortest)-start-1, func(id []string, n int) string { return id[len(id)-1-n] })
	return strings.Join(shortest[:start], "/") + "/", "/" + strings.Join(shortest[len(shortest)-end:], "/")
}

// add gives the rows of a table the columns of keys.
func (ids gridIDs) add(columns []string, rows [][]any) []string {
	for n, keys := range ids.keys {
		columns = append(columns, idName(n))
		for i := range rows {
			rows[i] = append(rows[i], keys[i])
		}
	}
	return columns
}

// legend is the line below a table that says what the ids of its figures are; empty where there are none.
func (ids gridIDs) legend() string {
	var stems []string
	ends := map[string][]string{}
	for i, pattern := range ids.patterns {
		at := strings.LastIndex(pattern, "/") + 1
		stem := pattern[:at]
		if ends[stem] == nil {
			stems = append(stems, stem)
		}
		ends[stem] = append(ends[stem], code(pattern[at:])+" ("+ui.MarkdownText(ids.heads[i])+")")
	}
	if len(stems) == 0 {
		return ""
	}
	for i, stem := range stems {
		stems[i] = code(stem) + " and " + strings.Join(ends[stem], ", ")
	}
	return "Ids of these figures: " + strings.Join(stems, "; ") + ".\n\n"
}

// code sets an id as code. What would end the code, or be a tag to a reader that knows no code, is escaped as text
// instead.
func code(id string) string {
	if id = ui.Safe(id); strings.ContainsAny(id, "`<>") {
		return ui.MarkdownText(id)
	}
	return "`" + id + "`"
}

// footnotes are the ids of figures in sentences, in the order in which they are met.
type footnotes struct {
	ids []string
	at  map[string]int
}

// mark is the mark of a footnote that tells an id.
func (f *footnotes) mark(id string) string {
	if f.at == nil {
		f.at = map[string]int{}
	}
	if f.at[id] == 0 {
		f.ids = append(f.ids, id)
		f.at[id] = len(f.ids)
	}
	return fmt.Sprintf("[^%d]", f.at[id])
}

// write writes the footnotes. command explains an id, but is what to mind there.
func (f *footnotes) write(b *bytes.Buffer, command, but string) {
	if len(f.ids) > 0 {
		fmt.Fprintf(b, "\nThe marks in sentences are ids of figures, which %s takes%s:\n\n", code(command), but)
	}
	for i, id := range f.ids {
		fmt.Fprintf(b, "[^%d]: %s\n", i+1, code(id))
	}
}

// explaining is the command that explains a figure of the report, with the parameters of the report, and what to mind
// there: since is none of a question over time, whose history stays whole.
func (r *Report) explaining() (command, but string) {
	if r.meta.Explain == "" {
		return "rung explain", ""
	}
	command = "rung explain ID " + r.meta.Explain
	if _, ok := r.meta.Args["since"]; !ok {
		return command, ""
	}
	var over []string
	for _, a := range asks {
		if q, err := analyze.Find(a.question); err == nil && (q.Window == "all" || q.Window == "") && !slices.Contains(over, q.Name) {
			over = append(over, q.Name)
		}
	}
	slices.Sort(over)
	return command, ", without --since for figures of " + series(over)
}
