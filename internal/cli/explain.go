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
	var params []string
	cmd := &cobra.Command{
		Use:   "explain FIGURE",
		Short: "Show where a figure of the report comes from: its SQL, its row, the adverts behind it",
		Long: `Show where a figure of the report comes from. Every figure of the pages carries its name, such as
demand/go/share: point at it to see it. The question is asked again over the lake as it is now, with the
parameters given here, so give those of the report.`,
		Example: "  rung explain demand/go/share\n  rung explain pay/python/year/any/middle -p since=2024-10-01 -p until=2024-12-31",
		Args:    takes(1, 1),
		RunE:    func(cmd *cobra.Command, args []string) error { return a.explain(cmd.Context(), args[0], params) },
	}
	cmd.Flags().StringArrayVarP(&params, "param", "p", nil, "set a parameter of the question: `NAME=VALUE`")
	return cmd
}

// explain prints the question behind a figure, its SQL and parameters, the row that bears its name, and the
// newest adverts behind it where the figure is about a skill.
func (a *app) explain(ctx context.Context, figure string, params []string) error {
	asked, err := reports.Figure(figure)
	if err != nil {
		return usage("a figure's name is in the page, such as demand/go/share", "%w", err)
	}
	args, err := readParams(params)
	if err != nil {
		return err
	}
	for name, value := range asked.Args {
		if _, given := args[name]; !given {
			args[name] = value
		}
	}
	return a.withAnswers(ctx, func(db *sql.DB, _ *lake.Lake, _ *config.Config) error {
		t, err := analyze.Ask(ctx, db, asked.Question, args)
		if err != nil {
			return askError(err, "\"rung analyze\" lists the parameters of "+asked.Question)
		}
		if column(t, asked.Column) < 0 {
			return usage("the columns are "+strings.Join(columnNames(t), ", "), "%s has no column %q", asked.Question, asked.Column)
		}
		rows := named(t, asked)
		if len(rows) == 0 {
			return usage("the report may have had other parameters: give them with --param", "no row of %s is named %q", asked.Question, figure)
		}
		fmt.Fprintf(a.out, "%s: %s\n\n%s\n\nParameters: %s\n\n%s\n", t.Title, t.Grain, t.Doc, describe(t.Params), meaning(t, asked.Column))
		if err := a.write(ui.Line, columnNames(t), ui.Slice(rows)); err != nil {
			return err
		}
		if err := a.evidence(ctx, db, t, rows[0]); err != nil {
			return err
		}
		_, err = fmt.Fprintf(a.out, "\nSQL:\n\n%s\n", t.SQL)
		return err
	})
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

// meaning is what the header of the question says about a column.
func meaning(t *analyze.Table, name string) string {
	if i := column(t, name); i >= 0 && t.Columns[i].Doc != "" {
		return name + ": " + t.Columns[i].Doc + "\n"
	}
	return ""
}

// evidence lists adverts that want the skill of a row, over the window of its question.
func (a *app) evidence(ctx context.Context, db *sql.DB, t *analyze.Table, row []any) error {
	i := column(t, "skill")
	if i < 0 {
		return nil
	}
	args := analyze.Args{"skills": ui.Text(row[i]), "top": 20}
	for _, name := range []string{"since", "until", "source", "country", "employment"} {
		if v, ok := t.Params[name]; ok && v != nil {
			args[name] = v
		}
	}
	examples, err := analyze.Ask(ctx, db, "examples", args)
	if err != nil {
		return err
	}
	fmt.Fprintf(a.out, "\nAdverts behind it, the newest of each employer:\n\n")
	columns, rows := compact(examples)
	return a.write(ui.Box, columns, ui.Slice(rows))
}
