package analyze

import (
	"context"
	"fmt"
	"time"
)

// datesSQL tells from when to when the ads go.
var datesSQL = sqlText("sql/dates.sql")

// Dates returns the first and the last day of the dated ads of a source, or of all where source is nil; ok is false where
// there are none. Prepare must have run on the same database.
func Dates(ctx context.Context, db Querier, source any) (first, last time.Time, ok bool, err error) {
	t, err := query(ctx, db, datesSQL, map[string]any{"source": source})
	if err != nil {
		return first, last, false, fmt.Errorf("look up the dates of the ads: %w", err)
	}
	first, ok = t.Rows[0][0].(time.Time)
	last, _ = t.Rows[0][1].(time.Time)
	return first, last, ok, nil
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
