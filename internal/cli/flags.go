package cli

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"rung/analyze"
	"rung/internal/near"
)

// flagError puts an error of reading flags in rung's words, with what to do about it.
func flagError(cmd *cobra.Command, err error) error {
	if bad, ok := errors.AsType[*pflag.InvalidValueError](err); ok {
		return usage(flagHint(cmd, err), "--%s is %q: %s", bad.GetFlag().Name, bad.GetValue(), wantedBy(bad))
	}
	return usage(flagHint(cmd, err), "%w", err)
}

// flagHint says what to do about flags that were not understood: the flag that was meant, or where they are listed.
func flagHint(cmd *cobra.Command, err error) string {
	see := fmt.Sprintf("see %q", cmd.CommandPath()+" --help")
	if unknown, ok := errors.AsType[*pflag.NotExistError](err); ok {
		return unknownFlag(cmd, unknown.GetSpecifiedName(), see)
	}
	return see
}

// wantedBy says what a flag takes.
func wantedBy(bad *pflag.InvalidValueError) string {
	switch bad.GetFlag().Value.Type() {
	case "float64":
		return "want a number such as 25"
	case "int", "int64", "uint64", "count":
		return "want a whole number such as 20"
	case "bool":
		return "want true or false"
	case "duration":
		return "want a length of time such as 30s, 5m or 2h"
	}
	return bad.Unwrap().Error()
}

// unknownFlag says what to do about a flag that a command does not have: the one that was meant, and of a question those
// that it has and the questions that have the other.
func unknownFlag(cmd *cobra.Command, name, see string) string {
	var names []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	var parts []string
	if like := near.To(name, names); like != "" {
		parts = append(parts, fmt.Sprintf("did you mean --%s?", like))
	}
	if q, err := analyze.Find(cmd.Name()); err == nil && (cmd.Name() == "next" || cmd.Parent().Name() == "analyze") {
		if others := having(name); len(others) > 0 {
			parts = append(parts, fmt.Sprintf("--%s is a flag of %s;", name, strings.Join(others, ", ")))
		}
		parts = append(parts, fmt.Sprintf("%s has %s;", q.Name, strings.Join(flagNames(q.Params), ", ")))
	}
	return strings.Join(append(parts, see), " ")
}

// having names the questions that have a flag.
func having(flag string) []string {
	var names []string
	for _, q := range analyze.Questions() {
		if slices.Contains(flagNames(q.Params), "--"+flagName(flag)) {
			names = append(names, q.Name)
		}
	}
	return names
}

func flagNames(params []analyze.Param) []string {
	names := make([]string, len(params))
	for i, p := range params {
		names[i] = "--" + flagName(p.Name)
	}
	return names
}
