package cli

import (
	"context"
	"database/sql"
	_ "embed"
	"errors"
	"time"

	"rung/config"
	"rung/internal/lake"
)

//go:embed sql/source_runs.sql
var sourceRunsSQL string

// shownRuns is how many runs are shown with a source.
const shownRuns = 5

// lastRuns returns a row for each of the last runs over a source. Where nothing was collected yet there is
// none.
func (a *app) lastRuns(ctx context.Context, source string) (rows [][]any, err error) {
	err = a.withReading(ctx, func(l *lake.Lake, _ *config.Config) error {
		db, err := l.DB(ctx)
		if err != nil {
			return err
		}
		found, err := db.QueryContext(ctx, sourceRunsSQL, sql.Named("source", source), sql.Named("top", shownRuns))
		if err != nil {
			return err
		}
		defer found.Close()
		for found.Next() {
			var at time.Time
			var result string
			if err := found.Scan(&at, &result); err != nil {
				return err
			}
			rows = append(rows, []any{"run of " + at.UTC().Format("2006-01-02 15:04"), result})
		}
		return found.Err()
	})
	if errors.Is(err, lake.ErrNoLake) {
		return nil, nil
	}
	return rows, err
}
