package cli

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"rung/analyze"
	"rung/config"
	"rung/internal/lake"
	"rung/internal/ui"
)

func (a *app) analyzeCommand() *cobra.Command {
	var format string
	var params []string
	cmd := &cobra.Command{
		Use:   "analyze [QUESTION]",
		Short: "Answer a question, or list the questions",
		Long: `Answer a question about what was collected. Without a name the questions are listed; with
--help after a name its parameters are explained.

Parameters are given as --param name=value, such as --param since=2024-01-01 --param country=DE.`,
		Args: takes(0, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return a.listQuestions()
			}
			return a.ask(cmd.Context(), args[0], params, format)
		},
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return questionNames(), cobra.ShellCompDirectiveNoFileComp
		},
	}
	general := cmd.HelpFunc()
	cmd.SetHelpFunc(func(cmd *cobra.Command, args []string) {
		for _, arg := range args {
			if q, err := analyze.Find(arg); err == nil {
				a.explainQuestion(q)
				return
			}
		}
		general(cmd, args)
	})
	cmd.Flags().StringVar(&format, "format", "table", "write the answer as `table`, csv, tsv, json, jsonl or markdown")
	a.atFlag(cmd)
	cmd.Flags().StringArrayVarP(&params, "param", "p", nil, "set a parameter of the question: `NAME=VALUE`")
	return cmd
}

// explainQuestion prints what a question answers, and its parameters.
func (a *app) explainQuestion(q analyze.Question) {
	fmt.Fprintf(a.out, "%s: %s.\n\n%s\n\nParameters (--param NAME=VALUE):\n", q.Name, q.Title, q.Doc)
	for _, p := range q.Params {
		value := ""
		if p.Default != "" {
			value = " = " + p.Default
		}
		fmt.Fprintf(a.out, "  %s %s%s\n      %s\n", p.Name, p.Type, value, p.Doc)
	}
}

func questionNames() []string {
	var names []string
	for _, q := range analyze.Questions() {
		names = append(names, q.Name)
	}
	return names
}

func (a *app) listQuestions() error { return a.rows(questionRows()) }

// questionRows lists the questions for people.
func questionRows() (columns []string, rows [][]any) {
	for _, q := range analyze.Questions() {
		var params []string
		for _, p := range q.Params {
			params = append(params, p.Name)
		}
		rows = append(rows, []any{q.Name, q.Title, q.Grain, strings.Join(params, " ")})
	}
	return []string{"question", "title", "grain", "parameters"}, rows
}

// ask answers one question on standard output.
func (a *app) ask(ctx context.Context, name string, params []string, format string) error {
	f, err := a.format(format)
	if err != nil {
		return err
	}
	if _, err := analyze.Find(name); err != nil {
		return usage(`"rung analyze" lists the questions`, "%w", err)
	}
	args, err := readParams(params)
	if err != nil {
		return err
	}
	return a.withAnswers(ctx, func(db *sql.DB, _ *lake.Lake, _ *config.Config) error {
		t, err := analyze.Ask(ctx, db, name, args)
		if err != nil {
			return askError(err, "\"rung analyze\" lists the parameters of "+name)
		}
		if f != ui.Box {
			return a.write(f, columnNames(t), ui.Slice(t.Rows))
		}
		a.caption(t)
		columns, rows := compact(t)
		return a.write(f, columns, ui.Slice(rows))
	})
}

// askError gives errors of questions their exit code. hint helps with wrong parameters.
func askError(err error, hint string) error {
	if _, ok := errors.AsType[*analyze.ArgsError](err); ok {
		return usage(hint, "%w", err)
	}
	return sqlError(err)
}

// caption says what a table answers, and with which parameters.
func (a *app) caption(t *analyze.Table) {
	if !a.flags.quiet {
		fmt.Fprintf(a.err, "%s (%s)\n", t.Title, describe(t.Params))
	}
}

func columnNames(t *analyze.Table) []string {
	names := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		names[i] = c.Name
	}
	return names
}

// describe writes parameters in order of their names.
func describe(params map[string]any) string {
	var parts []string
	for _, name := range sortedKeys(params) {
		if v := ui.Text(params[name]); v != "" {
			parts = append(parts, name+" "+v)
		}
	}
	return strings.Join(parts, ", ")
}

// format reads --format; --json is short for JSON.
func (a *app) format(name string) (ui.Format, error) {
	if a.flags.json {
		return ui.JSON, nil
	}
	f, err := ui.ParseFormat(name)
	if err != nil {
		return "", usage("", "%w", err)
	}
	return f, nil
}

// withReading opens the lake for reading and says which of its files are damaged.
func (a *app) withReading(work func(*lake.Lake, *config.Config) error) error {
	return a.openReading(func(l *lake.Lake, c *config.Config) error {
		for _, d := range l.Damaged() {
			a.warnDamaged(d)
		}
		return work(l, c)
	})
}

func (a *app) warnDamaged(d lake.Damage) {
	fmt.Fprintln(a.err, "rung: warning: "+ui.Safe(d.Error())+"; the answer is without it")
}

// withAnswers opens the lake for reading with the views that questions rest on.
func (a *app) withAnswers(ctx context.Context, work func(*sql.DB, *lake.Lake, *config.Config) error) error {
	return a.withReading(func(l *lake.Lake, c *config.Config) error {
		db, err := a.answers(ctx, c, l)
		if err != nil {
			return err
		}
		return work(db, l, c)
	})
}

// answers prepares the views of analyze over a lake.
func (a *app) answers(ctx context.Context, c *config.Config, l *lake.Lake) (*sql.DB, error) {
	db, err := l.DB(ctx)
	if err != nil {
		return nil, err
	}
	return db, analyze.Prepare(ctx, db, a.conventions(c, l))
}

func (a *app) conventions(c *config.Config, l *lake.Lake) analyze.Settings {
	s := analyze.DefaultSettings()
	s.HoursPerDay, s.DaysPerWeek, s.WeeksPerYear = c.Analyze.HoursPerDay, c.Analyze.DaysPerWeek, c.Analyze.WeeksPerYear
	s.Archives = a.archives(l)
	return s
}
