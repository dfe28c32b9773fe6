package cli

import (
	"context"
	"fmt"
	"slices"

	"rung/internal/fx"
	"rung/internal/job"
	"rung/internal/lake"
)

// replaceRates writes the table of rates: what rung is shipped with, what the lake had collected before, and
// what came now. Pages may have left the lake; their rates stay.
func (s *session) replaceRates(ctx context.Context, w *lake.SilverWriter, collected []job.Rate) error {
	before, err := s.rates(ctx)
	if err != nil {
		return err
	}
	return w.ReplaceFX(slices.Values(fx.Merge(before, collected)))
}

// rates returns the rates that the lake holds.
func (s *session) rates(ctx context.Context) ([]job.Rate, error) {
	db, err := s.lake.DB(ctx)
	if err != nil {
		return nil, err
	}
	rows, err := db.QueryContext(ctx, "select date, currency, per_eur from fx order by date, currency")
	if err != nil {
		return nil, fmt.Errorf("read the rates: %w", err)
	}
	defer rows.Close()
	var out []job.Rate
	for rows.Next() {
		var r job.Rate
		if err := rows.Scan(&r.Date, &r.Currency, &r.PerEUR); err != nil {
			return nil, fmt.Errorf("read the rates: %w", err)
		}
		out = append(out, r)
	}
	return out, rows.Err()
}
