package cli

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"rung/config"
	"rung/internal/cell"
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
			Long: `Say whether the settings are right: all that is wrong at once, with its line, and notes on those that do not
hold because the terms of a source ask for more. With --json one object tells it: ok, the file, notes, and
problems, each with its message; where it is about one setting with its key and from (file and line, variable or
flag), where a value is wrong with value and want, and where a key is misspelt with what was meant.`,
			RunE: func(*cobra.Command, []string) error { return a.checkConfig() },
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

// checkedConfig is what "rung config check --json" prints. The names are a contract: fields are only added.
type checkedConfig struct {
	OK bool `json:"ok"`
	// File is the settings file, right or wrong, null where there is none.
	File     *string          `json:"file"`
	Problems []config.Problem `json:"problems"`
	// Notes say which settings are right and yet do not hold.
	Notes []string `json:"notes"`
}

func (a *app) checkConfig() error {
	in := a.settingsInput()
	in.LeastSQLMB = cell.EnoughMB()
	c, err := a.loadFrom(in)
	if !a.flags.json {
		if err != nil {
			return err
		}
		fmt.Fprintf(a.out, "the settings are right (file: %s)\n", orNone(c.File))
		for _, note := range c.Notes {
			fmt.Fprintf(a.out, "note: %s\n", note)
		}
		return nil
	}
	out := checkedConfig{OK: err == nil, File: text(in.Path()), Problems: config.Problems(err)}
	if out.Problems == nil {
		out.Problems = []config.Problem{}
	}
	out.Notes = []string{}
	if c != nil {
		out.Notes = append(out.Notes, c.Notes...)
	}
	return errors.Join(a.object(out), err)
}

// object prints one value as JSON.
func (a *app) object(v any) error {
	data, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(a.out, string(data))
	return err
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
