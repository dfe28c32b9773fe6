package cli

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"rung/analyze"
	"rung/internal/ui"
)

// tellEmpty says why a table without rows is no fault, what the lake has instead, and which flag to change.
func (a *app) tellEmpty(ctx context.Context, db analyze.Querier, t *analyze.Table) error {
	if len(t.Rows) > 0 || a.flags.quiet {
		return nil
	}
	held, err := analyze.Hold(ctx, db, t.Params)
	if err != nil {
		return err
	}
	asked := map[string]any{}
	for name, v := range t.Params {
		if name == "since" || name == "until" || slices.Contains(analyze.HeldBy(), name) {
			asked[name] = v
		}
	}
	with := ""
	if text := describe(asked); text != "" {
		with = " with " + text
	}
	fmt.Fprintf(a.err, "rung: nothing answers this%s; %s\n", with, whyEmpty(t, held))
	return nil
}

// tellOutside says of a report that nothing answers it, where what it was asked for is not in the lake or lies outside of
// its days.
func (a *app) tellOutside(ctx context.Context, db analyze.Querier, args analyze.Args) error {
	if a.flags.quiet || len(args) == 0 {
		return nil
	}
	params, err := analyze.Typed(args)
	if err != nil {
		return err
	}
	held, err := analyze.Hold(ctx, db, params)
	if err != nil {
		return err
	}
	since, hasSince := params["since"].(time.Time)
	until, hasUntil := params["until"].(time.Time)
	isBefore, isAfter := hasUntil && until.Before(held.First), hasSince && since.After(held.Last)
	if held.Ads == 0 || held.Dated > 0 && (isBefore || isAfter) {
		fmt.Fprintf(a.err, "rung: this report is empty; %s\n", whyEmpty(&analyze.Table{Name: "report", Params: params}, held))
	}
	return nil
}

// whyEmpty says what the lake has of the adverts asked for, and what to change.
func whyEmpty(t *analyze.Table, held analyze.Held) string {
	since, hasSince := t.Params["since"].(time.Time)
	until, hasUntil := t.Params["until"].(time.Time)
	those, flags := filtered(t)
	span := fmt.Sprintf("the adverts%s go from %s to %s", those, held.First.Format(time.DateOnly), held.Last.Format(time.DateOnly))
	switch {
	case held.Ads == 0 && those == "":
		return `the lake has no adverts: "rung run" collects some, "rung runs" shows what was collected`
	case held.Ads == 0:
		return fmt.Sprintf("the lake has no adverts%s: leave out %s", those, flags)
	case held.Dated == 0:
		return undatedHint(t)
	case hasSince && since.After(held.Last):
		return fmt.Sprintf("%s: give a --since up to %s", span, held.Last.Format(time.DateOnly))
	case hasUntil && until.Before(held.First):
		return fmt.Sprintf("%s: give an --until from %s on", span, held.First.Format(time.DateOnly))
	case !hasSince || !hasUntil:
		return span
	}
	return fmt.Sprintf("%s, %s", span, few(t, held, since))
}

// few says of a window that overlaps the adverts how many are in it and what would give more.
func few(t *analyze.Table, held analyze.Held, since time.Time) string {
	text := fmt.Sprintf("%d of them in this window", held.Within)
	var changes []string
	if least := leastFlags(t); held.Within > 0 && len(least) > 0 {
		text += ", too few for a row"
		changes = append(changes, "a lower "+strings.Join(least, " or "))
	} else if held.Within > 0 {
		text += ", and none has what this asks for"
	}
	if since.After(held.First) {
		changes = append(changes, "an earlier --since")
	}
	if len(changes) == 0 {
		return text
	}
	return text + "; try " + strings.Join(changes, " or ")
}

// leastFlags are the flags of a question that leave out rows of too few adverts; others only withhold figures.
func leastFlags(t *analyze.Table) []string {
	figures := []string{"min_growth", "min_source", "min_month", "min_beside"}
	var list []string
	for name, v := range t.Params {
		if n, ok := v.(int64); ok && n > 1 && strings.HasPrefix(name, "min_") && !slices.Contains(figures, name) {
			list = append(list, "--"+flagName(name))
		}
	}
	slices.Sort(list)
	return list
}

// filtered says which adverts an answer asked for, and with which flags.
func filtered(t *analyze.Table) (those, flags string) {
	var texts, names []string
	for _, name := range analyze.HeldBy() {
		if v := ui.Text(t.Params[name]); v != "" {
			texts = append(texts, name+" "+v)
			names = append(names, "--"+flagName(name))
		}
	}
	if len(texts) == 0 {
		return "", ""
	}
	return " with " + strings.Join(texts, " and "), strings.Join(names, " or ")
}
