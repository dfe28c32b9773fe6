package cli

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"rung/analyze"
	"rung/config"
	"rung/internal/cell"
	"rung/internal/lake"
)

// sqlFlags are the flags of "rung sql".
type sqlFlags struct {
	command, file, format, output, db string
	printInit                         bool
	// timeout, memory and threads are settings for once, empty where they are not given.
	timeout, memory, threads string
}

// settings are the flags that stand for settings.
func (f sqlFlags) settings() []config.Flag {
	var list []config.Flag
	for _, s := range []struct{ name, key, value string }{
		{"timeout", "sql.timeout", f.timeout}, {"memory", "sql.memory_mb", f.memory}, {"threads", "sql.threads", f.threads},
	} {
		if s.value != "" {
			list = append(list, config.Flag{Key: s.key, Name: s.name, Value: s.value})
		}
	}
	return list
}

func (a *app) sqlCommand() *cobra.Command {
	var f sqlFlags
	cmd := &cobra.Command{
		Use:   "sql",
		Short: "Ask the lake in SQL: a shell, a command, a file or standard input",
		Long: `Ask the lake in SQL (DuckDB's). Without -c and -f a shell opens on a terminal, and what is piped in
is run. Only statements that read are allowed, and they see the lake's tables and nothing else. They run
in a process of their own, which is ended when a statement takes longer than --timeout or more than --memory.

The tables: listings, listing_versions, mentions, pay, roles, sightings, scopes, jobs, runs, rejects, fx,
skills. "rung sql --print-init" prints a script that gives any DuckDB client the same tables, and
"rung sql --db FILE" writes a database of them for DBeaver, Harlequin, Metabase and the like.`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.sql(cmd.Context(), f) },
	}
	a.atFlag(cmd)
	cmd.Flags().StringVarP(&f.command, "command", "c", "", "run one or more `STATEMENTS` and end")
	cmd.Flags().StringVarP(&f.file, "file", "f", "", "run the statements of `FILE` and end")
	cmd.Flags().StringVar(&f.format, "format", "", "write answers as `table`, csv, tsv, json, jsonl, markdown or parquet (default: table)")
	cmd.Flags().StringVarP(&f.output, "output", "o", "", "write the answer into `FILE`; needed for parquet")
	cmd.Flags().StringVar(&f.db, "db", "", "write a DuckDB database with the tables into `FILE` and end; see docs/sql.md")
	cmd.Flags().BoolVar(&f.printInit, "print-init", false, "print the statements that make the tables in any DuckDB client")
	cmd.Flags().StringVar(&f.timeout, "timeout", "", "stop a statement after `TIME`, such as 30s (default: sql.timeout)")
	cmd.Flags().StringVar(&f.memory, "memory", "", "let a statement take `MB` of memory (default: sql.memory_mb)")
	cmd.Flags().StringVar(&f.threads, "threads", "", "let a statement use `N` threads, 0 for one a core (default: sql.threads)")
	return cmd
}

func (a *app) sql(ctx context.Context, f sqlFlags) error {
	a.flags.settings = f.settings()
	return a.withReading(ctx, func(l *lake.Lake, c *config.Config) error {
		if f.printInit {
			return l.PrintInit(a.out)
		}
		if f.db != "" {
			return l.WriteDB(ctx, f.db, func(ctx context.Context, db *sql.DB) error { return analyze.Prepare(ctx, db, a.conventions(c, l)) })
		}
		text, shell, err := a.statements(f)
		if err != nil {
			return err
		}
		s, err := a.openCell(ctx, l, c)
		if err != nil {
			return sqlError(err)
		}
		defer s.Close()
		if shell {
			return a.shell(ctx, s, f)
		}
		return a.runStatements(ctx, s, text, f)
	})
}

// statements returns what to run, or says that a shell is wanted.
func (a *app) statements(f sqlFlags) (text string, shell bool, err error) {
	switch {
	case f.command != "" && f.file != "":
		return "", false, usage("", "-c and -f together")
	case f.command != "":
		return f.command, false, nil
	case f.file != "" && f.file != "-":
		data, err := os.ReadFile(f.file)
		if err != nil {
			return "", false, usage("", "read the statements: %w", err)
		}
		return string(data), false, nil
	case f.file == "" && a.inTTY && a.outTTY:
		return "", true, nil
	}
	data, err := io.ReadAll(a.in)
	return string(data), false, err
}

// runStatements runs statements one after another and stops at the first that fails.
func (a *app) runStatements(ctx context.Context, s *cell.Session, text string, f sqlFlags) (err error) {
	if f.output != "" || f.format == parquet {
		return a.runOne(ctx, s, text, f)
	}
	in, err := a.interpreter(s, f.format)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, in.close()) }()
	if err := in.run(ctx, text); !errors.Is(err, errQuit) {
		return err
	}
	return nil
}

// parquet is a format of files only.
const parquet = "parquet"

// runOne runs one statement and writes its answer into a file.
func (a *app) runOne(ctx context.Context, s *cell.Session, text string, f sqlFlags) error {
	if f.output == "" {
		return usage("rung sql --format parquet --output answer.parquet -c '…'", "parquet needs --output FILE")
	}
	steps, rest := splitSQL(text)
	if rest != "" {
		steps = append(steps, rest)
	}
	if len(steps) != 1 || isCommand(steps[0]) {
		return usage("", "--output takes the answer of one statement, got %d", len(steps))
	}
	if f.format == parquet {
		return a.parquet(ctx, s, steps[0], f.output)
	}
	in, err := a.interpreter(s, f.format)
	if err != nil {
		return err
	}
	in.once = f.output
	return in.statement(ctx, steps[0])
}

func (a *app) parquet(ctx context.Context, s *cell.Session, statement, path string) error {
	rows, err := s.QueryContext(ctx, statement)
	if err != nil {
		return sqlError(err)
	}
	defer rows.Close()
	if _, err := lake.WriteParquet(rows, path); err != nil {
		return sqlError(err)
	}
	return sqlError(rows.Err())
}

func orText(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// sqlError gives errors of statements their exit code.
func sqlError(err error) error {
	var refused *lake.RefusedError
	var died *cell.DiedError
	switch {
	case err == nil:
		return nil
	case errors.Is(err, context.Canceled):
		return &fault{err: err, code: Interrupted}
	case errors.As(err, &refused):
		return usage("the lake is read-only in SQL", "%w", err)
	case errors.Is(err, context.DeadlineExceeded):
		return tooLong(err)
	case errors.As(err, &died):
		return workerDied(died)
	}
	if name := fileName(err); name != "" {
		return usage("the tables are those of the lake: .tables lists them; \"rung extract\" reads adverts from a file", "SQL reads the lake and no other files: %s", name)
	}
	// DuckDB goes on with advice about settings that are locked here.
	if text, _, ok := strings.Cut(err.Error(), "\n"); ok && strings.Contains(text, "Out of Memory") {
		err = errors.New(text)
	}
	return &fault{err: err, code: Failed, hint: hintFor(err)}
}

// tooLong is the error of a statement that met its deadline.
func tooLong(err error) error {
	text := "the statement took longer than sql.timeout allows"
	if _, ok := errors.AsType[*cell.KilledError](err); ok {
		text += " and did not stop when it was asked to: its process was ended, the next statement gets a new one"
	}
	return &fault{err: errors.New(text), code: Failed, hint: "give it longer with --timeout or sql.timeout, or ask for less"}
}

// workerDied is the error of a statement that ended the process it ran in.
func workerDied(err *cell.DiedError) error {
	for _, sign := range []string{"out of memory", "cannot allocate memory", "bad_alloc", "pthread_create failed"} {
		if strings.Contains(strings.ToLower(err.Said), sign) {
			return &fault{err: fmt.Errorf("the statement took more memory than sql.memory_mb allows: %w", err), code: Failed, hint: moreMemory}
		}
	}
	return &fault{err: err, code: Failed, hint: "DuckDB could not go on; the next statement gets a new process"}
}

// fileName is the name of a table that a statement asked for and that is meant as the name of a file; empty for none.
func fileName(err error) string {
	if _, rest, ok := strings.Cut(err.Error(), `Permission Error: Cannot access file "`); ok {
		name, _, _ := strings.Cut(rest, `"`)
		return name
	}
	_, rest, ok := strings.Cut(err.Error(), "Table with name ")
	name, _, end := strings.Cut(rest, " does not exist")
	if !ok || !end {
		return ""
	}
	kinds := []string{".csv", ".tsv", ".txt", ".json", ".jsonl", ".ndjson", ".parquet", ".gz", ".zst", ".db", ".duckdb", ".sqlite", ".xlsx"}
	if strings.ContainsAny(name, `/\`) || slices.Contains(kinds, strings.ToLower(filepath.Ext(name))) {
		return name
	}
	return ""
}

const moreMemory = "give it more with --memory or sql.memory_mb, or ask for less"

// hintFor says what helps against the most common mistakes in SQL.
func hintFor(err error) string {
	switch text := err.Error(); {
	case strings.Contains(text, "Table with name"):
		return `"rung sql -c 'show tables'" lists the tables`
	case strings.Contains(text, "Referenced column"):
		return `"rung sql -c 'describe listings'" lists the columns of a table`
	case strings.Contains(text, "Out of Memory"), strings.Contains(text, "of memory is too little"):
		return moreMemory
	}
	return ""
}

// writeFile writes a file whole or not at all.
func writeFile(path string, write func(io.Writer) error) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".rung-*")
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	err = write(f)
	if err == nil {
		err = f.Sync()
	}
	if end := f.Close(); err == nil { // after a failure, that is the one to tell
		err = end
	}
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return errors.Join(fmt.Errorf("write %s: %w", path, err), os.Remove(f.Name()))
	}
	return nil
}
