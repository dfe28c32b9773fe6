package cli

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"rung/analyze"
	"rung/internal/ui"
	"rung/reports"
)

// figureIn finds the name of a figure among arguments whose flags are not known yet, since they depend on it; empty where
// there is none. What stands behind a flag may be its value, such as the folder of a lake, so others come first.
func figureIn(args []string) string {
	var maybe string
	for i, arg := range args {
		question, _, ok := strings.Cut(arg, "/")
		if !ok || noQuestion(question, "") != nil {
			continue
		}
		if i == 0 || !strings.HasPrefix(args[i-1], "-") || strings.Contains(args[i-1], "=") {
			return arg
		}
		maybe = arg
	}
	return maybe
}

// figureParams are the parameters that explaining a figure takes: those that questions have in common and its question's
// own. Their defaults are what the report asks with.
func figureParams(figure string) []analyze.Param {
	params := analyze.Common()
	question, _, _ := strings.Cut(figure, "/")
	params = append(params, ownParams(question)...)
	asked, err := reports.Figure(figure)
	if err != nil {
		return params
	}
	for i, p := range params {
		if v, ok := asked.Args[p.Name]; ok {
			params[i].Default = ui.Text(v)
		}
	}
	return params
}

// ownParams are the parameters of a question that are none of those that questions have in common.
func ownParams(question string) []analyze.Param {
	var common []string
	for _, p := range analyze.Common() {
		common = append(common, p.Name)
	}
	return otherParams(question, common...)
}

// ownHint says which parameters the question of a figure has of its own, empty where there is no such question.
func ownHint(figure string) string {
	question, _, ok := strings.Cut(figure, "/")
	if !ok {
		return ""
	}
	var names []string
	for _, p := range ownParams(question) {
		names = append(names, "--"+flagName(p.Name))
	}
	if len(names) == 0 {
		return question + " has no parameters of its own, only those that questions have in common"
	}
	return fmt.Sprintf("the parameters of %s itself are %s", question, strings.Join(names, ", "))
}

// figureFlags binds the parameters of the figure that is asked about.
func (a *app) figureFlags(cmd *cobra.Command) func() analyze.Args {
	figure := figureIn(a.args)
	given := paramFlags(cmd.Flags(), figureParams(figure))
	if cmd.Flags().Lookup("have") != nil {
		_ = cmd.RegisterFlagCompletionFunc("have", a.completeSkills)
	}
	cmd.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		hint := flagHint(cmd, err)
		if own := ownHint(figure); own != "" {
			hint += "; " + own
		}
		return usage(hint, "%w", err)
	})
	return given
}

// takenBy checks what was given against a figure's id and adds what the report asks with. What questions have in common
// and this one does not take is passed over, as in the report.
func (a *app) takenBy(figure string, asked reports.Asked, args analyze.Args) error {
	q, err := analyze.Find(asked.Question)
	if err != nil {
		return err
	}
	for _, name := range sortedKeys(args) {
		if slices.ContainsFunc(q.Params, func(p analyze.Param) bool { return p.Name == name }) {
			continue
		}
		delete(args, name)
		if !a.flags.quiet {
			fmt.Fprintf(a.err, "rung: %s takes no --%s: this figure is without it, in a report, too\n", q.Name, flagName(name))
		}
	}
	for name, value := range asked.Args {
		given, isGiven := args[name]
		if isGiven && slices.Contains(asked.Said, name) && ui.Text(given) != ui.Text(value) {
			return usage("leave out --"+flagName(name)+", or name a figure that does not say it: \"rung analyze "+q.Name+" --ids\" gives the names",
				"%s is of %s %s, and --%s is %s", figure, name, ui.Text(value), flagName(name), ui.Text(given))
		}
		if !isGiven {
			args[name] = value
		}
	}
	return nil
}

// paramWords writes parameters as flags that can be pasted into a shell.
func paramWords(args analyze.Args) []string {
	var words []string
	for _, name := range sortedKeys(args) {
		flag, value := "--"+flagName(name), ui.Safe(paramText(args[name]))
		switch {
		case value == "true":
			words = append(words, flag)
		case value == "false", value == "", strings.HasPrefix(value, "-"):
			words = append(words, shellWord(flag+"="+value))
		default:
			words = append(words, flag, shellWord(value))
		}
	}
	return words
}

// paramText writes a value as it would be typed, a number with all its digits.
func paramText(v any) string {
	if f, ok := v.(float64); ok {
		return strconv.FormatFloat(f, 'f', -1, 64)
	}
	return ui.Text(v)
}
