package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"rung/config"
)

func (a *app) configCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "config", Short: "Show, check or explain the settings"}
	cmd.AddCommand(
		&cobra.Command{
			Use: "show", Short: "Print every setting and where its value came from", Args: noArgs,
			RunE: func(*cobra.Command, []string) error { return a.showConfig() },
		},
		&cobra.Command{
			Use: "check", Short: "Say whether the settings are right", Args: noArgs,
			RunE: func(*cobra.Command, []string) error {
				c, err := a.load()
				if err != nil {
					return err
				}
				_, err = fmt.Fprintf(a.out, "the settings are right (file: %s)\n", orNone(c.File))
				return err
			},
		},
		&cobra.Command{
			Use: "default", Short: "Print the default settings file, with its comments", Args: noArgs,
			RunE: func(*cobra.Command, []string) error {
				_, err := a.out.Write(config.Default())
				return err
			},
		},
		&cobra.Command{
			Use: "path", Short: "Print which settings file and which lake are used", Args: noArgs,
			RunE: func(*cobra.Command, []string) error {
				c, err := a.load()
				if err != nil {
					return err
				}
				rows := [][]any{{"settings", orNone(c.File)}, {"lake", c.Lake.Name()}}
				if c.Lake.Bucket.Given() {
					rows = append(rows, []any{"mirror", c.Lake.Dir})
				}
				return a.rows([]string{"what", "path"}, append(rows, []any{"report", c.Report.Out}))
			},
		},
	)
	return cmd
}

func orNone(path string) string {
	if path == "" {
		return "none"
	}
	return path
}

func (a *app) showConfig() error {
	c, err := a.load()
	if err != nil {
		return err
	}
	settings := c.Settings()
	rows := make([][]any, len(settings))
	for i, s := range settings {
		rows[i] = []any{s.Key, s.Value, s.From}
	}
	return a.rows([]string{"key", "value", "from"}, rows)
}
