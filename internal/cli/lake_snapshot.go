package cli

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"rung/config"
	"rung/internal/lake"
)

func (a *app) snapshotCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "snapshot NAME", Short: "Give the lake's state a name that reports and SQL can go back to",
		Long: `Give the state of the lake a name. "rung report --at NAME", "rung sql --at NAME" and "rung analyze --at NAME"
answer from it later, and its files stay until the name is dropped. Every file is read and compared with its
checksum first: a snapshot of a damaged lake is taken, but the exit code is 3 and what it lacks is named.`,
		Args: takes(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.withLake(cmd.Context(), "lake snapshot", func(s *session) error {
				return s.snapshot(cmd.Context(), args[0])
			})
		},
	}
	cmd.AddCommand(
		&cobra.Command{
			Use: "list", Short: "List the snapshots", Args: noArgs,
			RunE: func(cmd *cobra.Command, _ []string) error { return a.openReading(cmd.Context(), a.listSnapshots) },
		},
		&cobra.Command{
			Use: "drop NAME", Short: "Take a snapshot's name away", Args: takes(1, 1),
			RunE: func(cmd *cobra.Command, args []string) error {
				return a.withLake(cmd.Context(), "lake snapshot drop", func(s *session) error { return snapshotError(s.lake.DropSnapshot(args[0])) })
			},
		},
	)
	return cmd
}

// snapshot gives the lake's state a name, and says what of it is damaged.
func (s *session) snapshot(ctx context.Context, name string) error {
	damaged, err := s.lake.Verify(ctx)
	if err == nil && len(damaged) > 0 {
		if _, err = s.lake.Mend(ctx, damaged); err == nil { // of a mirror
			damaged = s.lake.Damaged()
		}
	}
	if err != nil {
		return err
	}
	if err := s.lake.Snapshot(name, s.start); err != nil {
		return snapshotError(err)
	}
	if err := s.tell("%s is commit %d", name, s.lake.Manifest().Number); err != nil || len(damaged) == 0 {
		return err
	}
	var errs []error
	for _, d := range damaged {
		errs = append(errs, d)
	}
	return &fault{
		err: fmt.Errorf("the snapshot is of a lake in which %d of %d files are damaged: answers from it are without them\n%w",
			len(damaged), len(s.lake.Manifest().Files), errors.Join(errs...)),
		code: Partly, hint: fmt.Sprintf("drop it (rung lake snapshot drop %s), make the tables again (rung transform --rebuild), and take it again", name),
	}
}

func (a *app) listSnapshots(l *lake.Lake, _ *config.Config) error {
	list, err := l.Snapshots()
	if err != nil {
		return err
	}
	rows := make([][]any, len(list))
	for i, s := range list {
		var bytes int64
		for _, f := range s.Manifest.Files {
			bytes += f.Bytes
		}
		rows[i] = []any{s.Name, s.Taken.Format(time.RFC3339), s.Manifest.Number, s.Manifest.Made.Format(time.RFC3339), bytes}
	}
	return a.rows([]string{"snapshot", "taken", "commit", "data_until", "bytes"}, rows)
}

// snapshotError gives errors about names of snapshots their exit code.
func snapshotError(err error) error {
	if errors.Is(err, lake.ErrNoSnapshot) {
		return usage(`"rung lake snapshot list" lists them`, "%w", err)
	}
	return err
}

// atFlag lets a command answer from a snapshot.
func (a *app) atFlag(cmd *cobra.Command) {
	cmd.Flags().StringVar(&a.flags.at, "at", "", "answer from the snapshot `NAME`; see rung lake snapshot")
}
