package cli

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"rung/analyze"
	"rung/config"
	"rung/internal/lake"
	"rung/internal/ui"
	"rung/reports"
)

func (a *app) explainCommand() *cobra.Command {
	var args func() analyze.Args
	var withSQL bool
	cmd := &cobra.Command{
		Use:   "explain FIGURE",
		Short: "Show where a figure of the report comes from: its row, the adverts behind it, its SQL",
		Long: `Show where a figure of the report comes from. Every figure of the pages carries its name, such as
demand/go/share: point at it to see it. The question is asked again over the lake as it is now, with the
parameters given here, so give those of the report.

What is shown: what was asked and with which parameters, what the column means, the row that bears the
name, and the newest adverts behind it where the figure is about a skill. --sql adds the whole statement,
which is long; --json always holds it.`,
		Example: "  rung explain demand/go/share\n  rung explain demand/go/share --sql\n  rung explain pay/python/year/any/any/middle --since 2024-10-01 --until 2024-12-31",
		Args:    takes(1, 1),
		RunE: func(cmd *cobra.Command, figures []string) error {
			return a.explain(cmd.Context(), figures[0], args(), withSQL)
		},
	}
	a.atFlag(cmd)
	args = paramFlags(cmd.Flags(), analyze.Common())
	cmd.Flags().BoolVar(&withSQL, "sql", false, "also print the SQL that was run")
	return cmd
}

// explained is where one figure comes from.
type explained struct {
	figure string
	asked  reports.Asked
	table  *analyze.Table
	// rows are those that bear the figure's name, mostly one.
	rows [][]any
	// adverts are examples behind the row, nil where the figure is not about a skill.
	adverts *analyze.Table
}

// explain prints the question behind a figure, its parameters, the row that bears its name, and the newest
// adverts behind it where the figure is about a skill.
func (a *app) explain(ctx context.Context, figure string, args analyze.Args, withSQL bool) error {
	asked, err := reports.Figure(figure)
	if err != nil {
		return usage("a figure's name is in the page, such as demand/go/share", "%w", err)
	}
	for name, value := range asked.Args {
		if _, given := args[name]; !given {
			args[name] = value
		}
	}
	return a.withAnswers(ctx, func(db *sql.DB, _ *lake.Lake, c *config.Config) error {
		if err := a.checkNames(ctx, db, c, args); err != nil {
			return err
		}
		e, err := findFigure(ctx, db, figure, asked, args)
		if err != nil {
			return err
		}
		if a.flags.json {
			return a.explainJSON(e)
		}
		return a.explainText(e, withSQL)
	})
}

// findFigure asks the question behind a figure again and picks what bears its name.
func findFigure(ctx context.Context, db analyze.Querier, figure string, asked reports.Asked, args analyze.Args) (explained, error) {
	t, err := analyze.Ask(ctx, db, asked.Question, args)
	if err != nil {
		return explained{}, askError(err, fmt.Sprintf("see %q", "rung analyze "+asked.Question+" --help"))
	}
	e := explained{figure: figure, asked: asked, table: t, rows: named(t, asked)}
	if column(t, asked.Column) < 0 {
		return e, usage("the columns are "+strings.Join(columnNames(t), ", "), "%s has no column %q", asked.Question, asked.Column)
	}
	if len(e.rows) == 0 {
		return e, usage("the report may have had other parameters, such as --since: give them here, too", "no row of %s is named %q", asked.Question, figure)
	}
	e.adverts, err = adverts(ctx, db, t, e.rows[0])
	return e, err
}

func (a *app) explainText(e explained, withSQL bool) error {
	t := e.table
	fmt.Fprintf(a.out, "%s: %s\n\n%s\n\nParameters: %s\n\n", t.Title, t.Grain, t.Doc, describe(t.Params))
	if doc := meaning(t, e.asked.Column); doc != "" {
		fmt.Fprintf(a.out, "%s: %s\n\n", e.asked.Column, doc)
	}
	if err := a.write(ui.Line, columnNames(t), ui.Slice(e.rows)); err != nil {
		return err
	}
	switch {
	case e.adverts == nil:
	case len(e.adverts.Rows) == 0:
		fmt.Fprintf(a.out, "\nNo dated advert of this window wants the skill.\n")
	default:
		// All that want the skill: a row of one band, period or month rests on some of them.
		fmt.Fprintf(a.out, "\nAdverts of the window that want the skill, the newest of each employer:\n\n")
		columns, rows := compact(e.adverts, nil)
		if err := a.write(ui.Box, columns, ui.Slice(rows)); err != nil {
			return err
		}
	}
	if withSQL {
		_, err := fmt.Fprintf(a.out, "\nSQL:\n\n%s\n", t.SQL)
		return err
	}
	_, err := fmt.Fprintf(a.out, "\nIts SQL: %d lines, shown with --sql.\n", strings.Count(t.SQL, "\n")+1)
	return err
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

// adverts finds adverts that want the skill of a row, over the window of its question; nil where the row
// has no skill.
func adverts(ctx context.Context, db analyze.Querier, t *analyze.Table, row []any) (*analyze.Table, error) {
	i := column(t, "skill")
	if i < 0 {
		return nil, nil
	}
	args := analyze.Args{"skills": ui.Text(row[i]), "top": 20}
	for _, name := range []string{"since", "until", "source", "country", "employment"} {
		if v, ok := t.Params[name]; ok && v != nil {
			args[name] = v
		}
	}
	return analyze.Ask(ctx, db, "examples", args)
}
