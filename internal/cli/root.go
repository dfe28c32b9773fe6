package cli

import (
	"cmp"
	"fmt"
	"log/slog"
	"slices"
	"strings"

	"github.com/lmittmann/tint"
	"github.com/spf13/cobra"

	"rung/analyze"
	"rung/config"
	"rung/internal/ui"
)

// globalFlags are flags of every command.
type globalFlags struct {
	config, lake, colour, logFormat, at string
	quiet, json                         bool
	verbose                             int
	// settings are those that a command gives as flags of its own.
	settings []config.Flag
}

// root builds the tree of commands.
func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "rung",
		Short: "Watch the job and gig market from public listings",
		Long: `rung collects public job and gig listings in line with each site's terms, reads skills, pay
and places out of them, and answers which skills are in demand, what they pay and what is
worth learning next.

Start with "rung demo" (offline, a synthetic market) or "rung run" (live sources that need no key).`,
		Version:           version,
		SilenceErrors:     true,
		SilenceUsage:      true,
		CompletionOptions: cobra.CompletionOptions{HiddenDefaultCmd: false},
	}
	root.SetUsageTemplate(strings.ReplaceAll(root.UsageTemplate(), ".FlagUsages ", fmt.Sprintf(".FlagUsagesWrapped %d ", helpWidth)))
	root.SetVersionTemplate("rung {{.Version}}\n")
	f := root.PersistentFlags()
	f.StringVar(&a.flags.config, "config", "", "read settings from `FILE` (default: $RUNG_CONFIG)")
	f.StringVar(&a.flags.lake, "lake", "", "keep and read data in `DIR`, or a bucket such as s3://BUCKET (default: $RUNG_LAKE)")
	f.BoolVarP(&a.flags.quiet, "quiet", "q", false, "say nothing but answers and errors")
	f.CountVarP(&a.flags.verbose, "verbose", "v", "say more; twice for every request")
	f.StringVar(&a.flags.colour, "color", "auto", "use colour: `auto`, always or never")
	f.StringVar(&a.flags.logFormat, "log-format", "", "write the log as `text` or json (default: $RUNG_LOG_FORMAT)")
	f.BoolVar(&a.flags.json, "json", false, "answer in JSON, errors too")
	root.SetFlagErrorFunc(flagError)
	root.AddCommand(a.commands()...)
	root.AddCommand(a.topics()...)
	root.SetHelpCommand(helpCommand(root))
	root.InitDefaultCompletionCmd()
	group(root)
	return root
}

// group makes a command that only has sub-commands, and those below it, print its help, and refuse words
// that are none of them.
func group(cmd *cobra.Command) {
	for _, sub := range cmd.Commands() {
		if sub.HasSubCommands() {
			group(sub)
		}
	}
	if cmd.Runnable() {
		return
	}
	cmd.SuggestionsMinimumDistance = 2
	cmd.Args = func(cmd *cobra.Command, args []string) error {
		if len(args) > 0 {
			return unknownCommand(cmd, args[0])
		}
		return nil
	}
	cmd.RunE = func(cmd *cobra.Command, _ []string) error { return cmd.Help() }
}

// helpCommand is cobra's own but for names that there are not.
func helpCommand(root *cobra.Command) *cobra.Command {
	return &cobra.Command{
		Use: "help [COMMAND]", Short: "Explain a command, or one of the topics below",
		RunE: func(_ *cobra.Command, args []string) error {
			cmd, rest, err := root.Find(args)
			switch {
			case err != nil:
				return err
			case len(rest) > 0:
				return unknownCommand(cmd, rest[0])
			}
			cmd.InitDefaultHelpFlag()
			return cmd.Help()
		},
		ValidArgsFunction: func(_ *cobra.Command, args []string, word string) ([]string, cobra.ShellCompDirective) {
			var names []string
			if cmd, _, err := root.Find(args); err == nil {
				for _, sub := range cmd.Commands() {
					if !sub.Hidden && strings.HasPrefix(sub.Name(), word) {
						names = append(names, sub.Name())
					}
				}
			}
			return names, cobra.ShellCompDirectiveNoFileComp
		},
	}
}

// unknownCommand names the nearest command.
func unknownCommand(parent *cobra.Command, name string) error {
	path := parent.CommandPath()
	hint := fmt.Sprintf("see %q", path+" --help")
	if near := parent.SuggestionsFor(name); len(near) > 0 {
		hint = fmt.Sprintf("did you mean %q?", path+" "+near[0])
	}
	if _, err := analyze.Find(name); err == nil && !parent.HasParent() {
		hint = fmt.Sprintf("it is a question: %q", path+" analyze "+name)
	}
	return usage(hint, "there is no command %q", path+" "+name)
}

// subCommandHint names the sub-command that was meant by a word that a command took for something else, and is the hint
// of that where none is like it.
func subCommandHint(cmd *cobra.Command, word, hint string) string {
	cmd.SuggestionsMinimumDistance = 2
	if like := cmd.SuggestionsFor(word); len(like) > 0 {
		return fmt.Sprintf("did you mean %q? else %s", cmd.CommandPath()+" "+like[0], hint)
	}
	return hint
}

// takes bounds the number of arguments, in rung's words and with its exit code.
func takes(least, most int) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		hint := fmt.Sprintf("see %q", cmd.CommandPath()+" --help")
		switch n := len(args); {
		case n > most && most == 0:
			return usage(cmp.Or(asFlag(cmd, args[0]), hint), "%q takes no arguments, got %q", cmd.CommandPath(), strings.Join(args, " "))
		case n > most:
			return usage(hint, "%q takes one argument, got %d: %q", cmd.CommandPath(), n, strings.Join(args, " "))
		case n < least:
			return usage(hint, "%q wants one argument", cmd.CommandPath())
		}
		return nil
	}
}

// asFlag says with which flag a command takes what stands behind it alone, empty where that cannot be told.
func asFlag(cmd *cobra.Command, arg string) string {
	if slices.Contains([]string{"true", "false", "yes", "no"}, arg) {
		return "a flag that is on or off takes its value behind =, such as --FLAG=" + arg
	}
	for _, flag := range []string{"skill", "skills", "have", "command"} {
		if cmd.Flags().Lookup(flag) != nil {
			return fmt.Sprintf("did you mean %s --%s %s?", cmd.CommandPath(), flag, shellWord(ui.Safe(arg)))
		}
	}
	return ""
}

// noArgs refuses arguments.
func noArgs(cmd *cobra.Command, args []string) error { return takes(0, 0)(cmd, args) }

// load reads the settings as the global flags say.
func (a *app) load() (*config.Config, error) { return a.loadFrom(a.settingsInput()) }

// settingsInput is what settings are read from.
func (a *app) settingsInput() config.Input {
	in := config.Input{File: a.flags.config, Env: a.env, Sources: a.sources, Flags: slices.Clone(a.flags.settings)}
	if a.flags.lake != "" {
		in.Flags = append(in.Flags, config.Flag{Key: "lake.dir", Name: "lake", Value: a.flags.lake})
	}
	if a.flags.logFormat != "" {
		in.Flags = append(in.Flags, config.Flag{Key: "log.format", Name: "log-format", Value: a.flags.logFormat})
	}
	return in
}

func (a *app) loadFrom(in config.Input) (*config.Config, error) {
	if !slices.Contains([]string{"auto", "always", "never"}, a.flags.colour) {
		return nil, usage("", "--color is %q: want auto, always or never", a.flags.colour)
	}
	c, err := config.Load(in)
	if err != nil {
		return nil, &fault{err: err, code: Usage, hint: `"rung config default" explains every setting`}
	}
	return c, nil
}

// log returns the logger that the settings ask for: text on a terminal and JSON elsewhere.
func (a *app) log(c *config.Config) *slog.Logger {
	level := slog.LevelInfo
	switch {
	case a.flags.quiet:
		level = slog.LevelError
	case a.flags.verbose > 0:
		level = slog.LevelDebug
	}
	text := c.Log.Format == "text" || c.Log.Format == "auto" && a.errTTY
	if text {
		return slog.New(tint.NewTextHandler(a.err, &tint.Options{Level: level, TimeFormat: "15:04:05", NoColor: !a.colour(a.errTTY)}))
	}
	return slog.New(slog.NewJSONHandler(a.err, &slog.HandlerOptions{Level: level}))
}

// colour says whether a stream gets colour.
func (a *app) colour(tty bool) bool {
	switch a.flags.colour {
	case "always":
		return true
	case "never":
		return false
	}
	if a.getenv("NO_COLOR") != "" || a.getenv("TERM") == "dumb" {
		return false
	}
	return tty || a.getenv("CLICOLOR_FORCE") != ""
}

func (a *app) getenv(name string) string {
	for _, entry := range slices.Backward(a.env) {
		if value, ok := strings.CutPrefix(entry, name+"="); ok {
			return value
		}
	}
	return ""
}
