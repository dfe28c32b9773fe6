package cli

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"rung/analyze"
	"rung/config"
	"rung/internal/lake"
)

// sqlFlags are the flags of "rung sql".
type sqlFlags struct {
	command, file, format, output, db string
	printInit                         bool
}

func (a *app) sqlCommand() *cobra.Command {
	var f sqlFlags
	cmd := &cobra.Command{
		Use:   "sql",
		Short: "Ask the lake in SQL: a shell, a command, a file or standard input",
		Long: `Ask the lake in SQL (DuckDB's). Without -c and -f a shell opens on a terminal, and what is piped in
is run. Only statements that read are allowed, and they see the lake's tables and nothing else.

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
	return cmd
}

func (a *app) sql(ctx context.Context, f sqlFlags) error {
	return a.withReading(ctx, func(l *lake.Lake, c *config.Config) error {
		if f.printInit {
			return l.PrintInit(a.out)
		}
		prepare := func(ctx context.Context, db *sql.DB) error { return analyze.Prepare(ctx, db, a.conventions(c, l)) }
		if f.db != "" {
			return l.WriteDB(ctx, f.db, prepare)
		}
		s, err := l.Query(ctx, lake.Limits{
			Timeout: c.SQL.Timeout, MemoryMB: c.SQL.MemoryMB, Threads: c.SQL.Threads,
			Prepare: prepare,
		})
		if err != nil {
			return err
		}
		defer s.Close()
		text, shell, err := a.statements(f)
		if err != nil {
			return err
		}
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
func (a *app) runStatements(ctx context.Context, s *lake.Session, text string, f sqlFlags) (err error) {
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
func (a *app) runOne(ctx context.Context, s *lake.Session, text string, f sqlFlags) error {
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
		_, err := s.Parquet(ctx, steps[0], f.output)
		return sqlError(err)
	}
	in, err := a.interpreter(s, f.format)
	if err != nil {
		return err
	}
	in.once = f.output
	return in.statement(ctx, steps[0])
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
	switch {
	case err == nil:
		return nil
	case errors.Is(err, context.Canceled):
		return &fault{err: err, code: Interrupted}
	case errors.As(err, &refused):
		return usage("the lake is read-only in SQL", "%w", err)
	case errors.Is(err, context.DeadlineExceeded):
		return &fault{err: errors.New("the statement took longer than sql.timeout allows"), code: Failed, hint: "set sql.timeout, or ask for less"}
	}
	return &fault{err: err, code: Failed, hint: hintFor(err)}
}

// hintFor says what helps against the most common mistakes in SQL.
func hintFor(err error) string {
	switch text := err.Error(); {
	case strings.Contains(text, "Table with name"):
		return `"rung sql -c 'show tables'" lists the tables`
	case strings.Contains(text, "Referenced column"):
		return `"rung sql -c 'describe listings'" lists the columns of a table`
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
	err = errors.Join(err, f.Sync(), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return errors.Join(fmt.Errorf("write %s: %w", path, err), os.Remove(f.Name()))
	}
	return nil
}
