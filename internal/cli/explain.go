package cli

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"rung/analyze"
	"rung/config"
	"rung/internal/lake"
	"rung/internal/near"
	"rung/internal/ui"
	"rung/reports"
)

func (a *app) explainCommand() *cobra.Command {
	var args func() analyze.Args
	var how explainFlags
	cmd := &cobra.Command{
		Use:   "explain FIGURE",
		Short: "Show where a figure of the report comes from: its row, the adverts behind it, its SQL",
		Long: `Show where a figure of the report comes from. Every figure of the pages carries its name, such as
demand/go/share: a switch at the head of each page shows them, and --ids does in tables, with the command that
explains one. The question is asked again over the lake as it is now.

A figure takes the parameters that questions have in common, listed below, and those of its own question, such as
--have of next: with a figure, --help lists these, too. Give those that the figure was asked with. Where one is not
given, it is what the report asks with, or else the question's default.

What is shown: what was asked and with which parameters, what the column means, the row that bears the
name, each value as it is stored with what the report writes beside it, and the adverts that the row counts, as
many as --adverts says, the newest of each employer first. --sql adds the two statements, which are long;
--json always holds them.`,
		Example: "  rung explain demand/go/share\n  rung explain demand/go/share --adverts 0\n  rung explain demand/go/share --sql\n  rung explain pay/python/year/any/any/middle --since 2024-10-01 --until 2024-12-31\n  rung explain next/laravel/score --have php,mysql --rate 25\n  rung explain next/laravel/score --help",
		Args:    takes(1, 1),
		RunE: func(cmd *cobra.Command, figures []string) error {
			return a.explain(cmd.Context(), figures[0], args(), how)
		},
	}
	a.atFlag(cmd)
	args = a.figureFlags(cmd)
	cmd.Flags().BoolVar(&how.sql, "sql", false, "also print the SQL that was run")
	cmd.Flags().IntVar(&how.adverts, "adverts", 20, "list `N` of the adverts that the row counts; 0 for all")
	return cmd
}

// explainFlags say how much of a figure is told.
type explainFlags struct {
	sql     bool
	adverts int
}

// explained is where one figure comes from.
type explained struct {
	figure string
	asked  reports.Asked
	table  *analyze.Table
	// rows are those that bear the figure's name, mostly one.
	rows [][]any
	// behind are the adverts that the first of them counts.
	behind *analyze.Behind
}

// explain prints the question behind a figure, its parameters, the row that bears its name, and the adverts that the
// row counts.
func (a *app) explain(ctx context.Context, figure string, args analyze.Args, how explainFlags) error {
	if how.adverts < 0 {
		return usage("", "--adverts is %d: want how many, or 0 for all", how.adverts)
	}
	asked, err := reports.Figure(figure)
	if err != nil {
		return usage(figureHint(figure), "%w", err)
	}
	if err := a.takenBy(figure, asked, args); err != nil {
		return err
	}
	return a.withAnswers(ctx, func(db *sql.DB, _ *lake.Lake, c *config.Config) error {
		if err := a.checkNames(ctx, db, c, args); err != nil {
			return err
		}
		if err := a.nameSkill(&asked); err != nil {
			return err
		}
		e, err := findFigure(ctx, db, figure, asked, args, how.adverts)
		if err != nil {
			return err
		}
		if a.flags.json {
			return a.explainJSON(e)
		}
		return a.explainText(e, how.sql)
	})
}

// findFigure asks the question behind a figure again and picks what bears its name.
func findFigure(ctx context.Context, db analyze.Querier, figure string, asked reports.Asked, args analyze.Args, most int) (explained, error) {
	t, err := analyze.Ask(ctx, db, asked.Question, args)
	if err != nil {
		return explained{}, askError(err, fmt.Sprintf("see %q", "rung analyze "+asked.Question+" --help"))
	}
	e := explained{figure: figure, asked: asked, table: t, rows: named(t, asked)}
	if column(t, asked.Column) < 0 {
		return e, usage(strings.TrimPrefix(ofRow(figure, len(asked.Said))+"; ", "; ")+"the columns are "+strings.Join(columnNames(t), ", "), "%s has no column %q%s", asked.Question, asked.Column, near.Hint(asked.Column, columnNames(t)))
	}
	if len(e.rows) == 0 {
		hint := "the figure may have been asked with other parameters, such as --since or those of the question itself: give them here, too"
		if meant := meantRow(t, asked); meant != "" {
			hint = didYouMean(strings.TrimSuffix(figure, strings.Join(append(slices.Clone(asked.Values), asked.Column), "/"))+meant, hint)
		}
		return e, usage(hint, "no row of %s is named %q", asked.Question, figure)
	}
	e.behind, err = analyze.Adverts(ctx, db, t, e.rows[0], most)
	return e, err
}

func (a *app) explainText(e explained, withSQL bool) error {
	t := e.table
	fmt.Fprintf(a.out, "%s: %s\n\n%s\n\nParameters: %s\n\n", t.Title, t.Grain, t.Doc, describe(t.Params))
	if doc := meaning(t, e.asked.Column); doc != "" {
		fmt.Fprintf(a.out, "%s: %s\n\n", e.asked.Column, doc)
	}
	if err := a.write(ui.Line, columnNames(t), ui.Slice(writtenRows(t, e.rows))); err != nil {
		return err
	}
	if n := len(e.rows); n > 1 {
		fmt.Fprintf(a.out, "\n%d rows bear this name; the adverts are those of the first.\n", n)
	}
	if err := a.explainAdverts(e.behind, e.countsOthers()); err != nil {
		return err
	}
	if withSQL {
		_, err := fmt.Fprintf(a.out, "\nSQL:\n\n%s\n\nSQL of the adverts:\n\n%s\n", t.SQL, e.behind.Ads.SQL)
		return err
	}
	_, err := fmt.Fprintf(a.out, "\nIts SQL: %d lines, shown with --sql.\n", strings.Count(t.SQL, "\n")+1)
	return err
}

// writtenRows puts beside each value what the report writes, where that is something else.
func writtenRows(t *analyze.Table, rows [][]any) [][]any {
	told := make([][]any, len(rows))
	for r, row := range rows {
		told[r] = slices.Clone(row)
		for i, v := range row {
			if written := reports.Written(t.Columns[i], v); written != "" && written != ui.Text(v) {
				told[r][i] = ui.Text(v) + " (" + written + ")"
			}
		}
	}
	return told
}

// countsOthers says that the figure counts adverts, too, but others than those that are listed; empty where it does not.
func (e explained) countsOthers() string {
	at, count := column(e.table, e.asked.Column), column(e.table, e.behind.Count)
	if at < 0 || count < 0 || at == count || e.table.Columns[at].Type != "integer" || e.table.Columns[at].Unit != e.table.Columns[count].Unit {
		return ""
	}
	if v, ok := e.rows[0][at].(int64); ok && v == e.behind.N {
		return ""
	}
	return fmt.Sprintf("The adverts listed are those of %s, not those that %s counts.\n", e.behind.Count, e.asked.Column)
}

// explainAdverts says how many adverts a row counts, what else is to know of them, and lists those that were asked for.
func (a *app) explainAdverts(b *analyze.Behind, mind string) error {
	fmt.Fprintf(a.out, "\nAdverts behind the row: %d (%s)\n%s", b.N, b.Doc, mind)
	if len(b.Ads.Rows) == 0 {
		return nil
	}
	if shown := int64(len(b.Ads.Rows)); shown < b.N {
		fmt.Fprintf(a.out, "%d of them, the newest of each employer first; --adverts 0 lists all:\n", shown)
	}
	fmt.Fprintln(a.out)
	columns, rows := withValues(b.Ads, "day", "title", "employer", "source", "low_usd", "high_usd", "strength", "evidence", "url")
	return a.write(ui.Box, columns, ui.Slice(rows))
}

// withValues keeps those of the columns named that hold a value in some row.
func withValues(t *analyze.Table, names ...string) (columns []string, rows [][]any) {
	var at []int
	for _, name := range names {
		if i := column(t, name); i >= 0 && slices.ContainsFunc(t.Rows, func(row []any) bool { return row[i] != nil }) {
			columns, at = append(columns, name), append(at, i)
		}
	}
	return columns, pick(t.Rows, at)
}

// figureHint says how figures are named, and which question was meant.
func figureHint(figure string) string {
	if hint := ofRow(figure, -1); hint != "" {
		return hint
	}
	hint := "a figure's name is in the page, such as demand/go/share"
	question, rest, _ := strings.Cut(figure, "/")
	if meant := near.To(question, questionNames()); meant != "" && meant != question && rest != "" {
		return didYouMean(meant+"/"+rest, hint)
	}
	return hint
}

// ofRow says what to add to a name that --ids gives a row, which is a figure's but for the column; empty where it is not
// such a name. said is how many parameters it tells already, if it can be read as a figure's.
func ofRow(name string, said int) string {
	question, _, _ := strings.Cut(name, "/")
	q, err := analyze.Find(question)
	if err != nil {
		return ""
	}
	count, _ := q.Behind()
	figure := name + "/" + cmp.Or(count, "COLUMN")
	if asked, err := reports.Figure(figure); err != nil || len(asked.Said) <= said {
		return ""
	}
	if count == "" {
		return fmt.Sprintf("this is the name of a row: add a column, one of those that %q shows", "rung analyze "+question)
	}
	return "this is the name of a row: add a column, such as " + figure
}

// nameSkill puts the id of a skill in the place of its name or alias: demand/golang/share is demand/go/share.
func (a *app) nameSkill(asked *reports.Asked) error {
	skills, err := a.skills()
	if err != nil {
		return err
	}
	for i, key := range asked.Keys {
		if s, ok := skills.Resolve(asked.Values[i]); ok && slices.Contains([]string{"skill", "a", "b", "neighbour"}, key) {
			asked.Values[i] = s.ID
		}
	}
	return nil
}

// meantRow is the end of the name of a figure in a row that differs from what was asked for in one key and is most like
// it there, empty where there is none.
func meantRow(t *analyze.Table, asked reports.Asked) string {
	for i := len(asked.Keys) - 1; i >= 0; i-- {
		others := asked
		others.Keys = slices.Delete(slices.Clone(asked.Keys), i, i+1)
		others.Values = slices.Delete(slices.Clone(asked.Values), i, i+1)
		at := column(t, asked.Keys[i])
		var values []string
		for _, row := range named(t, others) {
			if at >= 0 {
				values = append(values, "/"+keyText(row[at]))
			}
		}
		// The slash lets a name of two letters be like one that differs in one of them: gp and go.
		if meant := near.To("/"+asked.Values[i], values); meant != "" {
			parts := slices.Clone(asked.Values)
			parts[i] = meant[1:]
			return strings.Join(append(parts, asked.Column), "/")
		}
	}
	return ""
}

// keyText writes a value as the name of a figure does.
func keyText(v any) string {
	if day, ok := v.(time.Time); ok {
		return day.Format("2006-01")
	}
	return ui.Text(v)
}

// named returns the rows that a figure's name tells; a month is named 2024-05 and its cell is its first day.
func named(t *analyze.Table, asked reports.Asked) [][]any {
	var rows [][]any
	for _, row := range t.Rows {
		same := true
		for i, key := range asked.Keys {
			at := column(t, key)
			same = same && at >= 0 && holds(row[at], asked.Values[i])
		}
		if same {
			rows = append(rows, row)
		}
	}
	return rows
}

func holds(v any, value string) bool {
	text := ui.Text(v)
	return text == value || text == value+"-01"
}

// meaning is what the header of the question says about a column, empty where it says nothing.
func meaning(t *analyze.Table, name string) string {
	if i := column(t, name); i >= 0 {
		return t.Columns[i].Doc
	}
	return ""
}
