package cli

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"rung/analyze"
	"rung/config"
	"rung/internal/lake"
	"rung/internal/near"
	"rung/internal/ui"
)

func (a *app) analyzeCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "analyze [QUESTION]",
		Short: "Answer a question, or list the questions",
		Long: `Answer a question about what was collected. Without a name the questions are listed; --help after a
name explains its parameters and the columns of its answer.`,
		Example: "  rung analyze demand\n  rung analyze pay --skill go --since 2024-01\n  rung analyze demand --country DE --show skill_name,ads,share,verdict --format markdown\n  rung analyze market --help",
		Args:    takes(0, 1),
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return a.listQuestions()
			}
			return noQuestion(args[0], `"rung analyze" lists the questions`)
		},
	}
	for _, q := range analyze.Questions() {
		cmd.AddCommand(a.questionCommand(q))
	}
	return cmd
}

// questionCommand asks one question; its parameters are its flags.
func (a *app) questionCommand(q analyze.Question) *cobra.Command {
	var how answerFlags
	var args func() analyze.Args
	cmd := &cobra.Command{
		Use:   q.Name,
		Short: q.Title,
		Args:  noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.ask(cmd.Context(), q.Name, args(), how)
		},
	}
	args = paramFlags(cmd.Flags(), q.Params)
	how.add(cmd.Flags())
	a.atFlag(cmd)
	return withHelp(cmd, func() string {
		columns, err := answerColumns(cmp.Or(cmd.Context(), context.Background()), q.Name)
		if err != nil {
			columns = q.Columns // help is given in any case
		}
		return q.Title + ": " + q.Grain + ".\n\n" + ui.Wrap(q.Doc, helpWidth, 0) + "\n\nColumns:\n" + columnHelp(columns)
	})
}

// helpWidth is the cells of a line of help that is set in lines here.
const helpWidth = 100

// answerColumns are all columns of the answer to a question, as they are for a lake without rows.
func answerColumns(ctx context.Context, question string) ([]analyze.Column, error) {
	l := lake.OpenHandle(lake.Handle{Dir: os.TempDir()})
	defer l.Close()
	db, err := l.DB(ctx)
	if err != nil {
		return nil, err
	}
	if err := analyze.Prepare(ctx, db, analyze.DefaultSettings()); err != nil {
		return nil, err
	}
	t, err := analyze.Ask(ctx, db, question, analyze.Args{})
	if err != nil {
		return nil, err
	}
	return t.Columns, nil
}

// columnHelp lists the columns of an answer. What explains itself has no words of its own, and the ends of an interval
// stand beside the first of them.
func columnHelp(columns []analyze.Column) string {
	var b strings.Builder
	for i, c := range columns {
		low, isLow := strings.CutSuffix(c.Name, "_low")
		high, isHigh := strings.CutSuffix(c.Name, "_high")
		switch {
		case isLow && i+1 < len(columns) && columns[i+1].Name == low+"_high" && c.Doc != "":
			fmt.Fprintf(&b, "  %s, %s (%s)\n%s\n", c.Name, columns[i+1].Name, cmp.Or(c.Unit, c.Type),
				ui.Wrap(strings.Replace(c.Doc, "lower end", "lower and upper end", 1), helpWidth, 6))
			continue
		case isHigh && i > 0 && columns[i-1].Name == high+"_low" && columns[i-1].Doc != "":
			continue
		}
		fmt.Fprintf(&b, "  %s (%s)\n", c.Name, cmp.Or(c.Unit, c.Type))
		if c.Doc != "" {
			fmt.Fprintln(&b, ui.Wrap(c.Doc, helpWidth, 6))
		}
	}
	return strings.TrimSuffix(b.String(), "\n")
}

func (a *app) listQuestions() error {
	columns, rows := questionRows()
	if !a.flags.json {
		columns = columns[:2]
		for i := range rows {
			rows[i] = rows[i][:2]
		}
	}
	return a.rows(columns, rows)
}

// noQuestion is the error of a name that no question has, nil where one has it. The hint names what was meant, and where
// the questions stand.
func noQuestion(name, where string) error {
	_, err := analyze.Find(name)
	if err == nil {
		return nil
	}
	return usage(didYouMean(near.To(name, questionNames()), where), "%w", err)
}

func questionNames() []string {
	var names []string
	for _, q := range analyze.Questions() {
		names = append(names, q.Name)
	}
	return names
}

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
func (a *app) ask(ctx context.Context, name string, args analyze.Args, how answerFlags) error {
	f, err := a.format(how.format)
	if err != nil {
		return err
	}
	return a.withAnswers(ctx, func(db *sql.DB, _ *lake.Lake, c *config.Config) error {
		if err := a.checkNames(ctx, db, c, args); err != nil {
			return err
		}
		t, err := analyze.Ask(ctx, db, name, args)
		if err != nil {
			return askError(err, fmt.Sprintf("see %q", "rung analyze "+name+" --help"))
		}
		columns, rows, err := showing(t, f, how.show)
		if err != nil {
			return err
		}
		if how.ids {
			if columns, rows, err = a.withIDs(t, f, args, columns, rows); err != nil {
				return err
			}
		}
		if f == ui.Box {
			a.caption(t)
		}
		if err := a.tellEmpty(ctx, db, t); err != nil {
			return err
		}
		return a.writeAnswer(f, columns, rows)
	})
}

// askError gives errors of questions their exit code. hint helps with wrong parameters.
func askError(err error, hint string) error {
	if _, ok := errors.AsType[*fault](err); ok {
		return err
	}
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
func (a *app) withReading(ctx context.Context, work func(*lake.Lake, *config.Config) error) error {
	return a.openReading(ctx, func(l *lake.Lake, c *config.Config) error {
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
	return a.withReading(ctx, func(l *lake.Lake, c *config.Config) error {
		db, err := a.answers(ctx, c, l)
		if err != nil {
			return err
		}
		return work(db, l, c)
	})
}

// answers prepares the views of analyze over a lake.
func (a *app) answers(ctx context.Context, c *config.Config, l *lake.Lake) (*sql.DB, error) {
	return a.prepared(ctx, c, l, analyze.Prepare)
}

func (a *app) prepared(ctx context.Context, c *config.Config, l *lake.Lake, prepare func(context.Context, analyze.Execer, analyze.Settings) error) (*sql.DB, error) {
	db, err := l.DB(ctx)
	if err != nil {
		return nil, err
	}
	return db, prepare(ctx, db, a.conventions(c, l))
}

func (a *app) conventions(c *config.Config, l *lake.Lake) analyze.Settings {
	s := analyze.DefaultSettings()
	s.HoursPerDay, s.DaysPerWeek, s.WeeksPerYear = c.Analyze.HoursPerDay, c.Analyze.DaysPerWeek, c.Analyze.WeeksPerYear
	s.Archives = a.archives(l)
	return s
}
