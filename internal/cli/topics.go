package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"rung/config"
)

// topics are pages of "rung help" that are no commands.
func (a *app) topics() []*cobra.Command {
	return []*cobra.Command{
		{Use: "exit-codes", Short: "What the exit codes mean", Long: `rung ends with one of these codes. New ones may be added: treat a code that you do not know as a
failure.

  0    done
  1    failed
  2    the command, a setting or a name is wrong, or the terms of a source forbid it
  3    some sources or rows failed, the rest was done
  4    nothing collected yet: there is no lake
  5    the lake holds nothing of what was to be forgotten (rung lake purge --listing)
  10   all done, and something changed beyond a threshold (rung report --compare)
  75   another run holds the lake, or another machine changed it meanwhile: try again later
  130  interrupted`},
		withHelp(&cobra.Command{Use: "environment", Short: "Which variables rung reads"}, a.environmentTopic),
		{Use: "formats", Short: "How answers are written", Long: `Commands that answer with rows take --format:

  table     a table for people; what is piped is never cut
  csv, tsv  with a header; cells that would begin a formula get a quote in front
  json      one array of objects
  jsonl     one object a line
  markdown  a table for documents
  parquet   a file for other tools ("rung sql" only, with --output)

--json is short for --format json. Times are UTC.`},
	}
}

// environmentTopic lists the variables from the table by which settings are read.
func (a *app) environmentTopic() string {
	variables, err := config.Variables(a.sources)
	if err != nil {
		return err.Error() // the built-in settings are broken; every command says so
	}
	var own, secret strings.Builder
	for _, v := range variables {
		switch {
		case v.Secret:
			fmt.Fprintf(&secret, "  %s\n", v.Name)
		case !strings.HasPrefix(v.Key, "sources.") && v.Key != "files":
			fmt.Fprintf(&own, "  %-34s %s\n", v.Name, v.Key)
		}
	}
	return `Every setting can come from the environment. Lists are written a,b,c.

` + own.String() + `
The settings of a source begin with its name: sources.hackernews.since is $RUNG_SOURCES_HACKERNEWS_SINCE, and
a hyphen becomes an underscore. "rung config show" lists them. These are secret and have no place in a file:

` + secret.String() + `
Besides:

  RUNG_LAKE     the lake's folder or bucket, as --lake
  RUNG_CONFIG   the settings file, as --config
  NO_COLOR      no colour
  CLICOLOR_FORCE  colour even when the output is no terminal
  XDG_CONFIG_HOME, XDG_DATA_HOME, XDG_STATE_HOME  where settings, data and history lie
  XDG_CACHE_HOME  where copies of lakes in buckets lie

A lake in a bucket is opened with what its cloud takes everywhere: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY,
AWS_PROFILE, AWS_REGION; GOOGLE_APPLICATION_CREDENTIALS; AZURE_STORAGE_ACCOUNT with AZURE_STORAGE_KEY or
AZURE_STORAGE_SAS_TOKEN; or the role of the machine. See docs/buckets.md.`
}
