package analyze

import (
	"context"
	"fmt"
	"time"
)

// heldSQL counts the ads that a question asks for; see the file's header.
var heldSQL = sqlText("sql/dates.sql")

// Held is what a lake has of the ads that the parameters of an answer ask for.
type Held struct {
	// Ads have those with a date among them, Dated, and those of the window, Within.
	Ads, Dated, Within int64
	// First and Last are the days of the first and the last of those with a date; zero where there are none.
	First, Last time.Time
}

// heldBy are the parameters that Hold goes by; since and until are the window.
var heldBy = []string{"source", "country", "employment", "role", "level", "remote", "category", "skill", "place"}

// HeldBy returns the names of the parameters that say which ads Hold counts. The slice is the caller's own.
func HeldBy() []string { return append([]string(nil), heldBy...) }

// Hold counts the ads that the parameters of an answer ask for, as Table.Params has them: those it does not know are
// passed over. Prepare must have run on the same database.
func Hold(ctx context.Context, db Querier, params map[string]any) (Held, error) {
	given := map[string]any{"since": params["since"], "until": params["until"]}
	for _, name := range heldBy {
		given[name] = params[name]
	}
	t, err := query(ctx, db, heldSQL, given)
	if err != nil {
		return Held{}, fmt.Errorf("look up the dates of the ads: %w", err)
	}
	var h Held
	row := t.Rows[0]
	h.Ads, _ = row[0].(int64)
	h.Dated, _ = row[1].(int64)
	h.Within, _ = row[2].(int64)
	h.First, _ = row[3].(time.Time)
	h.Last, _ = row[4].(time.Time)
	return h, nil
}

// Typed reads values of the parameters that questions share as every question does. An error is an *ArgsError.
func Typed(args Args) (map[string]any, error) {
	values, err := Question{Name: "all questions", Params: common}.bind(args)
	if err != nil {
		return nil, &ArgsError{err}
	}
	return values, nil
}

// checkWindow refuses a window that is given with its end before its beginning.
func checkWindow(values map[string]any) error {
	since, hasSince := values["since"].(time.Time)
	until, hasUntil := values["until"].(time.Time)
	if hasSince && hasUntil && until.Before(since) {
		return fmt.Errorf("the window ends on %s, before it begins on %s: since must not come after until",
			until.Format(time.DateOnly), since.Format(time.DateOnly))
	}
	return nil
}
