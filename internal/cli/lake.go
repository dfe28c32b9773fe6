package cli

import (
	"context"
	"fmt"
	"time"

	"github.com/spf13/cobra"
)

func (a *app) lakeCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "lake", Short: "Look after the lake: its state, its files, its past"}
	cmd.AddCommand(
		a.lakeStatusCommand(),
		a.verifyCommand(),
		&cobra.Command{
			Use: "compact", Short: "Merge the small files of each source and month", Args: noArgs,
			Long: `Merge the small files of each source and month into large sorted ones, in one commit, and remove what no
recent commit and no snapshot needs. Reading goes on meanwhile, and nothing is lost if it is stopped.`,
			RunE: func(cmd *cobra.Command, _ []string) error {
				return a.withLake(cmd.Context(), "lake compact", func(s *session) error { return s.compact(cmd.Context()) })
			},
		},
		&cobra.Command{
			Use: "sweep", Short: "Remove what stopped runs left behind and no commit needs", Args: noArgs,
			RunE: func(cmd *cobra.Command, _ []string) error {
				return a.withLake(cmd.Context(), "lake sweep", (*session).sweep)
			},
		},
		a.snapshotCommand(),
		a.rebuildCommand(),
		a.purgeCommand(),
		a.exportCommand(),
		a.importCommand(),
	)
	return cmd
}

// sweepAge is how old a file must be before it counts as left behind.
const sweepAge = 24 * time.Hour

func (s *session) sweep() error {
	n, err := s.lake.Sweep(s.start.Add(-sweepAge))
	if err != nil {
		return err
	}
	return s.tell("%d files removed", n)
}

// tidy merges small files where so many have come together that questions take longer for them.
func (s *session) tidy(ctx context.Context) error {
	most := s.config.Lake.CompactAt
	if most == 0 || s.lake.Loose(s.start) < most {
		return nil
	}
	c, err := s.lake.Compact(ctx, s.runID, s.start)
	if err != nil {
		return err
	}
	swept, err := s.lake.Sweep(s.start.Add(-sweepAge))
	s.log.Info("compacted", "files", c.Before, "into", c.After, "bytes", c.BytesBefore, "now", c.BytesAfter, "swept", swept)
	return err
}

func (s *session) compact(ctx context.Context) error {
	c, err := s.lake.Compact(ctx, s.runID, s.start)
	if err != nil {
		return err
	}
	if err := s.tell("%d files became %d, %.1f MB became %.1f", c.Before, c.After, mega(c.BytesBefore), mega(c.BytesAfter)); err != nil {
		return err
	}
	return s.sweep()
}

func mega(bytes int64) float64 { return float64(bytes) / 1e6 }

// tell prints a line about what was done, unless --quiet. With --json standard output is for JSON alone.
func (a *app) tell(format string, args ...any) error {
	if a.flags.quiet {
		return nil
	}
	to := a.out
	if a.flags.json {
		to = a.err
	}
	_, err := fmt.Fprintf(to, format+"\n", args...)
	return err
}
