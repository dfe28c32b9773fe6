package analyze

import (
	"context"
	"fmt"
)

// windowSQL chooses the window of a question and what it is compared with; see the file's header.
var windowSQL = sqlText("sql/window.sql")

// resolveWindow replaces since and until with the days that are used and adds base_since,
// base_until and base. All are null where the lake holds no dated ads.
func resolveWindow(ctx context.Context, db Querier, window string, values map[string]any) error {
	t, err := query(ctx, db, windowSQL, map[string]any{
		"since": values["since"], "until": values["until"], "source": values["source"], "window": window,
	})
	if err != nil {
		return fmt.Errorf("choose the window: %w", err)
	}
	for i, c := range t.Columns {
		values[c.Name] = t.Rows[0][i]
	}
	return nil
}
