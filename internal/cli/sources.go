package cli

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"rung/collect"
	"rung/config"
	"rung/internal/ui"
)

func (a *app) sourcesCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "sources [NAME]",
		Short: "List the sources, or show one with its terms and options",
		Args:  takes(0, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			c, err := a.load()
			if err != nil {
				return err
			}
			if len(args) == 0 {
				return a.listSources(c)
			}
			src, err := findSource(a.sources, args[0])
			if err != nil {
				return err
			}
			return a.showSource(cmd.Context(), c, src)
		},
	}
}

func (a *app) listSources(c *config.Config) error {
	rows := make([][]any, len(a.sources))
	for i, s := range a.sources {
		rows[i] = []any{
			s.Name, s.Title, c.Sources[s.Name].Enabled, string(s.Terms.Verdict), s.Terms.MinInterval.String(), s.Terms.Key,
			texts(s.Gives), s.Home,
		}
		if a.flags.json {
			rows[i] = append(rows[i], s.Terms.Why, s.Terms.URL, s.Terms.ReadOn, texts(s.Terms.Asks), s.Terms.Credit, s.Terms.Licence, string(s.Access))
		}
	}
	columns := []string{"name", "title", "enabled", "verdict", "min_interval", "key", "gives", "home"}
	if a.flags.json {
		columns = append(columns, "why", "terms_url", "terms_read_on", "asks", "credit", "licence", "access")
	}
	return a.rows(columns, rows)
}

// texts turns a list into values that every format writes as a list.
func texts(list []string) []any {
	out := make([]any, len(list))
	for i, s := range list {
		out[i] = s
	}
	return out
}

// showSource prints all that is known about one source, and what its last runs did.
func (a *app) showSource(ctx context.Context, c *config.Config, s collect.Source) error {
	rows := [][]any{
		{"name", s.Name},
		{"title", s.Title},
		{"home", s.Home},
		{"access", string(s.Access)},
		{"verdict", string(s.Terms.Verdict)},
		{"why", s.Terms.Why},
		{"terms", s.Terms.URL},
		{"terms read on", s.Terms.ReadOn},
		{"asks", strings.Join(s.Terms.Asks, " ")},
		{"credit", s.Terms.Credit},
		{"licence", s.Terms.Licence},
		{"may be kept", mayKeep(s.Terms.Keep)},
		{"is kept", kept(collect.KeepFor(&s, c.Sources[s.Name]))},
		{"least interval", s.Terms.MinInterval.String()},
		{"requests a second", s.Terms.Rate},
		{"key", s.Terms.Key},
		{"gives", strings.Join(s.Gives, ", ")},
		{"how listings end", life(s.Life)},
		{"enabled", c.Sources[s.Name].Enabled},
		{"asks at", c.Sources[s.Name].BaseURL},
	}
	for _, o := range s.Options {
		rows = append(rows, []any{"option " + o.Name, option(o, c.Sources[s.Name].Options[o.Name])})
	}
	runs, err := a.lastRuns(ctx, s.Name)
	if err != nil {
		return err
	}
	rows = append(rows, runs...)
	if a.flags.json {
		return a.rows([]string{"what", "value"}, rows)
	}
	fields := make([]ui.Field, len(rows))
	for i, row := range rows {
		fields[i] = ui.Field{Name: ui.Text(row[0]), Value: row[1]}
		if row[1] == "" {
			fields[i].Value = "none"
		}
	}
	width := pageWidth
	if a.outTTY && a.width > 0 {
		width = min(a.width, maxWidth)
	}
	return ui.WriteFields(a.out, fields, width)
}

const (
	// pageWidth is how wide text is where no terminal says it, maxWidth how wide it is at most.
	pageWidth = 80
	maxWidth  = 100
	// someValues is how many values of a long list are shown.
	someValues = 12
)

// option says what an option holds and what it is for.
func option(o collect.Option, values []string) string {
	value := strings.Join(values[:min(someValues, len(values))], ", ")
	if more := len(values) - someValues; more > 0 {
		value += fmt.Sprintf(" and %d more", more)
	}
	switch {
	case len(values) == 0:
		return fmt.Sprintf("not set (%s)", o.Doc)
	case o.Secret:
		value = "(set)"
	}
	return fmt.Sprintf("%s (%s)", value, o.Doc)
}

// life says in words how it is known that a listing is gone.
func life(l collect.Life) string {
	switch {
	case l == collect.Life{}:
		return "it has no listings"
	case l.ShowsAllOpen:
		return "the source lists everything that is open: what is missing is closed"
	case l.Days > 0:
		return fmt.Sprintf("after %d days, unless the source says otherwise", l.Days)
	}
	return "by the date or the notice that the source gives"
}
