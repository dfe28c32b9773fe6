package cli

import (
	"errors"
	"io/fs"

	"github.com/spf13/cobra"

	"rung/config"
	"rung/internal/lake"
)

func (a *app) exportCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "export FILE", Short: "Write the whole lake into one file",
		Long: `Write the lake as it is now, or as it was at a snapshot, into one tar file: its manifest and its Parquet
files, each compared with its checksum. "rung lake import" makes a lake of it again, and unpacked it is a folder
that other engines read; see docs/sql.md. Snapshots and older commits are not in it. A FILE that is there is
replaced if it is an exported lake, and is left alone if it is anything else.`,
		Args: takes(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.openReading(cmd.Context(), func(l *lake.Lake, _ *config.Config) error {
				bytes, err := l.Export(cmd.Context(), args[0])
				if err != nil {
					return fileError(err)
				}
				return a.tell("%s: commit %d, %d files, %.1f MB", args[0], l.Manifest().Number, len(l.Manifest().Files), mega(bytes))
			})
		},
	}
	a.atFlag(cmd)
	return cmd
}

func (a *app) importCommand() *cobra.Command {
	return &cobra.Command{
		Use: "import FILE", Short: "Make a lake from a file that export wrote",
		Long: `Make a lake from a file that "rung lake export" wrote. Every file is compared with its checksum, and a lake that
is there already is never touched.`,
		Args: takes(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			c, err := a.load()
			if err != nil {
				return err
			}
			man, err := a.importing(cmd.Context(), c, args[0])
			if errors.Is(err, lake.ErrTaken) {
				return &fault{err: err, code: Failed, hint: "name another place with --lake, such as rung --lake OTHER lake import " + args[0]}
			}
			if err != nil {
				return err
			}
			return a.tell("%s: commit %d, %d files", c.Lake.Name(), man.Number, len(man.Files))
		},
	}
}

// fileError gives the error about a folder that is not there its hint.
func fileError(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return &fault{err: err, code: Failed, hint: "make the folder first, or name another file"}
	}
	return err
}
