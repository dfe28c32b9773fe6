package analyze

import (
	"cmp"
	"slices"
	"strings"
)

// meetsMore begins the field of a skill whose ads ask for AI more than others do.
const meetsMore = "meets AI more"

// nothingToCompare is the verdict of every skill where no source was watched in both windows.
const nothingToCompare = "nothing to compare with"

// escapes judges skills as the question ai does, and gives those that meet AI more than others their ways out: neighbours
// that do not, that clearly have a smaller share of ads with AI, and whose share of all ads grows.
func escapes(q Question, t *Table) (*Table, error) {
	near := readNeighbours(t)
	top := 0
	if len(t.Rows) > 0 {
		top = int(whole(t.Rows[0][t.column("by_top")]))
	}
	t, err := intervals(q, t)
	if err != nil {
		return nil, err
	}
	rows := map[any]int{}
	for row := range t.Rows {
		rows[t.Rows[row][0]] = row
	}
	answer := &Table{SQL: t.SQL, Columns: escapeColumns()}
	for _, row := range t.exposed() {
		ways := 0
		for _, n := range near[t.Rows[row][0]] {
			other, known := rows[n.skill]
			if known && t.isWayOut(row, other) && (top == 0 || ways < top) {
				ways++
				answer.Rows = append(answer.Rows, t.escape(row, other, n))
			}
		}
		if ways == 0 {
			answer.Rows = append(answer.Rows, t.escape(row, -1, neighbour{}))
		}
	}
	return answer, nil
}

// neighbour is a skill that goes with another: ads that want both, and how closely with the ends of that.
type neighbour struct {
	skill any
	near  []any
}

func readNeighbours(t *Table) map[any][]neighbour {
	near := map[any][]neighbour{}
	names, numbers := t.column("by_neighbour"), t.column("by_nearness")
	for _, row := range t.Rows {
		list, _ := row[names].([]any)
		figures, _ := row[numbers].([]any)
		for i, id := range list {
			values, _ := figures[i].([]any)
			near[row[0]] = append(near[row[0]], neighbour{id, values})
		}
	}
	return near
}

// exposed are the rows of skills that meet AI more than others: those whose demand shrinks first, then by how surely they meet it.
func (t *Table) exposed() []int {
	var rows []int
	for row := range t.Rows {
		if strings.HasPrefix(t.text(row, "field"), meetsMore) {
			rows = append(rows, row)
		}
	}
	slices.SortStableFunc(rows, func(a, b int) int {
		low := func(row int) float64 { v, _ := t.number(row, "ai_low"); return v }
		return cmp.Or(cmp.Compare(t.shrinks(b), t.shrinks(a)), cmp.Compare(low(b), low(a)))
	})
	return rows
}

func (t *Table) shrinks(row int) int {
	if t.text(row, "verdict") == "falling" {
		return 1
	}
	return 0
}

// text reads a text of a row; it is empty where it is null.
func (t *Table) text(row int, name string) string {
	s, _ := t.Rows[row][t.column(name)].(string)
	return s
}

// isWayOut says that a neighbour clearly meets AI less than the skill of a row, and not more than others, and that it grows.
func (t *Table) isWayOut(row, other int) bool {
	share, _ := t.number(row, "ai_share")
	theirs, isShown := t.number(other, "ai_high")
	growth, ok := t.number(other, "growth")
	return ok && isShown && growth > 1 && theirs < share && !strings.HasPrefix(t.text(other, "field"), meetsMore)
}

// judged are the columns of a skill that the answer takes over, those of its neighbour with a prefix.
var judged = []string{"ads", "ai_share", "ai_low", "ai_high", "growth", "growth_low", "growth_high", "verdict"}

func escapeColumns() []Column {
	kinds := map[string]string{"ads": "integer", "verdict": "text"}
	columns := []Column{{Name: "skill", Type: "text"}, {Name: "skill_name", Type: "text"}, {Name: "category", Type: "text"}}
	add := func(prefix string) {
		for _, name := range judged {
			columns = append(columns, Column{Name: prefix + name, Type: cmp.Or(kinds[name], "number")})
		}
	}
	add("")
	columns = append(columns, Column{Name: "all_ai_share", Type: "number"}, Column{Name: "neighbour", Type: "text"}, Column{Name: "neighbour_name", Type: "text"}, Column{Name: "n", Type: "integer"})
	for _, name := range []string{"npmi", "npmi_low", "npmi_high"} {
		columns = append(columns, Column{Name: name, Type: "number"})
	}
	add("neighbour_")
	return append(columns, Column{Name: "note", Type: "text"})
}

// escape is a row of the answer; other is -1 where there is no way out.
func (t *Table) escape(row, other int, n neighbour) []any {
	of := func(row int, names ...string) (values []any) {
		for _, name := range names {
			values = append(values, t.Rows[row][t.column(name)])
		}
		return values
	}
	values := of(row, append(append([]string{"skill", "skill_name", "category"}, judged...), "all_ai_share")...)
	if other < 0 {
		values = append(values, "none", "none")
		values = append(values, make([]any, 4+len(judged))...)
		note := "no skill that goes with it meets AI less and grows"
		if t.text(row, "verdict") == nothingToCompare {
			note = "it is not known what grows: nothing to compare with"
		}
		return append(values, note)
	}
	values = append(values, of(other, "skill", "skill_name")...)
	count, _ := n.near[0].(float64)
	values = append(append(values, int64(count)), n.near[1:]...)
	return append(append(values, of(other, judged...)...), nil)
}
