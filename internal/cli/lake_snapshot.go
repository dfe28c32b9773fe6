package cli

import (
	"errors"
	"time"

	"github.com/spf13/cobra"

	"rung/config"
	"rung/internal/lake"
)

func (a *app) snapshotCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "snapshot NAME", Short: "Give the lake's state a name that reports and SQL can go back to",
		Long: `Give the state of the lake a name. "rung report --at NAME", "rung sql --at NAME" and "rung analyze --at NAME"
answer from it later, and its files stay until the name is dropped.`,
		Args: takes(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.withLake(cmd.Context(), "lake snapshot", func(s *session) error {
				if err := s.lake.Snapshot(args[0], s.start); err != nil {
					return snapshotError(err)
				}
				return s.tell("%s is commit %d", args[0], s.lake.Manifest().Number)
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
