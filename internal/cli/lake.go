package cli

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"rung/internal/lake"
)

func (a *app) lakeCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "lake", Short: "Look after the lake: its state, its files"}
	cmd.AddCommand(
		&cobra.Command{
			Use: "status", Short: "Show tables, rows, files and sizes", Args: noArgs,
			RunE: func(*cobra.Command, []string) error { return a.lakeStatus() },
		},
		&cobra.Command{
			Use: "verify", Short: "Check every file against its checksum", Args: noArgs,
			RunE: func(cmd *cobra.Command, _ []string) error { return a.lakeVerify(cmd.Context()) },
		},
		&cobra.Command{
			Use: "sweep", Short: "Remove what stopped runs left behind and no commit needs", Args: noArgs,
			RunE: func(cmd *cobra.Command, _ []string) error {
				return a.withLake(cmd.Context(), "lake sweep", func(s *session) error {
					n, err := s.lake.Sweep(s.start.Add(-sweepAge))
					if err != nil {
						return err
					}
					_, err = fmt.Fprintf(s.out, "%d files removed\n", n)
					return err
				})
			},
		},
	)
	return cmd
}

// sweepAge is how old a file must be before it counts as left behind.
const sweepAge = 24 * time.Hour

func (a *app) lakeStatus() (err error) {
	c, err := a.load()
	if err != nil {
		return err
	}
	l, err := lake.Open(c.Lake.Dir)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, l.Close()) }()
	type sum struct{ files, rows, bytes int64 }
	sums := map[string]sum{}
	for _, f := range l.Manifest().Files {
		s := sums[f.Table]
		sums[f.Table] = sum{s.files + 1, s.rows + f.Rows, s.bytes + f.Bytes}
	}
	var rows [][]any
	for _, name := range sortedKeys(sums) {
		s := sums[name]
		rows = append(rows, []any{name, s.rows, s.files, s.bytes})
	}
	if err := a.rows([]string{"table", "rows", "files", "bytes"}, rows); err != nil || a.flags.json {
		return err
	}
	_, err = fmt.Fprintf(a.out, "lake %s, commit %d of %s, %d pages files not read yet\n",
		l.Dir(), l.Manifest().Number, l.Manifest().Made.Format(time.RFC3339), len(l.Unread()))
	return err
}

func (a *app) lakeVerify(ctx context.Context) (err error) {
	c, err := a.load()
	if err != nil {
		return err
	}
	l, err := lake.Open(c.Lake.Dir)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, l.Close()) }()
	damaged, err := l.Verify(ctx)
	if err != nil {
		return err
	}
	for _, d := range damaged {
		fmt.Fprintln(a.out, d.Error())
	}
	if len(damaged) > 0 {
		return &fault{err: fmt.Errorf("%d of %d files are damaged", len(damaged), len(l.Manifest().Files)), code: Failed,
			hint: `bronze is the truth: "rung transform --rebuild" makes the tables again`}
	}
	_, err = fmt.Fprintf(a.out, "%d files are as they were written\n", len(l.Manifest().Files))
	return err
}
