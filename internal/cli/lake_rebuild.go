package cli

import (
	"errors"

	"github.com/spf13/cobra"
)

func (a *app) rebuildCommand() *cobra.Command {
	return &cobra.Command{
		Use: "rebuild", Short: "Make every table again from the pages",
		Long: `Read every page that was collected again and put the tables made from them in the place of the old ones, in
one commit. It needs no network. It is the same as "rung transform --rebuild".`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.withLake(cmd.Context(), "lake rebuild", func(s *session) error {
				sum, err := s.transform(cmd.Context(), true)
				return errors.Join(s.showTransformed(sum), err)
			})
		},
	}
}
