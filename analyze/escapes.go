package analyze

import (
	"cmp"
	"slices"
	"strings"
)

// nothingToCompare is the verdict of every skill where no source was watched in both windows.
const nothingToCompare = "nothing to compare with"

// escapes judges skills as the question ai does, and gives those that are exposed more than others their ways out:
// neighbours that are clearly exposed less, whose share of all ads grows, and that ads do not offer less for, as the
// question premium tells.
func escapes(q Question, t, pairs, premium *Table) (*Table, error) {
	near := neighboursIn(pairs)
	top := 0
	if len(t.Rows) > 0 {
		top = int(whole(t.Rows[0][t.column("by_top")]))
	}
	t, err := intervals(q, t)
	if err != nil {
		return nil, err
	}
	w := wayFinder{Table: t, premium: premium, rows: rowsBySkill(t), premiums: rowsBySkill(premium)}
	answer := &Table{SQL: t.SQL, Columns: escapeColumns()}
	for _, row := range t.exposed() {
		ways := w.waysOut(row, near[t.Rows[row][0]])
		if top > 0 && len(ways) > top {
			ways = ways[:top]
		}
		for _, n := range ways {
			answer.Rows = append(answer.Rows, w.escape(row, n))
		}
		if len(ways) == 0 {
			answer.Rows = append(answer.Rows, w.noEscape(row))
		}
	}
	return answer, nil
}

// wayFinder knows the skills as the question ai judges them, and their premiums.
type wayFinder struct {
	*Table
	premium        *Table
	rows, premiums map[any]int
}

func rowsBySkill(t *Table) map[any]int {
	rows, at := map[any]int{}, t.column("skill")
	for row := range t.Rows {
		rows[t.Rows[row][at]] = row
	}
	return rows
}

// waysOut are the neighbours that are ways out, those that are known to add to offers first.
func (w *wayFinder) waysOut(row int, near []neighbour) []neighbour {
	var told, untold []neighbour
	for _, n := range near {
		other, known := w.rows[n.skill]
		if !known || !w.isWayOut(row, other) {
			continue
		}
		if premium, ok := w.premiumOf(n.skill); !ok {
			untold = append(untold, n)
		} else if premium > 0 {
			told = append(told, n)
		}
	}
	return append(told, untold...)
}

func (w *wayFinder) premiumOf(skill any) (float64, bool) {
	row, ok := w.premiums[skill]
	if !ok {
		return 0, false
	}
	return w.premium.number(row, "premium")
}

// neighbour is a skill that goes with another: n, the ads that want both, and how closely with the ends of that.
type neighbour struct {
	skill any
	near  []any
}

// neighboursIn reads the pairs that clearly go together more often than by chance, the closest first, each both ways.
func neighboursIn(pairs *Table) map[any][]neighbour {
	near := map[any][]neighbour{}
	for row := range pairs.Rows {
		if low, ok := pairs.number(row, "npmi_low"); !ok || low <= 0 {
			continue
		}
		pair, how := pairs.of(row, "a", "b"), pairs.of(row, "n", "npmi", "npmi_low", "npmi_high")
		near[pair[0]] = append(near[pair[0]], neighbour{pair[1], how})
		near[pair[1]] = append(near[pair[1]], neighbour{pair[0], how})
	}
	return near
}

// exposed are the rows of skills that are exposed more than others: those whose demand shrinks first, then by how surely they are.
func (t *Table) exposed() []int {
	var rows []int
	for row := range t.Rows {
		if strings.HasPrefix(t.text(row, "field"), exposedMore) {
			rows = append(rows, row)
		}
	}
	slices.SortStableFunc(rows, func(a, b int) int {
		low := func(row int) float64 { v, _ := t.number(row, "exposure_low"); return v }
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

// isWayOut says that a neighbour is clearly exposed less than the skill of a row, and not more than others, and that it grows.
func (t *Table) isWayOut(row, other int) bool {
	growth, isTested := t.number(other, "growth")
	return isTested && growth > 1 && !strings.HasPrefix(t.text(other, "field"), exposedMore) &&
		t.lower(other, "exposure_high", row, "exposure") &&
		t.lower(other, "exposure_human", row, "exposure_human") && t.lower(other, "exposure_gpt4", row, "exposure_gpt4")
}

// lower says that a figure of one row is known to be lower than one of another.
func (t *Table) lower(row int, name string, than int, thanName string) bool {
	v, ok := t.number(row, name)
	limit, known := t.number(than, thanName)
	return ok && known && v < limit
}

// judged are the columns of a skill that the answer takes over, those of its neighbour with a prefix.
var judged = []string{
	"ads", "rated_ads", "exposure", "exposure_low", "exposure_high", "ai_share", "ai_low", "ai_high",
	"growth", "growth_low", "growth_high", "verdict",
}

// adding are the columns of the question premium that it takes over.
var adding = []string{"premium", "premium_low", "premium_high", "n", "verdict"}

func escapeColumns() []Column {
	kinds := map[string]string{"ads": "integer", "rated_ads": "integer", "verdict": "text"}
	columns := []Column{{Name: "skill", Type: "text"}, {Name: "skill_name", Type: "text"}, {Name: "category", Type: "text"}}
	add := func(prefix string) {
		for _, name := range judged {
			columns = append(columns, Column{Name: prefix + name, Type: cmp.Or(kinds[name], "number")})
		}
	}
	numbers := func(names ...string) {
		for _, name := range names {
			columns = append(columns, Column{Name: name, Type: "number"})
		}
	}
	add("")
	numbers("all_exposure", "all_ai_share")
	columns = append(columns, Column{Name: "neighbour", Type: "text"}, Column{Name: "neighbour_name", Type: "text"}, Column{Name: "n", Type: "integer"})
	numbers("npmi", "npmi_low", "npmi_high")
	add("neighbour_")
	numbers("neighbour_premium", "neighbour_premium_low", "neighbour_premium_high")
	return append(columns, Column{Name: "neighbour_premium_n", Type: "integer"}, Column{Name: "neighbour_premium_verdict", Type: "text"}, Column{Name: "note", Type: "text"})
}

// of reads columns of a row.
func (t *Table) of(row int, names ...string) []any {
	values := make([]any, len(names))
	for i, name := range names {
		values[i] = t.Rows[row][t.column(name)]
	}
	return values
}

// beginning is what each row of a skill's ways out begins with.
func (t *Table) beginning(row int) []any {
	values := append(t.of(row, "skill", "skill_name", "category"), t.of(row, judged...)...)
	return append(values, t.of(row, "all_exposure", "all_ai_share")...)
}

// escape is a row of the answer: a skill and a way out.
func (w *wayFinder) escape(row int, n neighbour) []any {
	other := w.rows[n.skill]
	values := append(w.beginning(row), w.of(other, "skill", "skill_name")...)
	values = append(values, n.near...)
	values = append(values, w.of(other, judged...)...)
	if at, ok := w.premiums[n.skill]; ok {
		return append(append(values, w.premium.of(at, adding...)...), nil)
	}
	values = append(values, make([]any, len(adding))...)
	return append(values, "too few ads with pay tell what it adds to offers")
}

// noEscape is the row of a skill that has no way out.
func (w *wayFinder) noEscape(row int) []any {
	values := append(w.beginning(row), "none", "none")
	values = append(values, make([]any, 4+len(judged)+len(adding))...)
	note := "no skill that goes with it is exposed less, grows and adds to offers"
	if w.text(row, "verdict") == nothingToCompare {
		note = "it is not known what grows: nothing to compare with"
	}
	return append(values, note)
}
