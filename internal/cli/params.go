package cli

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"rung/analyze"
)

// paramFlags makes each parameter of a question a flag: min_ads is --min-ads. What it returns gives the
// parameters that were set, once the flags are read; analyze reads their values.
func paramFlags(flags *pflag.FlagSet, params []analyze.Param) func() analyze.Args {
	values := map[string]*paramValue{}
	for _, p := range params {
		v := &paramValue{text: p.Default, kind: p.Type}
		flag := flags.VarPF(v, flagName(p.Name), "", p.Doc)
		if p.Type == "boolean" {
			flag.NoOptDefVal = "true"
		}
		values[p.Name] = v
	}
	flags.SetNormalizeFunc(func(_ *pflag.FlagSet, name string) pflag.NormalizedName {
		return pflag.NormalizedName(flagName(name))
	})
	return func() analyze.Args {
		args := analyze.Args{}
		for name, v := range values {
			if v.given {
				args[name] = v.text
			}
		}
		return args
	}
}

func flagName(param string) string { return strings.ReplaceAll(param, "_", "-") }

// paramValue is the value of a parameter as it was typed.
type paramValue struct {
	text, kind string
	given      bool
}

func (v *paramValue) String() string { return v.text }
func (v *paramValue) Type() string   { return v.kind }

func (v *paramValue) Set(text string) error {
	v.text, v.given = text, true
	return nil
}

// otherParams are the parameters of a question but for those named.
func otherParams(question string, but ...string) []analyze.Param {
	q, err := analyze.Find(question)
	if err != nil {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(q.Params), func(p analyze.Param) bool { return slices.Contains(but, p.Name) })
}

// withHelp gives a command a text of help that takes work, which is done when somebody reads it and not at every start.
func withHelp(cmd *cobra.Command, long func() string) *cobra.Command {
	cmd.SetHelpFunc(func(cmd *cobra.Command, args []string) {
		cmd.Long = long()
		cmd.Parent().HelpFunc()(cmd, args)
	})
	return cmd
}
