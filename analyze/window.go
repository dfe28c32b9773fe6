package analyze

import (
	"context"
	"fmt"
)

// windowSQL chooses the window of a question and what it is compared with; see the file's header.
var windowSQL = sqlText("sql/window.sql")

// leastSource is how many ads a source must have in a window and in its base to be compared, where a question lets
// nobody choose: the default of demand, so that the pages of a report have one base.
const leastSource = 30

// resolveWindow replaces since and until with the days that are used and adds base_since, base_until and base, or where
// nothing can be compared comparable_since and comparable_until, the latest window that can be. All are null where the
// lake holds no dated ads.
func resolveWindow(ctx context.Context, db Querier, window string, values map[string]any) error {
	given := map[string]any{"window": window, "least": int64(leastSource)}
	for _, name := range []string{"since", "until", "source", "country", "employment", "role", "level", "remote"} {
		given[name] = values[name]
	}
	if least, ok := values["min_source"]; ok {
		given["least"] = least
	}
	t, err := query(ctx, db, windowSQL, given)
	if err != nil {
		return fmt.Errorf("choose the window: %w", err)
	}
	for i, c := range t.Columns {
		values[c.Name] = t.Rows[0][i]
	}
	return nil
}
