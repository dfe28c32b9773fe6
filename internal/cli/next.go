package cli

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"rung/analyze"
)

func (a *app) nextCommand() *cobra.Command {
	var have []string
	var rate float64
	var period string
	var how answerFlags
	var args func() analyze.Args
	cmd := &cobra.Command{
		Use:   "next --have SKILL,...",
		Short: "Rank what to learn next, given what you know and ask",
		Long: `Rank the skills that open the most adverts to you, given what you know. An advert is open to you when
you have every named technology that it wants, but for nice-to-haves. Each skill comes with what its
adverts offer, how open they are to beginners, and the newest adverts that it opens.`,
		Example: `  rung next --have go,postgres --rate 40
  rung next --have php,mysql,wordpress --period hour --employment freelance`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if !slices.Contains([]string{"hour", "day", "month", "year"}, period) {
				return usage("", "--period is %q: want hour, day, month or year", period)
			}
			if rate < 0 {
				return usage("", "--rate is %g: want what you ask, in dollars", rate)
			}
			params := args()
			params["have"], params["period"] = strings.Join(have, ","), period
			if rate > 0 {
				params["rate"] = rate
			}
			return a.ask(cmd.Context(), "next", params, how)
		},
	}
	f := cmd.Flags()
	f.StringSliceVar(&have, "have", nil, "`SKILLS` that you have, by name, with commas between")
	f.Float64Var(&rate, "rate", 0, "`DOLLARS` that you ask now, for the period")
	f.StringVar(&period, "period", "hour", "compare pay by `PERIOD`: hour, day, month or year")
	how.add(f)
	args = paramFlags(f, otherParams("next", "have", "rate", "period"))
	_ = cmd.RegisterFlagCompletionFunc("have", a.completeSkills)
	return cmd
}

// completeSkills offers the ids of skills to a shell.
func (a *app) completeSkills(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return a.skillIDs(), cobra.ShellCompDirectiveNoFileComp
}

func (a *app) skillIDs() []string {
	t, err := a.skills()
	if err != nil {
		return nil
	}
	var ids []string
	for _, s := range t.Skills() {
		ids = append(ids, s.ID)
	}
	slices.Sort(ids)
	return ids
}
